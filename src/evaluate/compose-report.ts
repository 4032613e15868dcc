import type { Diagnostic } from '../diagnostic.ts'
import { compareText } from '../plan/address.ts'
import type { Plan } from '../plan/plan.ts'
import type { Configuration } from '../policy/configuration.ts'
import type { Policy } from '../policy/policy.ts'
import type { PlanSummary, Report, Result, RuleSummary } from './result.ts'
import { demand, reportSilence } from './silence.ts'

/** A plan and what the rules say of it. */
export interface JudgedPlan {
  readonly plan: Plan
  readonly results: readonly Result[]
}

/**
 * Puts a run together. Results keep the order of addresses within a plan. `strict` makes errors of what otherwise is only
 * told: what holds of nothing or is used by nothing, and plans that are incomplete.
 */
export function composeReport(
  toolVersion: string,
  judged: readonly JudgedPlan[],
  policies: readonly Policy[],
  diagnostics: readonly Diagnostic[],
  configuration: Pick<Configuration, 'strict' | 'matchedNothing'>,
): Report {
  const results = judged.flatMap(sortByAddress)
  const rules = summarizeRules(policies, results)
  return {
    toolVersion,
    plans: judged.map(({ plan }) => summarizePlan(plan)),
    rules,
    results,
    diagnostics: [
      ...diagnostics.map((diagnostic) => (configuration.strict ? demand(diagnostic) : diagnostic)),
      ...(configuration.strict ? judged.flatMap(incompletePlan) : []),
      ...(judged.length === 0
        ? []
        : reportSilence(
            policies,
            results,
            judged.map(({ plan }) => plan),
            configuration,
          )),
    ],
  }
}

/** In the order of the plan's instances; rules by id. */
function sortByAddress({ plan, results }: JudgedPlan): readonly Result[] {
  const position = new Map(plan.instances.map((instance, index) => [instance.addressText, index]))
  const place = (result: Result): number =>
    result.address === null ? -1 : (position.get(result.address) ?? 0)
  return [...results].sort((a, b) => place(a) - place(b) || compareText(a.rule, b.rule))
}

function summarizePlan(plan: Plan): PlanSummary {
  const { id, input, formatVersion, terraformVersion, incomplete, sources } = plan
  return {
    id,
    input,
    formatVersion,
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    incomplete,
    sources,
    instances: plan.instances.length,
  }
}

function summarizeRules(policies: readonly Policy[], results: readonly Result[]): readonly RuleSummary[] {
  const matched = new Map<string, number>()
  for (const { rule } of results) matched.set(rule, (matched.get(rule) ?? 0) + 1)
  return policies
    .flatMap((policy) =>
      policy.rules.map(({ id, title, severity, controls }) => ({
        id,
        title,
        severity,
        controls,
        policy: policy.name,
        matched: matched.get(id) ?? 0,
      })),
    )
    .sort((a, b) => compareText(a.id, b.id))
}

function incompletePlan({ plan }: JudgedPlan): readonly Diagnostic[] {
  return plan.incomplete.map(({ text }) => ({
    code: 'plan-incomplete',
    severity: 'error',
    message: `\`${plan.id}\`: ${text}`,
    help: 'plan the whole configuration, or run without `--strict`',
  }))
}
