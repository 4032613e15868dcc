import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { buildDependencyGraph, type GraphEdge, type GraphNode } from './dependency-graph.ts'
import { addressOfBlock } from './hidden-blocks.ts'
import { entry, sameKey } from './module-instances.ts'

/** Whether one instance is applied before another. */
export type Precedence =
  /** Terraform orders them so; the path leads from the later to the earlier one, as people write it. */
  | { readonly kind: 'certain'; readonly path: readonly string[] }
  /** Nothing that plan JSON shows orders them. Preconditions and `replace_triggered_by` are never shown. */
  | { readonly kind: 'none' }
  /** Nothing that plan JSON shows orders them, but something on the way cannot be seen. */
  | { readonly kind: 'unknown'; readonly because: readonly string[] }

export interface Dependencies {
  /** Whether `later` waits for `earlier`. Instances that go away count by their blocks. */
  readonly pathFrom: (later: ResourceInstance, earlier: ResourceInstance) => Precedence
}

/** Everything that a node waits for, with the edge by which each was first reached. */
interface Reach {
  readonly start: GraphNode
  readonly firstFrom: ReadonlyMap<GraphNode, GraphNode>
  readonly edgesInto: ReadonlyMap<GraphNode, readonly Arrival[]>
  readonly hidden: readonly string[]
}

interface Arrival {
  readonly from: GraphNode
  readonly edge: GraphEdge
}

/**
 * Answers which instances Terraform applies before which. It orders blocks of the configuration: each instance of one waits
 * for each instance of the other, also in sibling instances of a module; only a reference to a single instance, `x[0]`,
 * ties to that instance alone, as long as the plan changes it. `terraform graph -plan` shows the same.
 * What the last block asked about waits for is remembered.
 */
export function indexDependencies(plan: Plan): Dependencies {
  const nodeOf = buildDependencyGraph(plan)
  const instances = new Map<string, ResourceInstance[]>()
  for (const instance of plan.instances)
    entry(instances, addressOfBlock(instance.address), () => []).push(instance)
  let last: Reach | undefined

  function pathFrom(later: ResourceInstance, earlier: ResourceInstance): Precedence {
    const start = nodeOf(later.address)
    const end = nodeOf(earlier.address)
    if (last?.start !== start) last = reachOf(start)
    const hidden = [...last.hidden]
    for (const { from, edge } of last.edgesInto.get(end) ?? []) {
      if (isMeant(edge, earlier)) return { kind: 'certain', path: pathTo(last, from, end) }
      if (!changes(earlier, edge)) hidden.push(`${from.text} names another instance of ${end.text}`)
    }
    return hidden.length === 0 ? { kind: 'none' } : { kind: 'unknown', because: hidden }
  }

  /** Terraform ties a reference to an instance that it does not change to the whole resource. */
  function changes(sibling: ResourceInstance, edge: GraphEdge): boolean {
    return (instances.get(addressOfBlock(sibling.address)) ?? []).some(
      (instance) =>
        isMeant(edge, instance) && instance.from === 'change' && !instance.actions.includes('no-op'),
    )
  }

  return { pathFrom }
}

function isMeant(edge: GraphEdge, { address }: ResourceInstance): boolean {
  return edge.key === undefined || address.key === undefined || sameKey(edge.key, address.key)
}

function reachOf(start: GraphNode): Reach {
  const firstFrom = new Map<GraphNode, GraphNode>()
  const edgesInto = new Map<GraphNode, Arrival[]>()
  const hidden = new Set<string>()
  const pending = [start]
  for (let at = 0; at < pending.length; at += 1) {
    const node = pending[at]
    if (node === undefined) break
    if (node.hides !== undefined) hidden.add(node.hides)
    for (const edge of node.edges) {
      const next = edge.to()
      entry(edgesInto, next, () => []).push({ from: node, edge })
      if (next === start || firstFrom.has(next)) continue
      firstFrom.set(next, node)
      pending.push(next)
    }
  }
  return { start, firstFrom, edgesInto, hidden: [...hidden] }
}

function pathTo(reach: Reach, from: GraphNode, end: GraphNode): readonly string[] {
  const path = [end.text]
  for (let node: GraphNode | undefined = from; node !== undefined; node = reach.firstFrom.get(node)) {
    if (path.at(-1) !== node.text) path.push(node.text)
  }
  return path.reverse()
}
