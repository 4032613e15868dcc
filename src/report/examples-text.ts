import { type ExampleOutcome, type ExamplesReport, exitCodeOf, isCovered } from '../examples/outcome.ts'
import { printLocation } from './code-frame.ts'
import { printDiagnostics } from './diagnostics.ts'
import {
  coverageSentence,
  exampleName,
  examplesSentence,
  mismatchSentence,
  reasonsOf,
  uncoveredSentence,
  withoutExamplesSentence,
} from './examples-wording.ts'
import { sanitise } from './sanitise.ts'
import { type Style, styleFor } from './style.ts'
import { wrap, wrapHanging } from './wrap.ts'

export interface ExamplesTextOptions {
  readonly color: boolean
  readonly width: number
  /** Show which conditions no example decided both ways. */
  readonly coverage: boolean
  /** Show the examples that came as expected too. */
  readonly all: boolean
}

/** For people: each example that came otherwise, with what was expected, what came and why; the last line counts them. */
export function examplesAsText(report: ExamplesReport, options: ExamplesTextOptions): string {
  const style = styleFor(options.color)
  const exitCode = exitCodeOf(report)
  const paint = [style.green, style.red, style.red][exitCode] ?? style.red
  const shown = report.outcomes.filter(({ status }) => options.all || status !== 'pass')
  const quiet = shown.filter(({ status }) => status === 'pass')
  const sections = [
    ...shown.filter((outcome) => !quiet.includes(outcome)).map((one) => outcomeLines(one, style, options)),
    quiet.flatMap((outcome) => outcomeLines(outcome, style, options)),
    options.coverage ? coverageLines(report, style, options) : [],
    report.withoutExamples.length === 0
      ? []
      : wrapHanging(sanitise(withoutExamplesSentence(report.withoutExamples)), options.width, '  '),
    [style.bold(paint(examplesSentence(report)))],
  ]
  const problems = printDiagnostics(report.diagnostics, options)
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
  return `${problems}${problems === '' ? '' : '\n'}${text}\n`
}

function outcomeLines(
  outcome: ExampleOutcome,
  style: Style,
  { width, color }: ExamplesTextOptions,
): readonly string[] {
  const word = { pass: 'ok', fail: 'FAIL', error: 'ERROR' }[outcome.status]
  const paint = outcome.status === 'pass' ? style.green : style.red
  const place = printLocation({ ...outcome.location })
  return [
    `${paint(style.bold(word))} ${place} ${style.bold(sanitise(exampleName(outcome)))}`,
    ...outcome.mismatches.flatMap((mismatch) => [
      ...wrap(sanitise(mismatchSentence(mismatch)), width, '    '),
      ...reasonsOf(mismatch).flatMap((reason) =>
        wrap(sanitise(reason), width, '      ').map((line) => style.dim(line)),
      ),
    ]),
    ...(outcome.status === 'pass' ? [] : outcome.diagnostics).flatMap((diagnostic) =>
      printDiagnostics([diagnostic], { color, width: width - 4 })
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
    ),
  ]
}

function coverageLines(
  { coverage }: ExamplesReport,
  style: Style,
  { width }: ExamplesTextOptions,
): readonly string[] {
  const open = coverage.filter((condition) => !isCovered(condition))
  return [
    style.bold(coverageSentence(coverage.length - open.length, coverage.length)),
    ...[...Map.groupBy(open, ({ rule }) => rule)].flatMap(([rule, conditions]) => [
      `  ${sanitise(rule)}`,
      ...conditions.flatMap((condition) =>
        wrap(`${printLocation(condition.location)} ${sanitise(uncoveredSentence(condition))}`, width, '    '),
      ),
    ]),
  ]
}
