import { type ModuleStep, parseModuleAddress, type ResourceAddress } from '../plan/address.ts'
import type { InstanceKey } from '../plan/instance-key.ts'
import type { Plan } from '../plan/plan.ts'
import { type ConfigResource, type Expression, member } from '../plan/plan-document.ts'
import { findHiddenBlocks } from './hidden-blocks.ts'
import { entry, indexModuleInstances, type ModuleInstance } from './module-instances.ts'
import type { Reference } from './reference.ts'
import { decodeReferences } from './references.ts'
import { referencesIn, referencesInBody } from './source-references.ts'
import type { ModuleSource, ModuleSources } from './symbolic/module-source.ts'
import { expressionsIn } from './written.ts'

/** What Terraform orders: a block of the configuration, before `count` and `for_each`. */
export interface GraphNode {
  /** As people write it. */
  readonly text: string
  /** What it waits for. */
  readonly edges: readonly GraphEdge[]
  /** What neither plan JSON nor the sources show of it, so that it may wait for more. */
  readonly hides?: string
}

export interface GraphEdge {
  readonly to: () => GraphNode
  /** Set where one instance alone is waited for: `x[0]`. */
  readonly key?: InstanceKey
}

/**
 * The order in which Terraform applies a configuration. Its rules (Terraform `internal/terraform`): references tie blocks
 * together whatever the instances of their modules (`ReferenceMap`); all of a module waits for its call's `count`, `for_each` and
 * `depends_on` (`ModuleExpansionTransformer`); a module named as a whole is all that is in it (`nodeCloseModule`); an output is
 * what its expression and its `depends_on` name; a resource waits for its provider configuration and what that names.
 * Sources add what plan JSON leaves out: locals, `dynamic` blocks, conditions, `replace_triggered_by`; once there are any, what they do not
 * show counts as hidden. A node is made when it is first asked for.
 */
