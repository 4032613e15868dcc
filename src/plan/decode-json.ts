import {
  argumentOf,
  HOLE,
  invalid,
  type Reader,
  type Refusal,
  readString,
  skipSpace,
  take,
  unexpected,
} from './json-text.ts'
import { parseNumber } from './number.ts'
import { certainlyLacks, certainlyNonEmpty } from './shape.ts'
import type { MapValue, Marks, TemplatePart, Unknown, Value } from './value.ts'

/** What a text holds once it is decoded. */
export type Decoded = { readonly kind: 'value'; readonly value: Value } | Refusal

const MAX_DEPTH = 200

/**
 * Decodes a JSON text of which parts may be unknown. An unknown part inside quotation marks that certainly holds nothing that must
 * be escaped makes its string a template; one that stands for a whole value is an unknown in its place. What the text was encoded
 * from, where that is known, is preferred to the text. Everything decoded is as sensitive and as well known as the text. A later
 * member replaces an earlier one of the same name, as in Go and in JavaScript. Undefined where the value is no text.
 * Source: RFC 8259.
 */
export function decodeJson(value: Value): Decoded | undefined {
  const marks = marksOf(value)
  if (value.decoded !== undefined) return { kind: 'value', value: withMarks(value.decoded, marks) }
  if (value.kind === 'unknown') return decodeParts([value.unknown], marks)
  if (value.kind === 'template') return decodeParts(value.parts, marks)
  return value.kind === 'known' && typeof value.value === 'string'
    ? decodeParts([value.value], marks)
    : undefined
}

function decodeParts(parts: readonly TemplatePart[], marks: Marks): Decoded {
  const holes = new Map<number, Unknown>()
  let text = ''
  for (const part of parts) {
    if (typeof part !== 'string') holes.set(text.length, part)
    text += typeof part === 'string' ? part : HOLE
  }
  const reader: Reader = { text, holes, marks, at: 0, stop: undefined }
  const value = readValue(reader, 0)
  skipSpace(reader)
  if (value !== undefined && reader.at < text.length) unexpected(reader)
  if (reader.stop !== undefined) return reader.stop
  return value === undefined
    ? { kind: 'invalid', message: 'it is not JSON' }
    : { kind: 'value', value: { ...value, ...marks } }
}

function marksOf({ sensitive, basis }: Marks): Marks {
  return { ...(sensitive === undefined ? {} : { sensitive }), ...(basis === undefined ? {} : { basis }) }
}

/** The marks of the text, on the value and all that is in it. */
function withMarks(value: Value, marks: Marks): Value {
  if (marks.sensitive === undefined && marks.basis === undefined) return value
  if (value.kind === 'list')
    return { ...value, ...marks, elements: value.elements.map((element) => withMarks(element, marks)) }
  if (value.kind !== 'map') return { ...value, ...marks }
  const entries = [...value.entries].map(([key, entry]): [string, Value] => [key, withMarks(entry, marks)])
  return { ...value, ...marks, entries: new Map(entries) }
}

function readValue(reader: Reader, depth: number): Value | undefined {
  skipSpace(reader)
  const { marks } = reader
  if (depth > MAX_DEPTH) return invalid(reader, `it is nested deeper than ${MAX_DEPTH} levels`)
  switch (reader.text[reader.at]) {
    case '{':
      return readObject(reader, depth)
    case '[':
      return readArray(reader, depth)
    case '"': {
      const parts = readString(reader)
      return parts === undefined ? undefined : textValue(parts, marks)
    }
    case HOLE:
      return readHole(reader)
    default:
      return readScalar(reader)
  }
}

function textValue(parts: readonly TemplatePart[], marks: Marks): Value {
  const [first = ''] = parts
  return parts.length < 2 && typeof first === 'string'
    ? { kind: 'known', value: first, ...marks }
    : parts.length === 1 && typeof first !== 'string'
      ? { kind: 'unknown', unknown: first, ...marks }
      : { kind: 'template', parts, ...marks }
}

