import type { Leaf, PlanSummary, Report, Result } from '../evaluate/result.ts'
import { printValue } from '../plan/print-value.ts'
import { printPath } from '../plan/value.ts'
import { plural } from './text.ts'
import type { Verdict } from './verdict.ts'

/** Every sentence about results that a person reads. The text is not yet sanitised. */

/** `aws_kms_key.main.deletion_window_in_days = 7`; without the address where it is clear which resource is meant. */
export function leafSentence(leaf: Leaf, subject: string | null): string {
  const path = printPath(leaf.path)
  const owner = leaf.address === undefined || leaf.address === subject ? '' : leaf.address
  const name =
    owner === '' || path === '' ? `${owner}${path}` : `${owner}${path.startsWith('[') ? '' : '.'}${path}`
  const basis = leaf.value.basis
  return `${name} = ${printValue(leaf.value)}${basis === undefined || basis === 'known' ? '' : ` (${basis})`}`
}

/** What an unknown result waits for, or why nothing can be said. */
export function unknownSentence(result: Result): string {
  if (result.waitsFor.length > 0)
    return `known once ${list(result.waitsFor)} ${result.waitsFor.length === 1 ? 'is' : 'are'} applied`
  return result.notes[0] ?? 'this plan does not tell'
}

export function basisSentence(result: Result): string | undefined {
  switch (result.basis) {
    case 'known':
    case 'predicted':
      return undefined
    case 'assumed':
      return 'rests on what the policy assumes of an unwritten default'
    case 'reference':
      return 'rests on a reference in plan JSON, which nothing proves'
  }
}

export function planSentence(plan: PlanSummary): string {
  const version = plan.terraformVersion === undefined ? '' : `Terraform ${plan.terraformVersion}, `
  return `${plan.id === '-' ? 'standard input' : plan.id} (${version}${plural(plan.instances, 'resource instance')})`
}

export function countsSentence(report: Report): string {
  const count = (status: Result['status']): number =>
    report.results.filter((result) => result.status === status).length
  const parts = [
    plural(count('fail'), 'failure'),
    plural(count('unknown'), 'unknown', 'unknown'),
    ...(count('error') > 0 ? [plural(count('error'), 'error')] : []),
    plural(count('pass'), 'pass', 'passes'),
    ...(count('not-applicable') > 0 ? [`${count('not-applicable')} not applicable`] : []),
  ]
  const silent = report.rules.filter((rule) => rule.matched === 0).length
  const rules = plural(report.rules.length, 'rule')
  return `${parts.join(', ')} from ${rules}${silent === 0 ? '' : `, of which ${silent} matched nothing`}`
}

export function verdictSentence({ status, exitCode, count }: Verdict, report: Report): string {
  switch (status) {
    case 'pass':
      return `Passed: nothing blocks${reservations(report)} (exit code 0)`
    case 'fail':
      return `Blocked: ${plural(count, 'blocking failure')} (exit code ${exitCode})`
    case 'unknown':
      return `Blocked: ${plural(count, 'blocking result')} that cannot be known before the apply (exit code ${exitCode})`
    case 'error':
      return `Not judged: ${plural(count, 'problem')} must be solved first (exit code ${exitCode})`
  }
}

/** What a pass leaves open, so that nobody takes it for more than it is. */
function reservations(report: Report): string {
  const unknown = report.results.filter((result) => result.status === 'unknown').length
  if (report.results.length === 0) return ', because no rule matched anything'
  return unknown === 0 ? '' : `, but ${plural(unknown, 'result')} ${unknown === 1 ? 'is' : 'are'} unknown`
}

/** Names the two or three first of many. */
export function list(names: readonly string[]): string {
  if (names.length <= 3) return names.join(', ')
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
