import type { Report, Result } from '../evaluate/result.ts'
import { diagnosticLines } from './diagnostics.ts'
import type { FormatOptions } from './format-options.ts'
import { groupLines, type Label, shortGroupLines } from './human-group.ts'
import { noteLines } from './human-notes.ts'
import { type Group, groupByInstance, sortResults } from './order.ts'
import type { Page } from './page.ts'
import { sanitise } from './sanitise.ts'
import { type Paint, styleFor } from './style.ts'
import { verdict } from './verdict.ts'
import { countsSentence, headline, planSentence } from './wording.ts'
import { wrap, wrapHanging } from './wrap.ts'

/**
 * The report for people: what failed, where, why and how to mend it; then what is not known; quiet about passes. The last
 * line is the verdict.
 */
export function human(report: Report, options: FormatOptions): string {
  const page: Page = {
    ...options,
    style: styleFor(options.color),
    plans: report.plans.length,
    titles: new Map(report.rules.map(({ id, title }) => [id, title])),
  }
  const { style } = page
  const sorted = sortResults(report)
  const of = (wanted: (result: Result) => boolean): readonly Group[] => groupByInstance(sorted.filter(wanted))
  const fails = of(({ status, blocking }) => status === 'fail' && blocking)
  const advisory = of(
    ({ status, blocking, waiver }) => status === 'fail' && !blocking && waiver === undefined,
  )
  const explained = firstOfEachRule([...fails, ...advisory])
  const failed: Label = { word: 'FAIL', paint: style.red }
  const unknown: Label = { word: 'UNKNOWN', paint: style.yellow }
  const erred: Label = { word: 'ERROR', paint: style.red }
  const waived: Label = { word: 'WAIVED', paint: style.yellow }
  const passed: Label = { word: 'PASS', paint: style.green }
  const whole = (groups: readonly Group[], label: Label): readonly (readonly string[])[] =>
    groups.map((group) => groupLines(group, label, explained, page))
  const short = (groups: readonly Group[], label: Label): readonly string[] =>
    groups.flatMap((group) => shortGroupLines(group, label, page))
  const sections = [
    planLines(report, page),
    ...whole(fails, failed),
    ...whole(
      of(({ status, blocking }) => status === 'unknown' && blocking),
      unknown,
    ),
    ...whole(
      of(({ status }) => status === 'error'),
      erred,
    ),
    ...whole(advisory, failed),
    short(
      of(({ waiver }) => waiver !== undefined),
      waived,
    ),
    short(
      of(({ status, blocking, waiver }) => status === 'unknown' && !blocking && waiver === undefined),
      unknown,
    ),
    options.all ? short(of(isQuiet), passed) : [],
    titled('Notes', style.cyan, noteLines(report, sorted, page), page),
    titled('Problems with the inputs', style.yellow, problemLines(report, page), page),
    summaryLines(report, page),
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

function planLines({ plans }: Report, { width, style }: Page): readonly string[] {
  return plans.flatMap((plan) => {
    const [first = '', ...more] = wrapHanging(`Plan ${sanitise(planSentence(plan))}`, width, '  ')
    return [
      style.bold('Plan') + first.slice('Plan'.length),
      ...more,
      ...plan.incomplete.flatMap(({ text }) =>
        wrap(`incomplete: ${sanitise(text)}`, width, '  ').map(style.yellow),
      ),
    ]
  })
}

function titled(title: string, paint: Paint, lines: readonly string[], { style }: Page): readonly string[] {
  return lines.length === 0 ? [] : [style.bold(paint(title)), ...lines]
}

/** Whole, with the lines they mean and what to do: the report is all that many readers see. */
function problemLines({ diagnostics }: Report, { width, style }: Page): readonly string[] {
  return diagnostics
    .filter(({ severity }) => severity !== 'note')
    .flatMap((diagnostic) => diagnosticLines(diagnostic, style, width - 2).map((line) => `  ${line}`))
}

function summaryLines(report: Report, { width, style }: Page): readonly string[] {
  const { status, exitCode, because } = verdict(report)
  const judged = report.results.some((result) => result.status === 'pass')
  const paint = {
    pass: judged ? style.green : style.yellow,
    fail: style.red,
    unknown: style.yellow,
    error: style.red,
  }[status]
  const last = wrapHanging(sanitise(headline(report, status, exitCode, because)), width, '  ')
  return [...wrap(countsSentence(report), width, ''), ...last.map((line) => style.bold(paint(line)))]
}

/** How to mend something is said once for each rule. */
function firstOfEachRule(groups: readonly Group[]): ReadonlySet<Result> {
  const first = new Map<string, Result>()
  for (const result of groups.flatMap(({ results }) => results)) {
    if (!first.has(result.rule)) first.set(result.rule, result)
  }
  return new Set(first.values())
}

function isQuiet({ status }: Result): boolean {
  return status === 'pass' || status === 'not-applicable'
}
