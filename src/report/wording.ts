/**
 * Every sentence about results and about the run that a person reads; formats only lay them out. The text is not sanitised
 * yet: each format escapes in its own way.
 */
import type { PlanSummary, Report, Result, Status } from '../evaluate/result.ts'
import type { Basis } from '../plan/value.ts'
import { list, plural } from './plural.ts'

export function planSentence({ id, terraformVersion, instances, sources }: PlanSummary): string {
  const version = terraformVersion === undefined ? [] : [`Terraform ${terraformVersion}`]
  const read =
    sources === 'none' ? [] : [`sources from ${sources === 'plan-file' ? 'the plan file' : 'a folder'}`]
  return `${id === '-' ? 'standard input' : id} (${[...version, plural(instances, 'resource instance'), ...read].join(', ')})`
}

/** What a result is about, as the heading above it says. */
export function subjectOf(
  { address, deposed, node, plan }: Pick<Result, 'address' | 'deposed' | 'node' | 'plan'>,
  plans: number,
): string {
  const subject = address ?? node ?? 'the plan as a whole'
  return `${subject}${deposed === undefined ? '' : ` (deposed ${deposed})`}${plans > 1 ? ` in ${plan}` : ''}`
}

/** What an instance must satisfy: the message says what is wrong with it, and that is not known. */
export function mustHold(title: string): string {
  return `must hold: ${title}`
}

/** What an unknown result waits for, or why nothing can be said. Attributes of the instance itself need not name it. */
export function unknownSentence({ waitsFor, notes, address }: Result): string {
  const names = waitsFor.map((name) =>
    name.startsWith(`${address}.`) ? name.slice(`${address}.`.length) : name,
  )
  return names.length > 0 ? `waits for ${list(names)}` : (notes[0] ?? 'the plan does not tell')
}

/** How a result is known, where it is not simply known. */
export function basisSentence(basis: Basis): string | undefined {
  switch (basis) {
    case 'known':
    case 'predicted':
      return undefined
    case 'assumed':
      return 'rests on what the policy assumes of an unwritten default'
    case 'reference':
      return 'rests on a reference in plan JSON, which proves no equality'
  }
}

/** `fails, waived until 2027-03-31 by platform@example.com (SEC-123): sandbox account, no key yet` */
export function waivedSentence({ status, waiver }: Result): string | undefined {
  if (waiver === undefined) return undefined
  const { owner, reason, ticket, expires } = waiver
  const state = status === 'unknown' ? 'is unknown' : 'fails'
  return `${state}, waived until ${expires.value} by ${owner}${ticket === undefined ? '' : ` (${ticket})`}: ${reason}`
}

/** `5 failures, 1 unknown, 40 passes, 7 not applicable from 21 rules, of which 2 matched nothing` */
export function countsSentence({ results, rules }: Report): string {
  const errors = countOf(results, 'error')
  const inapplicable = countOf(results, 'not-applicable')
  const waived = countWaived(results)
  const counts = [
    plural(countOf(results, 'fail'), 'failure'),
    `${countOf(results, 'unknown')} unknown`,
    ...(errors === 0 ? [] : [plural(errors, 'error')]),
    plural(countOf(results, 'pass'), 'pass', 'passes'),
    ...(inapplicable === 0 ? [] : [`${inapplicable} not applicable`]),
    ...(waived === 0 ? [] : [`${waived} waived`]),
  ]
  const silent = rules.filter(({ matched }) => matched === 0).length
  return `${counts.join(', ')} from ${plural(rules.length, 'rule')}${silent === 0 ? '' : `, of which ${silent} matched nothing`}`
}

/** The last line: what the exit code is, and why. A gate that judged nothing says so, and not that anything passed. */
export function headline(
  { results }: Report,
  status: 'pass' | 'fail' | 'unknown' | 'error',
  exitCode: number,
  because: string,
): string {
  const passed = judged(results).length === 0 ? 'Nothing judged' : 'Passed'
  const word = { pass: passed, fail: 'Blocked', unknown: 'Blocked', error: 'Not judged' }[status]
  return `${word}: ${because} (exit code ${exitCode})`
}

export function blockedByFails(count: number): string {
  return plural(count, 'blocking failure')
}

export function blockedByUnknowns(count: number): string {
  return `${plural(count, 'blocking result')} that cannot be known before the apply`
}

export function notJudged(problems: number, errors: number): string {
  const parts = [
    ...(problems === 0 ? [] : [`${plural(problems, 'problem')} with the inputs`]),
    ...(errors === 0 ? [] : [plural(errors, 'blocking error')]),
  ]
  return list(parts)
}

/** What a pass leaves open is said with it, so that nobody takes it for more than it is. */
export function nothingBlocks({ results }: Report): string {
  if (results.length === 0) return 'nothing blocks, because no rule matched anything'
  if (judged(results).length === 0) return 'nothing blocks, because no rule applies to what it matched'
  const open = [
    ...reservation(countOf(results, 'fail'), 'failed', 'failed'),
    ...reservation(countOf(results, 'error'), 'could not be evaluated', 'could not be evaluated'),
    ...reservation(countOf(results, 'unknown'), 'is unknown', 'are unknown'),
    ...reservation(countWaived(results), 'is waived', 'are waived'),
  ]
  return open.length === 0 ? 'nothing blocks' : `nothing blocks, but ${list(open)}`
}

function judged(results: readonly Result[]): readonly Result[] {
  return results.filter(({ status }) => status !== 'not-applicable')
}

function reservation(count: number, one: string, many: string): readonly string[] {
  return count === 0 ? [] : [`${plural(count, 'result')} ${count === 1 ? one : many}`]
}

/** `12 passes rest on what the policy assumes of an unwritten default: rule-a and rule-b` */
export function weakPassesSentence(basis: Basis, passes: readonly Result[]): string | undefined {
  const sentence = basisSentence(basis)
  if (sentence === undefined || passes.length === 0) return undefined
  const rests = passes.length === 1 ? sentence : sentence.replace('rests', 'rest')
  return `${plural(passes.length, 'pass', 'passes')} ${rests}: ${list(rulesOf(passes))}`
}

/** `rule-a passed on aws_s3_bucket.a and 3 others: it holds because …` */
export function notedPassSentence(rule: string, note: string, subjects: readonly string[]): string {
  const [first = 'the plan'] = subjects
  const others = subjects.length - 1
  return `${rule} passed on ${first}${others === 0 ? '' : ` and ${plural(others, 'other')}`}: ${note}`
}

export function matchedNothingSentence(rules: readonly string[]): string {
  return `matched nothing in this run: ${rules.join(', ')}`
}

/** Where plan JSON came alone: what may settle what is unknown. */
export function sourcesSentence(unknowns: number): string {
  return `${plural(unknowns, 'result')} ${unknowns === 1 ? 'is' : 'are'} unknown from plan JSON alone; the plan file may settle ${unknowns === 1 ? 'it' : 'them'}: check it instead, or give it beside the JSON with --plan-file`
}

export function moreSentence(count: number): string {
  return `… and ${count} more (--verbose)`
}

/** A waived result is counted as such only. */
function countOf(results: readonly Result[], status: Status): number {
  return results.filter((result) => result.status === status && result.waiver === undefined).length
}

function countWaived(results: readonly Result[]): number {
  return results.filter(({ waiver }) => waiver !== undefined).length
}

function rulesOf(results: readonly Result[]): readonly string[] {
  return [...new Set(results.map(({ rule }) => rule))].sort()
}
