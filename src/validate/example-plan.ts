import { printModuleAddress } from '../plan/address.ts'
import type {
  Change,
  ConfigModule,
  ConfigResource,
  Json,
  PlanDocument,
  ResourceChange,
} from '../plan/plan-document.ts'
import { sameModule } from './example-reference.ts'
import type { ExampleResource, ExampleValue } from './example-resources.ts'
import { expressionsOf, splitMembers } from './example-value.ts'

/** Makes the plan that Terraform would have made of these instances, as far as an example tells it. */
export function synthesizePlan(resources: readonly ExampleResource[]): PlanDocument {
  const providers = new Set(resources.map(({ address }) => providerOf(address.type)))
  return {
    format_version: '1.2',
    complete: true,
    errored: false,
    resource_changes: resources.map((resource) => changeOf(settle(resource, resources))),
    configuration: {
      provider_config: Object.fromEntries(
        [...providers].map((name) => [name, { name, full_name: fullName(name) }]),
      ),
      root_module: moduleOf(resources, 0),
    },
  }
}

/** The first word of a type names its provider, unless a configuration says otherwise. */
function providerOf(type: string): string {
  return type.split('_')[0] ?? type
}

function fullName(provider: string): string {
  return provider === 'terraform'
    ? 'terraform.io/builtin/terraform'
    : `registry.terraform.io/hashicorp/${provider}`
}

/**
 * References to what the example itself knows are known in a plan too. An attribute that others refer to and that the
 * example does not give is one that the provider will compute.
 */
function settle(resource: ExampleResource, all: readonly ExampleResource[]): ExampleResource {
  const attributes = new Map<string, ExampleValue>()
  for (const [name, value] of resource.attributes) attributes.set(name, settleValue(value, all))
  for (const name of namesReferredTo(resource, all)) {
    if (!attributes.has(name)) attributes.set(name, { kind: 'unknown', sensitive: false })
  }
  return { ...resource, attributes }
}

function settleValue(value: ExampleValue, all: readonly ExampleResource[]): ExampleValue {
  switch (value.kind) {
    case 'known':
    case 'unknown':
      return value
    case 'reference': {
      const [name, ...rest] = value.reference.path
      const target = all.find((other) => isTarget(other, value.reference))
      const found = typeof name === 'string' && rest.length === 0 ? target?.attributes.get(name) : undefined
      return found?.kind === 'known' ? found : value
    }
    case 'list':
      return { ...value, items: value.items.map((item) => settleValue(item, all)) }
    case 'map':
      return {
        ...value,
        entries: new Map([...value.entries].map(([key, entry]) => [key, settleValue(entry, all)])),
      }
  }
}

type Reference = Extract<ExampleValue, { kind: 'reference' }>['reference']

function isTarget({ address }: ExampleResource, reference: Reference): boolean {
  const target = reference.address
  return (
    address.mode === target.mode &&
    address.type === target.type &&
    address.name === target.name &&
    address.key === target.key &&
    sameModule(address.module, target.module)
  )
}

function namesReferredTo(resource: ExampleResource, all: readonly ExampleResource[]): readonly string[] {
  return all
    .flatMap(({ attributes }) => [...attributes.values()].flatMap(referencesOf))
    .filter((reference) => isTarget(resource, reference))
    .flatMap(({ path: [name] }) => (typeof name === 'string' ? [name] : []))
}

function referencesOf(value: ExampleValue): readonly Reference[] {
  switch (value.kind) {
    case 'known':
    case 'unknown':
      return []
    case 'reference':
      return [value.reference]
    case 'list':
      return value.items.flatMap(referencesOf)
    case 'map':
      return [...value.entries.values()].flatMap(referencesOf)
  }
}

function changeOf(resource: ExampleResource): ResourceChange {
  const { address, addressText } = resource
  return {
    address: addressText,
    ...(address.module.length === 0 ? {} : { module_address: printModuleAddress(address.module) }),
    mode: address.mode,
    type: address.type,
    name: address.name,
    ...(address.key === undefined ? {} : { index: address.key }),
    provider_name: fullName(providerOf(address.type)),
    change: changeOfValues(resource),
  }
}

/** What is created has no before; what is deleted or forgotten has no after; what stays was what it is. */
function changeOfValues({ actions, attributes, before }: ExampleResource): Change {
  const planned = splitMembers(attributes)
  const existed = !actions.every((action) => action === 'create' || action === 'read')
  const exists = actions.some((action) => action !== 'delete' && action !== 'forget')
  const past = splitMembers(before ?? attributes)
  const nothing = { value: null as Json, sensitive: false as Json }
  const was = existed ? { value: past.after, sensitive: past.sensitive } : nothing
  const willBe = exists ? { value: planned.after, sensitive: planned.sensitive } : nothing
  return {
    actions,
    before: was.value,
    after: willBe.value,
    after_unknown: exists ? planned.unknown : {},
    before_sensitive: was.sensitive,
    after_sensitive: willBe.sensitive,
  }
}

/** The blocks of a module at a depth of the path of modules; instances of one block make one. */
function moduleOf(resources: readonly ExampleResource[], depth: number): ConfigModule {
  const own = resources.filter(({ address }) => address.module.length === depth)
  const below = Map.groupBy(
    resources.filter(({ address }) => address.module.length > depth),
    ({ address }) => address.module[depth]?.name ?? '',
  )
  const blocks = Map.groupBy(own, ({ address: { mode, type, name } }) => `${mode} ${type}.${name}`)
  const calls = [...below].map(([name, inside]) => {
    const keys = inside.map(({ address }) => address.module[depth]?.key)
    return [name, { ...repetition(keys), module: moduleOf(inside, depth + 1) }] as const
  })
  return {
    resources: [...blocks.values()].flatMap(blockOf),
    ...(calls.length === 0 ? {} : { module_calls: Object.fromEntries(calls) }),
  }
}

function blockOf(instances: readonly ExampleResource[]): readonly ConfigResource[] {
  const [first] = instances
  if (first === undefined) return []
  const { mode, type, name } = first.address
  const written = new Map([...first.attributes].filter(([attribute]) => !first.notConfigured.has(attribute)))
  return [
    {
      address: `${mode === 'data' ? 'data.' : ''}${type}.${name}`,
      mode,
      type,
      name,
      provider_config_key: providerOf(type),
      expressions: expressionsOf(written),
      ...repetition(instances.map(({ address }) => address.key)),
    },
  ]
}

/** Keys tell that a block is repeated, not by which expression. */
function repetition(
  keys: readonly (string | number | undefined)[],
): Pick<ConfigResource, 'count_expression' | 'for_each_expression'> {
  if (keys.some((key) => typeof key === 'number')) return { count_expression: {} }
  return keys.some((key) => typeof key === 'string') ? { for_each_expression: {} } : {}
}
