import {
  DYNAMIC,
  equalTypes,
  hasUntold,
  innerTypes,
  isPrimitive,
  listOf,
  mapOf,
  objectOf,
  type Type,
  tupleOf,
  UNTOLD,
} from './types.ts'

/** The common type of several. `ambiguous`: a type that nothing tells takes part, and the answer could depend on it. */
export interface Unified {
  readonly type: Type
  readonly ambiguous: boolean
}

/**
 * The type to which all can be converted, as for the arms of a conditional or the elements of a list; `undefined` where there is
 * none. Source: go-cty `convert/unify.go`, `UnifyUnsafe`.
 */
export function unify(types: readonly Type[]): Unified | undefined {
  const different = differentTypes(types)
  const type = unifyTypes(different)
  return type === undefined ? undefined : { type, ambiguous: isAmbiguous(different) }
}

/** Each type once: long lists are mostly of one. */
function differentTypes(types: readonly Type[]): readonly Type[] {
  const different: Type[] = []
  for (const type of types) {
    const isThere = different.some((other) => equalTypes(type, other) && hasUntold(type) === hasUntold(other))
    if (!isThere) different.push(type)
  }
  return different
}

function unifyTypes(given: readonly Type[]): Type | undefined {
  const types = differentTypes(given)
  if (types.length === 0) return undefined
  const count = (kind: Type['kind']): number => types.filter((type) => type.kind === kind).length
  const dynamics = count('dynamic')
  const all = (...kinds: readonly Type['kind'][]): boolean => {
    return (
      count(kinds[0] ?? 'dynamic') > 0 &&
      kinds.reduce((sum, kind) => sum + count(kind), dynamics) === types.length
    )
  }
  for (const kind of ['map', 'list', 'set'] as const) {
    if (all(kind)) return dynamics > 0 ? anyOf(types) : unifyCollections(kind, types)
    const structural = kind === 'map' ? 'object' : kind === 'list' ? 'tuple' : undefined
    if (structural !== undefined && all(kind, structural)) {
      const unified = unifyMixed(kind === 'map' ? 'map' : 'list', structural, types)
      if (unified !== undefined) return unified
    }
  }
  if (all('object')) return dynamics > 0 ? anyOf(types) : unifyObjects(types)
  if (all('tuple')) return dynamics > 0 ? anyOf(types) : unifyTuples(types)
  if (count('object') > 0 && count('tuple') > 0) return undefined
  return sortBySpecificity(types).find((wanted) => types.every((type) => canConvert(type, wanted)))
}

function anyOf(types: readonly Type[]): Type {
  return types.some((type) => type.kind === 'dynamic' && type.untold === true) ? UNTOLD : DYNAMIC
}

function unifyCollections(kind: 'map' | 'list' | 'set', types: readonly Type[]): Type | undefined {
  const element = unifyTypes(types.map((type) => ('element' in type ? type.element : DYNAMIC)))
  return element === undefined ? undefined : convertible(types, { kind, element })
}

/** Objects beside maps become maps, tuples beside lists become lists. */
function unifyMixed(
  kind: 'map' | 'list',
  structural: 'object' | 'tuple',
  types: readonly Type[],
): Type | undefined {
  const collection = unifyAsCollection(
    kind,
    types.filter((type) => type.kind === structural),
  )
  if (collection === undefined) return undefined
  const unified = unifyTypes(types.map((type) => (type.kind === structural ? collection : type)))
  return unified?.kind === kind ? unified : undefined
}

function unifyAsCollection(kind: 'map' | 'list', types: readonly Type[]): Type | undefined {
  const inner = types.flatMap((type) =>
    type.kind === 'object' ? [...type.attributes.values()] : type.kind === 'tuple' ? type.elements : [],
  )
  const element = unifyTypes(inner)
  if (element === undefined) return undefined
  return convertible(types, kind === 'map' ? mapOf(element) : listOf(element))
}

