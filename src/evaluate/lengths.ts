import { possibleLengths } from '../plan/shape.ts'
import { collectUnknowns } from '../plan/unknowns.ts'
import type { ListValue, TemplatePart, Unknown, Value } from '../plan/value.ts'
import { type Answer, open, wrongType } from './answer.ts'
import { equal } from './equality.ts'
import { isCertainlyText } from './text.ts'

/** The lengths that a value may have once applied. */
export interface Lengths {
  readonly kind: 'lengths'
  readonly least: number
  /** Infinite where nothing tells. */
  readonly most: number
  readonly unknowns: readonly Unknown[]
}

/** Strings count grapheme clusters, as Terraform's `length` does. Elements of a set that are unknown may coincide. */
export function lengthOf(value: Value): Lengths | Answer {
  if (value.spelling !== undefined) return open(value.spelling)
  switch (value.kind) {
    case 'null':
    case 'absent':
      return exactly(0)
    case 'known':
      return typeof value.value === 'string'
        ? exactly(countGraphemes(value.value))
        : wrongType('only text, a list or a map has a length')
    case 'template':
      return lengthOfParts(value.parts)
    case 'unknown':
      return isCertainlyText(value) ? lengthOfParts([value.unknown]) : open(value.unknown)
    case 'list':
      return lengthOfList(value)
    case 'map': {
      const { entries, rest } = value
      return rest === undefined ? exactly(entries.size) : between(entries.size, INFINITE, [rest])
    }
  }
}

const INFINITE = Number.POSITIVE_INFINITY

function between(least: number, most: number, unknowns: readonly Unknown[]): Lengths {
  return { kind: 'lengths', least, most, unknowns }
}

function exactly(length: number): Lengths {
  return between(length, length, [])
}

/**
 * Printable characters of ASCII are never of one cluster with each other, whatever stands between them; of everything else a
 * neighbour that is unknown may become a part.
 */
function lengthOfParts(parts: readonly TemplatePart[]): Lengths {
  let least = 0
  let most = 0
  for (const part of parts) {
    const isLiteral = typeof part === 'string'
    const lengths = isLiteral ? undefined : possibleLengths(part)
    least += isLiteral
      ? (part.match(/[\x20-\x7e]/g)?.length ?? 0)
      : lengths?.most === INFINITE
        ? 0
        : (lengths?.least ?? 0)
    most += isLiteral ? countGraphemes(part) : (lengths?.most ?? INFINITE)
  }
  const isEmpty = !parts.some((part) => typeof part === 'string' || possibleLengths(part).least > 0)
  return between(
    Math.max(least, isEmpty ? 0 : 1),
    most,
    parts.filter((part) => typeof part !== 'string'),
  )
}

/** More than this many elements that are certainly different are not looked for. */
const MANY = 50

function lengthOfList(list: ListValue): Lengths {
  const { elements, form, rest } = list
  const unknowns = collectUnknowns(list)
  const settled = elements.filter((element) => collectUnknowns(element).length === 0).length
  const isSet = form !== 'list' && form !== 'tuple' && settled < elements.length
  const least = isSet ? Math.max(settled, countDifferent(elements)) : elements.length
  return between(least, rest === undefined ? elements.length : INFINITE, unknowns)
}

/** How many elements are certainly different from each other: at least so many. */
function countDifferent(elements: readonly Value[]): number {
  const found: Value[] = []
  for (const element of elements) {
    if (found.length >= MANY) break
    if (found.every((other) => equal(other, element).kind === 'false')) found.push(element)
  }
  return found.length
}

function countGraphemes(text: string): number {
  let count = 0
  for (const _ of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) count += 1
  return count
}
