import { evaluate } from '../../src/evaluate/evaluate.ts'
import { literal } from '../../src/evaluate/operand.ts'
import type { Result } from '../../src/evaluate/result.ts'
import type { PlanDocument } from '../../src/plan/plan-document.ts'
import type { SourceTree } from '../../src/plan/source-tree.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { resolvePlan } from '../../src/resolve/plan.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { resolveParameters } from '../../src/validate/parameters.ts'
import { appliedPlan } from './applied-plan.ts'
import type { AppliedCase } from './cases.ts'

/** A way to give a plan. */
export interface Form {
  readonly name: string
  readonly sources: (given: AppliedCase) => SourceTree | undefined
  readonly trustReferences?: boolean
  readonly withAccount?: boolean
}

export const FORMS: readonly Form[] = [
  { name: 'plan JSON', sources: () => undefined },
  { name: 'plan JSON with the account', sources: () => undefined, withAccount: true },
  { name: 'trusted references', sources: () => undefined, trustReferences: true, withAccount: true },
  { name: 'plan file', sources: ({ planFile }) => planFile },
  { name: 'plan file with the account', sources: ({ planFile }) => planFile, withAccount: true },
  { name: 'source folder', sources: ({ folder }) => folder, withAccount: true },
]

/** A verdict given before the apply, beside the one that the applied state gets. */
export interface Verdict {
  readonly rule: string
  readonly address: string | null
  readonly before: Result
  readonly applied: Result
}

/** The verdicts of the applied state. */
export function judgeApplied(given: AppliedCase, policies: readonly Policy[]): readonly Result[] {
  return run(given, appliedPlan(given), policies, {
    name: 'applied',
    sources: ({ planFile, folder }) => planFile ?? folder,
    withAccount: true,
  })
}

/** Every rule on every instance that both plans have, as it is judged before the apply, beside the truth. */
export function verdicts(
  given: AppliedCase,
  policies: readonly Policy[],
  form: Form,
  applied: readonly Result[],
): readonly Verdict[] {
  const truth = new Map(applied.map((result) => [keyOf(result), result]))
  return run(given, given.create, policies, form).flatMap((before) => {
    const then = truth.get(keyOf(before))
    if (then === undefined || before.deposed !== undefined) return []
    return [{ rule: before.rule, address: before.address, before, applied: then }]
  })
}

function keyOf({ rule, address, deposed }: Result): string {
  return `${rule} ${address} ${deposed ?? ''}`
}

const SETTLED = new Set(['pass', 'fail', 'not-applicable'])

/** A settled answer that the apply refutes. An answer that rests on an assumption or a mere reference is what its basis says. */
export function isWrong({ before, applied }: Verdict): boolean {
  if (!SETTLED.has(before.status) || !SETTLED.has(applied.status)) return false
  return before.status !== applied.status && (before.basis === 'known' || before.basis === 'predicted')
}

function run(
  given: AppliedCase,
  document: PlanDocument,
  policies: readonly Policy[],
  form: Form,
): readonly Result[] {
  const sourceTree = form.sources(given)
  const plan = resolvePlan(document, {
    id: given.name,
    input: 'json',
    sources: sourceTree?.origin ?? 'none',
    ...(sourceTree === undefined ? {} : { sourceTree }),
  })
  const { values } = resolveParameters(policies, [])
  const resolution = resolve(plan, form.withAccount === true ? { context: contextOf(given) } : {})
  return evaluate(plan, resolution, policies, {
    parameters: new Map([...values].map(([name, value]) => [name, literal(value)])),
    trustReferences: form.trustReferences === true,
    enforcement: () => 'soft-mandatory',
    unknownBlocks: false,
  })
}

/** The account is that of the emulator, for each provider configuration. */
function contextOf({ expect, create }: AppliedCase): ReadonlyMap<string, { readonly account_id: string }> {
  const account = expect?.account
  if (account === undefined) return new Map()
  const aliases = Object.values(create.configuration.provider_config ?? {}).flatMap(({ alias }) =>
    alias === undefined ? [] : [`aws.${alias}`],
  )
  return new Map(['aws', ...aliases].map((name) => [name, { account_id: account }]))
}