function unifyObjects(types: readonly Type[]): Type | undefined {
  const objects = types.filter((type) => type.kind === 'object')
  const [first] = objects
  if (first === undefined) return undefined
  const names = [...first.attributes.keys()]
  const alike = objects.every(
    (object) => object.attributes.size === names.length && names.every((name) => object.attributes.has(name)),
  )
  if (!alike) return unifyAsCollection('map', types)
  const attributes = new Map<string, Type>()
  for (const name of names) {
    const unified = unifyTypes(objects.map((object) => object.attributes.get(name) ?? DYNAMIC))
    if (unified === undefined) return undefined
    attributes.set(name, unified)
  }
  return convertible(types, objectOf(attributes)) ?? unifyAsCollection('map', types)
}

function unifyTuples(types: readonly Type[]): Type | undefined {
  const tuples = types.filter((type) => type.kind === 'tuple')
  const [first] = tuples
  if (first === undefined) return undefined
  if (tuples.some((tuple) => tuple.elements.length !== first.elements.length))
    return unifyAsCollection('list', types)
  const elements: Type[] = []
  for (const index of first.elements.keys()) {
    const unified = unifyTypes(tuples.map((tuple) => tuple.elements[index] ?? DYNAMIC))
    if (unified === undefined) return undefined
    elements.push(unified)
  }
  return convertible(types, tupleOf(elements)) ?? unifyAsCollection('list', types)
}

function convertible(types: readonly Type[], wanted: Type): Type | undefined {
  return types.every((type) => canConvert(type, wanted)) ? wanted : undefined
}

/**
 * Whether cty has a conversion from one type to the other, which may still fail for some values.
 * Source: go-cty `convert/conversion.go`, `GetConversionUnsafe`.
 */
export function canConvert(from: Type, to: Type): boolean {
  if (to.kind === 'dynamic' || from.kind === 'dynamic' || equalTypes(from, to)) return true
  if (isPrimitive(from) && isPrimitive(to)) return from.kind === 'string' || to.kind === 'string'
  if (to.kind === 'list' || to.kind === 'set') {
    if (from.kind === 'list' || from.kind === 'set') return canConvert(from.element, to.element)
    return from.kind === 'tuple' && canConvertAll(from.elements, to.element)
  }
  if (to.kind === 'map') {
    if (from.kind === 'map') return canConvert(from.element, to.element)
    if (from.kind !== 'object') return false
    const inner = [...from.attributes.values()]
    return canConvertAll(inner, to.element) || (to.element.kind === 'dynamic' && haveOneType(inner))
  }
  if (to.kind === 'tuple') {
    return (
      from.kind === 'tuple' &&
      from.elements.length === to.elements.length &&
      from.elements.every((element, index) => canConvert(element, to.elements[index] ?? DYNAMIC))
    )
  }
  return to.kind === 'object' && canConvertToObject(from, to)
}

/** Whether a conversion succeeds for every value of the type: numbers and truth values to text, but not text to numbers. */
export function convertsSafely(from: Type, to: Type): boolean {
  if (to.kind === 'dynamic' || equalTypes(from, to)) return true
  if (from.kind === 'dynamic') return from.untold !== true
  if (isPrimitive(from)) return to.kind === 'string'
  if (to.kind === 'object' || to.kind === 'tuple') return false
  const inner = innerTypes(from)
  const sameShape = (from.kind === 'map' || from.kind === 'object') === (to.kind === 'map')
  return (
    sameShape &&
    'element' in to &&
    inner.every((type) => convertsSafely(type, to.element)) &&
    canConvert(from, to)
  )
}

function canConvertToObject(from: Type, to: Type & { kind: 'object' }): boolean {
  for (const [name, type] of to.attributes) {
    const optional = to.optional?.has(name) === true
    if (from.kind === 'object') {
      const given = from.attributes.get(name)
      if (given === undefined ? !optional : !canConvert(given, type)) return false
    } else if (from.kind !== 'map' || !(canConvert(from.element, type) || optional)) return false
  }
  return from.kind === 'object' || from.kind === 'map'
}

