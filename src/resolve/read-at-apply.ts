import type { ResourceInstance } from '../plan/plan.ts'
import { attributeUnknown } from '../plan/planned-value.ts'
import type { Step, Value } from '../plan/value.ts'
import { POLICY_DOCUMENT } from '../provider/aws/policy-document/data-source.ts'
import { isAws } from './provider-facts.ts'

const BECAUSE = 'it is null in the plan, and the data source may give it a default when it is read'

/** Whether the plan puts the reading of a data source off to the apply. */
export function isReadAtApply({ address, actions }: ResourceInstance): boolean {
  return address.mode === 'data' && actions.includes('read')
}

/**
 * An attribute of a data source that is still to be read. Terraform plans its arguments as they are written, without the defaults of
 * the provider's schema: null may become anything. Of policy documents the defaults are known.
 * Source: Terraform `internal/terraform/node_resource_abstract_instance.go`, `planDataSource`; provider `policy_document_data_source.go`.
 */
export function withOpenDefaults(value: Value, instance: ResourceInstance, name: string): Value {
  if (!isReadAtApply(instance)) return value
  if (isAws(instance) && instance.address.type === POLICY_DOCUMENT) return withDocumentDefaults(value, name)
  return openNulls(value, instance, [name])
}

function openNulls(value: Value, instance: ResourceInstance, path: readonly Step[]): Value {
  if (value.kind === 'null')
    return { kind: 'unknown', unknown: attributeUnknown(instance.addressText, path, BECAUSE) }
  if (value.kind === 'list')
    return {
      ...value,
      elements: value.elements.map((element, index) => openNulls(element, instance, [...path, index])),
    }
  if (value.kind !== 'map') return value
  const entries = [...value.entries].map(
    ([key, entry]) => [key, openNulls(entry, instance, [...path, key])] as const,
  )
  return { ...value, entries: new Map(entries) }
}

function withDocumentDefaults(value: Value, name: string): Value {
  if (name === 'version') return value.kind === 'null' ? predicted('2012-10-17') : value
  if (name !== 'statement' || value.kind !== 'list') return value
  const elements = value.elements.map((statement): Value => {
    if (statement.kind !== 'map' || statement.entries.get('effect')?.kind !== 'null') return statement
    return { ...statement, entries: new Map([...statement.entries, ['effect', predicted('Allow')]]) }
  })
  return { ...value, elements }
}

function predicted(value: string): Value {
  return { kind: 'known', value, basis: 'predicted', origin: [{ text: 'the default of policy documents' }] }
}
