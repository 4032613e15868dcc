import { compareNumbers, isNumber, type PlanNumber, printNumber } from '../plan/number.ts'
import { collectUnknowns } from '../plan/unknowns.ts'
import type { ListValue, MapValue, Unknown, Value } from '../plan/value.ts'
import { type Answer, answer, every, NO, open, some, YES } from './answer.ts'
import { matchText } from './language.ts'
import {
  canBe,
  hasShape,
  knownEnd,
  knownStart,
  type Text,
  textOf,
  textSource,
  unknownsOf,
  wholeText,
} from './text.ts'

/**
 * Whether two values will be equal once applied. Numbers compare by value, a string equals the boolean or number that it is
 * the canonical text of, absent is null. Two unknowns of one identity are equal; of two different ones nothing is known.
 */
export function equal(a: Value, b: Value): Answer {
  if (a.kind === 'unknown' && b.kind === 'unknown' && a.unknown.id === b.unknown.id) return YES
  if (a.kind === 'unknown' && b.kind === 'unknown' && areDistinct(a.unknown, b.unknown)) return NO
  if (isNull(a) || isNull(b)) return equalsNull(isNull(a) ? b : a)
  if (a.kind === 'unknown') return equalsUnknown(a.unknown, b)
  if (b.kind === 'unknown') return equalsUnknown(b.unknown, a)
  if (a.kind === 'list' && b.kind === 'list') return equalLists(a, b)
  if (a.kind === 'map' && b.kind === 'map') return equalMaps(a, b)
  if (a.spelling !== undefined || b.spelling !== undefined) return equalSpellings(a, b)
  if (a.kind === 'known' && b.kind === 'known') return answer(equalScalars(a.value, b.value))
  const left = textOf(a)
  const right = textOf(b)
  return left === undefined || right === undefined ? NO : equalTexts(left, right)
}

function isNull(value: Value): boolean {
  return value.kind === 'null' || value.kind === 'absent'
}

function equalsNull(other: Value): Answer {
  if (isNull(other)) return YES
  return other.kind === 'unknown' && !isNeverNull(other.unknown) ? open(other.unknown) : NO
}

function isNeverNull({ nonNull, nonEmpty, shape }: Unknown): boolean {
  return nonNull === true || nonEmpty === true || shape !== undefined
}

/** JSON texts that may be spelt anew: they can be equal only where both are JSON. */
function equalSpellings(a: Value, b: Value): Answer {
  if (!mayBeJson(a) || !mayBeJson(b)) return NO
  return open(...unknownsOf(textOf(a) ?? []), ...unknownsOf(textOf(b) ?? []))
}