/** But for literal nulls, which maps take on, and lists do not. */
function haveOneType(types: readonly Type[]): boolean {
  const [first, ...others] = types.filter((type) => type.kind !== 'dynamic')
  return first !== undefined && others.every((type) => equalTypes(type, first))
}

function canConvertAll(types: readonly Type[], wanted: Type): boolean {
  if (types.length === 0) return true
  const element = wanted.kind === 'dynamic' ? unifyTypes(types) : wanted
  if (element === undefined) return false
  if (element.kind === 'dynamic')
    return types.every((type) => type.kind === 'dynamic') || element.untold === true
  return types.every((type) => canConvert(type, element))
}

/** Whether a part that nothing tells stands beside one that a conversion to its type could change. */
function isAmbiguous(types: readonly Type[]): boolean {
  const told = types.filter((type) => type.kind !== 'dynamic')
  const untold = types.some((type) => type.kind === 'dynamic' && type.untold === true)
  if (untold && told.length > 0 && !told.some((type) => type.kind === 'string')) return true
  return groupsOf(told).some((group) => group.length > 0 && isAmbiguous(group))
}

/** The inner types that unifying brings together: by name, by position, or all of them where the outer ones become one collection. */
function groupsOf(types: readonly Type[]): readonly (readonly Type[])[] {
  const objects = types.filter((type) => type.kind === 'object')
  const tuples = types.filter((type) => type.kind === 'tuple')
  const names = new Set(objects.flatMap((type) => [...type.attributes.keys()]))
  const length = Math.max(0, ...tuples.map((type) => type.elements.length))
  const alike =
    objects.every((type) => type.attributes.size === names.size) &&
    tuples.every((type) => type.elements.length === length) &&
    (objects.length === types.length || tuples.length === types.length)
  if (!alike) return [types.flatMap(innerTypes)]
  return [
    ...[...names].map((name) => objects.flatMap((type) => type.attributes.get(name) ?? [])),
    ...Array.from({ length }, (_, index) => tuples.flatMap((type) => type.elements[index] ?? [])),
  ]
}

/** Most general first. Source: go-cty `convert/sort_types.go` (a topological sort; ties keep the given order). */
function sortBySpecificity(types: readonly Type[]): readonly Type[] {
  const before = types.map((_, index) => types.map((_, other) => precedes(types, other, index)))
  const waiting = before.map((row) => row.filter(Boolean).length)
  const queue = types.map((_, index) => index).filter((index) => waiting[index] === 0)
  for (const index of queue) {
    for (const other of types.keys()) {
      if (before[other]?.[index] !== true) continue
      waiting[other] = (waiting[other] ?? 0) - 1
      if (waiting[other] === 0) queue.push(other)
    }
  }
  return queue.map((index) => types[index] ?? DYNAMIC)
}

function precedes(types: readonly Type[], index: number, other: number): boolean {
  const a = types[index]
  const b = types[other]
  return a !== undefined && b !== undefined && index !== other && compareGenerality(a, b) < 0
}

/** Negative when `a` is preferred. Source: go-cty `convert/compare_types.go`. */
function compareGenerality(a: Type, b: Type): number {
  if (a.kind === 'dynamic' || b.kind === 'dynamic')
    return a.kind !== 'dynamic' ? -1 : b.kind !== 'dynamic' ? 1 : 0
  if (isPrimitive(a) && isPrimitive(b))
    return a.kind === b.kind ? 0 : a.kind === 'string' ? -1 : b.kind === 'string' ? 1 : 0
  if ('element' in a && 'element' in b && a.kind === b.kind) return compareGenerality(a.element, b.element)
  const rank = (type: Type): number => ['list', 'tuple', 'set'].indexOf(type.kind)
  if (rank(a) >= 0 && rank(b) >= 0 && a.kind !== b.kind)
    return b.kind === 'list' ? 1 : a.kind === 'list' ? -1 : b.kind === 'set' ? -1 : 1
  if (a.kind === 'map' && b.kind === 'object') return -1
  return a.kind === 'object' && b.kind === 'map' ? 1 : 0
}