function readScalar(reader: Reader): Value | undefined {
  const found = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)/y
  found.lastIndex = reader.at
  const [text] = found.exec(reader.text) ?? []
  // What begins a word or a number may go on in an unknown part.
  const begun = /[a-z0-9+.-]*/iy
  begun.lastIndex = reader.at
  const end = reader.at + (begun.exec(reader.text)?.[0].length ?? 0)
  if (reader.text[end] === HOLE) reader.at = end
  if (text === undefined || reader.text[end] === HOLE) return unexpected(reader)
  reader.at += text.length
  if (text === 'null') return { kind: 'null', type: { kind: 'dynamic' }, ...reader.marks }
  if (text === 'true' || text === 'false') return { kind: 'known', value: text === 'true', ...reader.marks }
  if (/[eE][-+]?[0-9]{4,}/.test(text)) return invalid(reader, 'a number in it is too large')
  return { kind: 'known', value: parseNumber(text), ...reader.marks }
}

/** An unknown part that is a whole value: encoded by itself, or of a type whose text is its JSON. */
function readHole(reader: Reader): Value | undefined {
  const unknown = reader.holes.get(reader.at)
  if (unknown === undefined) return unexpected(reader)
  const next = reader.text[reader.at + 1]
  const isWhole = next === undefined || ' \t\r\n,]}'.includes(next)
  const inner = argumentOf('jsonencode', unknown) ?? (isPlainScalar(unknown) ? unknown : undefined)
  if (inner === undefined || !isWhole) return unexpected(reader)
  reader.at += 1
  return { kind: 'unknown', unknown: inner, ...reader.marks }
}

function isPlainScalar({ type, nonNull }: Unknown): boolean {
  return nonNull === true && (type?.kind === 'bool' || type?.kind === 'number')
}

function readArray(reader: Reader, depth: number): Value | undefined {
  const elements: Value[] = []
  reader.at += 1
  skipSpace(reader)
  if (take(reader, ']')) return { kind: 'list', form: 'tuple', elements, ...reader.marks }
  for (;;) {
    const element = readValue(reader, depth + 1)
    if (element === undefined) return undefined
    elements.push(element)
    skipSpace(reader)
    if (take(reader, ']')) return { kind: 'list', form: 'tuple', elements, ...reader.marks }
    if (!take(reader, ',')) return unexpected(reader)
  }
}

function readObject(reader: Reader, depth: number): MapValue | undefined {
  const entries = new Map<string, Value>()
  let rest: Unknown | undefined
  reader.at += 1
  skipSpace(reader)
  if (take(reader, '}')) return { kind: 'map', form: 'object', entries, ...reader.marks }
  for (;;) {
    skipSpace(reader)
    const key = reader.text[reader.at] === '"' ? readString(reader) : unexpected(reader)
    if (key === undefined) return undefined
    skipSpace(reader)
    if (!take(reader, ':')) return unexpected(reader)
    const value = readValue(reader, depth + 1)
    if (value === undefined) return undefined
    rest = addMember(entries, key, value) ?? rest
    skipSpace(reader)
    if (take(reader, '}')) break
    if (!take(reader, ',')) return unexpected(reader)
  }
  return { kind: 'map', form: 'object', entries, ...(rest === undefined ? {} : { rest }), ...reader.marks }
}

/** A member whose name is not wholly known may be any that its name can become; gives the unknown that decides it. */
function addMember(
  entries: Map<string, Value>,
  key: readonly TemplatePart[],
  value: Value,
): Unknown | undefined {
  const [first] = key
  if (key.length === 0 || (key.length === 1 && typeof first === 'string')) {
    entries.set(typeof first === 'string' ? first : '', value)
    return undefined
  }
  const unknown = key.find((part) => typeof part !== 'string')
  if (unknown === undefined) return undefined
  for (const name of entries.keys()) if (canBe(key, name)) entries.set(name, { kind: 'unknown', unknown })
  return unknown
}

/** False only where the name can certainly not become `whole`. */
function canBe(key: readonly TemplatePart[], whole: string): boolean {
  const [first, last] = [key[0], key.at(-1)]
  const start = typeof first === 'string' ? first : ''
  const end = typeof last === 'string' ? last : ''
  if (!whole.startsWith(start) || !whole.endsWith(end)) return false
  const least = key.reduce((sum, part) => {
    return sum + (typeof part === 'string' ? part.length : Number(certainlyNonEmpty(part)))
  }, 0)
  if (whole.length < least) return false
  const middle = whole.slice(start.length, whole.length - end.length)
  const unknowns = key.filter((part) => typeof part !== 'string')
  return [...middle].every((character) => {
    const written = key.some((part) => typeof part === 'string' && part.includes(character))
    return written || unknowns.some((unknown) => !certainlyLacks(unknown, character))
  })
}
