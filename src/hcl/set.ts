import { compareNumbers, isNumber } from '../plan/number.ts'
import type { ListValue, Unknown, Value } from '../plan/value.ts'
import { bigFloatString } from './big-float.ts'
import { combineMarks, deepMarks, inherit, NO_MARKS, withoutMarks } from './marks.ts'
import { isWhollyKnown } from './opaque.ts'
import { same } from './same.ts'
import type { Type } from './types.ts'

/**
 * A set of these elements, in cty's order: known ones by value, what holds unknowns last. Elements that are certainly equal
 * become one; unknown ones may still coincide. A set carries the marks of its elements.
 * Source: go-cty `set_internals.go`.
 */
export function setValue(elements: readonly Value[], elementType?: Type, rest?: Unknown): Value {
  const marks = elements.map(deepMarks).reduce(combineMarks, NO_MARKS)
  const members = new Map<string, Value[]>()
  const distinct: Value[] = []
  for (const element of elements.map(withoutMarks)) {
    const bucket = isWhollyKnown(element) ? setOrderKey(element) : ''
    const others = members.get(bucket) ?? []
    if (others.some((other) => same(element, other) === true)) continue
    members.set(bucket, [...others, element])
    distinct.push(element)
  }
  const set: ListValue = {
    kind: 'list',
    form: 'set',
    elements: distinct.sort(compareMembers),
    ...(elementType === undefined ? {} : { elementType }),
    ...(rest === undefined ? {} : { rest }),
  }
  return inherit(set, marks)
}

/**
 * Whether the elements will stand in this order. A set, or what nothing tells to be a list, sorts anew once its unknown elements
 * are known.
 */
export function hasCertainOrder(list: ListValue): boolean {
  if (list.form === 'list' || list.form === 'tuple' || list.elements.length < 2) return true
  return list.elements.every(isWhollyKnown)
}

/** Whether two elements of the set might turn out to be one, so that its length is not certain. */
export function mayCoincide(elements: readonly Value[]): boolean {
  const open = elements.filter((element) => !isWhollyKnown(element))
  return open.some((element) => elements.some((other) => other !== element && same(element, other) !== false))
}

function compareMembers(a: Value, b: Value): number {
  const rank = (value: Value): number =>
    value.kind === 'null' ? 2 : value.kind === 'unknown' || value.kind === 'template' ? 1 : 0
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (a.kind === 'known' && b.kind === 'known') return compareScalars(a.value, b.value)
  const [left, right] = [setOrderKey(a), setOrderKey(b)]
  return compareStrings(left, right)
}

function compareScalars(a: unknown, b: unknown): number {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b)
  return typeof a === 'string' && typeof b === 'string' ? compareStrings(a, b) : Number(a) - Number(b)
}

/** By UTF-8 bytes, which is the order of code points. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const [left, right] = [[...a], [...b]]
  for (const [index, character] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    if (character !== other) return (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
  }
  return left.length - right.length
}

/** The bytes by which cty orders and hashes what is not a primitive. */
function setOrderKey(value: Value): string {
  switch (value.kind) {
    case 'unknown':
    case 'template':
      return '?'
    case 'null':
    case 'absent':
      return '~'
    case 'known':
      if (typeof value.value === 'string') return quote(value.value)
      return typeof value.value === 'boolean' ? (value.value ? 'T' : 'F') : bigFloatString(value.value)
    case 'list': {
      const inner = value.elements.map((element) => `${setOrderKey(element)};`).join('')
      return value.form === 'tuple' ? `<${inner}>` : `[${inner}]`
    }
    case 'map': {
      const keys = [...value.entries].sort(([a], [b]) => compareStrings(a, b))
      if (value.form === 'object') return `<${keys.map(([, entry]) => `${setOrderKey(entry)};`).join('')}>`
      return `{${keys.map(([key, entry]) => `${quote(key)}:${setOrderKey(entry)};`).join('')}}`
    }
  }
}

/** Go's `%q`, near enough for an order: what it escapes differently sorts the same. */
function quote(text: string): string {
  return JSON.stringify(text)
}
