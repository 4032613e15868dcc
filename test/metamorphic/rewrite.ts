import {
  type ModuleStep,
  parseModuleAddress,
  printAddress,
  printModuleAddress,
} from '../../src/plan/address.ts'
import type { InstanceKey } from '../../src/plan/instance-key.ts'
import type {
  BlockExpressions,
  ConfigModule,
  ConfigResource,
  Expression,
  ModuleCall,
  PlanDocument,
  ProviderConfig,
  ResourceChange,
  ValuesModule,
  ValuesResource,
} from '../../src/plan/plan-document.ts'
import { isArray, isObject } from '../../src/plan/planned-value.ts'
import { printReference } from '../../src/resolve/reference-text.ts'
import { decodeReferences, printReferences } from '../../src/resolve/references.ts'

/** What becomes of the names that a configuration gives, and of the place of its root module. */
export interface Renaming {
  readonly resource: (name: string) => string
  readonly call: (name: string) => string
  readonly key: (key: InstanceKey) => InstanceKey
  /** The address that the root module gets. */
  readonly root: readonly ModuleStep[]
}

export const SAME: Renaming = { resource: (name) => name, call: (name) => name, key: (key) => key, root: [] }

/** The same plan of the same infrastructure under other names. The root module of the configuration stays where it is. */
export function rewritePlan(document: PlanDocument, renaming: Renaming): PlanDocument {
  const { prior_state, configuration } = document
  const root = prior_state?.values?.root_module
  return {
    ...document,
    resource_changes: (document.resource_changes ?? []).map((change) => rewriteChange(change, renaming)),
    ...(root === undefined
      ? {}
      : { prior_state: { values: { root_module: rewriteValues(root, renaming) } } }),
    relevant_attributes: [],
    configuration: {
      ...configuration,
      provider_config: Object.fromEntries(
        Object.entries(configuration.provider_config ?? {}).map(([key, provider]) => [
          rewriteProviderKey(key, renaming),
          rewriteProvider(provider, renaming, document.format_version),
        ]),
      ),
      root_module: rewriteModule(configuration.root_module ?? {}, renaming, document.format_version),
    },
  }
}

/** The address of a module instance under its new names. */
export function rewriteModuleAddress(text: string, { call, key, root }: Renaming): string {
  const steps = parseModuleAddress(text) ?? []
  return printModuleAddress([
    ...root,
    ...steps.map((step) => ({ name: call(step.name), key: key(step.key) })),
  ])
}

function rewriteChange(change: ResourceChange, renaming: Renaming): ResourceChange {
  const { previous_address: _, module_address, ...rest } = change
  const module = rewriteModuleAddress(module_address ?? '', renaming)
  return { ...named(rest, module, renaming), ...(module === '' ? {} : { module_address: module }) }
}

function named<T extends ValuesResource | ResourceChange>(
  resource: T,
  module: string,
  renaming: Renaming,
): T {
  const name = renaming.resource(resource.name)
  const key = renaming.key(resource.index)
  const mode = resource.mode === 'data' ? 'data' : 'managed'
  const address = printAddress({
    module: parseModuleAddress(module) ?? [],
    mode,
    type: resource.type,
    name,
    key,
  })
  return { ...resource, name, address, ...(key === undefined ? {} : { index: key }) }
}

function rewriteValues(module: ValuesModule, renaming: Renaming): ValuesModule {
  const address = rewriteModuleAddress(module.address ?? '', renaming)
  return {
    ...(address === '' ? {} : { address }),
    resources: (module.resources ?? []).map(({ depends_on: _, ...resource }) =>
      named(resource, address, renaming),
    ),
    child_modules: (module.child_modules ?? []).map((child) => rewriteValues(child, renaming)),
  }
}

/** `module.a.module.b:aws` */
function rewriteProviderKey(key: string, renaming: Renaming): string {
  const colon = key.lastIndexOf(':')
  if (colon === -1) return key
  return `${rewriteModuleAddress(key.slice(0, colon), { ...renaming, key: () => undefined })}:${key.slice(colon + 1)}`
}

function rewriteProvider(provider: ProviderConfig, renaming: Renaming, version: string): ProviderConfig {
  const { module_address, expressions } = provider
  return {
    ...provider,
    ...(module_address === undefined
      ? {}
      : { module_address: rewriteModuleAddress(module_address, renaming) }),
    ...(expressions === undefined ? {} : { expressions: rewriteBlock(expressions, renaming, version) }),
  }
}

