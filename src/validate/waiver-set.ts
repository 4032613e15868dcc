import type { Diagnostic } from '../diagnostic.ts'
import type { EnforcementLevel, Policy, Rule } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import { type Day, daysBetween, type Waiver } from '../policy/waiver.ts'
import { collectProblems, type Problems, quote } from './problems.ts'

/** What waivers are held against. */
export interface WaiverOptions {
  /** In UTC. */
  readonly today: Day
  /** How far ahead a waiver may expire. */
  readonly maxWaiverDays: number
  readonly enforcement: (rule: Rule) => EnforcementLevel
  /** Waivers may be about policies that this run leaves out. */
  readonly otherPolicies?: boolean
}

/**
 * What is wrong with waivers only where they meet policies and the calendar: rules that nobody has, rules that cannot be waived,
 * and days too far ahead. `waivers` are those that remain, with the rules that remain to them.
 */
export function checkWaivers(
  waivers: readonly Waiver[],
  policies: readonly Policy[],
  options: WaiverOptions,
): { readonly waivers: readonly Waiver[]; readonly diagnostics: readonly Diagnostic[] } {
  const problems = collectProblems()
  const rules = new Map(policies.flatMap((policy) => policy.rules.map((rule) => [rule.id, rule] as const)))
  const usable = waivers.flatMap((waiver) => {
    const timely = checkDay(waiver, options, problems)
    const left = waiver.rules.filter((id) => checkRule(id, rules, options, problems))
    return timely && left.length > 0 ? [{ ...waiver, rules: left }] : []
  })
  return { waivers: usable, diagnostics: problems.diagnostics }
}

function checkRule(
  { value: id, location }: Waiver['rules'][number],
  rules: ReadonlyMap<string, Rule>,
  { enforcement, otherPolicies }: WaiverOptions,
  problems: Problems,
): boolean {
  const rule = rules.get(id)
  if (rule === undefined) {
    const report = otherPolicies === true ? problems.warning : problems.error
    const help = /[*?]/.test(id)
      ? 'a waiver names each rule by its id, without wildcards'
      : didYouMean(id, rules.keys())
    report('unknown-rule', location, `no policy has a rule ${quote(id)}`, help)
    return false
  }
  if (enforcement(rule) !== 'hard-mandatory') return true
  problems.error(
    'waiver-on-hard-mandatory',
    location,
    `the rule ${quote(id)} is hard-mandatory, which nobody can waive`,
    'remove it from the waiver, or let the owner of the gate make it soft-mandatory under `enforcement`',
  )
  return false
}

function checkDay({ expires }: Waiver, { today, maxWaiverDays }: WaiverOptions, problems: Problems): boolean {
  const days = daysBetween(today, expires.value)
  if (days <= maxWaiverDays) return true
  problems.error(
    'waiver-too-long',
    expires.location,
    `the waiver would hold for ${days} days; at most ${maxWaiverDays} are allowed`,
    'choose an earlier day; `max_waiver_days` in `plangate.yaml` says how far ahead it may be',
  )
  return false
}
