import type { Step, Value } from '../plan/value.ts'
import { attributeFacts, type SchemaMode } from '../provider/aws/schema.ts'

/** Plan JSON does not tell lists from sets; the provider's schema does, at any depth of an attribute. */
export function withForms(value: Value, type: string, path: readonly Step[], mode: SchemaMode): Value {
  if (value.kind === 'list') {
    const form = formAt(type, path, mode)
    const elements = value.elements.map((element, index) => withForms(element, type, [...path, index], mode))
    return form === undefined ? { ...value, elements } : { ...value, elements, form }
  }
  if (value.kind !== 'map') return value
  const entries = [...value.entries].map(
    ([key, entry]) => [key, withForms(entry, type, [...path, key], mode)] as const,
  )
  return { ...value, entries: new Map(entries) }
}

function formAt(type: string, path: readonly Step[], mode: SchemaMode): 'list' | 'set' | undefined {
  const facts = attributeFacts(type, path, mode)
  if (facts === undefined || facts === 'no-such-attribute') return undefined
  return facts.type.kind === 'list' || facts.type.kind === 'set' ? facts.type.kind : undefined
}
