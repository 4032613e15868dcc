import { certainlyNonEmpty } from '../plan/shape.ts'
import { collectUnknowns } from '../plan/unknowns.ts'
import type { Basis, Value } from '../plan/value.ts'
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

/** Whether the argument is written in the configuration and not null, and what tells. */
export function configured(
  reading: Reading,
  scope: Scope,
  expected: boolean,
): { readonly answer: Answer; readonly basis: Basis } {
  if (reading.instance === undefined || reading.isDecoded) {
    const answer = wrongType('`configured` can only be asked of an attribute of a resource')
    return { answer, basis: 'known' }
  }
  const found = scope.resolution.configured(reading.instance, reading.path)
  if (found.kind === 'unknown') return { answer: open(found.unknown), basis: 'known' }
  return { answer: answer((found.kind === 'yes') === expected), basis: found.basis }
}
