import { type Diagnostic, DiagnosticError } from './diagnostic.ts'
import { composeReport, type JudgedPlan } from './evaluate/compose-report.ts'
import { enforcementOf } from './evaluate/enforcement.ts'
import { type EvaluationOptions, evaluate } from './evaluate/evaluate.ts'
import { literal } from './evaluate/operand.ts'
import type { Report } from './evaluate/result.ts'
import { reportWaivers, type WaiverUse, waive } from './evaluate/waive.ts'
import type { Plan } from './plan/plan.ts'
import type { Configuration } from './policy/configuration.ts'
import type { Policy } from './policy/policy.ts'
import type { Waiver } from './policy/waiver.ts'
import { resolvePlan } from './resolve/plan.ts'
import { resolve } from './resolve/resolve.ts'
import { checkEnforcement } from './validate/configuration-file.ts'
import { resolveParameters } from './validate/parameters.ts'
import { readPlanDocument } from './validate/plan-document.ts'
import { type PolicyReading, readPolicy } from './validate/policy-file.ts'
import { checkPolicySet } from './validate/policy-set.ts'
import { readWaivers } from './validate/waiver-file.ts'
import { checkWaivers } from './validate/waiver-set.ts'
import { VERSION } from './version.ts'

/** What a run judges, and by what. All of it is data: nothing here reads a file, a clock or the environment. */
export interface CheckInput {
  readonly plans: readonly PlanInput[]
  readonly policies: readonly PolicyInput[]
  readonly configuration: Configuration
  /** The waiver file, and the day that decides what has expired, in UTC: `2026-01-31`. */
  readonly waivers?: { readonly file: string; readonly text: string; readonly today: string }
  /** Accept a reference in plan JSON as evidence. */
  readonly trustReferences: boolean
  /** Keep the values that passes rest on, too, with where they come from. */
  readonly proofOfPasses?: boolean
}

export interface PolicyInput {
  readonly file: string
  readonly text: string
  /** What reading the text gives, where that was done before. */
  readonly reading?: PolicyReading
}

export interface PlanInput extends Pick<Plan, 'id' | 'input' | 'sources' | 'sourceTree'> {
  /** Plan JSON. */
  readonly bytes: Uint8Array
  /** What was noticed while it was read. */
  readonly notes?: readonly Diagnostic[]
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
  const waiving = usable ? acquireWaivers(input, policies, options.enforcement) : NO_WAIVERS
  problems.push(...waiving.diagnostics)
  const judged: JudgedPlan[] = []
  const uses: ReadonlyMap<Waiver, WaiverUse>[] = []
  for (const given of input.plans) {
    const { plan, diagnostics: notes } = acquirePlan(given)
    problems.push(...notes)
    if (plan === undefined) continue
    const resolution = resolve(plan, { context: input.configuration.context })
    const found = usable ? evaluate(plan, resolution, policies, options) : []
    const waived = waive(found, plan, resolution, waiving.waivers, waiving.today)
    judged.push({ plan, results: waived.results })
    uses.push(waived.uses)
    problems.push(...resolution.diagnostics)
  }
  problems.push(...reportWaivers(waiving.waivers, uses, waiving.today))
  return composeReport(VERSION, judged, policies, problems, input.configuration)
}

function readPolicies(files: CheckInput['policies']): {
  readonly policies: readonly Policy[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const readings = files.map(({ file, text, reading }) => reading ?? readPolicy(text, file))
  return {
    policies: readings.flatMap(({ policy }) => policy ?? []),
    diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
  }
}

interface Waiving {
  readonly waivers: readonly Waiver[]
  readonly today: string
  readonly diagnostics: readonly Diagnostic[]
}

const NO_WAIVERS: Waiving = { waivers: [], today: '', diagnostics: [] }

/** The waivers that hold against these policies. What is wrong with them does not keep the plans from being judged. */
function acquireWaivers(
  { waivers: given, configuration }: CheckInput,
  policies: readonly Policy[],
  enforcement: EvaluationOptions['enforcement'],
): Waiving {
  if (given === undefined) return NO_WAIVERS
  const { file, text, today } = given
  const { waivers: read = [], diagnostics } = readWaivers(text, file)
  const { maxWaiverDays, otherPolicies = false } = configuration
  const checked = checkWaivers(read, policies, { today, maxWaiverDays, enforcement, otherPolicies })
  return { waivers: checked.waivers, today, diagnostics: [...diagnostics, ...checked.diagnostics] }
}

/** One plan that cannot be read does not keep the others from being judged. */
export function acquirePlan({ bytes, notes = [], ...about }: PlanInput): {
  readonly plan?: Plan
  readonly diagnostics: readonly Diagnostic[]
} {
  try {
    const { document, diagnostics } = readPlanDocument(bytes, about.id)
    checkBelonging(about, document.timestamp)
    return { plan: resolvePlan(document, about), diagnostics: [...notes, ...diagnostics] }
  } catch (error) {
    if (error instanceof DiagnosticError) return { diagnostics: error.diagnostics }
    throw error
  }
}

/** The sources of a plan file given beside JSON must be its own: both say when the plan was made. Throws a DiagnosticError. */
function checkBelonging(
  { id, input, sourceTree }: Omit<PlanInput, 'bytes'>,
  timestamp: string | undefined,
): void {
  if (sourceTree === undefined || sourceTree.origin === 'folder' || input === 'plan-file') return
  if (timestamp !== undefined && sourceTree.timestamp === timestamp) return
  const isTold = timestamp !== undefined && sourceTree.timestamp !== undefined
  throw new DiagnosticError({
    code: 'plan-file-mismatch',
    severity: 'error',
    message: isTold
      ? `the plan file is not the one that \`${id}\` was made from: they were made at different times`
      : `nothing proves that \`${id}\` was made from the plan file: they do not both say when they were made`,
    help: 'judge the plan file itself, or make the JSON anew with `terraform show -json`',
  })
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
    proofOfPasses: input.proofOfPasses === true,
  }
}
