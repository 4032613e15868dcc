import type { ResourceMode } from '../plan/address.ts'
import type { InstanceKey } from '../plan/instance-key.ts'
import { existsAfter, type Plan, type ResourceInstance } from '../plan/plan.ts'
import type { ConfigModule } from '../plan/plan-document.ts'
import {
  entry,
  indexModuleInstances,
  type ModuleInstance,
  type ModuleInstances,
  sameKeys,
} from './module-instances.ts'

/** Where the names in the expressions of a plan lead. */
export interface Scopes {
  readonly modules: ModuleInstances
  readonly moduleOf: (instance: ResourceInstance) => ModuleInstance
  /** The instances of a resource of `module` that a reference with this key, or without one, may mean. */
  readonly resources: (
    module: ModuleInstance,
    resource: NamedResource,
    key: InstanceKey,
  ) => readonly ResourceInstance[]
  readonly isConfigured: (module: ModuleInstance, resource: NamedResource) => boolean
}

export interface NamedResource {
  readonly mode: ResourceMode
  readonly type: string
  readonly name: string
}

/** The instances of one resource in one module instance. */
interface Siblings {
  readonly all: ResourceInstance[]
  readonly byKey: Map<InstanceKey, ResourceInstance[]>
}

/**
 * Indexes a plan for looking up names. Instances that the plan removes are left out: Terraform evaluates references over
 * what there will be.
 */
export function indexScopes(plan: Plan): Scopes {
  const modules = indexModuleInstances(plan)
  const byText = new Map<string, ModuleInstance>()
  const moduleOf = (instance: ResourceInstance): ModuleInstance =>
    entry(byText, instance.moduleText, () => modules.at(instance.address.module))
  const instances = new Map<ModuleInstance, Map<string, Siblings>>()
  for (const instance of plan.instances) {
    if (!existsAfter(instance)) continue
    const inModule = entry(instances, moduleOf(instance), () => new Map<string, Siblings>())
    const siblings = entry(inModule, nameOf(instance.address), () => ({ all: [], byKey: new Map() }))
    siblings.all.push(instance)
    entry(siblings.byKey, instance.address.key, () => []).push(instance)
  }
  const configured = new Map<ConfigModule, ReadonlySet<string>>()

  function resources(
    module: ModuleInstance,
    resource: NamedResource,
    key: InstanceKey,
  ): readonly ResourceInstance[] {
    const siblings = instances.get(module)?.get(nameOf(resource))
    if (siblings === undefined) return []
    return key === undefined ? siblings.all : sameKeys(key).flatMap((own) => siblings.byKey.get(own) ?? [])
  }

  function isConfigured(module: ModuleInstance, resource: NamedResource): boolean {
    const { configuration } = module
    if (configuration === undefined) return false
    const names = entry(
      configured,
      configuration,
      () =>
        new Set((configuration.resources ?? []).map((block) => `${block.mode} ${block.type}.${block.name}`)),
    )
    return names.has(nameOf(resource))
  }

  return { modules, moduleOf, resources, isConfigured }
}

function nameOf({ mode, type, name }: NamedResource): string {
  return `${mode} ${type}.${name}`
}
