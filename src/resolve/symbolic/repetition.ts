import { convert } from '../../hcl/convert.ts'
import { iterate } from '../../hcl/evaluate/access.ts'
import { evaluate, evaluateNode } from '../../hcl/evaluate/evaluate.ts'
import type { Node, Scope } from '../../hcl/evaluate/scope.ts'
import type { Block } from '../../hcl/syntax/syntax.ts'
import { NUMBER } from '../../hcl/types.ts'
import type { InstanceKey } from '../../plan/instance-key.ts'
import type { Value } from '../../plan/value.ts'
import { attempt, namespace, opaqueName } from './nodes.ts'

/** How often a block is repeated, as it is written. */
export type Repetition = 'none' | 'count' | 'for-each'

export function repetitionOf(block: Block): Repetition {
  if (block.body.attributes.has('count')) return 'count'
  return block.body.attributes.has('for_each') ? 'for-each' : 'none'
}

/** The keys of a block's instances, where its `count` or `for_each` is known. */
export function instanceKeys(block: Block, scope: Scope): readonly InstanceKey[] | undefined {
  const count = block.body.attributes.get('count')
  if (count !== undefined) {
    const value = convert(evaluate(count.expression, scope), NUMBER)
    const length = value.kind === 'known' ? Number(value.value) : Number.NaN
    return length >= 0 && length < 100_000 ? Array.from({ length }, (_, index) => index) : undefined
  }
  const each = forEachElements(block, scope)
  if (each === undefined) return block.body.attributes.has('for_each') ? undefined : [undefined]
  return [...each.keys()]
}

type EachElements = ReadonlyMap<string, Node> | undefined

/** Each of the many instances of a block asks for the same. */
const remembered = new WeakMap<Scope, Map<Block, EachElements>>()

/** `each.value` by `each.key`; `undefined` where the collection is not known. In a set every element is its own key. */
function forEachElements(block: Block, scope: Scope): EachElements {
  let inScope = remembered.get(scope)
  if (inScope === undefined) {
    inScope = new Map()
    remembered.set(scope, inScope)
  }
  if (inScope.has(block)) return inScope.get(block)
  const elements = attempt(() => evaluateForEach(block, scope))
  inScope.set(block, elements)
  return elements
}

function evaluateForEach(block: Block, scope: Scope): EachElements {
  const attribute = block.body.attributes.get('for_each')
  if (attribute === undefined) return undefined
  const collection = evaluateNode(attribute.expression, scope)
  const found = iterate(collection)
  if (found === undefined) return undefined
  const elements = new Map<string, Node>()
  for (const { key, node } of found.elements) {
    const name = collection.kind === 'list' ? node : key
    if (name.kind !== 'known' || typeof name.value !== 'string') return undefined
    elements.set(name.value, node)
  }
  return elements
}

/** What `count` and `each` mean for one instance. `undefined` stands for a value that cannot be told. */
function repetitionNames(
  block: Block,
  key: InstanceKey,
  scope: Scope,
): ReadonlyMap<string, ReadonlyMap<string, Node | undefined>> {
  const names = new Map<string, ReadonlyMap<string, Node | undefined>>()
  if (typeof key === 'number') names.set('count', new Map([['index', text(key)]]))
  if (typeof key === 'string') {
    const value = forEachElements(block, scope)?.get(key)
    names.set(
      'each',
      new Map([
        ['key', text(key)],
        ['value', value],
      ]),
    )
  }
  return names
}

function text(value: string | number): Value {
  return { kind: 'known', value }
}

/** The scope of one instance of a block: `each` and `count` mean what they are for its key. */
export function withRepetition(outer: Scope, block: Block, key: InstanceKey, id: string): Scope {
  if (key === undefined) return outer
  const names = attempt(() => repetitionNames(block, key, outer))
  return {
    ...outer,
    lookup: (name) => {
      if (name !== 'each' && name !== 'count') return outer.lookup(name)
      return namespace((inner) => names?.get(name)?.get(inner) ?? opaqueName(`${id}#${name}.${inner}`))
    },
  }
}
