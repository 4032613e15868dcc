import { ABSENT, type MapValue, type Unknown, type Value } from '../plan/value.ts'

/** The elements of a part of a policy by their names in canonical case. */
export interface Members {
  /** Absent where it is null. */
  readonly at: (name: string) => Value
  /** There may be further elements. */
  readonly rest?: Unknown
}

/** Reads elements in any case; gives what is wrong where there is one that does not belong here. */
export function readMembers(map: MapValue, names: readonly string[], what: string): Members | string {
  const canonical = new Map(names.map((name) => [name.toLowerCase(), name]))
  const found = new Map<string, Value>()
  for (const [key, value] of map.entries) {
    const name = canonical.get(key.toLowerCase())
    if (name === undefined) {
      const hidden = map.sensitive === true || value.sensitive === true
      return hidden
        ? `${what} has an element that it cannot have`
        : `${what} cannot have an element \`${key}\``
    }
    if (found.has(name)) return `${what} has more than one \`${name}\``
    found.set(name, value)
  }
  const at = (name: string): Value => {
    const value = found.get(name) ?? ABSENT
    return value.kind === 'null' ? ABSENT : value
  }
  return map.rest === undefined ? { at } : { at, rest: map.rest }
}