export function buildDependencyGraph(
  plan: Plan,
  sourceOf?: ModuleSources,
): (address: ResourceAddress) => GraphNode {
  const modules = indexModuleInstances({ configuration: plan.configuration, instances: [] })
  const hiddenBlocks = findHiddenBlocks(plan)
  const nodes = new Map<string, GraphNode>()
  const blocks = new Map<ModuleInstance, ReadonlyMap<string, ConfigResource>>()

  function node(id: string, make: () => GraphNode): GraphEdge {
    return { to: () => entry(nodes, id, make) }
  }

  function resource(module: ModuleInstance, name: string): GraphEdge {
    const text = within(module, name)
    return node(text, () => {
      const block = entry(blocks, module, () => byAddress(module)).get(name)
      if (block === undefined) return { text, edges: [], hides: `\`${text}\` is not in the configuration` }
      const { added, hides } = shown(module, text, hiddenBlocks(text), (source) => {
        const mode = block.mode === 'data' ? 'data' : 'managed'
        const written = source.resources.get(`${mode} ${block.type}.${block.name}`)
        return written === undefined ? undefined : referencesInBody(written.item.body)
      })
      const expressions = [
        ...expressionsIn(block.expressions),
        ...(block.provisioners ?? []).flatMap((provisioner) => expressionsIn(provisioner.expressions)),
        block.count_expression,
        block.for_each_expression,
      ]
      const edges = [
        ...named(module, expressions, block.depends_on),
        ...added,
        ...around(module),
        provider(block.provider_config_key ?? block.type.replace(/_.*/, '')),
      ]
      return hides === undefined ? { text, edges } : { text, edges, hides }
    })
  }

  function output(module: ModuleInstance, name: string): GraphEdge {
    const text = within(module, name)
    return node(`output ${text}`, () => {
      const written = member(module.configuration?.outputs, name)
      if (written === undefined) return { text, edges: [], hides: `plan JSON shows no output \`${text}\`` }
      const { added, hides } = shown(module, text, undefined, (source) => {
        const block = source.outputs.get(name)?.item.body
        return block === undefined ? undefined : referencesInBody(block)
      })
      const edges = [...named(module, [written.expression], written.depends_on), ...added, ...around(module)]
      return hides === undefined ? { text, edges } : { text, edges, hides }
    })
  }

  function local(module: ModuleInstance, name: string): GraphEdge {
    const text = within(module, `local.${name}`)
    return node(text, () => {
      const { added, hides } = shown(
        module,
        text,
        `plan JSON does not show what \`${text}\` is`,
        (source) => {
          const written = source.locals.get(name)
          return written === undefined ? undefined : referencesIn(written.item)
        },
      )
      return hides === undefined ? { text, edges: added } : { text, edges: added, hides }
    })
  }

  /** What the sources add, and what remains hidden: without them, what plan JSON hides, if anything. */
  function shown(
    module: ModuleInstance,
    text: string,
    hidden: string | undefined,
    read: (source: ModuleSource) => readonly Reference[] | undefined,
  ): { readonly added: readonly GraphEdge[]; readonly hides: string | undefined } {
    if (sourceOf === undefined) return { added: [], hides: hidden }
    const source = sourceOf(pathOf(module))
    const references = source === undefined ? undefined : read(source)
    return references === undefined
      ? { added: [], hides: hidden ?? `the sources do not show what \`${text}\` is` }
      : { added: references.flatMap((reference) => edgesTo(module, reference)), hides: undefined }
  }

  function variable(module: ModuleInstance, name: string): readonly GraphEdge[] {
    const { caller } = module
    if (caller === undefined) return []
    const text = within(module, `var.${name}`)
    return [
      node(text, () => {
        const argument = member(caller.call?.expressions, name)
        const { added, hides } = shown(module, text, undefined, (source) => {
          const block = source.variables.get(name)?.item.body
          return block === undefined ? undefined : referencesInBody(block)
        })
        const edges = [...named(caller.module, [argument], []), ...added, ...around(module)]
        return hides === undefined ? { text, edges } : { text, edges, hides }
      }),
    ]
  }

  /** The call of a module: everything in the module waits for it. */
  function around(module: ModuleInstance): readonly GraphEdge[] {
    const { caller, text } = module
    if (caller === undefined) return []
    return [
      node(`call ${text}`, () => {
        const { call } = caller
        const repetition = [call?.count_expression, call?.for_each_expression]
        return {
          text,
          edges: [...named(caller.module, repetition, call?.depends_on), ...around(caller.module)],
        }
      }),
    ]
  }

  /** A module as a whole: everything in it. */
  function whole(module: ModuleInstance): GraphEdge {
    const { configuration, text } = module
    return node(`all ${text}`, () => {
      if (configuration === undefined)
        return { text, edges: [], hides: `\`${text}\` is not in the configuration` }
      const edges = [
        ...(configuration.resources ?? []).map((block) => resource(module, block.address)),
        ...Object.keys(configuration.outputs ?? {}).map((name) => output(module, name)),
        ...Object.keys(configuration.module_calls ?? {}).map((name) => whole(called(module, name))),
        ...around(module),
      ]
      return { text, edges }
    })
  }

  function provider(key: string): GraphEdge {
    const text = `provider ${key}`
    return node(text, () => {
      const written = member(plan.configuration.provider_config, key)
      if (written === undefined) {
        return key.includes(':')
          ? { text, edges: [], hides: `\`${key}\` is no provider of the plan` }
          : { text, edges: [] }
      }
      const steps = parseModuleAddress(written.module_address ?? '') ?? []
      const module = modules.at(withoutKeys(steps))
      return { text, edges: [...named(module, expressionsIn(written.expressions), []), ...around(module)] }
    })
  }

  function named(
    module: ModuleInstance,
    expressions: readonly (Expression | undefined)[],
    dependsOn: readonly string[] | undefined,
  ): readonly GraphEdge[] {
    const lists = expressions.flatMap((expression) =>
      expression?.references === undefined
        ? []
        : [decodeReferences(expression.references, plan.formatVersion)],
    )
    // Unlike expressions, `depends_on` lists each thing once, without its shorter forms.
    for (const entryOfList of dependsOn ?? []) lists.push(decodeReferences([entryOfList], plan.formatVersion))
    return lists.flat().flatMap((reference) => edgesTo(module, reference))
  }

  function edgesTo(module: ModuleInstance, reference: Reference): readonly GraphEdge[] {
    switch (reference.kind) {
      case 'resource': {
        const { mode, type, name, key } = reference
        const edge = resource(module, `${mode === 'managed' ? '' : `${mode}.`}${type}.${name}`)
        return [key === undefined ? edge : { ...edge, key }]
      }
      case 'module': {
        const child = called(module, reference.call)
        return [reference.output === undefined ? whole(child) : output(child, reference.output)]
      }
      case 'var':
        return variable(module, reference.name)
      case 'local':
        return [local(module, reference.name)]
      case 'action':
      case 'unreadable': {
        const text =
          reference.kind === 'action' ? `action.${reference.type}.${reference.name}` : reference.text
        return [
          node(`unseen ${text}`, () => ({
            text,
            edges: [],
            hides: `plan JSON does not show what \`${text}\` is`,
          })),
        ]
      }
      case 'each':
      case 'count':
      case 'path':
      case 'self':
      case 'terraform':
      case 'tofu':
        return []
    }
  }

  function called(module: ModuleInstance, name: string): ModuleInstance {
    const [child] = modules.called(module, name, undefined)
    return child ?? module
  }

  return (address) => {
    const prefix = address.mode === 'managed' ? '' : `${address.mode}.`
    return resource(modules.at(withoutKeys(address.module)), `${prefix}${address.type}.${address.name}`).to()
  }
}

function byAddress(module: ModuleInstance): ReadonlyMap<string, ConfigResource> {
  return new Map((module.configuration?.resources ?? []).map((block) => [block.address, block]))
}

/** The names of the calls that lead to a module. */
function pathOf(module: ModuleInstance): readonly string[] {
  return module.caller === undefined ? [] : [...pathOf(module.caller.module), module.caller.name]
}

function withoutKeys(steps: readonly ModuleStep[]): readonly ModuleStep[] {
  return steps.map(({ name }) => ({ name, key: undefined }))
}

function within(module: ModuleInstance, name: string): string {
  return module.text === '' ? name : `${module.text}.${name}`
}
