import type { Json } from '../plan/plan-document.ts'
import type { ListValue, MapValue, Type, Value } from '../plan/value.ts'
import { HclFailure } from './failure.ts'

export type { Type } from '../plan/value.ts'

export const STRING: Type = { kind: 'string' }
export const NUMBER: Type = { kind: 'number' }
export const BOOL: Type = { kind: 'bool' }
/** `any` in a type constraint; the type of a literal `null`. */
export const DYNAMIC: Type = { kind: 'dynamic' }
/** The value has a type, and nothing tells which: a null or unknown attribute read from plan JSON. */
export const UNTOLD: Type = { kind: 'dynamic', untold: true }

const MAX_DEPTH = 200

export function listOf(element: Type): Type {
  return { kind: 'list', element }
}

export function setOf(element: Type): Type {
  return { kind: 'set', element }
}

export function mapOf(element: Type): Type {
  return { kind: 'map', element }
}

export function tupleOf(elements: readonly Type[]): Type {
  return { kind: 'tuple', elements }
}

/** As the type of a value: what a conversion may leave out is part of the constraint alone. */
export function withoutOptional(type: Type): Type {
  switch (type.kind) {
    case 'object':
      return objectOf(new Map([...type.attributes].map(([name, inner]) => [name, withoutOptional(inner)])))
    case 'tuple':
      return { kind: 'tuple', elements: type.elements.map(withoutOptional) }
    case 'list':
    case 'set':
    case 'map':
      return { kind: type.kind, element: withoutOptional(type.element) }
    default:
      return type
  }
}

/** `optional` names the attributes that a conversion may leave out; `defaults` holds what some of them then become. */
export function objectOf(
  attributes: ReadonlyMap<string, Type>,
  optional?: ReadonlySet<string>,
  defaults?: ReadonlyMap<string, Value>,
): Type {
  return {
    kind: 'object',
    attributes,
    ...(optional === undefined || optional.size === 0 ? {} : { optional }),
    ...(defaults === undefined || defaults.size === 0 ? {} : { defaults }),
  }
}

/** Whether two types are the same type. Which attributes are optional does not count, as in cty's conversion results. */
export function equalTypes(a: Type, b: Type): boolean {
  if (a === b) return true
  if (a.kind === 'list' || a.kind === 'set' || a.kind === 'map') {
    return b.kind === a.kind && equalTypes(a.element, b.element)
  }
  if (a.kind === 'tuple') {
    return (
      b.kind === 'tuple' &&
      a.elements.length === b.elements.length &&
      a.elements.every((element, index) => equalTypes(element, b.elements[index] ?? DYNAMIC))
    )
  }
  if (a.kind === 'object') {
    if (b.kind !== 'object' || a.attributes.size !== b.attributes.size) return false
    for (const [name, type] of a.attributes) {
      const other = b.attributes.get(name)
      if (other === undefined || !equalTypes(type, other)) return false
    }
    return true
  }
  return a.kind === b.kind
}

/** The types directly inside a type. */
export function innerTypes(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return [type.element]
    case 'tuple':
      return type.elements
    case 'object':
      return [...type.attributes.values()]
    case 'string':
    case 'number':
    case 'bool':
    case 'dynamic':
      return []
  }
}

/** Whether `dynamic` is the type or stands anywhere inside it. */
export function hasDynamic(type: Type): boolean {
  return type.kind === 'dynamic' || innerTypes(type).some(hasDynamic)
}

/** Whether a part of the type is not told by anything, so that a conversion cannot be worked out in full. */
export function hasUntold(type: Type): boolean {
  return type.kind === 'dynamic' ? type.untold === true : innerTypes(type).some(hasUntold)
}

export function isPrimitive(type: Type): boolean {
  return type.kind === 'string' || type.kind === 'number' || type.kind === 'bool'
}

