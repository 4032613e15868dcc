import { ABSENT, type ListValue, type Value } from '../../../plan/value.ts'
import type { MakeUnknown } from './model.ts'
import { areDifferent, compareBytes, orderOf, stringOf, type Text, textOf, wholeText } from './strings.ts'

/** More unknown elements than this are not compared with each other. */
const MANY = 200

/** The elements of a set of strings, each once as far as that is certain. */
export interface Strings {
  readonly texts: readonly Text[]
  /** How many elements there are at least. */
  readonly least: number
  /** Each is certainly another one than all others, so that the count is certain. */
  readonly areDistinct: boolean
}

/** Undefined where an element is no string: the provider refuses it. */
export function readStrings(elements: readonly Value[]): Strings | undefined {
  const known = new Set<string>()
  const open: Text[] = []
  for (const element of elements) {
    const text = textOf(element)
    if (text === undefined) return undefined
    const whole = wholeText(text)
    if (whole !== undefined) known.add(whole)
    else if (open.length > MANY || open.every((other) => orderOf(other, text) !== 0)) open.push(text)
  }
  const texts: readonly Text[] = [...[...known].map((text) => (text === '' ? [] : [text])), ...open]
  const pairs = open.length <= MANY
  const apart = (text: Text): boolean => texts.every((other) => other === text || areDifferent(other, text))
  const isApart = open.map((text) => pairs && apart(text))
  const isAnyApart = texts.length > 1 && isApart.includes(true)
  return {
    texts,
    least: Math.max(known.size, Math.min(texts.length, isAnyApart ? 2 : 1)),
    areDistinct: isApart.every(Boolean),
  }
}

/** Greatest first, by bytes; undefined where unknown parts decide. */
export function sortDescending(texts: readonly Text[]): readonly Text[] | undefined {
  let isCertain = true
  const sorted = [...texts].sort((a, b) => {
    const [one, other] = [wholeText(a), wholeText(b)]
    if (one !== undefined && other !== undefined) return compareBytes(other, one)
    const order = orderOf(b, a)
    if (order === undefined) isCertain = false
    return order ?? 0
  })
  return isCertain ? sorted : undefined
}

/**
 * What the provider prints for a set of strings: nothing for none, the string itself for one, and an array in descending order for
 * more. Absent for none, an unknown where it may be none or one, undefined where the provider refuses it.
 * Source: provider `policy_model.go`, `policyDecodeConfigStringList`.
 */
export function stringSet(
  value: Value,
  change: (text: Text) => Text | undefined,
  place: string,
  unknown: MakeUnknown,
): Value | undefined {
  if (value.kind === 'absent' || value.kind === 'null') return ABSENT
  if (value.kind === 'unknown') return { kind: 'unknown', unknown: unknown(place, [value], atLeast(value)) }
  if (value.kind !== 'list') return undefined
  const strings = readStrings(value.elements)
  if (strings === undefined) return undefined
  const list = orderedStrings(strings, change)
  if (list === undefined) return undefined
  const { least } = strings
  if (value.rest === undefined) {
    const [only] = list.elements
    if (only === undefined) return ABSENT
    if (list.elements.length === 1) return only
  }
  if (least > 1) return value.rest === undefined ? list : { ...list, form: 'set', rest: value.rest }
  const some = list.elements.length > 0 ? { nonNull: true, nonEmpty: true } : {}
  return { kind: 'unknown', unknown: unknown(place, [value], some) }
}

function atLeast(value: Value): { readonly nonNull?: boolean; readonly nonEmpty?: boolean } {
  return value.kind === 'unknown' && value.unknown.nonEmpty === true ? { nonNull: true, nonEmpty: true } : {}
}

/** The array that a set is printed as, altered once it is sorted; a set where its order or its length is not certain. */
export function orderedStrings(
  { texts, areDistinct }: Strings,
  change: (text: Text) => Text | undefined,
): ListValue | undefined {
  const sorted = sortDescending(texts)
  const elements: Value[] = []
  for (const text of sorted ?? texts) {
    const changed = change(text)
    if (changed === undefined) return undefined
    elements.push(stringOf(changed))
  }
  return { kind: 'list', form: sorted !== undefined && areDistinct ? 'tuple' : 'set', elements }
}
