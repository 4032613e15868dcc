import type { Value } from '../plan/value.ts'
import { type Answer, open } from './answer.ts'
import type { Reading } from './reading.ts'
import type { Scope } from './scope.ts'

/**
 * What a null of the plan may be once applied, besides null: providers turn an argument that is not given into the zero value
 * of its type.
 */
<<<<<<< HEAD
export function zeroValues(reading: Reading, scope: Scope, operand: Value): readonly Value[] {
  const { value, instance, path } = reading
  if (value.kind !== 'null' || instance === undefined || reading.isDecoded) return []
  return scope.resolution.mayLeaveNull(instance, path) ? zerosLike(operand) : []
}

function zerosLike(operand: Value): readonly Value[] {
  const zero: Value = { kind: 'known', value: '' }
  switch (operand.kind) {
    case 'known':
      if (isNumber(operand.value)) return [{ kind: 'known', value: 0 }]
      return [typeof operand.value === 'boolean' ? { kind: 'known', value: false } : zero]
    case 'list':
      return [{ kind: 'list', elements: [] }, ...operand.elements.flatMap(zerosLike)]
    case 'map':
      return [{ kind: 'map', entries: new Map() }]
    case 'template':
      return [zero]
    case 'unknown':
      return [zero, { kind: 'known', value: 0 }, { kind: 'known', value: false }]
    case 'null':
    case 'absent':
      return []
  }
=======
export function zeroValues({ value, instance, path }: Reading, scope: Scope): readonly Value[] {
  return value.kind !== 'null' || instance === undefined ? [] : scope.resolution.zerosAt(instance, path)
>>>>>>> aa1af48 (Never take the spelling of a predicted document for certain, nor a null for what the apply makes of it; judge rules made by chance before and after the apply)
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
