import type { ModuleStep } from '../plan/address.ts'
import { type InstanceKey, printKey } from '../plan/instance-key.ts'
import type { Plan } from '../plan/plan.ts'
import { type ConfigModule, type ModuleCall, member } from '../plan/plan-document.ts'

/** One instance of a module: where the names of an expression are looked up. */
export interface ModuleInstance {
  /** As Terraform prints it; empty for the root. */
  readonly text: string
  /** Absent where the plan holds no configuration for it. */
  readonly configuration: ConfigModule | undefined
  /** The module it is called from, and the call; absent for the root. */
  readonly caller?: {
    readonly module: ModuleInstance
    readonly call: ModuleCall | undefined
    readonly name: string
    readonly key: InstanceKey
  }
}

export interface ModuleInstances {
  readonly root: ModuleInstance
  /** The module instance at an address. */
  readonly at: (steps: readonly ModuleStep[]) => ModuleInstance
  /** The instances of a call of `caller` that a reference with this key, or without one, may mean. Never empty. */
  readonly called: (caller: ModuleInstance, name: string, key: InstanceKey) => readonly ModuleInstance[]
}

/**
 * The module instances of a plan: all that hold a resource instance, and their ancestors.
 *
 * A module without resources leaves no trace of its instances in a plan. Its arguments and outputs are written once for all
 * of them, so one instance made up under the key of the reference stands for whatever there is.
 */
export function indexModuleInstances(plan: Pick<Plan, 'configuration' | 'instances'>): ModuleInstances {
  const root: ModuleInstance = { text: '', configuration: plan.configuration.root_module }
  const seen = new Map<ModuleInstance, Map<string, Map<InstanceKey, ModuleInstance>>>()
  const madeUp = new Map<ModuleInstance, Map<string, Map<InstanceKey, ModuleInstance>>>()
  for (const { address } of plan.instances) at(address.module)

  function at(steps: readonly ModuleStep[]): ModuleInstance {
    let module = root
    for (const { name, key } of steps) module = childOf(seen, module, name, key)
    return module
  }

  function called(caller: ModuleInstance, name: string, key: InstanceKey): readonly ModuleInstance[] {
    const children = seen.get(caller)?.get(name)
    if (children !== undefined) {
      if (key === undefined) return [...children.values()]
      const named = sameKeys(key).flatMap((own) => children.get(own) ?? [])
      if (named.length > 0) return named
    }
    return [childOf(madeUp, caller, name, key)]
  }

  return { root, at, called }
}

/** Terraform converts an index to the kind of key that the collection has: `x["0"]` finds instance 0. */
export function sameKey(a: InstanceKey, b: InstanceKey): boolean {
  return a === b || (a !== undefined && b !== undefined && String(a) === String(b))
}

/** The keys that {@link sameKey} finds the same as this one, and none. */
export function sameKeys(key: string | number): readonly InstanceKey[] {
  if (typeof key === 'number') return [undefined, key, String(key)]
  return String(Number(key)) === key ? [undefined, Number(key), key] : [undefined, key]
}

function childOf(
  children: Map<ModuleInstance, Map<string, Map<InstanceKey, ModuleInstance>>>,
  caller: ModuleInstance,
  name: string,
  key: InstanceKey,
): ModuleInstance {
  const byName = entry(children, caller, () => new Map<string, Map<InstanceKey, ModuleInstance>>())
  const byKey = entry(byName, name, () => new Map<InstanceKey, ModuleInstance>())
  return entry(byKey, key, () => {
    const call = member(caller.configuration?.module_calls, name)
    const step = `module.${name}${printKey(key)}`
    return {
      text: caller.text === '' ? step : `${caller.text}.${step}`,
      configuration: call?.module,
      caller: { module: caller, call, name, key },
    }
  })
}

/** What the map holds under a key; made and put there when it holds nothing yet. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
