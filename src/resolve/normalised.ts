import type { ResourceInstance } from '../plan/plan.ts'
import { basisOf, type Value, weakerBasis } from '../plan/value.ts'
import { normalisedText } from '../provider/aws/normalised.ts'

/** What becomes of an argument that the state does not hold as it was given. */
export function normalised(instance: ResourceInstance, name: string, planned: Value): Value {
  if (planned.kind !== 'known' || typeof planned.value !== 'string') return planned
  const text = normalisedText(instance.address.type, name, planned.value)
  return text === undefined || text === planned.value
    ? planned
    : { ...planned, value: text, basis: weakerBasis(basisOf(planned), 'predicted') }
}
