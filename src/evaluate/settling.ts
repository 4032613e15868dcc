import type { Value } from '../plan/value.ts'
import { type Answer, open } from './answer.ts'
import type { Reading } from './reading.ts'
import type { Scope } from './scope.ts'

/**
 * What a null of the plan may be once applied, besides null: providers turn an argument that is not given into the zero value
 * of its type.
 */
export function zeroValues(reading: Reading, scope: Scope): readonly Value[] {
  const { value, instance, path } = reading
  if (value.kind !== 'null' || instance === undefined || reading.isDecoded) return []
  return scope.resolution.zerosAt(instance, path)
}

/** The answer that null and every zero value give alike; unknown where they differ. */
export function agree(first: Answer, others: readonly Answer[], reading: Reading): Answer {
  if (others.every((other) => other.kind === first.kind || other.kind === 'error')) return first
  const at = reading.instance === undefined ? '' : reading.instance.addressText
  return open({
    id: `${at} ${JSON.stringify(reading.path)} while null`,
    waitsFor: [],
    because:
      'it is null in the plan, and the provider may make it a zero value (`""`, 0, false) when it applies it',
  })
}