function mayBeJson(value: Value): boolean {
  if (value.spelling !== undefined) return true
  const text = textOf(value)
  const [start] = text ?? []
  return text !== undefined && (typeof start !== 'string' ? start !== undefined : /^\s*[[{]/.test(start))
}

/** What identifies one instance never identifies another. */
function areDistinct(a: Unknown, b: Unknown): boolean {
  return a.unique !== undefined && a.unique === b.unique && a.id !== b.id
}

function equalsUnknown(unknown: Unknown, other: Value): Answer {
  if (unknown.nonEmpty === true && isEmpty(other)) return NO
  const text = textOf(other)
  if (unknown.shape !== undefined && (text === undefined || equalTexts([unknown], text).kind === 'false'))
    return NO
  const unknowns = collectUnknowns(other)
  return open(unknown, ...unknowns)
}

function isEmpty(value: Value): boolean {
  if (value.kind === 'known') return value.value === ''
  if (value.kind === 'list') return value.elements.length === 0 && value.rest === undefined
  return value.kind === 'map' && value.entries.size === 0 && value.rest === undefined
}

/** `"true"` equals true and `"22"` equals 22, as Terraform converts them; `"022"` is another text than 22. */
function equalScalars(a: string | boolean | PlanNumber, b: string | boolean | PlanNumber): boolean {
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b) === 0
  if (typeof a === typeof b) return a === b
  if (typeof a === 'string') return a === canonical(b)
  return typeof b === 'string' && canonical(a) === b
}

function canonical(value: string | boolean | PlanNumber): string {
  return isNumber(value) ? printNumber(value) : String(value)
}

/** Equal parts make equal texts; literal ends that contradict each other make different ones. */
function equalTexts(a: Text, b: Text): Answer {
  const whole = wholeText(a)
  const other = wholeText(b)
  if (whole !== undefined && other !== undefined) return answer(whole === other)
  if (whole !== undefined) return canBe(b, whole) ? open(...unknownsOf(b)) : NO
  if (other !== undefined) return canBe(a, other) ? open(...unknownsOf(a)) : NO
  const differing = a.length === b.length ? a.filter((part, index) => !samePart(part, b[index])) : undefined
  if (differing?.length === 0) return YES
  if (differing?.length === 1 && differOnlyInDistinct(a, b)) return NO
  return mayCoincide(a, b) ? open(...unknownsOf(a), ...unknownsOf(b)) : NO
}

/** One part differs, and it identifies two instances: so do the texts around it. */
function differOnlyInDistinct(a: Text, b: Text): boolean {
  return a.some((part, index) => {
    const other = b[index]
    return typeof part === 'object' && typeof other === 'object' && areDistinct(part, other)
  })
}

const KEPT = 5000
const fitting = new Map<string, boolean>()

/** Whether the shapes of unknown parts leave open that two texts are one; true where no shape tells. Texts of one form are asked once. */
function mayFit(a: Text, b: Text): boolean {
  if (!hasShape(a) && !hasShape(b)) return true
  const key = `${textSource(a)}\n${textSource(b)}`
  const known = fitting.get(key)
  if (known !== undefined) return known
  const fits = matchText(a, [{ regex: '\\A' }, ...b, { regex: '\\z' }]) !== 'none'
  if (fitting.size >= KEPT) fitting.clear()
  fitting.set(key, fits)
  return fits
}

function mayCoincide(a: Text, b: Text): boolean {
  const starts = [knownStart(a), knownStart(b)] as const
  const ends = [knownEnd(a), knownEnd(b)] as const
  return (
    (starts[0].startsWith(starts[1]) || starts[1].startsWith(starts[0])) &&
    (ends[0].endsWith(ends[1]) || ends[1].endsWith(ends[0])) &&
    mayFit(a, b)
  )
}

function samePart(a: string | Unknown, b: string | Unknown | undefined): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return a.id === b?.id
}

function equalLists(a: ListValue, b: ListValue): Answer {
  if (a.rest !== undefined || b.rest !== undefined) {
    const decisive = [
      ...(b.rest === undefined ? within(a, b) : []),
      ...(a.rest === undefined ? within(b, a) : []),
    ]
    return every([...decisive, open(...collectUnknowns(a), ...collectUnknowns(b))])
  }
  const asSets = a.form === 'set' || b.form === 'set'
  const inOrder =
    a.elements.length === b.elements.length
      ? every(a.elements.map((element, index) => equal(element, b.elements[index] ?? { kind: 'absent' })))
      : NO
  if (
    inOrder.kind === 'true' ||
    a.form === 'list' ||
    a.form === 'tuple' ||
    b.form === 'list' ||
    b.form === 'tuple'
  ) {
    return inOrder
  }
  const asSet = every([...within(a, b), ...within(b, a)])
  if (asSets || asSet.kind === 'false') return asSet
  return orderMatters(a, b)
}

/** Each element of `a` is an element of `b`. */
function within(a: ListValue, b: ListValue): readonly Answer[] {
  return a.elements.map((element) => some(b.elements.map((other) => equal(element, other))))
}

/** Equal as sets, different as lists, and the plan does not say which they are. */
function orderMatters(a: ListValue, b: ListValue): Answer {
  const unknowns = [...collectUnknowns(a), ...collectUnknowns(b)]
  if (unknowns.length > 0) return open(...unknowns)
  return open({
    id: 'whether the order of the elements matters',
    waitsFor: [],
    because:
      'the plan does not say whether this is a list or a set, and only the order of the elements differs',
  })
}

function equalMaps(a: MapValue, b: MapValue): Answer {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()])
  const answers: Answer[] = []
  for (const key of keys) {
    const left = a.entries.get(key)
    const right = b.entries.get(key)
    if (left !== undefined && right !== undefined) answers.push(equal(left, right))
    else if (left === undefined) answers.push(a.rest === undefined ? NO : open(a.rest))
    else answers.push(b.rest === undefined ? NO : open(b.rest))
  }
  if (a.rest !== undefined) answers.push(open(a.rest))
  if (b.rest !== undefined) answers.push(open(b.rest))
  return every(answers)
}
