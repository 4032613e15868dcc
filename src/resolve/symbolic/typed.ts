import { convert } from '../../hcl/convert.ts'
import { hasUntold } from '../../hcl/types.ts'
import type { ResourceInstance } from '../../plan/plan.ts'
import type { Value } from '../../plan/value.ts'
import { attributeFacts } from '../../provider/aws/schema.ts'
import { isAws } from '../provider-facts.ts'
import { attempt } from './nodes.ts'

/** An attribute with the type that the provider declares, as expressions see it. Plan JSON tells no types. */
export function typed(instance: ResourceInstance, name: string, value: Value): Value {
  if (!isAws(instance)) return value
  const mode = instance.address.mode === 'data' ? 'data' : 'managed'
  const facts = attributeFacts(instance.address.type, [name], mode)
  if (facts === undefined || facts === 'no-such-attribute' || facts.isBlock || hasUntold(facts.type))
    return value
  const { type } = facts
  if (value.kind === 'unknown') return { ...value, unknown: { ...value.unknown, type } }
  return attempt(() => convert(value, type)) ?? value
}
