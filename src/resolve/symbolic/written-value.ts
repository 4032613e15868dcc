import { convert } from '../../hcl/convert.ts'
import { iterate } from '../../hcl/evaluate/access.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { bind, force, type Node, type Scope } from '../../hcl/evaluate/scope.ts'
import { blocksOf } from '../../hcl/syntax/blocks.ts'
import type { Block, Body } from '../../hcl/syntax/syntax.ts'
import { hasUntold, type Type } from '../../hcl/types.ts'
import type { Step, Value } from '../../plan/value.ts'
import { attempt, namespace } from './nodes.ts'

/** The declared type at a path of the instance, or that blocks stand there; `undefined` where no facts tell. */
export type TypeAt = (path: readonly Step[]) => Type | 'block' | undefined

/** Arguments and blocks that Terraform itself reads: they are no part of the object. */
const META = new Set([
  'count',
  'for_each',
  'provider',
  'depends_on',
  'lifecycle',
  'provisioner',
  'connection',
])

/** The names of what is written in the block of an instance, without what Terraform reads itself. */
export function writtenNames({ body }: Pick<Block, 'body'>): readonly string[] {
  const names = new Set([...body.attributes.keys(), ...body.blocks.map(nameOfBlock)])
  return [...names].filter((name) => !META.has(name))
}

/**
 * What an argument, or the nested blocks of a name, will be by what is written. `undefined` where nothing is written or it cannot be
 * worked out; null where it is written as null.
 */
export function writtenValue(body: Body, name: string, scope: Scope, typeAt: TypeAt): Value | undefined {
  return valueIn(body, name, [name], scope, typeAt)
}

function valueIn(
  body: Body,
  name: string,
  path: readonly Step[],
  scope: Scope,
  typeAt: TypeAt,
): Value | undefined {
  const attribute = body.attributes.get(name)
  // JSON writes blocks as it writes arguments: only the provider's schema tells them apart.
  const isBlock = body.json === true && typeAt(path) === 'block'
  if (isBlock && body.attributes.has('dynamic')) return undefined
  if (attribute !== undefined && !isBlock) {
    return attempt(() => {
      const value = evaluate(attribute.expression, scope)
      const type = typeAt(path)
      return type === undefined || type === 'block' || hasUntold(type) ? value : convert(value, type)
    })
  }
  const blocks = isBlock
    ? blocksOf(body, name, 0)
    : body.blocks.filter((block) => nameOfBlock(block) === name)
  if (blocks.length === 0) return undefined
  const elements: Value[] = []
  for (const block of blocks) {
    const bodies =
      block.type === 'dynamic' ? attempt(() => expandDynamic(block, scope)) : [{ body: block.body, scope }]
    if (bodies === undefined) return undefined
    for (const each of bodies)
      elements.push(bodyValue(each.body, [...path, elements.length], each.scope, typeAt))
  }
  return { kind: 'list', elements }
}

function bodyValue(body: Body, path: readonly Step[], scope: Scope, typeAt: TypeAt): Value {
  const names = new Set([...body.attributes.keys(), ...body.blocks.map(nameOfBlock)])
  const entries = new Map<string, Value>()
  for (const name of names) {
    const value = valueIn(body, name, [...path, name], scope, typeAt)
    if (value !== undefined) entries.set(name, value)
  }
  return { kind: 'map', entries }
}

function nameOfBlock(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0] ?? '') : block.type
}

/** The iterator as a whole. */
function elementObject(key: Value, node: Node): Value {
  return {
    kind: 'map',
    form: 'object',
    entries: new Map([
      ['key', key],
      ['value', force(node)],
    ]),
  }
}

/** One body for each element of `for_each`. Source: hcl `ext/dynblock`. `undefined` where the elements are not known. */
function expandDynamic(block: Block, scope: Scope): readonly { body: Body; scope: Scope }[] | undefined {
  const collection = block.body.attributes.get('for_each')?.expression
  const content = block.body.blocks.find(({ type }) => type === 'content')?.body
  if (collection === undefined || content === undefined) return undefined
  const found = iterate(evaluate(collection, scope))
  if (found === undefined) return undefined
  const written = block.body.attributes.get('iterator')?.expression
  const iterator = written?.kind === 'variable' ? written.name : nameOfBlock(block)
  return found.elements.map(({ key, node }) => ({
    body: content,
    scope: bind(
      scope,
      new Map([
        [
          iterator,
          namespace(
            (name) => (name === 'key' ? key : node),
            () => elementObject(key, node),
          ),
        ],
      ]),
    ),
  }))
}