/** As a type constraint is written: `list(object({ a = optional(string) }))`. */
export function printType(type: Type): string {
  switch (type.kind) {
    case 'dynamic':
      return 'any'
    case 'list':
    case 'set':
    case 'map':
      return `${type.kind}(${printType(type.element)})`
    case 'tuple':
      return `tuple([${type.elements.map(printType).join(', ')}])`
    case 'object':
      return printObjectType(type)
    case 'string':
    case 'number':
    case 'bool':
      return type.kind
  }
}

function printObjectType(type: Type & { kind: 'object' }): string {
  const attributes = [...type.attributes].map(([name, attribute]) => {
    const text = printType(attribute)
    return `${name} = ${type.optional?.has(name) === true ? `optional(${text})` : text}`
  })
  return attributes.length === 0 ? 'object({})' : `object({ ${attributes.join(', ')} })`
}

/**
 * Reads cty's type JSON: `"string"`, `["list","string"]`, `["object",{"a":"bool"},["a"]]`.
 * `undefined` when it is not a type.
 */
export function readType(json: Json | undefined, depth = 0): Type | undefined {
  if (depth > MAX_DEPTH) return undefined
  if (json === 'string') return STRING
  if (json === 'number') return NUMBER
  if (json === 'bool') return BOOL
  if (json === 'dynamic') return DYNAMIC
  if (!Array.isArray(json)) return undefined
  const [kind, inner, names] = json as readonly (Json | undefined)[]
  if (kind === 'list' || kind === 'set' || kind === 'map') {
    const element = readType(inner, depth + 1)
    return element === undefined ? undefined : { kind, element }
  }
  if (kind === 'tuple' && Array.isArray(inner)) {
    const elements = inner.map((element: Json) => readType(element, depth + 1))
    return elements.every((element) => element !== undefined) ? tupleOf(elements) : undefined
  }
  return kind === 'object' ? readObjectType(inner, names, depth) : undefined
}

function readObjectType(inner: Json | undefined, names: Json | undefined, depth: number): Type | undefined {
  if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return undefined
  const attributes = new Map<string, Type>()
  for (const [name, json] of Object.entries(inner)) {
    const type = readType(json as Json, depth + 1)
    if (type === undefined) return undefined
    attributes.set(name, type)
  }
  const optional = Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  return objectOf(attributes, new Set(optional))
}

/**
 * The type that a value certainly has; `UNTOLD` stands where nothing tells: nulls and unknowns of plan JSON, and lists and
 * maps of which nothing says whether they are tuples, sets or objects.
 */
export function typeOf(value: Value, depth = 0): Type {
  if (depth > MAX_DEPTH) throw new HclFailure('the value is nested too deeply')
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'string' ? STRING : typeof value.value === 'boolean' ? BOOL : NUMBER
    case 'template':
      return STRING
    case 'null':
    case 'absent':
      return (value.kind === 'null' ? value.type : undefined) ?? UNTOLD
    case 'unknown':
      return value.unknown.type ?? (value.unknown.shape === undefined ? UNTOLD : STRING)
    case 'list':
      return typeOfList(value, depth)
    case 'map':
      return typeOfMap(value, depth)
  }
}

function typeOfList(value: ListValue, depth: number): Type {
  if (value.form === undefined || value.rest !== undefined) {
    if (value.form === undefined || value.form === 'tuple') return UNTOLD
  }
  if (value.form === 'tuple') return tupleOf(value.elements.map((element) => typeOf(element, depth + 1)))
  return { kind: value.form, element: value.elementType ?? commonType(value.elements, depth) }
}

function typeOfMap(value: MapValue, depth: number): Type {
  if (value.form === 'map') {
    return mapOf(value.elementType ?? commonType([...value.entries.values()], depth))
  }
  if (value.form === undefined || value.rest !== undefined) return UNTOLD
  return objectOf(new Map([...value.entries].map(([name, entry]) => [name, typeOf(entry, depth + 1)])))
}

/** Elements of one collection have one type: the first that is told in full tells it. */
function commonType(elements: readonly Value[], depth: number): Type {
  const types = elements.map((element) => typeOf(element, depth + 1))
  return types.find((type) => !hasDynamic(type)) ?? UNTOLD
}
