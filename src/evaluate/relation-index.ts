import type { ResourceInstance } from '../plan/plan.ts'
import type { Value } from '../plan/value.ts'
import type { ReferenceEvidence } from '../resolve/resolution.ts'
import type { Reading } from './reading.ts'
import { textOf, wholeText } from './text.ts'

/** A value by which instances are related: one that names another, or one that is named. */
export interface NamedValue {
  readonly instance: ResourceInstance
  readonly value: Value
  /** Where it stands; elements of a list have the path of their own. */
  readonly reading: Reading
}

/**
 * One side of a relation, so that looking for partners is no walk over all of them: a value can only be equal to what has the
 * same key, or to what is not wholly known.
 */
export interface RelationIndex {
  readonly valuesOf: ReadonlyMap<ResourceInstance, readonly NamedValue[]>
  readonly byKey: ReadonlyMap<string, readonly ResourceInstance[]>
  /** Instances with a value of which part is unknown: it may turn out to be equal to anything. */
  readonly open: readonly ResourceInstance[]
  readonly instances: readonly ResourceInstance[]
  /** Those of which no reference says what they name. */
  readonly notReferring: readonly ResourceInstance[]
  /** Where references are trusted: the instances by the one instance that their value refers to; they are not in `open`. */
  readonly byReference: ReadonlyMap<ResourceInstance, readonly ResourceInstance[]>
}

/** `evidence` is what a value refers to, asked only where references are trusted. */
export function indexValues(
  values: readonly NamedValue[],
  evidence: ((named: NamedValue) => ReferenceEvidence) | undefined,
): RelationIndex {
  const valuesOf = new Map<ResourceInstance, NamedValue[]>()
  const byKey = new Map<string, ResourceInstance[]>()
  const byReference = new Map<ResourceInstance, ResourceInstance[]>()
  const open = new Set<ResourceInstance>()
  for (const named of values) {
    const key = keyOf(named.value)
    if (key === undefined) continue
    add(valuesOf, named.instance, named)
    add(byKey, key, named.instance)
    if (isWhole(named.value)) continue
    const source = evidence?.(named)
    if (source?.kind === 'one') add(byReference, source.instance, named.instance)
    else open.add(named.instance)
  }
  const instances = [...valuesOf.keys()]
  const referring = new Set([...byReference.values()].flat())
  const notReferring =
    referring.size === 0 ? instances : instances.filter((instance) => !referring.has(instance))
  return { valuesOf, byKey, byReference, open: [...open], instances, notReferring }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const found = map.get(key)
  if (found === undefined) map.set(key, [value])
  else found.push(value)
}

/** Equal keys mean equal values; undefined for what names nothing (null, empty) or is no text. */
export function keyOf(value: Value): string | undefined {
  const text = textOf(value)
  if (text === undefined || text.length === 0) return undefined
  const whole = wholeText(text)
  // No JSON begins so.
  if (whole !== undefined) return `=${whole}`
  return JSON.stringify(text.map((part) => (typeof part === 'string' ? part : { unknown: part.id })))
}

export function isWhole(value: Value): boolean {
  const text = textOf(value)
  return text !== undefined && wholeText(text) !== undefined
}
