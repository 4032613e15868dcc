import { certainlyOnly } from './shape.ts'
import type { Marks, TemplatePart, Unknown } from './value.ts'

/** Stands for an unknown part in the text that is read; as a character of its own it is illegal everywhere in JSON. */
export const HOLE = '\u0000'

/** Why a text is not decoded. */
export type Refusal =
  /** Whatever its unknown parts turn out to be, the text is no JSON. `message` quotes nothing of it. */
  | { readonly kind: 'invalid'; readonly message: string }
  /** An unknown part could hold quotation marks or more, so that nothing is certain of the structure. */
  | { readonly kind: 'open'; readonly unknowns: readonly Unknown[] }

/** A JSON text that is being read, with its unknown parts. */
export interface Reader {
  readonly text: string
  readonly holes: ReadonlyMap<number, Unknown>
  readonly marks: Marks
  at: number
  stop: Refusal | undefined
}

/** The text between quotation marks, in parts; no two literal ones are adjacent. */
export function readString(reader: Reader): readonly TemplatePart[] | undefined {
  const parts: TemplatePart[] = []
  reader.at += 1
  for (;;) {
    const end = endOfPlain(reader.text, reader.at)
    if (end > reader.at) parts.push(decodeEscapes(reader.text.slice(reader.at, end)))
    reader.at = end
    const character = reader.text[reader.at]
    if (character === '"') break
    const unknown = character === HOLE ? reader.holes.get(reader.at) : undefined
    const part = unknown === undefined ? undefined : insideQuotes(unknown)
    if (part === undefined) return unexpected(reader)
    parts.push(part)
    reader.at += 1
  }
  reader.at += 1
  return parts
}

/** Where the characters and escapes that a string may hold end. */
function endOfPlain(text: string, from: number): number {
  let at = from
  for (;;) {
    const character = text[at]
    if (character === '\\') {
      const length = lengthOfEscape(text, at)
      if (length === 0) return at
      at += length
    } else if (character === undefined || character === '"' || character < ' ') return at
    else at += 1
  }
}

/** Zero where it is none. */
function lengthOfEscape(text: string, at: number): number {
  if (text[at + 1] === 'u') return /^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6)) ? 6 : 0
  return text.length > at + 1 && '"\\/bfnrt'.includes(text[at + 1] ?? '') ? 2 : 0
}

function decodeEscapes(literal: string): string {
  return (JSON.parse(`"${literal}"`) as string).toWellFormed()
}

/** The unknown part that stands there once the string is decoded; undefined where it could end the string. */
function insideQuotes(unknown: Unknown): Unknown | undefined {
  const escaped = argumentOf('jsonescape', unknown)
  if (escaped !== undefined) return { ...escaped, type: { kind: 'string' }, nonNull: true }
  const { unique, type } = unknown
  // What identifies an object of a provider holds nothing that must be escaped.
  const isPlain =
    unique !== undefined ||
    type?.kind === 'bool' ||
    type?.kind === 'number' ||
    certainlyOnly(unknown, (character) => character >= ' ' && character !== '"' && character !== '\\')
  return isPlain ? unknown : undefined
}

/** What a function that Terraform applies to one unknown part was applied to: its identity is the name and the argument's own. */
export function argumentOf(name: string, unknown: Unknown): Unknown | undefined {
  if (!unknown.id.startsWith(`${name}(`) || !unknown.id.endsWith(')')) return undefined
  const { id, waitsFor } = unknown
  return { id: id.slice(name.length + 1, -1), waitsFor }
}

export function skipSpace(reader: Reader): void {
  while (' \t\r\n'.includes(reader.text[reader.at] ?? 'x')) reader.at += 1
}

export function take(reader: Reader, character: string): boolean {
  if (reader.text[reader.at] !== character) return false
  reader.at += 1
  return true
}

/** What cannot stand here: an unknown part may hold what would have to; a character is wrong for certain. */
export function unexpected(reader: Reader): undefined {
  const unknown = reader.holes.get(reader.at)
  if (unknown !== undefined) {
    reader.stop ??= { kind: 'open', unknowns: [...reader.holes.values()] }
    return undefined
  }
  const isEscape =
    reader.text[reader.at] === '\\' &&
    [...reader.holes.keys()].some((hole) => {
      return hole > reader.at && hole < reader.at + 6
    })
  if (isEscape) {
    reader.stop ??= { kind: 'open', unknowns: [...reader.holes.values()] }
    return undefined
  }
  if (reader.at >= reader.text.length) return invalid(reader, 'it is not JSON: it ends too early')
  const before = reader.text.slice(0, reader.at)
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  const place = reader.holes.size > 0 ? '' : ` at line ${line}, column ${column}`
  return invalid(reader, `it is not JSON: there is something wrong${place}`)
}

export function invalid(reader: Reader, message: string): undefined {
  reader.stop ??= { kind: 'invalid', message }
  return undefined
}
