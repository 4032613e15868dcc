import { isNumber, type PlanNumber, printNumber } from '../plan/number.ts'
import type { TemplatePart, Unknown, Value } from '../plan/value.ts'
import { compilePattern, quotePattern } from '../policy/pattern.ts'

/** A string of which parts may be unknown. No two literal parts are adjacent; `[]` is the empty string. */
export type Text = readonly TemplatePart[]

/** The text of a scalar as Terraform converts it to a string; undefined for everything else. */
export function textOf(value: Value): Text | undefined {
  if (value.spelling !== undefined) return [value.spelling]
  if (value.kind === 'template') return value.parts
  if (value.kind === 'unknown') return [value.unknown]
  if (value.kind !== 'known') return undefined
  const text = printScalar(value.value)
  return text === '' ? [] : [text]
}

/** The text when all of it is known. */
export function wholeText(text: Text): string | undefined {
  if (text.length === 0) return ''
  const [only] = text
  return text.length === 1 && typeof only === 'string' ? only : undefined
}

export function unknownsOf(text: Text): readonly Unknown[] {
  return text.filter((part) => typeof part !== 'string')
}

/** Whether the value will certainly be text, or a scalar that has one: neither null nor a list or map. */
export function isCertainlyText(value: Value): boolean {
  if (value.kind !== 'unknown') return value.kind === 'known' || value.kind === 'template'
  const { shape, nonNull, nonEmpty, type } = value.unknown
  return shape !== undefined || ((nonNull === true || nonEmpty === true) && type?.kind === 'string')
}

/** The literal text before the first unknown part. */
export function knownStart(text: Text): string {
  const [first] = text
  return typeof first === 'string' ? first : ''
}

/** The literal text after the last unknown part. */
export function knownEnd(text: Text): string {
  const last = text.at(-1)
  return typeof last === 'string' ? last : ''
}

export function printScalar(value: string | boolean | PlanNumber): string {
  if (isNumber(value)) return printNumber(value)
  return String(value)
}

/** Whether the shapes of the unknown parts allow it; the pattern of a text is made once for all that it is held against. */
function fitsShapes(text: Text, whole: string): boolean {
  if (!hasShape(text)) return true
  const pattern = compilePattern(`\\A${textSource(text)}\\z`)
  return 'problem' in pattern || pattern.test(whole)
}

/** The regular expression of every text that a text with unknown parts may be: the same for texts of one form. */
export function textSource(text: Text): string {
  return text.map((part) => (typeof part === 'string' ? quotePattern(part) : sourceOf(part))).join('')
}

/** The regular expression of every text that an unknown may be. */
export function sourceOf({ shape, nonEmpty }: Unknown): string {
  if (shape !== undefined && 'test' in compilePattern(shape)) return `(?:${shape})`
  return nonEmpty === true ? '(?s:.+)' : '(?s:.*)'
}

export function hasShape(text: Text): boolean {
  return text.some((part) => typeof part !== 'string' && part.shape !== undefined)
}

/** Whether some value of the unknown parts makes `text` equal to `whole`: the literal parts occur in order, ends fixed. */
export function canBe(text: Text, whole: string): boolean {
  const start = knownStart(text)
  if (text.length === 0 || wholeText(text) !== undefined) return wholeText(text) === whole
  if (!whole.startsWith(start)) return false
  const end = knownEnd(text)
  let position = start.length
  const last = whole.length - end.length
  if (last < position || !whole.endsWith(end)) return false
  const middle = text.slice(start === '' ? 0 : 1, end === '' ? text.length : -1)
  for (const part of middle) {
    if (typeof part !== 'string') continue
    const found = whole.indexOf(part, position)
    if (found === -1 || found + part.length > last) return false
    position = found + part.length
  }
  if (!fitsShapes(text, whole)) return false
  const mustNotBeEmpty = middle.some((part) => typeof part !== 'string' && part.nonEmpty === true)
  return !(
    mustNotBeEmpty &&
    whole.length === text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 0), 0)
  )
}
