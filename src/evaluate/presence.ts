import { certainlyNonEmpty } from '../plan/shape.ts'
import { collectUnknowns } from '../plan/unknowns.ts'
import type { Value } from '../plan/value.ts'
import { type Answer, answer, NO, negate, open, wrongType, YES } from './answer.ts'
import type { Reading } from './reading.ts'
import type { Scope } from './scope.ts'

/** Whether a value will be there and not empty: not null, `""`, `[]` or `{}`. */
export function present(reading: Reading, expected: boolean): Answer {
  const found = isPresent(reading.value)
  return expected ? found : negate(found)
}

/** Where references are trusted, an argument that refers to something is taken not to be empty, though nothing proves it. */
export function isPresentByTrust(answer: Answer, reading: Reading, scope: Scope): boolean {
  const { instance, path } = reading
  if (answer.kind !== 'unknown' || !scope.trustReferences || instance === undefined || reading.isDecoded)
    return false
  return scope.resolution.hasReferences(instance, path)
}

/** Where references are trusted, what plan JSON does not show as written is taken not to be, though `dynamic` might have written it. */
export function isUnwrittenByTrust(answer: Answer, { instance, path }: Reading, scope: Scope): boolean {
  const [name] = path ?? []
  if (answer.kind !== 'unknown' || !scope.trustReferences || typeof name !== 'string') return false
  const configuration = instance?.configuration
  return configuration !== undefined && !Object.hasOwn(configuration.expressions ?? {}, name)
}

function isPresent(value: Value): Answer {
  switch (value.kind) {
    case 'null':
    case 'absent':
      return NO
    case 'known':
      if (typeof value.value === 'string') return answer(value.value !== '')
      return wrongType(
        `\`present\` cannot be asked of a ${typeof value.value}: it is always there`,
        'use `configured` to ask whether it is written',
      )
    case 'template':
      return value.parts.some((part) => typeof part === 'string' || certainlyNonEmpty(part))
        ? YES
        : open(...collectUnknowns(value))
    case 'unknown':
      return certainlyNonEmpty(value.unknown) ? YES : open(value.unknown)
    case 'list':
      return value.elements.length > 0 ? YES : value.rest === undefined ? NO : open(value.rest)
    case 'map':
      return value.entries.size > 0 ? YES : value.rest === undefined ? NO : open(value.rest)
  }
}

/** Whether the argument is written in the configuration and not null. */
export function configured(reading: Reading, scope: Scope, expected: boolean): Answer {
  if (reading.instance === undefined || reading.isDecoded) {
    return wrongType('`configured` can only be asked of an attribute of a resource')
  }
  const found = scope.resolution.configured(reading.instance, reading.path)
  if (found.kind === 'unknown') return open(found.unknown)
  return answer((found.kind === 'yes') === expected)
}
<<<<<<< HEAD
=======

/** The lengths that a value may have once applied, or why they cannot be listed. */
export type Lengths =
  | { readonly kind: 'lengths'; readonly possible: readonly number[]; readonly unknowns: readonly Unknown[] }
  | Answer

const MANY = 1000

/** Strings count grapheme clusters, as Terraform's `length` does. Elements of a set that are unknown may coincide. */
export function lengthOf(value: Value): Lengths {
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
    case 'unknown':
      return open(...collectUnknowns(value))
    case 'list':
      return value.rest === undefined ? lengthOfList(value) : open(value.rest)
    case 'map':
      return value.rest === undefined ? exactly(value.entries.size) : open(value.rest)
  }
}

function exactly(length: number): Lengths {
  return { kind: 'lengths', possible: [length], unknowns: [] }
}

function lengthOfList(list: ListValue): Lengths {
  const most = list.elements.length
  const settled = list.elements.filter((element) => collectUnknowns(element).length === 0).length
  if (settled === most || list.form === 'list' || list.form === 'tuple') return exactly(most)
  const least = Math.max(1, settled)
  const unknowns = collectUnknowns(list)
  if (most - least > MANY) return open(...unknowns)
  return { kind: 'lengths', possible: range(least, most), unknowns }
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

function countGraphemes(text: string): number {
  let count = 0
  for (const _ of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) count += 1
  return count
}
>>>>>>> aa1af48 (Never take the spelling of a predicted document for certain, nor a null for what the apply makes of it; judge rules made by chance before and after the apply)
