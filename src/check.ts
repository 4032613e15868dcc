import { type Diagnostic, DiagnosticError } from './diagnostic.ts'
import { composeReport, type JudgedPlan } from './evaluate/compose-report.ts'
import { enforcementOf } from './evaluate/enforcement.ts'
import { type EvaluationOptions, evaluate } from './evaluate/evaluate.ts'
import { literal } from './evaluate/operand.ts'
import type { Report } from './evaluate/result.ts'
import type { Plan } from './plan/plan.ts'
import type { Configuration } from './policy/configuration.ts'
import type { Policy } from './policy/policy.ts'
import { resolvePlan } from './resolve/plan.ts'
import { resolve } from './resolve/resolve.ts'
import { checkEnforcement } from './validate/configuration-file.ts'
import { resolveParameters } from './validate/parameters.ts'
import { readPlanDocument } from './validate/plan-document.ts'
import { readPolicy } from './validate/policy-file.ts'
import { checkPolicySet } from './validate/policy-set.ts'
import { VERSION } from './version.ts'

/** What a run judges, and by what. All of it is data: nothing here reads a file, a clock or the environment. */
export interface CheckInput {
  readonly plans: readonly PlanInput[]
  readonly policies: readonly { readonly file: string; readonly text: string }[]
  readonly configuration: Configuration
  /** Accept a reference in plan JSON as evidence. */
  readonly trustReferences: boolean
}

export interface PlanInput extends Pick<Plan, 'id' | 'input' | 'sources'> {
  /** Plan JSON. */
  readonly bytes: Uint8Array
}

/** Judges plans by policies. Whatever is wrong with an input stands in the report's diagnostics; nothing is thrown for it. */
export function check(input: CheckInput): Report {
  const { policies, diagnostics } = readPolicies(input.policies)
  const whole = policies.length === input.policies.length
  const { values, diagnostics: wrongParameters } = resolveParameters(
    policies,
    whole ? input.configuration.parameters : [],
    input.configuration.otherPolicies,
  )
  const problems = [
    ...diagnostics,
    ...checkPolicySet(policies),
    ...(whole ? [...wrongParameters, ...checkEnforcement(input.configuration, policies)] : []),
  ]
  const usable = !problems.some(({ severity }) => severity === 'error')
  const options = evaluationOptions(
    input,
    new Map([...values].map(([name, value]) => [name, literal(value)])),
  )
  const judged: JudgedPlan[] = []
  for (const given of input.plans) {
    const { plan, diagnostics: notes } = acquirePlan(given)
    problems.push(...notes)
    if (plan === undefined) continue
    const resolution = resolve(plan, { context: input.configuration.context })
    problems.push(...resolution.diagnostics)
    judged.push({ plan, results: usable ? evaluate(plan, resolution, policies, options) : [] })
  }
  return composeReport(VERSION, judged, policies, problems, input.configuration)
}

function readPolicies(files: CheckInput['policies']): {
  readonly policies: readonly Policy[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const readings = files.map(({ file, text }) => readPolicy(text, file))
  return {
    policies: readings.flatMap(({ policy }) => policy ?? []),
    diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
  }
}

/** One plan that cannot be read does not keep the others from being judged. */
export function acquirePlan({ bytes, ...about }: PlanInput): {
  readonly plan?: Plan
  readonly diagnostics: readonly Diagnostic[]
} {
  try {
    const { document, diagnostics } = readPlanDocument(bytes, about.id)
    return { plan: resolvePlan(document, about), diagnostics }
  } catch (error) {
    if (error instanceof DiagnosticError) return { diagnostics: error.diagnostics }
    throw error
  }
}

function evaluationOptions(
  input: CheckInput,
  parameters: EvaluationOptions['parameters'],
): EvaluationOptions {
  const { configuration, trustReferences } = input
  return {
    parameters,
    trustReferences,
    enforcement: (rule) => enforcementOf(rule, configuration.enforcement),
    unknownBlocks: configuration.unknown === 'block',
  }
}
