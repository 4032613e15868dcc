import type { ResourceInstance } from '../plan/plan.ts'
import type { Json } from '../plan/plan-document.ts'
import { isArray, isObject } from '../plan/planned-value.ts'
import type { Step } from '../plan/value.ts'

/** The paths of an instance that the plan calls unknown, in order; a container that is unknown as a whole is one path. */
export function unknownPaths(instance: ResourceInstance): readonly (readonly Step[])[] {
  const found: (readonly Step[])[] = []
  collect(instance.change.after_unknown, [], found)
  return found
}

function collect(mask: Json | undefined, path: readonly Step[], found: (readonly Step[])[]): void {
  if (mask === true) found.push(path)
  else if (isArray(mask))
    for (const [index, element] of mask.entries()) collect(element, [...path, index], found)
  else if (isObject(mask)) {
    for (const key of Object.keys(mask).sort()) collect(mask[key], [...path, key], found)
  }
}

/** The paths of an instance that the plan knows: scalars, nulls and empty containers. */
export function knownPaths(instance: ResourceInstance): readonly (readonly Step[])[] {
  const found: (readonly Step[])[] = []
  collectKnown(instance.change.after, instance.change.after_unknown, [], found)
  return found
}

function collectKnown(
  value: Json | undefined,
  mask: Json | undefined,
  path: readonly Step[],
  found: (readonly Step[])[],
): void {
  if (mask === true || value === undefined) return
  if (isArray(value) && value.length > 0) {
    for (const [index, element] of value.entries()) {
      collectKnown(element, isArray(mask) ? mask[index] : undefined, [...path, index], found)
    }
  } else if (isObject(value) && (Object.keys(value).length > 0 || path.length === 0)) {
    for (const key of Object.keys(value).sort()) {
      const inner = isObject(mask) && Object.hasOwn(mask, key) ? mask[key] : undefined
      collectKnown(value[key], inner, [...path, key], found)
    }
  } else found.push(path)
}
