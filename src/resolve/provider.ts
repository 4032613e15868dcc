import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { member } from '../plan/plan-document.ts'
import { ABSENT, type Value } from '../plan/value.ts'
import type { ProviderContext } from '../provider/aws/predict.ts'

/** The facts about the provider configuration of an instance, as a policy sees them. What nothing tells is unknown. */
export function describeProvider(
  plan: Plan,
  instance: ResourceInstance,
  context: ProviderContext | undefined,
): Value {
  const key = instance.configuration?.provider_config_key
  const alias = key === undefined ? undefined : member(plan.configuration.provider_config, key)?.alias
  const untold = (name: string): Value => ({
    kind: 'unknown',
    unknown: {
      id: `provider ${key ?? instance.providerName}.${name}`,
      waitsFor: [],
      because: `the plan does not tell the ${name.replace('_', ' ')} of the provider`,
      nonNull: true,
      nonEmpty: true,
    },
  })
  const version = context?.providerVersion
  return {
    kind: 'map',
    form: 'object',
    entries: new Map<string, Value>([
      ['alias', alias === undefined ? ABSENT : { kind: 'known', value: alias }],
      ['account_id', context?.account ?? untold('account_id')],
      ['region', context?.region ?? untold('region')],
      ['partition', context?.partition ?? untold('partition')],
      ['version', version === undefined ? untold('version') : { kind: 'known', value: version }],
    ]),
  }
}
