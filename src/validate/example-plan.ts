import { printModuleAddress } from '../plan/address.ts'
import type {
  Change,
  ConfigModule,
  ConfigResource,
  Json,
  PlanDocument,
  ResourceChange,
} from '../plan/plan-document.ts'
import type { ExampleResource } from './example-resources.ts'
import { settleReferences } from './example-settle.ts'
import { expressionsOf, splitMembers } from './example-value.ts'

/**
 * Makes the plan that Terraform would have made of these instances, as far as an example tells it. `sections` stand in place of
 * what follows from them; of the configuration its own members do.
 */
export function synthesizePlan(
  resources: readonly ExampleResource[],
  sections: Partial<PlanDocument> = {},
): PlanDocument {
  const providers = new Set(resources.map(({ address }) => providerOf(address.type)))
  return {
    format_version: '1.2',
    complete: true,
    errored: false,
    ...sections,
    resource_changes: settleReferences(resources).map(changeOf),
    configuration: {
      provider_config: Object.fromEntries(
        [...providers].map((name) => [name, { name, full_name: fullName(name) }]),
      ),
      root_module: moduleOf(resources, 0),
      ...sections.configuration,
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
