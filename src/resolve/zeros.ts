import type { ResourceInstance } from '../plan/plan.ts'
import type { Step, Type, Value } from '../plan/value.ts'
import { attributeFacts } from '../provider/aws/schema.ts'
import { isAws } from './provider-facts.ts'

const TEXT: Value = { kind: 'known', value: '' }
const NUMBER: Value = { kind: 'known', value: 0 }
const TRUTH: Value = { kind: 'known', value: false }
const LIST: Value = { kind: 'list', elements: [] }
const MAP: Value = { kind: 'map', entries: new Map() }
const ALL: readonly Value[] = [TEXT, NUMBER, TRUTH, LIST, MAP]

/** The zero value of the type at a path, which providers make of an argument that is not given; of an untold type, all of them. */
export function zerosOf(instance: ResourceInstance, path: readonly Step[]): readonly Value[] {
  if (!isAws(instance)) return ALL
  const { type, mode } = instance.address
  const facts = attributeFacts(type, path, mode === 'data' ? 'data' : 'managed')
  return facts === undefined || facts === 'no-such-attribute' ? ALL : zerosOfType(facts.type)
}

function zerosOfType(type: Type): readonly Value[] {
  switch (type.kind) {
    case 'string':
      return [TEXT]
    case 'number':
      return [NUMBER]
    case 'bool':
      return [TRUTH]
    case 'list':
    case 'set':
    case 'tuple':
      return [LIST]
    case 'map':
    case 'object':
      return [MAP]
    case 'dynamic':
      return ALL
  }
}
