import type { ResourceAddress } from '../plan/address.ts'
import { type ConfigModule, type ConfigResource, type Configuration, member } from '../plan/plan-document.ts'

/** Finds the block of the configuration that an instance was made from. */
export interface ConfigurationIndex {
  /** The module at a path of names, without instance keys. */
  readonly moduleAt: (names: readonly string[]) => ConfigModule | undefined
  readonly blockOf: (address: ResourceAddress) => ConfigResource | undefined
}

/** Each module is indexed once, when it is first asked for. */
export function indexConfiguration(configuration: Configuration): ConfigurationIndex {
  const blocks = new Map<ConfigModule, ReadonlyMap<string, ConfigResource>>()

  function moduleAt(names: readonly string[]): ConfigModule | undefined {
    let module = configuration.root_module
    for (const name of names) module = member(module?.module_calls, name)?.module
    return module
  }

  function blockOf(address: ResourceAddress): ConfigResource | undefined {
    const module = moduleAt(address.module.map((step) => step.name))
    if (module === undefined) return undefined
    let index = blocks.get(module)
    if (index === undefined) {
      index = new Map((module.resources ?? []).map((block) => [blockKey(block), block]))
      blocks.set(module, index)
    }
    return index.get(blockKey(address))
  }

  return { moduleAt, blockOf }
}

function blockKey(block: { readonly mode: string; readonly type: string; readonly name: string }): string {
  return `${block.mode} ${block.type} ${block.name}`
}
