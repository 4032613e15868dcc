import { isSyntaxFault } from '../../hcl/syntax/fault.ts'
import { parseConfiguration } from '../../hcl/syntax/parse.ts'
import type { Block, Body, Expression } from '../../hcl/syntax/syntax.ts'
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

/**
 * `undefined` where a file is not in Terraform's native syntax, or overrides others: nothing may then rest on what the files say one
 * by one.
 */
function readModule({ directory, files }: SourceModule): ModuleSource | undefined {
  const module = {
    directory,
    resources: new Map<string, Written<Block>>(),
    variables: new Map<string, Written<Block>>(),
    locals: new Map<string, Written<Expression>>(),
    outputs: new Map<string, Written<Block>>(),
    calls: new Map<string, Written<Block>>(),
    providers: new Map<string, Written<Block>>(),
  }
  for (const { name, text } of files) {
    if (isOverride(name) || !name.endsWith('.tf')) return undefined
    const body = parseConfiguration(text)
    if (isSyntaxFault(body)) return undefined
    addBlocks(module, body, directory === '.' || directory === '' ? name : `${directory}/${name}`)
  }
  return module
}

function isOverride(name: string): boolean {
  return /(^|_)override\.tf(\.json)?$/.test(name)
}

function addBlocks(
  module: {
    readonly resources: Map<string, Written<Block>>
    readonly variables: Map<string, Written<Block>>
    readonly locals: Map<string, Written<Expression>>
    readonly outputs: Map<string, Written<Block>>
    readonly calls: Map<string, Written<Block>>
    readonly providers: Map<string, Written<Block>>
  },
  body: Body,
  file: string,
): void {
  for (const block of body.blocks) {
    const [first = '', second = ''] = block.labels
    const item = { item: block, file }
    if (block.type === 'resource') module.resources.set(`managed ${first}.${second}`, item)
    else if (block.type === 'data') module.resources.set(`data ${first}.${second}`, item)
    else if (block.type === 'variable') module.variables.set(first, item)
    else if (block.type === 'output') module.outputs.set(first, item)
    else if (block.type === 'module') module.calls.set(first, item)
    else if (block.type === 'provider') module.providers.set(providerKey(first, block), item)
    else if (block.type === 'locals') {
      for (const [name, { expression }] of block.body.attributes)
        module.locals.set(name, { item: expression, file })
    }
  }
}

function providerKey(name: string, { body }: Block): string {
  const alias = body.attributes.get('alias')?.expression
  const [part] = alias?.kind === 'template' ? alias.parts : []
  return part?.kind === 'text' ? `${name}.${part.text}` : name
}
