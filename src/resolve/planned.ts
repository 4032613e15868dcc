import type { ResourceInstance } from '../plan/plan.ts'
import { isObject, type PlannedPart } from '../plan/planned-value.ts'

/** The object that is judged: as it will be, or, of one that goes away, as it is. */
export function plannedObject(instance: ResourceInstance): PlannedPart {
  return isObject(instance.change.after) ? objectAfter(instance) : objectBefore(instance)
}

export function objectBefore({ change, addressText }: ResourceInstance): PlannedPart {
  return {
    value: change.before,
    unknown: undefined,
    sensitive: change.before_sensitive,
    address: `${addressText} before the plan`,
    path: [],
  }
}

function objectAfter({ change, addressText }: ResourceInstance): PlannedPart {
  return {
    value: change.after,
    unknown: change.after_unknown,
    sensitive: change.after_sensitive,
    address: addressText,
    path: [],
  }
}

/** The names of the attributes that the plan shows of an instance. */
export function attributeNames(instance: ResourceInstance): readonly string[] {
  const { value, unknown } = plannedObject(instance)
  const names = [value, unknown].flatMap((part) => (isObject(part) ? Object.keys(part) : []))
  return [...new Set(names)].sort()
}
