import type { ResourceInstance } from '../plan/plan.ts'
import type { Step, Value } from '../plan/value.ts'
import { POLICY_DOCUMENT } from '../provider/aws/policy-document/data-source.ts'
import { attributeFacts } from '../provider/aws/schema.ts'
import { isAws, plannedAttribute } from './provider-facts.ts'
import type { ArgumentReferences } from './sources-of.ts'

/**
 * The text of an argument that the plan does not know and that draws on nothing but the text of one policy document which is
 * rendered at apply: that document, if references are trusted. Nothing in plan JSON proves that it is not altered on the way, hence
 * the basis `reference`. Undefined for every other argument; of a document that the plan knows, it would be known itself.
 */
export function documentByReference(
  planned: Value,
  found: ArgumentReferences,
  attribute: (instance: ResourceInstance, name: string) => Value,
): Value | undefined {
  if (planned.kind !== 'unknown' || found.kind !== 'one') return undefined
  const { instance, paths } = found
  const [path, ...others] = paths
  const [name, ...deeper] = path ?? []
  if (others.length > 0 || deeper.length > 0 || !isDocument(instance)) return undefined
  if (name !== 'json' && name !== 'minified_json') return undefined
  if (plannedAttribute(instance, name).kind !== 'unknown') return undefined
  return byReference(attribute(instance, name), instance, name, planned.sensitive === true)
}

/** Whether an expression of its own is written for what stands at a path, and it is text: an argument, or one of a block. */
export function isTextArgument({ address }: ResourceInstance, path: readonly Step[]): boolean {
  const mode = address.mode === 'data' ? 'data' : 'managed'
  const facts = attributeFacts(address.type, path, mode)
  if (facts === undefined || facts === 'no-such-attribute' || facts.type.kind !== 'string') return false
  const around = path.length === 1 ? undefined : attributeFacts(address.type, path.slice(0, -1), mode)
  return path.length === 1 || (around !== undefined && around !== 'no-such-attribute' && around.isBlock)
}

function isDocument(instance: ResourceInstance): boolean {
  const { mode, type } = instance.address
  return mode === 'data' && type === POLICY_DOCUMENT && isAws(instance)
}

function byReference(value: Value, instance: ResourceInstance, name: string, sensitive: boolean): Value {
  const step = { text: `${instance.addressText}.${name}, to which it refers` }
  const marks = {
    basis: 'reference',
    origin: [step, ...(value.origin ?? [])],
    ...(sensitive || value.sensitive === true ? { sensitive: true } : {}),
  } as const
  const { decoded } = value
  return { ...value, ...marks, ...(decoded === undefined ? {} : { decoded: { ...decoded, ...marks } }) }
}
