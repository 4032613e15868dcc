import { readdirSync, readFileSync } from 'node:fs'
import { type EvaluationOptions, evaluate } from '../src/evaluate/evaluate.ts'
import { literal } from '../src/evaluate/operand.ts'
import type { Result } from '../src/evaluate/result.ts'
import type { PlanDocument } from '../src/plan/plan-document.ts'
import type { SourceTree } from '../src/plan/source-tree.ts'
import type { Policy } from '../src/policy/policy.ts'
import { resolvePlan } from '../src/resolve/plan.ts'
import { resolve } from '../src/resolve/resolve.ts'
import { resolveParameters } from '../src/validate/parameters.ts'
import { readPlanDocument } from '../src/validate/plan-document.ts'
import { readPolicy } from '../src/validate/policy-file.ts'

const root = new URL('..', import.meta.url)

/** The shipped policies, read. Throws where one does not read. */
export function shippedPolicies(): readonly Policy[] {
  return readdirSync(new URL('policies', root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => policyOf(readFileSync(new URL(`policies/${name}`, root), 'utf8'), name))
}

/** A policy from its text. */
export function policyOf(text: string, file = 'policy.yaml'): Policy {
  const { policy, diagnostics } = readPolicy(text, file)
  if (policy === undefined) throw new Error(JSON.stringify(diagnostics, null, 2))
  return policy
}

/** The results of policies on a plan, with default parameters. */
export function judge(
  document: PlanDocument,
  policies: readonly Policy[],
  options: Partial<EvaluationOptions> = {},
  sourceTree?: SourceTree,
): readonly Result[] {
  const plan = resolvePlan(document, {
    id: 'plan',
    input: 'json',
    sources: sourceTree?.origin ?? 'none',
    ...(sourceTree === undefined ? {} : { sourceTree }),
  })
  const { values } = resolveParameters(policies, [])
  return evaluate(plan, resolve(plan), policies, {
    parameters: new Map([...values].map(([name, value]) => [name, literal(value)])),
    trustReferences: false,
    enforcement: () => 'soft-mandatory',
    unknownBlocks: false,
    ...options,
  })
}

export function readPlan(file: URL): PlanDocument {
  return readPlanDocument(readFileSync(file), file.pathname).document
}

/** `rule address → status`, for comparing whole runs. */
export function statuses(results: readonly Result[]): Readonly<Record<string, string>> {
  return Object.fromEntries(results.map((result) => [`${result.rule} ${result.address}`, result.status]))
}
