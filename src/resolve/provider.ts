import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { ABSENT, type Value } from '../plan/value.ts'

/** The facts about the provider configuration that an instance is managed with. What the plan does not tell is unknown. */
export function providerOf(plan: Plan, instance: ResourceInstance): Value {
  const key = instance.configuration?.provider_config_key
  const alias = key === undefined ? undefined : plan.configuration.provider_config?.[key]?.alias
  const unknown = (name: string): Value => ({
    kind: 'unknown',
    unknown: {
      id: `provider ${key ?? instance.providerName}.${name}`,
      waitsFor: [],
      because: `the plan does not tell the ${name.replace('_', ' ')} of the provider`,
      nonNull: true,
      nonEmpty: true,
    },
  })
  return {
    kind: 'map',
    form: 'object',
    entries: new Map<string, Value>([
      ['alias', alias === undefined ? ABSENT : { kind: 'known', value: alias }],
      ...['account_id', 'region', 'partition', 'version'].map((name): [string, Value] => [
        name,
        unknown(name),
      ]),
    ]),
  }
}
