import type { Report, Result } from '../evaluate/result.ts'
import { compareText } from '../plan/address.ts'
import type { FormatOptions } from './formats.ts'
import { humanResult } from './human-result.ts'
import { sanitise } from './sanitise.ts'
import { type Style, styleFor, wrap } from './text.ts'
import { verdict } from './verdict.ts'
import {
  basisSentence,
  countsSentence,
  list,
  planSentence,
  unknownSentence,
  verdictSentence,
} from './wording.ts'

/** The report for people: what failed, where, why and how to mend it; then what is not known; quiet about passes. */
export function human(report: Report, options: FormatOptions): string {
  const style = styleFor(options.color)
  const sections = [
    plansSection(report, options, style),
    resultsSection(report, 'fail', options, style),
    resultsSection(report, 'error', options, style),
    unknownSection(report, options, style),
    ...(options.all ? [passSection(report, options, style)] : []),
    silenceSection(report, options, style),
    summarySection(report, style),
  ]
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`
}

function plansSection(report: Report, { width }: FormatOptions, style: Style): readonly string[] {
  return report.plans.flatMap((plan) => [
    `${style.bold('Plan')} ${sanitise(planSentence(plan))}`,
    ...plan.incomplete.flatMap(({ text }) =>
      wrap(`${style.yellow('incomplete:')} ${sanitise(text)}`, width, '  '),
    ),
  ])
}

/** Failures or errors, one block for each resource: what is wrong with one thing stands together. */
function resultsSection(
  report: Report,
  status: 'fail' | 'error',
  options: FormatOptions,
  style: Style,
): readonly string[] {
  const explained = new Set<string>()
  const lines: string[] = []
  for (const [address, results] of byAddress(report, (result) => result.status === status)) {
    if (lines.length > 0) lines.push('')
    const label = status === 'fail' ? style.red(style.bold('FAIL')) : style.red(style.bold('ERROR'))
    lines.push(`${label} ${style.bold(sanitise(address))}`)
    for (const result of results) {
      lines.push(...humanResult(result, !explained.has(result.rule), options, style))
      explained.add(result.rule)
    }
  }
  return lines
}

function unknownSection(report: Report, { width, verbose }: FormatOptions, style: Style): readonly string[] {
  const lines: string[] = []
  for (const [address, results] of byAddress(report, (result) => result.status === 'unknown')) {
    lines.push(`${style.yellow(style.bold('UNKNOWN'))} ${style.bold(sanitise(address))}`)
    for (const result of results) {
      const blocks = result.blocking ? ' (blocks)' : ''
      lines.push(`  ${result.rule}${blocks}`)
      const reasons = [unknownSentence(result), ...(verbose ? result.notes : [])]
      for (const reason of new Set(reasons)) lines.push(...wrap(style.dim(sanitise(reason)), width, '    '))
    }
  }
  return lines
}

function passSection(report: Report, { width }: FormatOptions, style: Style): readonly string[] {
  const lines: string[] = []
  for (const [address, results] of byAddress(
    report,
    ({ status }) => status === 'pass' || status === 'not-applicable',
  )) {
    lines.push(`${style.green(style.bold('PASS'))} ${style.bold(sanitise(address))}`)
    for (const result of results) {
      const state = result.status === 'pass' ? '' : ' (not applicable)'
      lines.push(`  ${result.rule}${state}`)
      const remarks = [basisSentence(result), ...result.notes].filter((remark) => remark !== undefined)
      for (const remark of remarks) lines.push(...wrap(style.dim(sanitise(remark)), width, '    '))
    }
  }
  return lines
}

/** A rule that was about nothing protects nothing: it is said, never hidden. */
function silenceSection(report: Report, { width }: FormatOptions, style: Style): readonly string[] {
  const silent = report.rules.filter((rule) => rule.matched === 0).map((rule) => rule.id)
  if (silent.length === 0 || report.plans.length === 0) return []
  return wrap(`${style.yellow('matched nothing:')} ${sanitise(silent.join(', '))}`, width, '')
}

function summarySection(report: Report, style: Style): readonly string[] {
  const reached = verdict(report)
  const paint =
    reached.status === 'pass' ? style.green : reached.status === 'unknown' ? style.yellow : style.red
  const plans =
    report.plans.length > 1 ? [`Plans: ${sanitise(list(report.plans.map((plan) => plan.id)))}`] : []
  return [...plans, countsSentence(report), style.bold(paint(verdictSentence(reached, report)))]
}

/** Results by resource, in the order of the report; with several plans the plan is named too. */
function byAddress(
  report: Report,
  wanted: (result: Result) => boolean,
): readonly (readonly [string, readonly Result[]])[] {
  const groups = new Map<string, Result[]>()
  for (const result of report.results) {
    if (!wanted(result)) continue
    const address = result.address ?? 'the plan as a whole'
    const name = report.plans.length > 1 ? `${address} in ${result.plan}` : address
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [result])
    else group.push(result)
  }
  return [...groups].map(([name, results]) => [name, [...results].sort(bySeverity)] as const)
}

const ORDER = ['critical', 'high', 'medium', 'low', 'info']

function bySeverity(a: Result, b: Result): number {
  return ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || compareText(a.rule, b.rule)
}
