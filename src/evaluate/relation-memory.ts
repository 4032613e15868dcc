import type { ResourceInstance } from '../plan/plan.ts'
import type { Operand, Relation } from '../policy/condition.ts'
import type { Path } from '../policy/path.ts'
import type { NamedValue, RelationIndex } from './relation-index.ts'
import type { Truth } from './truth.ts'

/** An instance that a value may name, or that may name this one, and whether it does. */
export interface Link {
  readonly partner: ResourceInstance
  readonly link: Truth
}

export interface Links {
  /** Others were left out because a trusted reference names another one. */
  readonly byReference: boolean
  readonly links: readonly Link[]
  /** There are so many more that they were not looked at. */
  readonly many: boolean
}

/** What relations looked up before. Rules that follow the same way share it: from the trail to its bucket, say. */
export interface RelationMemory {
  readonly keys: Map<Relation, RelationKeys>
  readonly indexes: Map<string, RelationIndex>
  /** By what an instance names. */
  readonly named: Map<string, Map<ResourceInstance, readonly (Links & { readonly name: NamedValue })[]>>
  /** By what it is named by. */
  readonly naming: Map<string, Map<ResourceInstance, Links>>
}

export function newRelationMemory(): RelationMemory {
  return { keys: new Map(), indexes: new Map(), named: new Map(), naming: new Map() }
}

/** What is the same under the same key; undefined where it is said in terms of the subject, and so differs from one to the next. */
export interface RelationKeys {
  readonly ends: string | undefined
  readonly names: string | undefined
  readonly both: string | undefined
}

export function keysOf(relation: Relation, { keys }: RelationMemory): RelationKeys {
  const before = keys.get(relation)
  if (before !== undefined) return before
  const { types, through, to } = relation
  const ends = (to ?? []).some(dependsOnSubject) ? undefined : print(['ends', types, to ?? 'identifying'])
  const names = through.some(startsElsewhere) ? undefined : print(['names', types, through])
  const both = ends === undefined || names === undefined ? undefined : `${names} ${ends}`
  const made = { ends, names, both }
  keys.set(relation, made)
  return made
}

/** Where something stands in a policy does not matter. */
function print(parts: unknown): string {
  return JSON.stringify(parts, (name, value: unknown) => (name === 'at' ? undefined : value))
}

function dependsOnSubject(operand: Operand): boolean {
  if (operand.kind === 'list') return operand.elements.some(dependsOnSubject)
  return (
    operand.kind === 'interpolated' &&
    operand.parts.some((part) => typeof part !== 'string' && part.root !== '' && part.root !== 'params')
  )
}

function startsElsewhere({ root }: Path): boolean {
  return root.kind === 'bound'
}
