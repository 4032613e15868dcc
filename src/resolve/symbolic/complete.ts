import type { ResourceInstance } from '../../plan/plan.ts'
import { attributeUnknown } from '../../plan/planned-value.ts'
import type { Step, Value } from '../../plan/value.ts'
import { whenOmitted } from '../../provider/aws/omitted.ts'
import { POLICY_DOCUMENT } from '../../provider/aws/policy-document/data-source.ts'
import { type AttributeFacts, attributeFacts, attributeNames } from '../../provider/aws/schema.ts'
import { literalOf } from './literal.ts'

const BECAUSE = 'nobody wrote it, and the provider may give it a value'

/**
 * Blocks of which the plan shows nothing, as they are written (`dynamic` blocks over what the plan does not know yet), with the rest of
 * what such a block has: no nested blocks but the written ones, and of each argument that is not written or null its default, where that
 * is known, else an unknown (null often becomes empty). A value at a path that holds no blocks stays as it is.
 */
export function completeBlocks(instance: ResourceInstance, path: readonly Step[], value: Value): Value {
  const { type, mode } = instance.address
  const schemaMode = mode === 'data' ? 'data' : 'managed'
  const facts = factsAt(path)
  if (facts?.isBlock !== true || value.kind !== 'list') return value
  return { ...value, elements: value.elements.map((element, index) => complete(element, [...path, index])) }

  function complete(block: Value, at: readonly Step[]): Value {
    if (block.kind !== 'map') return block
    const entries = new Map<string, Value>()
    for (const name of attributeNames(type, at, schemaMode) ?? []) {
      const place = [...at, name]
      const written = block.entries.get(name)
      const inner = factsAt(place)
      if (inner === undefined) {
        if (written !== undefined) entries.set(name, written)
      } else if (inner.isBlock)
        entries.set(name, written === undefined ? none(inner) : nested(place, written))
      else
        entries.set(name, isOpen(written, inner) ? omitted(place, inner) : (written ?? omitted(place, inner)))
    }
    return { ...block, entries }
  }

  function nested(place: readonly Step[], written: Value): Value {
    return completeBlocks(instance, place, written)
  }

  function omitted(place: readonly Step[], inner: AttributeFacts): Value {
    const names = place.filter((step) => typeof step === 'string')
    if (mode === 'data' && type === POLICY_DOCUMENT) return ofStatement(names.at(-1) ?? '', inner)
    const known = inner.computed || mode === 'data' ? undefined : whenOmitted(type, names.join('.'))
    if (known?.kind === 'default') return { ...literalOf(known.value), basis: 'predicted' }
    return { kind: 'unknown', unknown: attributeUnknown(instance.addressText, place, BECAUSE) }
  }

  function factsAt(place: readonly Step[]): AttributeFacts | undefined {
    const found = attributeFacts(type, place, schemaMode)
    return found === 'no-such-attribute' ? undefined : found
  }
}

/** Null, or perhaps null where the provider then chooses. */
function isOpen(written: Value | undefined, { computed }: AttributeFacts): boolean {
  if (written === undefined || written.kind === 'null' || written.kind === 'absent') return true
  if (written.kind !== 'unknown' || !computed) return false
  const { nonNull, nonEmpty, shape } = written.unknown
  return nonNull !== true && nonEmpty !== true && shape === undefined
}

function none({ nesting }: AttributeFacts): Value {
  if (nesting === 'single' || nesting === 'group') return { kind: 'null', basis: 'predicted' }
  return { kind: 'list', elements: [], basis: 'predicted' }
}

/** Source: provider `policy_document_data_source.go`; confirmed by applied states of 5.100.0. */
function ofStatement(name: string, { type }: AttributeFacts): Value {
  if (name === 'effect') return { kind: 'known', value: 'Allow', basis: 'predicted' }
  return type.kind === 'string'
    ? { kind: 'known', value: '', basis: 'predicted' }
    : { kind: 'list', elements: [], basis: 'predicted' }
}