function rewriteModule(module: ConfigModule, renaming: Renaming, version: string): ConfigModule {
  return {
    ...module,
    resources: (module.resources ?? []).map((block) => rewriteResource(block, renaming, version)),
    outputs: Object.fromEntries(
      Object.entries(module.outputs ?? {}).map(([name, output]) => [
        name,
        {
          ...output,
          ...dependsOn(output.depends_on, renaming, version),
          ...(output.expression === undefined
            ? {}
            : { expression: rewriteExpression(output.expression, renaming, version) }),
        },
      ]),
    ),
    module_calls: Object.fromEntries(
      Object.entries(module.module_calls ?? {}).map(([name, call]) => [
        renaming.call(name),
        rewriteCall(call, renaming, version),
      ]),
    ),
  }
}

function rewriteCall(call: ModuleCall, renaming: Renaming, version: string): ModuleCall {
  return {
    ...call,
    ...dependsOn(call.depends_on, renaming, version),
    ...repetition(call, renaming, version),
    ...(call.expressions === undefined
      ? {}
      : {
          expressions: rewriteBlock(call.expressions, renaming, version) as {
            readonly [name: string]: Expression
          },
        }),
    ...(call.module === undefined ? {} : { module: rewriteModule(call.module, renaming, version) }),
  }
}

function rewriteResource(block: ConfigResource, renaming: Renaming, version: string): ConfigResource {
  const name = renaming.resource(block.name)
  const { provider_config_key } = block
  return {
    ...block,
    name,
    address: `${block.mode === 'data' ? 'data.' : ''}${block.type}.${name}`,
    ...(provider_config_key === undefined
      ? {}
      : { provider_config_key: rewriteProviderKey(provider_config_key, renaming) }),
    ...dependsOn(block.depends_on, renaming, version),
    ...repetition(block, renaming, version),
    ...(block.expressions === undefined
      ? {}
      : { expressions: rewriteBlock(block.expressions, renaming, version) }),
  }
}

function repetition(
  { count_expression, for_each_expression }: Pick<ModuleCall, 'count_expression' | 'for_each_expression'>,
  renaming: Renaming,
  version: string,
): Pick<ModuleCall, 'count_expression' | 'for_each_expression'> {
  return {
    ...(count_expression === undefined
      ? {}
      : { count_expression: rewriteExpression(count_expression, renaming, version) }),
    ...(for_each_expression === undefined
      ? {}
      : { for_each_expression: rewriteExpression(for_each_expression, renaming, version) }),
  }
}

function rewriteBlock(block: BlockExpressions, renaming: Renaming, version: string): BlockExpressions {
  return Object.fromEntries(
    Object.entries(block).map(([name, inner]) => {
      if (isArray(inner as never))
        return [
          name,
          (inner as readonly BlockExpressions[]).map((one) => rewriteBlock(one, renaming, version)),
        ]
      const isExpression = Object.keys(inner).every((key) => key === 'constant_value' || key === 'references')
      return [
        name,
        isExpression
          ? rewriteExpression(inner as Expression, renaming, version)
          : isObject(inner as never)
            ? rewriteBlock(inner as BlockExpressions, renaming, version)
            : inner,
      ]
    }),
  )
}

function rewriteExpression(expression: Expression, renaming: Renaming, version: string): Expression {
  if (!isArray(expression.references as never)) return expression
  const references = decodeReferences(expression.references ?? [], version).map((reference) =>
    rewriteReference(reference, renaming),
  )
  return { ...expression, references: printReferences(references) }
}

type Reference = ReturnType<typeof decodeReferences>[number]

function rewriteReference(reference: Reference, renaming: Renaming): Reference {
  if (reference.kind === 'resource')
    return { ...reference, name: renaming.resource(reference.name), key: renaming.key(reference.key) }
  if (reference.kind === 'module')
    return { ...reference, call: renaming.call(reference.call), key: renaming.key(reference.key) }
  return reference
}

function dependsOn(
  list: readonly string[] | undefined,
  renaming: Renaming,
  version: string,
): { readonly depends_on?: readonly string[] } {
  if (list === undefined) return {}
  return {
    depends_on: list.flatMap((entry) =>
      decodeReferences([entry], version).map((reference) =>
        printReference(rewriteReference(reference, renaming)),
      ),
    ),
  }
}
