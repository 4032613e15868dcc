import { type Deferred, force, type Node } from '../../hcl/evaluate/scope.ts'
import { HclFailure } from '../../hcl/failure.ts'
import { unknownValue, untold } from '../../hcl/opaque.ts'
import type { Value } from '../../plan/value.ts'

/** Something whose attributes are worked out one by one; `whole` makes all of them at once. */
export function namespace(attribute: (name: string) => Node, whole?: () => Value): Deferred {
  return {
    kind: 'deferred',
    attribute,
    elements: () => undefined,
    force: whole ?? ((): Value => untold('namespace', [])),
  }
}

/** Instances with keys, looked up once; what is not certain of them makes the whole unknown. */
export function collection(
  id: string,
  form: 'tuple' | 'object',
  find: () => Iterable<readonly [string | number, Node]> | undefined,
): Deferred {
  let known: ReadonlyMap<string | number, Node> | 'none' | undefined
  const entries = (): ReadonlyMap<string | number, Node> | undefined => {
    if (known === undefined) {
      const found = find()
      known = found === undefined ? 'none' : new Map(found)
    }
    return known === 'none' ? undefined : known
  }
  return {
    kind: 'deferred',
    attribute: (name) => {
      const found = entries()
      if (found === undefined) return opaqueName(`${id}.${name}`)
      const entry = form === 'object' ? found.get(name) : undefined
      if (entry === undefined) throw new HclFailure(`there is no instance "${name}"`)
      return entry
    },
    elements: () => {
      const found = entries()
      return found === undefined ? 'unknown' : { form, entries: found }
    },
    force: () => {
      const found = entries()
      if (found === undefined) return opaqueName(id)
      if (form === 'tuple') return { kind: 'list', form, elements: [...found.values()].map(force) }
      return {
        kind: 'map',
        form,
        entries: new Map([...found].map(([key, node]) => [String(key), force(node)])),
      }
    },
  }
}

/** The object with these attributes. */
export function objectOfNames(names: readonly string[], one: (name: string) => Value): Value {
  return { kind: 'map', form: 'object', entries: new Map(names.map((name) => [name, one(name)])) }
}

/** What the sources do not tell: equal ids are equal values. */
export function opaqueName(id: string): Value {
  return unknownValue({ id, waitsFor: [id], because: `\`${id}\` cannot be worked out from the sources` })
}

/** `undefined` where Terraform would report an error. */
export function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof HclFailure) return undefined
    throw error
  }
}
