import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { isObject, type PlannedPart, plannedMember, readPlanned } from '../plan/planned-value.ts'
import { ABSENT, NULL, type Step, type Value } from '../plan/value.ts'
import { configuredInPlan, refersAtPath } from './configured.ts'
import { findMissingTypes } from './missing.ts'
import { providerOf } from './provider.ts'
import type { Resolution } from './resolution.ts'
import { stepInto } from './walk.ts'

/** What the plan JSON itself tells of its values. */
export function resolve(plan: Plan): Resolution {
  const values = new Map<ResourceInstance, Map<string, Value>>()

  function attribute(instance: ResourceInstance, name: string): Value {
    let known = values.get(instance)
    if (known === undefined) {
      known = new Map()
      values.set(instance, known)
    }
    let value = known.get(name)
    if (value === undefined) {
      value = readPlanned(plannedMember(plannedObject(instance), name))
      known.set(name, value)
    }
    return value
  }

  function valueAt(instance: ResourceInstance, path: readonly Step[]): Value {
    const [name, ...rest] = path
    if (typeof name !== 'string') return ABSENT
    let value = attribute(instance, name)
    for (const step of rest) value = stepInto(value, step)
    return value
  }

  return {
    attribute,
    valueAt,
    attributeNames,
    before: (instance) => (isObject(instance.change.before) ? readPlanned(objectBefore(instance)) : NULL),
    provider: (instance) => providerOf(plan, instance),
    configured: (instance, path) =>
      configuredInPlan(instance, path, (place) => valueAt(instance, place), undefined),
    references: () => ({ kind: 'opaque', because: 'references are not resolved' }),
    identifyingAttributes: () => ['id', 'arn', 'name'],
    nameScope: () => 'region',
    mayBeMissing: findMissingTypes(plan),
    appliedBefore: () => ({ kind: 'unknown', because: 'dependencies are not resolved' }),
    hasReferences: (instance, path) => refersAtPath(instance, path, (place) => valueAt(instance, place)),
    mayLeaveNull: (instance) => instance.actions.some((action) => action === 'create' || action === 'update'),
  }
}

/** The object that is judged: as it will be, or, of one that goes away, as it is. */
function plannedObject(instance: ResourceInstance): PlannedPart {
  return isObject(instance.change.after) ? objectAfter(instance) : objectBefore(instance)
}

function attributeNames(instance: ResourceInstance): readonly string[] {
  const { value, unknown } = plannedObject(instance)
  const names = [value, unknown].flatMap((part) => (isObject(part) ? Object.keys(part) : []))
  return [...new Set(names)].sort()
}

function objectAfter(instance: ResourceInstance): PlannedPart {
  const { change } = instance
  return {
    value: change.after,
    unknown: change.after_unknown,
    sensitive: change.after_sensitive,
    address: instance.addressText,
    path: [],
  }
}

function objectBefore(instance: ResourceInstance): PlannedPart {
  const { change } = instance
  return {
    value: change.before,
    unknown: undefined,
    sensitive: change.before_sensitive,
    address: `${instance.addressText} before the plan`,
    path: [],
  }
}
