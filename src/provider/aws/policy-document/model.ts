import { ABSENT, type Unknown, type Value } from '../../../plan/value.ts'
import { isNonEmpty, stringOf, type Text, textOf, wholeText } from './strings.ts'

/** A policy document while it is put together. */
export interface PolicyDocument {
  /** Empty: none. */
  readonly version: Text
  /** Empty: none. */
  readonly id: Text
  readonly statements: readonly Statement[]
  /** Whether the statements will stand in this order, each once. Otherwise each of them is there, and some may be the same one. */
  readonly isOrdered: boolean
  /** There may be further statements. */
  readonly rest?: Unknown
}

export interface Statement {
  /** Empty: none. */
  readonly sid: Text
  /** What is certainly there, in the order in which the provider prints it, the sid included. */
  readonly members: ReadonlyMap<string, Value>
  /** There may be further members. */
  readonly rest?: Unknown
}

/** Makes the unknowns of one document: they are equal to nothing but themselves. */
export type MakeUnknown = (place: string, from: readonly Value[], facts?: Partial<Unknown>) => Unknown

/** The members of an object: what is absent is left out, and what may be absent leaves it open which there are. */
export function objectOf(members: readonly (readonly [name: string, value: Value])[]): {
  readonly members: ReadonlyMap<string, Value>
  readonly rest?: Unknown
} {
  const present = new Map<string, Value>()
  let open: Unknown | undefined
  for (const [name, value] of members) {
    if (value.kind === 'absent') continue
    if (value.kind === 'unknown' && !isThere(value.unknown)) open ??= value.unknown
    else present.set(name, value)
  }
  return open === undefined ? { members: present } : { members: present, rest: open }
}

function isThere(unknown: Unknown): boolean {
  return unknown.nonNull === true || unknown.nonEmpty === true || unknown.shape !== undefined
}

/** Whether the provider could print nothing for this text, which it leaves out where it is empty. */
export function mayBeEmpty(text: Text): boolean {
  return !isNonEmpty(text)
}

/** A string of which null and the empty one are the same: nothing. Undefined for what is no string. */
export function optionalText(
  value: Value,
  place: string,
  unknown: MakeUnknown,
  shape?: string,
): Text | undefined {
  if (value.kind === 'absent' || value.kind === 'null') return []
  const text = textOf(value)
  if (text === undefined || wholeText(text) !== undefined) return text
  const [only] = text
  const facts: Partial<Unknown> = { type: { kind: 'string' }, nonNull: true }
  if (text.length > 1 || only === undefined || typeof only === 'string') return text
  if (!isNonEmpty(text)) return [unknown(place, [value], facts)]
  return [{ ...only, ...(shape === undefined || only.shape !== undefined ? {} : { shape }) }]
}

/** The member for a text that is left out where it is empty. */
export function textMember(text: Text): Value {
  if (text.length === 0) return ABSENT
  if (isNonEmpty(text)) return stringOf(text)
  const [first] = text.filter((part) => typeof part !== 'string')
  if (first === undefined) return stringOf(text)
  const { nonNull: _nonNull, shape: _shape, ...open } = first
  return { kind: 'unknown', unknown: open }
}
