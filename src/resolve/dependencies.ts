import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { buildDependencyGraph, type GraphEdge, type GraphNode } from './dependency-graph.ts'
import { addressOfBlock } from './hidden-blocks.ts'
import { entry, sameKey } from './module-instances.ts'
import type { ModuleSources } from './symbolic/module-source.ts'

/** Whether one instance is applied before another. */
export type Precedence =
  /** Terraform orders them so; the path leads from the later to the earlier one, as people write it. */
  | { readonly kind: 'certain'; readonly path: readonly string[] }
  /** Nothing orders them that plan JSON shows, which never shows preconditions and `replace_triggered_by`, or the sources. */
  | { readonly kind: 'none' }
  /** Nothing that can be seen orders them, but something on the way cannot be seen. */
  | { readonly kind: 'unknown'; readonly because: readonly string[] }

export interface Dependencies {
  /** Whether `later` waits for `earlier`. Instances that go away count by their blocks. */
  readonly pathFrom: (later: ResourceInstance, earlier: ResourceInstance) => Precedence
}

/** What a node waits for, as far as it has been walked: breadth first, so that the shortest path is found first. */
interface Walk {
  readonly start: GraphNode
  readonly pending: GraphNode[]
  /** How many of `pending` have been left behind. */
  done: number
  readonly firstFrom: Map<GraphNode, GraphNode>
  readonly edgesInto: Map<GraphNode, Arrival[]>
  readonly hidden: Set<string>
}

interface Arrival {
  readonly from: GraphNode
  readonly edge: GraphEdge
}

/**
 * Answers which instances Terraform applies before which. It orders blocks of the configuration: each instance of one waits
 * for each instance of the other, also in sibling instances of a module; only a reference to a single instance, `x[0]`,
 * ties to that instance alone, as long as the plan changes it. `terraform graph -plan` shows the same.
 * The walk from the block that was asked about last is remembered, and goes no further than the answer needs.
 */
export function indexDependencies(plan: Plan, sourceOf?: ModuleSources): Dependencies {
  const nodeOf = buildDependencyGraph(plan, sourceOf)
  const instances = new Map<string, ResourceInstance[]>()
  for (const instance of plan.instances)
    entry(instances, addressOfBlock(instance.address), () => []).push(instance)
  let last: Walk | undefined

  function pathFrom(later: ResourceInstance, earlier: ResourceInstance): Precedence {
    const start = nodeOf(later.address)
    const end = nodeOf(earlier.address)
    // Terraform refuses a block that refers to itself.
    if (start === end) return { kind: 'none' }
    if (last?.start !== start) last = startWalk(start)
    let checked = 0
    for (let more = true; more; more = stepOn(last)) {
      const arrivals = last.edgesInto.get(end) ?? []
      const found = arrivals.slice(checked).find(({ edge }) => isMeant(edge, earlier))
      if (found !== undefined) return { kind: 'certain', path: pathTo(last, found.from, end) }
      checked = arrivals.length
    }
    const others = (last.edgesInto.get(end) ?? []).filter(({ edge }) => !changes(earlier, edge))
    const because = [
      ...last.hidden,
      ...others.map(({ from }) => `${from.text} names another instance of ${end.text}`),
    ]
    return because.length === 0 ? { kind: 'none' } : { kind: 'unknown', because }
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

function startWalk(start: GraphNode): Walk {
  return { start, pending: [start], done: 0, firstFrom: new Map(), edgesInto: new Map(), hidden: new Set() }
}

/** Follows the edges of one more node; false when all have been followed. */
function stepOn(walk: Walk): boolean {
  const node = walk.pending[walk.done]
  if (node === undefined) return false
  walk.done += 1
  if (node.hides !== undefined) walk.hidden.add(node.hides)
  for (const edge of node.edges) {
    const next = edge.to()
    entry(walk.edgesInto, next, () => []).push({ from: node, edge })
    if (next === walk.start || walk.firstFrom.has(next)) continue
    walk.firstFrom.set(next, node)
    walk.pending.push(next)
  }
  return true
}

function pathTo(walk: Walk, from: GraphNode, end: GraphNode): readonly string[] {
  const path = [end.text]
  for (let node: GraphNode | undefined = from; node !== undefined; node = walk.firstFrom.get(node)) {
    if (path.at(-1) !== node.text) path.push(node.text)
  }
  return path.reverse()
}
