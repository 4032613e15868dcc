import { matchesGlob } from '../plan/glob.ts'
import { collectUnknowns } from '../plan/unknowns.ts'
import type { Value } from '../plan/value.ts'
import { compilePattern } from '../policy/pattern.ts'
import { wildcardSource } from '../policy/wildcard.ts'
import { type Answer, answer, NO, open, wrongOperand, wrongType, YES } from './answer.ts'
import { matchText, type PatternPart } from './language.ts'
import { isCertainlyText, knownEnd, knownStart, type Text, textOf, unknownsOf, wholeText } from './text.ts'

/** What is asked of a text and the text of the operand, once both are known to be texts. */
type Question = (text: Text, operand: Text) => Answer

/**
 * Null and absent have no text: every question of this file answers no. Lists and maps are a wrong type. An unknown that may turn
 * out to be one of these is not certain of anything.
 */
function ofText(question: Question): (value: Value, operand: Value) => Answer {
  return (value, operand) => {
    const other = textOf(operand)
    if (other === undefined) return wrongOperand('the operand must be text')
    if (value.kind === 'null' || value.kind === 'absent') return NO
    const text = textOf(value)
    if (text === undefined) {
      return wrongType(
        `this is a ${value.kind}, and the operator asks about text`,
        'use `some`, `each`, `none` or `contains` for what is inside it',
      )
    }
    return isCertainlyText(value) ? question(text, other) : undecided(text, other)
  }
}

function undecided(text: Text, operand: Text): Answer {
  return open(...unknownsOf(text), ...unknownsOf(operand))
}

/** What the machine is certain of; `operand` is only named as what is waited for. */
function byMachine(text: Text, operand: Text, pattern: readonly PatternPart[]): Answer {
  const matching = matchText(text, pattern)
  if (matching === 'some') return undecided(text, operand)
  return answer(matching === 'all')
}

const BEGIN: PatternPart = { regex: '\\A' }
const END: PatternPart = { regex: '\\z' }

export const startsWith: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const prefix = wholeText(operand)
  const start = knownStart(text)
  if (prefix !== undefined && start.startsWith(prefix)) return YES
  if (prefix !== undefined && (wholeText(text) !== undefined || !prefix.startsWith(start))) return NO
  return byMachine(text, operand, [BEGIN, ...operand])
})

export const endsWith: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const suffix = wholeText(operand)
  const end = knownEnd(text)
  if (suffix !== undefined && end.endsWith(suffix)) return YES
  if (suffix !== undefined && (wholeText(text) !== undefined || !suffix.endsWith(end))) return NO
  return byMachine(text, operand, [...operand, END])
})

/** The value is a prefix of the operand: the other way round than `starts_with`. */
export const prefixOf: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const prefix = wholeText(text)
  const whole = wholeText(operand)
  if (prefix !== undefined && whole !== undefined) return answer(whole.startsWith(prefix))
  const [start, limit] = [knownStart(text), knownStart(operand)]
  if (prefix !== undefined && limit.startsWith(prefix)) return YES
  if (!start.startsWith(limit) && !limit.startsWith(start)) return NO
  return byMachine(operand, text, [BEGIN, ...text])
})

/** `*` is any run of characters and `?` is one, over the whole text; `\*`, `\?` and `\\` are these characters themselves. */
export const like: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const pattern = wholeText(operand)
  const whole = wholeText(text)
  if (pattern !== undefined && whole !== undefined && !pattern.includes('\\'))
    return answer(matchesGlob(pattern, whole))
  const parts = operand.map(
    (part): PatternPart => (typeof part === 'string' ? { regex: wildcardSource(part) } : part),
  )
  return byMachine(text, operand, [BEGIN, ...parts, END])
})

/** RE2 syntax, unanchored, in linear time. The literal parts of the operand are the expression. */
export const matches: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const pattern = wholeText(operand)
  const whole = wholeText(text)
  if (pattern !== undefined) {
    const compiled = compilePattern(pattern)
    if ('problem' in compiled)
      return wrongOperand(`the operand is not a regular expression: ${compiled.problem}`)
    if (whole !== undefined) return answer(compiled.test(whole))
  }
  const parts = operand.map((part): PatternPart => (typeof part === 'string' ? { regex: part } : part))
  return byMachine(text, operand, parts)
})

/** Whether `needle` occurs in `text`. */
export function includesText(value: Value, operand: Value): Answer {
  const inside = value.spelling === undefined ? undefined : insideDocument(value, operand)
  return inside ?? includesNeedle(value, operand)
}

/** Text that could be nothing but a part of one of a document's strings, however the document is spelt. */
const PLAIN_NEEDLE = /^[A-Za-z0-9_/*.@=+-][A-Za-z0-9_/*.@=+:-]*$/
/** Text that could also be a part of a number, or of `true`, `false` and `null`. */
const BARE = /^[0-9.eE+-]*$|^[a-z]{1,5}$/

/** Whether a string of the document holds the text. Undefined where only the spelling tells. */
function insideDocument({ decoded }: Value, operand: Value): Answer | undefined {
  const text = textOf(operand)
  const needle = text === undefined ? undefined : wholeText(text)
  if (decoded === undefined || needle === undefined || !PLAIN_NEEDLE.test(needle)) return undefined
  if (holdsText(decoded, needle)) return YES
  return BARE.test(needle) || collectUnknowns(decoded).length > 0 ? undefined : NO
}

function holdsText(value: Value, needle: string): boolean {
  if (value.kind === 'known') return typeof value.value === 'string' && value.value.includes(needle)
  if (value.kind === 'template')
    return value.parts.some((part) => typeof part === 'string' && part.includes(needle))
  if (value.kind === 'list') return value.elements.some((element) => holdsText(element, needle))
  if (value.kind !== 'map') return false
  return [...value.entries].some(([key, entry]) => key.includes(needle) || holdsText(entry, needle))
}

const includesNeedle: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const needle = wholeText(operand)
  if (needle === undefined) return byMachine(text, operand, operand)
  if (needle === '' || text.some((part) => typeof part === 'string' && part.includes(needle))) return YES
  return wholeText(text) === undefined ? byMachine(text, operand, operand) : NO
})
