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
    // A rule that is not there has no result to carry the doubt that sources from a folder leave.
    isConfigured: (name) => {
      const found = resolution.configured(instance, [name])
      return found.kind === 'unknown' || found.basis !== 'known' ? undefined : found.kind === 'yes'
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
