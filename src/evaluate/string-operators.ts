import { matchesGlob } from '../plan/glob.ts'
import type { Value } from '../plan/value.ts'
import { compilePattern } from '../policy/pattern.ts'
import { type Answer, answer, NO, open, wrongType, YES } from './answer.ts'
import { canBe, knownEnd, knownStart, type Text, textOf, unknownsOf, wholeText } from './text.ts'

/** What is asked of a text and the text of the operand, once both are known to be texts. */
type Question = (text: Text, operand: Text) => Answer

/** Null and absent have no text: every question of this file answers no. Lists and maps are a wrong type. */
function ofText(question: Question): (value: Value, operand: Value) => Answer {
  return (value, operand) => {
    if (value.kind === 'null' || value.kind === 'absent') return NO
    const text = textOf(value)
    const other = textOf(operand)
    if (text === undefined) {
      return wrongType(
        `this is a ${value.kind}, and the operator asks about text`,
        'use `some`, `each`, `none` or `contains` for what is inside it',
      )
    }
    if (other === undefined) return wrongType('the operand must be text')
    return question(text, other)
  }
}

function undecided(text: Text, operand: Text): Answer {
  return open(...unknownsOf(text), ...unknownsOf(operand))
}

export const startsWith: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const prefix = wholeText(operand)
  if (prefix === undefined) return undecided(text, operand)
  const start = knownStart(text)
  if (start.startsWith(prefix)) return YES
  const whole = wholeText(text)
  if (whole !== undefined || !prefix.startsWith(start)) return NO
  return undecided(text, operand)
})

export const endsWith: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const suffix = wholeText(operand)
  if (suffix === undefined) return undecided(text, operand)
  const end = knownEnd(text)
  if (end.endsWith(suffix)) return YES
  const whole = wholeText(text)
  if (whole !== undefined || !suffix.endsWith(end)) return NO
  return undecided(text, operand)
})

/** The value is a prefix of the operand: the other way round than `starts_with`. */
export const prefixOf: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const prefix = wholeText(text)
  if (prefix !== undefined && knownStart(operand).startsWith(prefix)) return YES
  const whole = wholeText(operand)
  if (prefix !== undefined && whole !== undefined) return answer(whole.startsWith(prefix))
  const start = knownStart(text)
  const limit = knownStart(operand)
  const contradiction = !start.startsWith(limit) && !limit.startsWith(start)
  return contradiction ? NO : undecided(text, operand)
})

/** `*` is any run of characters and `?` is one, over the whole text. */
export const like: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const pattern = wholeText(operand)
  const whole = wholeText(text)
  if (pattern === undefined) return undecided(text, operand)
  const wildcard = pattern.search(/[*?]/)
  if (wildcard === -1)
    return canBe(text, pattern) ? (whole === undefined ? undecided(text, operand) : YES) : NO
  if (whole !== undefined) return answer(matchesGlob(pattern, whole))
  const start = knownStart(text)
  const literal = pattern.slice(0, wildcard)
  if (!start.startsWith(literal) && !literal.startsWith(start)) return NO
  return undecided(text, operand)
})

/** RE2 syntax, unanchored, in linear time. */
export const matches: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const pattern = wholeText(operand)
  const whole = wholeText(text)
  if (pattern === undefined || whole === undefined) return undecided(text, operand)
  const compiled = compilePattern(pattern)
  if ('problem' in compiled)
    return wrongType(`\`${pattern}\` is not a regular expression: ${compiled.problem}`)
  return answer(compiled.test(whole))
})

/** Whether `needle` occurs in `text`. */
export const includesText: (value: Value, operand: Value) => Answer = ofText((text, operand) => {
  const needle = wholeText(operand)
  if (needle === undefined) return undecided(text, operand)
  if (text.some((part) => typeof part === 'string' && part.includes(needle))) return YES
  if (needle === '') return YES
  return wholeText(text) === undefined ? undecided(text, operand) : NO
})
