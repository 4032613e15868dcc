import { blocksOf } from '../../hcl/syntax/blocks.ts'
import { isSyntaxFault } from '../../hcl/syntax/fault.ts'
import { parseConfiguration } from '../../hcl/syntax/parse.ts'
import { parseJsonConfiguration } from '../../hcl/syntax/parse-json.ts'
import type { Block, Body, Expression } from '../../hcl/syntax/syntax.ts'
import { literalText } from '../../hcl/syntax/text.ts'
import type { SourceModule, SourceTree } from '../../plan/source-tree.ts'

/** Something written, with the file where it stands. */
export interface Written<T> {
  readonly item: T
  readonly file: string
}

/** What a module's files say, by name. */
export interface ModuleSource {
  readonly directory: string
  /** By `managed aws_x.y` or `data aws_x.y`. */
  readonly resources: ReadonlyMap<string, Written<Block>>
  readonly variables: ReadonlyMap<string, Written<Block>>
  readonly locals: ReadonlyMap<string, Written<Expression>>
  readonly outputs: ReadonlyMap<string, Written<Block>>
  readonly calls: ReadonlyMap<string, Written<Block>>
  /** By local name, with the alias behind a dot: `aws`, `aws.us`. */
  readonly providers: ReadonlyMap<string, Written<Block>>
}

/** Finds the sources of a module by the names of the calls that lead to it. */
export type ModuleSources = (names: readonly string[]) => ModuleSource | undefined

/** Finds the sources of a module by the names of the calls that lead to it; each is parsed once, when it is first asked for. */
export function indexModuleSources(tree: SourceTree): ModuleSources {
  const parsed = new Map<string, ModuleSource | undefined>()
  return (names) => {
    const key = names.join('.')
    if (!parsed.has(key)) {
      const module = tree.modules.get(key)
      parsed.set(key, module === undefined ? undefined : readModule(module))
    }
    return parsed.get(key)
  }
}

interface MutableSource {
  readonly directory: string
  readonly resources: Map<string, Written<Block>>
  readonly variables: Map<string, Written<Block>>
  readonly locals: Map<string, Written<Expression>>
  readonly outputs: Map<string, Written<Block>>
  readonly calls: Map<string, Written<Block>>
  readonly providers: Map<string, Written<Block>>
}

/**
 * `undefined` where a file cannot be parsed, or overrides others: nothing may then rest on what the files say one by one.
 */
function readModule({ directory, files }: SourceModule): ModuleSource | undefined {
  const module: MutableSource = {
    directory,
    resources: new Map(),
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: new Map(),
    providers: new Map(),
  }
  for (const { name, text } of files) {
    if (isOverride(name)) return undefined
    const body = name.endsWith('.json') ? parseJsonConfiguration(text) : parseConfiguration(text)
    if (isSyntaxFault(body)) return undefined
    addBlocks(module, body, directory === '.' || directory === '' ? name : `${directory}/${name}`)
  }
  return module
}

function isOverride(name: string): boolean {
  return /(^|_)override\.tf(\.json)?$/.test(name)
}

function addBlocks(module: MutableSource, body: Body, file: string): void {
  const add = (
    map: Map<string, Written<Block>>,
    type: string,
    labels: number,
    key: (block: Block) => string,
  ): void => {
    for (const block of blocksOf(body, type, labels)) map.set(key(block), { item: block, file })
  }
  const first = ({ labels }: Block): string => labels[0] ?? ''
  add(module.resources, 'resource', 2, ({ labels }) => `managed ${labels.join('.')}`)
  add(module.resources, 'data', 2, ({ labels }) => `data ${labels.join('.')}`)
  add(module.variables, 'variable', 1, first)
  add(module.outputs, 'output', 1, first)
  add(module.calls, 'module', 1, first)
  add(module.providers, 'provider', 1, providerKey)
  for (const block of blocksOf(body, 'locals', 0)) {
    for (const [name, { expression }] of block.body.attributes)
      module.locals.set(name, { item: expression, file })
  }
}

function providerKey(block: Block): string {
  const alias = block.body.attributes.get('alias')?.expression
  const name = block.labels[0] ?? ''
  const text = alias === undefined ? undefined : literalText(alias)
  return text === undefined ? name : `${name}.${text}`
}
