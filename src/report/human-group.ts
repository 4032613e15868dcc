import type { Result } from '../evaluate/result.ts'
import { printLocation } from './code-frame.ts'
import { originOf, printFinding, printLeaf, printOrigin } from './evidence.ts'
import type { Group } from './order.ts'
import type { Page } from './page.ts'
import { sanitise, sanitiseLines } from './sanitise.ts'
import type { Paint } from './style.ts'
import {
  basisSentence,
  moreSentence,
  mustHold,
  subjectOf,
  unknownSentence,
  waivedSentence,
} from './wording.ts'
import { wrap, wrapHanging } from './wrap.ts'

const RULE = '  '
const DETAIL = '    '
const MAX_LEAVES = 6

/** The word before an instance, for people who search a log. */
export interface Label {
  readonly word: 'FAIL' | 'UNKNOWN' | 'ERROR' | 'WAIVED' | 'PASS'
  readonly paint: Paint
}

/** An instance and what is wrong with it: all of it stands together. `explained` are the results that show how to mend it. */
export function groupLines(
  group: Group,
  label: Label,
  explained: ReadonlySet<Result>,
  page: Page,
): readonly string[] {
  const place = group.results[0]?.location
  return [
    ...subjectLines(group, label, page),
    ...(place === undefined ? [] : [`${RULE}${page.style.dim(`at ${printLocation(place)}`)}`]),
    ...group.results.flatMap((result) => resultLines(result, explained.has(result), page)),
  ]
}

/** The same with a line or two for each result, for what needs no action now. */
export function shortGroupLines(group: Group, label: Label, page: Page): readonly string[] {
  return [
    ...subjectLines(group, label, page),
    ...group.results.flatMap((result) => {
      const remarks = [...new Set(shortRemarks(result, page))]
      const status = result.status === 'not-applicable' ? ' (not applicable)' : ''
      const sentence = `${result.rule}${status}${remarks.length === 0 ? '' : `: ${remarks.join('; ')}`}`
      const [first = '', ...more] = wrap(sanitise(sentence), page.width, DETAIL)
      return [`${RULE}${first.trimStart()}`, ...more]
    }),
  ]
}

function subjectLines(
  group: Group,
  { word, paint }: Label,
  { style, width, plans }: Page,
): readonly string[] {
  const [first = '', ...more] = wrapHanging(`${word} ${sanitise(subjectOf(group, plans))}`, width, RULE)
  const subject = first.slice(word.length + 1)
  return [`${paint(style.bold(word))} ${style.bold(subject)}`.trimEnd(), ...paintLines(more, style.bold)]
}

function shortRemarks(result: Result, { verbose }: Page): readonly string[] {
  const waived = waivedSentence(result)
  if (waived !== undefined) return [waived, ...(verbose ? result.notes : [])]
  if (result.status === 'unknown') return [unknownSentence(result), ...(verbose ? result.notes : [])]
  return [...remarksOf(result), ...result.notes]
}

function resultLines(result: Result, explain: boolean, page: Page): readonly string[] {
  const { style, width } = page
  const say = (text: string): readonly string[] => wrap(sanitise(text), width, DETAIL)
  const { error, fix } = result
  const sentence = claimOf(result, page)
  return [
    `${RULE}${severityPaint(result, page)(result.severity)} ${style.bold(sanitise(result.rule))}${style.dim(blockingRemark(result))}`,
    ...(sentence === undefined ? [] : say(sentence)),
    ...leafLines(result, page),
    ...(result.status === 'unknown' ? say(unknownSentence(result)) : []),
    ...(error === undefined ? [] : say(`${error.code}: ${error.message}`)),
    ...(error?.help === undefined ? [] : say(`help: ${error.help}`)),
    ...paintLines([...remarksOf(result), ...notesOf(result)].flatMap(say), style.dim),
    ...(explain && fix !== undefined ? wrap(`fix: ${sanitiseLines(fix.trim())}`, width, DETAIL) : []),
  ]
}

/** Said where it is not what the word above leads to expect. */
function blockingRemark({ status, blocking }: Result): string {
  if (status === 'unknown') return blocking ? ' (blocks)' : ''
  return blocking ? '' : ' (does not block)'
}

/** Only a failure bears out what the message says; of anything else the rule's title tells what was asked. */
function claimOf(result: Result, { titles }: Page): string | undefined {
  if (result.status === 'fail') return result.message
  const title = titles.get(result.rule)
  return title === undefined ? undefined : mustHold(title)
}

/** The values that decided, each once, with where it was written; in a verbose report with the whole way there. */
function leafLines({ proof, address, status }: Result, { style, width, verbose }: Page): readonly string[] {
  const print = status === 'fail' ? printFinding : printLeaf
  const entries = new Map(proof.map((leaf) => [print(leaf, address), originOf(leaf)]))
  const shown = verbose ? [...entries] : [...entries].slice(0, MAX_LEAVES)
  return [
    ...shown.flatMap(([sentence, origin]) => [
      ...paintLines(wrap(sanitise(sentence), width, DETAIL), style.cyan),
      ...(verbose ? origin : origin.filter(({ file }) => file !== undefined).slice(-1)).flatMap((step) =>
        paintLines(wrap(sanitise(printOrigin(step)), width, `${DETAIL}  `), style.dim),
      ),
    ]),
    ...(shown.length === entries.size
      ? []
      : [`${DETAIL}${style.dim(moreSentence(entries.size - shown.length))}`]),
  ]
}

function remarksOf({ basis }: Result): readonly string[] {
  const sentence = basisSentence(basis)
  return sentence === undefined ? [] : [sentence]
}

/** Without those that the sentence about an unknown has said already. */
function notesOf(result: Result): readonly string[] {
  const said = result.status === 'unknown' ? unknownSentence(result) : undefined
  return result.notes.filter((note) => note !== said)
}

function severityPaint({ severity }: Result, { style }: Page): Paint {
  switch (severity) {
    case 'critical':
    case 'high':
      return style.red
    case 'medium':
      return style.yellow
    case 'low':
    case 'info':
      return style.cyan
  }
}

function paintLines(lines: readonly string[], paint: Paint): readonly string[] {
  return lines.map((line) => {
    const text = line.trimStart()
    return line.slice(0, line.length - text.length) + paint(text)
  })
}
