import type {
  Json,
  JsonObject,
  PlanDocument,
  ResourceChange,
  ValuesResource,
} from '../../src/plan/plan-document.ts'
import { isArray, isObject } from '../../src/plan/planned-value.ts'
import type { Step } from '../../src/plan/value.ts'
import type { AppliedCase, ExpectedLeaf } from './cases.ts'

/**
 * What was applied, as a plan that changes nothing: each object of the state as it is, under the configuration of the plan that
 * made it. Values that the emulator invented are those that AWS would give, where that is known; else they are unknown, so that
 * they are nobody's truth.
 */
export function appliedPlan({ create, applied, expect }: AppliedCase): PlanDocument {
  const invented = Map.groupBy(
    [...(expect?.leaves ?? []), ...(expect?.data ?? [])].filter((leaf) => leaf.class === 'moto-artifact'),
    ({ address }) => address,
  )
  const changes: ResourceChange[] = []
  const pending = [applied]
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    for (const resource of module.resources ?? []) {
      if (resource.deposed_key !== undefined) continue
      changes.push(unchanged(resource, module.address, invented.get(resource.address) ?? []))
    }
    pending.push(...(module.child_modules ?? []))
  }
  const { deferred_changes: _deferred, prior_state: _prior, ...kept } = create
  return { ...kept, complete: true, resource_changes: changes }
}

function unchanged(
  resource: ValuesResource,
  module: string | undefined,
  invented: readonly ExpectedLeaf[],
): ResourceChange {
  let values: Json = resource.values ?? {}
  let unknown: Json = {}
  for (const { path, real } of invented) {
    if (real !== undefined) values = replaced(values, path, real)
    else unknown = replaced(unknown, path, true)
  }
  const sensitive = resource.sensitive_values ?? {}
  return {
    address: resource.address,
    ...(module === undefined || module === '' ? {} : { module_address: module }),
    mode: resource.mode,
    type: resource.type,
    name: resource.name,
    ...(resource.index === undefined ? {} : { index: resource.index }),
    ...(resource.provider_name === undefined ? {} : { provider_name: resource.provider_name }),
    change: {
      actions: ['no-op'],
      before: values,
      after: values,
      after_unknown: unknown,
      before_sensitive: sensitive,
      after_sensitive: sensitive,
    },
  }
}

function replaced(json: Json, [step, ...rest]: readonly Step[], by: Json): Json {
  if (step === undefined) return by
  if (typeof step === 'number') {
    const elements = isArray(json) ? [...json] : []
    while (elements.length <= step) elements.push({})
    elements[step] = replaced(elements[step] ?? {}, rest, by)
    return elements
  }
  const object: JsonObject = isObject(json) ? json : {}
  return { ...object, [step]: replaced(object[step] ?? {}, rest, by) }
}
