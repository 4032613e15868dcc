import type { ResourceInstance } from '../plan/plan.ts'
import type { Value } from '../plan/value.ts'
import { type Answer, every, YES } from './answer.ts'
import { equal } from './equality.ts'
import type { Scope } from './scope.ts'

/**
 * Whether two instances are where a name means the same thing: the same provider configuration, else account and region
 * compared, as far as names of that type are limited to them.
 */
export function samePlace(a: ResourceInstance, b: ResourceInstance, type: string, scope: Scope): Answer {
  const { resolution } = scope
  const limit = resolution.nameScope(type)
  if (limit === 'everywhere') return YES
  const regions = limit === 'region' ? equal(regionOf(a, scope), regionOf(b, scope)) : YES
  if (
    a.configuration !== undefined &&
    a.configuration.provider_config_key === b.configuration?.provider_config_key
  ) {
    return regions
  }
  return every([equal(fact(a, 'account_id', scope), fact(b, 'account_id', scope)), regions])
}

/** Since version 6 of the AWS provider a resource can set its own region. */
function regionOf(instance: ResourceInstance, scope: Scope): Value {
  const own = scope.resolution.attribute(instance, 'region')
  return own.kind === 'known' ? own : fact(instance, 'region', scope)
}

function fact(instance: ResourceInstance, name: string, scope: Scope): Value {
  const provider = scope.resolution.provider(instance)
  return (provider.kind === 'map' ? provider.entries.get(name) : undefined) ?? { kind: 'absent' }
}
