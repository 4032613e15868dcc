import type { Value } from '../plan/value.ts'
import { opaque } from './opaque.ts'
import { DYNAMIC, type Type } from './types.ts'

/**
 * Fills in what `optional(type, default)` says wherever an attribute is left out or null, before the conversion.
 * Source: hcl `ext/typeexpr/defaults.go`, `Defaults.Apply`.
 */
export function applyDefaults(value: Value, type: Type): Value {
  if (!hasDefaults(type)) return value
  if (value.kind === 'list') {
    const elements = value.elements.map((element, index) =>
      applyDefaults(element, elementTypeAt(type, index)),
    )
    return { ...value, elements }
  }
  if (value.kind !== 'map') return value
  if (type.kind !== 'object') {
    const inner = type.kind === 'map' ? type.element : DYNAMIC
    return {
      ...value,
      entries: new Map([...value.entries].map(([key, entry]) => [key, applyDefaults(entry, inner)])),
    }
  }
  const entries = new Map(value.entries)
  for (const [name, attribute] of type.attributes) {
    const given = entries.get(name)
    const filled = withDefault(given, type.defaults?.get(name), value.rest !== undefined)
    if (filled !== undefined) entries.set(name, applyDefaults(filled, attribute))
  }
  return { ...value, entries }
}

function withDefault(
  given: Value | undefined,
  fallback: Value | undefined,
  open: boolean,
): Value | undefined {
  if (fallback === undefined) return given
  if (given === undefined) return open ? undefined : fallback
  if (given.kind === 'null' || given.kind === 'absent') return fallback
  if (given.kind !== 'unknown' || fallback.kind === 'null') return given
  const { nonNull, nonEmpty, shape } = given.unknown
  if (nonNull === true || nonEmpty === true || shape !== undefined) return given
  return opaque('optional', [given, fallback], { because: 'its default applies if it turns out to be null' })
}

function elementTypeAt(type: Type, index: number): Type {
  if (type.kind === 'tuple') return type.elements[index] ?? DYNAMIC
  return type.kind === 'list' || type.kind === 'set' ? type.element : DYNAMIC
}

function hasDefaults(type: Type): boolean {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return hasDefaults(type.element)
    case 'tuple':
      return type.elements.some(hasDefaults)
    case 'object':
      return type.defaults !== undefined || [...type.attributes.values()].some(hasDefaults)
    case 'string':
    case 'number':
    case 'bool':
    case 'dynamic':
      return false
  }
}
