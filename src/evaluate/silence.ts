import type { Diagnostic } from '../diagnostic.ts'
import { isGlob } from '../plan/glob.ts'
import type { Plan } from '../plan/plan.ts'
import { typesOf } from '../policy/condition.ts'
import type { Configuration } from '../policy/configuration.ts'
import type { Policy, Rule } from '../policy/policy.ts'
import { nearest } from '../policy/suggest.ts'
import { typesOfProvider } from '../provider/aws/schema.ts'
import type { Result } from './result.ts'
import { HOLDS_OF_NOTHING } from './truth.ts'

/** Warnings that something is there and does nothing: probably it was meant to do something. */
const IDLE: readonly string[] = [
  'unused-parameter',
  'unused-definition',
  'unused-argument',
  'waiver-unused',
  'waiver-expired',
]

/** A warning that is an error in a strict run. */
export function demand(diagnostic: Diagnostic): Diagnostic {
  return IDLE.includes(diagnostic.code) ? { ...diagnostic, severity: 'error' } : diagnostic
}

/** What passes although nothing was asked: rules that matched nothing, and passes that hold of nothing. */
export function reportSilence(
  policies: readonly Policy[],
  results: readonly Result[],
  plans: readonly Plan[],
  { strict, matchedNothing }: Pick<Configuration, 'strict' | 'matchedNothing'>,
): readonly Diagnostic[] {
  const severity = strict || matchedNothing === 'error' ? 'error' : 'note'
  const matched = new Set(results.map(({ rule }) => rule))
  const empty = new Map<string, number>()
  for (const { rule, status, notes } of results) {
    if (status === 'pass' && notes.includes(HOLDS_OF_NOTHING)) empty.set(rule, (empty.get(rule) ?? 0) + 1)
  }
  return [
    ...policies.flatMap((policy) => matchedNothingOf(policy, matched, plans, severity)),
    ...[...empty].map(([rule, count]) => heldOfNothing(rule, count, strict ? 'error' : 'note')),
  ]
}

/** A policy of which no rule matched anything is named once, unless a type of a rule looks misspelt. */
function matchedNothingOf(
  { name, rules, file }: Policy,
  matched: ReadonlySet<string>,
  plans: readonly Plan[],
  severity: Diagnostic['severity'],
): readonly Diagnostic[] {
  const silent = rules.filter(({ id }) => !matched.has(id))
  const told = silent.map((rule) => ({ rule, near: nearType(rule, plans) }))
  if (silent.length < 2 || silent.length < rules.length || told.some(({ near }) => near !== undefined)) {
    return told.map(({ rule, near }) => ruleMatchedNothing(rule, near, severity))
  }
  return [
    {
      code: 'policy-matched-nothing',
      severity,
      message: `none of the ${rules.length} rules of policy \`${name}\` matched anything in this run`,
      help: helpFor(severity, 'leave the policy out, or correct what its rules match'),
      location: { file },
    },
  ]
}

/** Two letters: what differs more is another type. */
const SLIP = 3

/** A type of the plan, or of the provider, that a type which neither has was probably meant to be. */
function nearType({ match }: Rule, plans: readonly Plan[]): string | undefined {
  const planned = new Set(plans.flatMap(({ instances }) => instances.map(({ address }) => address.type)))
  const provided = typesOfProvider(match.kind === 'instances' ? match.mode : 'managed')
  for (const type of typesOf(match)) {
    if (isGlob(type) || planned.has(type) || provided.includes(type)) continue
    const near = nearest(type, planned, SLIP) ?? nearest(type, provided, SLIP)
    if (near !== undefined) return near
  }
  return undefined
}

function ruleMatchedNothing(
  { id, location }: Rule,
  near: string | undefined,
  severity: Diagnostic['severity'],
): Diagnostic {
  return {
    code: 'rule-matched-nothing',
    severity: near !== undefined && severity === 'note' ? 'warning' : severity,
    message: `rule \`${id}\` matched nothing in this run`,
    help:
      near === undefined
        ? helpFor(severity, 'leave its policy out, or correct its `match`')
        : `did you mean \`${near}\`?`,
    location,
  }
}

function helpFor(severity: Diagnostic['severity'], what: string): string {
  return severity === 'error'
    ? `${what}, or run without \`--strict\``
    : `${what}; \`--strict\` makes this an error`
}

function heldOfNothing(rule: string, count: number, severity: Diagnostic['severity']): Diagnostic {
  return {
    code: 'empty-quantifier',
    severity,
    message: `rule \`${rule}\` passed ${count === 1 ? 'once' : `${count} times`} with a condition on each of nothing`,
    help: 'if there must be something, ask for it: `length: { gte: 1 }`, or `some` beside `each`',
  }
}
