import { compareNumbers, isNumber } from '../plan/number.ts'
import { certainlyLacks, certainlyNonEmpty } from '../plan/shape.ts'
import type { ListValue, MapValue, Unknown, Value } from '../plan/value.ts'
import { isWhollyKnown } from './opaque.ts'
import { knownEnd, knownStart, type Text, textOf, wholeText } from './text.ts'
import { equalTypes, hasDynamic, type Type, typeOf } from './types.ts'

/** True or false where it is certain, whatever the apply will tell; `undefined` where it is not. */
export type Certainty = boolean | undefined

/**
 * Whether two values will be equal in the sense of `==`: of one type, and equal in it. Nulls are equal whatever their types.
 * Source: go-cty `value_ops.go`, `Value.Equals`.
 */
export function same(a: Value, b: Value): Certainty {
  if (isNull(a) || isNull(b)) {
    if (isNull(a) && isNull(b)) return true
    const other = isNull(a) ? b : a
    return other.kind === 'unknown' && !isNonNull(other.unknown) ? undefined : false
  }
  if (a.kind === 'unknown' && b.kind === 'unknown' && a.unknown.id === b.unknown.id) return true
  if (differInType(typeOf(a), typeOf(b))) return false
  if (a.kind === 'known' && b.kind === 'known') return sameScalar(a.value, b.value)
  if (a.kind === 'list' && b.kind === 'list') return sameLists(a, b)
  if (a.kind === 'map' && b.kind === 'map') return sameMaps(a, b)
  return sameUnlikeKinds(a, b)
}

function sameUnlikeKinds(a: Value, b: Value): Certainty {
  const string = a.kind === 'template' || b.kind === 'template'
  if (!string && (a.kind === 'unknown' || b.kind === 'unknown')) {
    const [unknown, other] =
      a.kind === 'unknown' ? [a.unknown, b] : b.kind === 'unknown' ? [b.unknown, a] : []
    if (unknown === undefined || other === undefined || other.kind !== 'known') return undefined
    return typeof other.value === 'string' && !canBe([unknown], other.value) ? false : undefined
  }
  const left = textOf(a)
  const right = textOf(b)
  return left === undefined || right === undefined ? false : sameText(left, right)
}

function isNull(value: Value): boolean {
  return value.kind === 'null' || value.kind === 'absent'
}

function isNonNull(unknown: Unknown): boolean {
  return unknown.nonNull === true || unknown.nonEmpty === true || unknown.shape !== undefined
}

/** Types that are told and differ. Where a part is not told they may yet be the same. */
function differInType(a: Type, b: Type): boolean {
  if (a.kind === 'dynamic' || b.kind === 'dynamic') return false
  if (a.kind !== b.kind) return true
  return !hasDynamic(a) && !hasDynamic(b) && !equalTypes(a, b)
}

function sameScalar(a: unknown, b: unknown): boolean {
  return isNumber(a) && isNumber(b) ? compareNumbers(a, b) === 0 : a === b
}

/** Whether two texts will be equal: equal parts are, contradicting literal ends are not. */
export function sameText(a: Text, b: Text): Certainty {
  const [left, right] = [wholeText(a), wholeText(b)]
  if (left !== undefined && right !== undefined) return left === right
  if (left !== undefined) return canBe(b, left) ? undefined : false
  if (right !== undefined) return canBe(a, right) ? undefined : false
  const alike = a.every((part, index) => {
    const other = b[index]
    return typeof part === 'string' || typeof other === 'string' ? part === other : part.id === other?.id
  })
  if (alike && a.length === b.length) return true
  const [start, otherStart, end, otherEnd] = [knownStart(a), knownStart(b), knownEnd(a), knownEnd(b)]
  const compatible =
    (start.startsWith(otherStart) || otherStart.startsWith(start)) &&
    (end.endsWith(otherEnd) || otherEnd.endsWith(end))
  return compatible ? undefined : false
}

/** Whether a text with unknown parts could turn out to be this one: its literals must stand there in order. */
export function canBe(text: Text, whole: string): boolean {
  const start = knownStart(text)
  const end = text.length > 1 ? knownEnd(text) : ''
  if (whole.length < start.length + end.length || !whole.startsWith(start) || !whole.endsWith(end))
    return false
  let rest = whole.slice(start.length, whole.length - end.length)
  const middle = text.slice(start === '' ? 0 : 1, end === '' ? text.length : -1)
  const [only] = middle
  if (middle.length === 1 && only !== undefined && typeof only !== 'string') {
    return rest === ''
      ? !certainlyNonEmpty(only)
      : ![...rest].some((character) => certainlyLacks(only, character))
  }
  for (const part of middle) {
    if (typeof part !== 'string') continue
    const found = rest.indexOf(part)
    if (found === -1) return false
    rest = rest.slice(found + part.length)
  }
  return true
}

function every(certainties: readonly Certainty[]): Certainty {
  if (certainties.includes(false)) return false
  return certainties.includes(undefined) ? undefined : true
}

function sameLists(a: ListValue, b: ListValue): Certainty {
  if (a.form === 'set' || b.form === 'set') return sameSets(a, b)
  const pairs = every(
    a.elements.flatMap((element, index) => {
      const other = b.elements[index]
      return other === undefined ? [] : [same(element, other)]
    }),
  )
  const isTold = a.form !== undefined && b.form !== undefined
  if (pairs === false)
    return isTold || (isKnown(a) && isKnown(b)) ? false : sameSets(a, b) === false ? false : undefined
  const [shorter, longer] = a.elements.length <= b.elements.length ? [a, b] : [b, a]
  if (shorter.elements.length < longer.elements.length && shorter.rest === undefined) return false
  if (a.rest !== undefined || b.rest !== undefined) return undefined
  return decidedForm(a.form, b.form, pairs)
}

function isKnown(list: ListValue): boolean {
  return list.rest === undefined && list.elements.every(isWhollyKnown)
}

function sameSets(a: ListValue, b: ListValue): Certainty {
  if (a.rest !== undefined || b.rest !== undefined) return undefined
  const within = (inner: ListValue, outer: ListValue): Certainty =>
    every(inner.elements.map((element) => some(outer.elements.map((other) => same(element, other)))))
  return decidedForm(a.form, b.form, every([within(a, b), within(b, a)]))
}

function some(certainties: readonly Certainty[]): Certainty {
  if (certainties.includes(true)) return true
  return certainties.includes(undefined) ? undefined : false
}

/** A list never equals a tuple: where a form is not told, what looks equal may still differ. */
function decidedForm(a: string | undefined, b: string | undefined, answer: Certainty): Certainty {
  return answer === true && (a === undefined || b === undefined) && a !== b ? undefined : answer
}

function sameMaps(a: MapValue, b: MapValue): Certainty {
  const answers: Certainty[] = []
  for (const key of new Set([...a.entries.keys(), ...b.entries.keys()])) {
    const [left, right] = [a.entries.get(key), b.entries.get(key)]
    if (left !== undefined && right !== undefined) answers.push(same(left, right))
    else answers.push((left === undefined ? a.rest : b.rest) === undefined ? false : undefined)
  }
  if (a.rest !== undefined || b.rest !== undefined) answers.push(undefined)
  return decidedForm(a.form, b.form, every(answers))
}
