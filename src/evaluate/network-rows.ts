import type { ResourceInstance } from '../plan/plan.ts'
import { networkRules } from '../provider/aws/network-rule/network-rule.ts'
import type { Resolution } from '../resolve/resolution.ts'
import type { Candidate, Subject } from './selected.ts'

/** The rows of `match: { view: network_rule }` that an instance contributes. Conditions may ask more of it as `$owner`. */
export function networkRuleRows(instance: ResourceInstance, resolution: Resolution): readonly Candidate[] {
  const owner: Subject = { kind: 'instance', instance }
  const rules = networkRules({
    type: instance.address.type,
    address: instance.addressText,
    read: (name) => resolution.attribute(instance, name),
    isConfigured: (name) => {
      const { kind } = resolution.configured(instance, [name])
      return kind === 'unknown' ? undefined : kind === 'yes'
    },
  })
  return rules.map(({ fields, places, open }) => ({
    subject: {
      kind: 'value',
      value: { kind: 'map', form: 'object', entries: fields },
      instance,
      path: [],
      places,
      label: instance.addressText,
    },
    bound: new Map([['owner', owner]]),
    ...(open === undefined ? {} : { open }),
  }))
}
