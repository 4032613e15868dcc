import { printAddress } from '../plan/address.ts'
import type { Reference } from './example-reference.ts'
import type { ExampleResource, ExampleValue } from './example-resources.ts'

/**
 * References to what the example itself knows are known in a plan too. An attribute that others refer to and that the
 * example does not give is one that the provider will compute.
 */
export function settleReferences(resources: readonly ExampleResource[]): readonly ExampleResource[] {
  const byAddress = new Map(resources.map((resource) => [printAddress(resource.address), resource]))
  const referredTo = new Map<string, Set<string>>()
  for (const { address, path } of resources.flatMap(referencesOf)) {
    const target = printAddress(address)
    const [name] = path
    if (typeof name === 'string') referredTo.set(target, (referredTo.get(target) ?? new Set()).add(name))
  }
  return resources.map((resource) => {
    const attributes = new Map(
      [...resource.attributes].map(([name, value]) => [name, settle(value, byAddress)] as const),
    )
    for (const name of referredTo.get(printAddress(resource.address)) ?? []) {
      if (!attributes.has(name)) attributes.set(name, { kind: 'unknown', sensitive: false })
    }
    return { ...resource, attributes }
  })
}

function settle(value: ExampleValue, byAddress: ReadonlyMap<string, ExampleResource>): ExampleValue {
  switch (value.kind) {
    case 'known':
    case 'unknown':
      return value
    case 'reference': {
      const { address, path } = value.reference
      const [name, ...rest] = path
      const target = byAddress.get(printAddress(address))
      const found = typeof name === 'string' && rest.length === 0 ? target?.attributes.get(name) : undefined
      return found?.kind === 'known' ? found : value
    }
    case 'list':
      return { ...value, items: value.items.map((item) => settle(item, byAddress)) }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => [key, settle(entry, byAddress)] as const)
      return { ...value, entries: new Map(entries) }
    }
  }
}

function referencesOf({ attributes }: ExampleResource): readonly Reference[] {
  return [...attributes.values()].flatMap(referencesIn)
}

function referencesIn(value: ExampleValue): readonly Reference[] {
  switch (value.kind) {
    case 'known':
    case 'unknown':
      return []
    case 'reference':
      return [value.reference]
    case 'list':
      return value.items.flatMap(referencesIn)
    case 'map':
      return [...value.entries.values()].flatMap(referencesIn)
  }
}
