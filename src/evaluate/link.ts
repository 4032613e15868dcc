import { existsAfter, type ResourceInstance } from '../plan/plan.ts'
import type { TemplatePart, Value } from '../plan/value.ts'
import type { Relation } from '../policy/condition.ts'
import type { Path } from '../policy/path.ts'
import { type Answer, every, open } from './answer.ts'
import { decide } from './decide.ts'
import { equal } from './equality.ts'
import { readOperand } from './operand.ts'
import { samePlace } from './place.ts'
import { readPath } from './read-path.ts'
import type { Reading } from './reading.ts'
import { indexValues, isWhole, keyOf, type NamedValue, type RelationIndex } from './relation-index.ts'
import { keysOf } from './relation-memory.ts'
import { enter, type Scope, type Subject } from './scope.ts'
import { textOf } from './text.ts'
import { any, type ErrorTruth, type Truth, withBasis } from './truth.ts'

/**
 * Whether a value of `names` names an instance that has the values `ends`. Where references are trusted, a value that is not
 * wholly known names the one instance that its own text refers to.
 */
export function linkTruth(names: readonly NamedValue[], ends: readonly NamedValue[], scope: Scope): Truth {
  return any(
    names.flatMap((name) => byTrust(name, ends, scope) ?? ends.map((end) => byValue(name, end, scope))),
  )
}

function byValue(name: NamedValue, end: NamedValue, scope: Scope): Truth {
  const same = namesAlike(name.value, end.value)
  return decide(same.kind === 'false' ? same : every([same, ...placeOf(name, end, scope)]), name.reading, {
    operand: end.value,
  })
}

/** Two unknowns of one identity are equal; but what turns out to be null names nothing. */
function namesAlike(name: Value, end: Value): Answer {
  const same = equal(name, end)
  if (same.kind !== 'true' || name.kind !== 'unknown') return same
  const { nonNull, nonEmpty } = name.unknown
  return nonNull === true || nonEmpty === true ? same : open(name.unknown)
}

/** An ARN carries its place, and so does what no two instances share; a name means something else in another account or region. */
function placeOf(name: NamedValue, end: NamedValue, scope: Scope): readonly Answer[] {
  const [first] = textOf(name.value) ?? []
  if (first === undefined || carriesPlace(first)) return []
  return [samePlace(name.instance, end.instance, end.instance.address.type, scope)]
}

function carriesPlace(first: TemplatePart): boolean {
  if (typeof first === 'string') return first.startsWith('arn:')
  return first.unique !== undefined || /^\^?arn:/.test(first.shape ?? '')
}

function byTrust(name: NamedValue, ends: readonly NamedValue[], scope: Scope): readonly Truth[] | undefined {
  const [end] = ends
  if (!scope.trustReferences || isWhole(name.value) || end === undefined) return undefined
  if (ends.some((candidate) => keyOf(candidate.value) === keyOf(name.value))) return undefined
  const evidence = referenceOf(name, scope)
  if (evidence.kind !== 'one') return undefined
  const kind = evidence.instance === end.instance ? 'true' : 'false'
  if (kind === 'false' && evidence.instance.address.type !== end.instance.address.type) return undefined
  return [withBasis(decide({ kind }, name.reading), 'reference')]
}

export function referenceOf(name: NamedValue, scope: Scope): ReturnType<Scope['resolution']['references']> {
  if (name.reading.isDecoded) return { kind: 'opaque', because: 'the value stands inside a text' }
  return scope.resolution.references(name.instance, name.reading.path)
}

/** The values by which a subject names others: those of `through`, and each element where that is a list or set. */
export function namingValues(
  through: readonly Path[],
  subject: Subject,
  scope: Scope,
): readonly NamedValue[] | ErrorTruth {
  const found: NamedValue[] = []
  for (const path of through) {
    const reading = readPath(path, enter(scope, subject), false)
    if (reading.kind === 'error') return reading
    const { instance, value } = reading
    if (instance === undefined) continue
    if (value.kind !== 'list') found.push({ instance, value, reading })
    else {
      for (const [index, element] of value.elements.entries()) {
        const place: Reading = { ...reading, value: element, path: [...reading.path, index] }
        found.push({ instance, value: element, reading: place })
      }
      if (value.rest !== undefined) {
        found.push({ instance, value: { kind: 'unknown', unknown: value.rest }, reading })
      }
    }
  }
  return found
}

/** The values by which an instance is named: those of `to`, or the identifying attributes of its type. */
export function endValues(
  relation: Relation,
  instance: ResourceInstance,
  scope: Scope,
): readonly NamedValue[] {
  const subject: Subject = { kind: 'instance', instance }
  if (relation.to === undefined) {
    return scope.resolution.identifyingAttributes(instance.address.type).map((name) => {
      const value = scope.resolution.attribute(instance, name)
      return { instance, value, reading: { kind: 'reading', value, instance, path: [name] } }
    })
  }
  const found: NamedValue[] = []
  for (const operand of relation.to) {
    const value = readOperand(operand, enter(scope, subject))
    // An attribute that is null, or that this provider version lacks, names nothing.
    if (value.kind !== 'error')
      found.push({ instance, value, reading: { kind: 'reading', value, instance, path: [] } })
  }
  return found
}

/** The instances of the other end, by the values that name them. */
export function indexOfEnds(relation: Relation, scope: Scope): RelationIndex {
  return remembered(scope.relations.indexes, keysOf(relation, scope.relations).ends, () =>
    indexValues(
      partners(relation, scope).flatMap((instance) => endValues(relation, instance, scope)),
      undefined,
    ),
  )
}

/** The instances of the other side, by the values with which they name this one. */
export function indexOfNames(relation: Relation, scope: Scope): RelationIndex {
  return remembered(scope.relations.indexes, keysOf(relation, scope.relations).names, () => {
    const values = partners(relation, scope).flatMap((instance) => {
      const names = namingValues(relation.through, { kind: 'instance', instance }, scope)
      return 'code' in names ? [] : names
    })
    return indexValues(values, scope.trustReferences ? (name) => referenceOf(name, scope) : undefined)
  })
}

function partners(relation: Relation, scope: Scope): readonly ResourceInstance[] {
  return relation.types.flatMap((type) => (scope.instances.get(type) ?? []).filter(existsAfter))
}

/** Made once for each key; each time where there is none. */
export function remembered<K, V>(memory: Map<K, V>, key: K | undefined, make: () => V): V {
  if (key === undefined) return make()
  const before = memory.get(key)
  if (before !== undefined) return before
  const made = make()
  memory.set(key, made)
  return made
}
