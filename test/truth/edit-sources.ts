import { isSyntaxFault } from '../../src/hcl/syntax/fault.ts'
import { parseConfiguration } from '../../src/hcl/syntax/parse.ts'
import type { Block, Body, Expression, Range } from '../../src/hcl/syntax/syntax.ts'
import type { SourceModule, SourceTree } from '../../src/plan/source-tree.ts'
import { partsOf } from '../../src/resolve/symbolic/written-references.ts'
import type { Random } from './random.ts'

/** What was done to sources. A `literal` beside an unknown cannot be noticed; neither can what no plan JSON shows of a local or a `dynamic` block. */
export interface Edit {
  readonly kind: 'literal' | 'reference' | 'name' | 'remove' | 'duplicate' | 'swap' | 'rename'
  /** It stands in a local or a `dynamic` block, of which plan JSON shows nothing. */
  readonly isHidden: boolean
  readonly text: string
  readonly tree: SourceTree
}

/** Sources with one edit made by chance; undefined where there is nothing to edit in that way. */
export function editSources(tree: SourceTree, random: Random): Edit | undefined {
  const keys = [...tree.modules.keys()]
  if (random.once(12) && keys.length > 2) return swapModules(tree, random)
  const key = random.pick(keys)
  const module = tree.modules.get(key)
  const native = module?.files.filter(({ name }) => name.endsWith('.tf')) ?? []
  if (module === undefined || native.length === 0) return undefined
  const file = random.pick(native)
  const body = parseConfiguration(file.text)
  if (isSyntaxFault(body)) return undefined
  const edited = editFile(file.text, body, random)
  if (edited === undefined) return undefined
  const files = module.files.map((one) => (one === file ? { ...one, text: edited.text } : one))
  return {
    kind: edited.kind,
    isHidden: edited.isHidden,
    text: `${key} ${file.name}: ${edited.kind} ${edited.what}`,
    tree: withModule(tree, key, { ...module, files }),
  }
}

function withModule(tree: SourceTree, key: string, module: SourceModule): SourceTree {
  return { ...tree, modules: new Map([...tree.modules, [key, module]]) }
}

function swapModules(tree: SourceTree, random: Random): Edit | undefined {
  const keys = [...tree.modules.keys()].filter((key) => key !== '')
  const [one, other] = [random.pick(keys), random.pick(keys)]
  const [a, b] = [tree.modules.get(one), tree.modules.get(other)]
  if (a === undefined || b === undefined || a.directory === b.directory) return undefined
  const modules = new Map([...tree.modules, [one, b], [other, a]])
  return { kind: 'swap', isHidden: false, text: `swap ${one} and ${other}`, tree: { ...tree, modules } }
}

interface Edited {
  readonly kind: Edit['kind']
  readonly isHidden: boolean
  readonly what: string
  readonly text: string
}

function editFile(text: string, body: Body, random: Random): Edited | undefined {
  const blocks = body.blocks.filter(({ type }) =>
    ['resource', 'data', 'locals', 'module', 'output', 'variable'].includes(type),
  )
  if (blocks.length === 0) return undefined
  const block = random.pick(blocks)
  const replace = (range: Range, by: string): string =>
    `${text.slice(0, range.start)}${by}${text.slice(range.end)}`
  const whole = text.slice(block.range.start, block.range.end)
  if (random.once(10))
    return { kind: 'remove', isHidden: false, what: titleOf(block), text: replace(block.range, '') }
  if (random.once(12) && block.labels.length > 0) {
    const copy = whole.replace(`"${block.labels.at(-1)}"`, `"${block.labels.at(-1)}_copy"`)
    return { kind: 'duplicate', isHidden: false, what: titleOf(block), text: `${text}\n${copy}\n` }
  }
  const all = attributesOf(block, block.type === 'locals')
  if (all.length === 0) return undefined
  const { name, range, expression, isHidden } = random.pick(all)
  if (random.once(8)) {
    const kind = block.type === 'locals' ? 'rename' : 'name'
    const renamed = text.slice(range.start, range.end).replace(name, `${name}_x`)
    return { kind, isHidden: isHidden && kind !== 'rename', what: name, text: replace(range, renamed) }
  }
  if (random.once(10)) return { kind: 'remove', isHidden, what: name, text: replace(range, '') }
  const leaves = leavesOf(expression)
  if (leaves.length === 0) return undefined
  const leaf = random.pick(leaves)
  const old = text.slice(leaf.range.start, leaf.range.end)
  if (leaf.kind === 'reference') {
    const others = leavesInFile(body).filter(
      ({ kind, range: other }) => kind === 'reference' && text.slice(other.start, other.end) !== old,
    )
    const by = others.length === 0 ? undefined : random.pick(others)
    if (by === undefined) return undefined
    const to = text.slice(by.range.start, by.range.end)
    return { kind: 'reference', isHidden, what: `${name}: ${old} to ${to}`, text: replace(leaf.range, to) }
  }
  const to = /^[a-z0-9-]+$/i.test(old) && !/^(true|false|null|\d+)$/.test(old) ? `${old}x` : otherLiteral(old)
  return { kind: 'literal', isHidden, what: `${name}: ${old} to ${to}`, text: replace(leaf.range, to) }
}

function otherLiteral(old: string): string {
  if (old === 'true') return 'false'
  if (old === 'false') return 'true'
  return /^\d+$/.test(old) ? `${Number(old) + 1}` : `${old}-x`
}

function titleOf({ type, labels }: Block): string {
  return [type, ...labels].join(' ')
}

interface Found {
  readonly name: string
  readonly range: Range
  readonly expression: Expression
  readonly isHidden: boolean
}

function attributesOf(block: Block, isHidden: boolean): readonly Found[] {
  const own = [...block.body.attributes.values()].map(({ name, range, expression }) => ({
    name,
    range,
    expression,
    isHidden,
  }))
  return [
    ...own,
    ...block.body.blocks.flatMap((inner) => attributesOf(inner, isHidden || inner.type === 'dynamic')),
  ]
}

interface Leaf {
  readonly kind: 'literal' | 'reference'
  readonly range: Range
}

function leavesInFile(body: Body): readonly Leaf[] {
  return body.blocks
    .flatMap((block) => attributesOf(block, false))
    .flatMap(({ expression }) => leavesOf(expression))
}

/** Literals and whole traversals. */
function leavesOf(expression: Expression): readonly Leaf[] {
  switch (expression.kind) {
    case 'literal':
      return [{ kind: 'literal', range: expression.range }]
    case 'variable':
    case 'attribute':
    case 'index':
      return [{ kind: 'reference', range: expression.range }]
    case 'template':
      return expression.parts.flatMap((part): readonly Leaf[] => {
        if (part.kind === 'text')
          return /^[\w/:.-]+$/.test(part.text) ? [{ kind: 'literal', range: part.range }] : []
        return part.kind === 'interpolation' ? leavesOf(part.expression) : []
      })
    case 'for-tuple':
    case 'for-object':
      return leavesOf(expression.collection)
    default:
      return partsOf(expression).flatMap(leavesOf)
  }
}
