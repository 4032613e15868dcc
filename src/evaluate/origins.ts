import type { ResourceInstance } from '../plan/plan.ts'
import type { Resolution } from '../resolve/resolution.ts'
import type { Leaf } from './result.ts'

/** The same leaves, each with the way back to where its value was written. `instanceAt` finds the instance of an address. */
export function withOrigins(
  leaves: readonly Leaf[],
  instanceAt: (address: string) => ResourceInstance | undefined,
  resolution: Resolution,
): readonly Leaf[] {
  return leaves.map((leaf) => {
    const instance = leaf.address === undefined ? undefined : instanceAt(leaf.address)
    if (instance === undefined || leaf.path.length === 0) return leaf
    const origin = resolution.originOf(instance, leaf.path)
    return origin.length === 0 ? leaf : { ...leaf, value: { ...leaf.value, origin } }
  })
}
