import { printNumber } from '../plan/number.ts'
import type { TemplatePart, Unknown, Value } from '../plan/value.ts'
import { unknownValue } from './opaque.ts'
import { STRING } from './types.ts'

/** A string as literal and unknown parts. No two literals are adjacent, none is empty. */
export type Text = readonly TemplatePart[]

/** The text of a string, number or boolean. An unknown is one part. `undefined` for what has no text. */
export function textOf(value: Value): Text | undefined {
  if (value.kind === 'template') return value.parts
  if (value.kind === 'unknown') return [value.unknown]
  if (value.kind !== 'known') return undefined
  const text = scalarText(value.value)
  return text === '' ? [] : [text]
}

function scalarText(value: string | boolean | Parameters<typeof printNumber>[0]): string {
  if (typeof value === 'string') return value
  return typeof value === 'boolean' ? String(value) : printNumber(value)
}

/** A known string, a lone unknown or a template. Strings are kept in normal form C, as cty keeps them. */
export function stringOf(parts: readonly TemplatePart[]): Value {
  const text = joinParts(parts)
  const [first] = text
  if (first === undefined) return { kind: 'known', value: '' }
  if (text.length > 1) return { kind: 'template', parts: text }
  if (typeof first === 'string') return { kind: 'known', value: first }
  return unknownValue({ ...first, type: STRING, nonNull: true })
}

export function joinParts(parts: readonly TemplatePart[]): Text {
  const joined: TemplatePart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part === '') continue
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else joined.push(part)
  }
  return joined.map((part) => (typeof part === 'string' ? part.normalize('NFC') : part))
}

/** The text without its unknown parts, when it has none. */
export function wholeText(text: Text): string | undefined {
  if (text.length === 0) return ''
  const [first] = text
  return text.length === 1 && typeof first === 'string' ? first : undefined
}

/** The literal text that it certainly begins with. */
export function knownStart(text: Text): string {
  const [first] = text
  return typeof first === 'string' ? first : ''
}

/** The literal text that it certainly ends with. */
export function knownEnd(text: Text): string {
  const last = text.at(-1)
  return typeof last === 'string' ? last : ''
}

export function unknownParts(text: Text): readonly Unknown[] {
  return text.filter((part) => typeof part !== 'string')
}

/** The known string, or `undefined` for whatever else it is. */
export function knownString(value: Value | undefined): string | undefined {
  return value?.kind === 'known' && typeof value.value === 'string' ? value.value : undefined
}
