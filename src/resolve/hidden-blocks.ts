import { printModuleAddress, type ResourceAddress } from '../plan/address.ts'
import type { Plan, ResourceInstance } from '../plan/plan.ts'
import type { Json } from '../plan/plan-document.ts'
import { isArray, isObject } from '../plan/planned-value.ts'

/**
 * Finds configuration blocks that some instance has more of than the configuration shows: `dynamic` blocks, which plan JSON
 * leaves out. Only instances that are new are looked at, for the provider fills in blocks of existing ones.
 * Takes a resource block by its address without keys, gives the reason.
 */
export function findHiddenBlocks(plan: Plan): (block: string) => string | undefined {
  const instances = new Map<string, ResourceInstance>()
  for (const instance of plan.instances) {
    if (isObject(instance.change.before)) continue
    const block = addressOfBlock(instance.address)
    if (!instances.has(block)) instances.set(block, instance)
  }

  return (block) => {
    const instance = instances.get(block)
    if (instance === undefined || instance.configuration === undefined) return undefined
    const name = hiddenBlock(instance.change.after, instance.configuration.expressions as Json | undefined)
    return name === undefined ? undefined : `a \`dynamic\` block makes \`${name}\` of \`${block}\``
  }
}

/** The address of the block that an instance was made from: without the instance keys. */
export function addressOfBlock(address: ResourceAddress): string {
  const module = printModuleAddress(address.module.map(({ name }) => ({ name, key: undefined })))
  const mode = address.mode === 'managed' ? '' : `${address.mode}.`
  return `${module}${module === '' ? '' : '.'}${mode}${address.type}.${address.name}`
}

function hiddenBlock(planned: Json | undefined, written: Json | undefined): string | undefined {
  const pending = [{ planned, written }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (!isObject(next.planned)) continue
    for (const name of Object.keys(next.planned)) {
      const value = next.planned[name]
      if (!isArray(value) || !value.some(isObject)) continue
      const shown =
        isObject(next.written) && Object.hasOwn(next.written, name) ? next.written[name] : undefined
      if (shown === undefined) return name
      if (!isArray(shown)) continue
      if (shown.length < value.length) return name
      for (const [index, element] of value.entries())
        pending.push({ planned: element, written: shown[index] })
    }
  }
  return undefined
}
