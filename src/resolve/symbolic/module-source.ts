import type { Diagnostic, Location } from '../../diagnostic.ts'
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

/**
 * Finds the sources of a module by the names of the calls that lead to it; each is parsed once, when it is first asked for. `tell`
 * hears, once for each module, why its sources cannot be used.
 */
export function indexModuleSources(
  tree: SourceTree,
  tell: (diagnostic: Diagnostic) => void = () => undefined,
): ModuleSources {
  const parsed = new Map<string, ModuleSource | undefined>()

  function read(names: readonly string[]): ModuleSource | undefined {
    const module = tree.modules.get(names.join('.'))
    const found = module === undefined ? undefined : readModule(module)
    if (found === undefined) tell(missingSources(names, tree))
    else if (isUnusable(found)) tell(unusableSources(names, found))
    else return found
    return undefined
  }

  return (names) => {
    const key = names.join('.')
    if (!parsed.has(key)) parsed.set(key, read(names))
    return parsed.get(key)
  }
}

/** Why nothing can rest on the files of a module. */
interface Unusable {
  readonly because: string
  readonly location: Location
}

function isUnusable(found: ModuleSource | Unusable): found is Unusable {
  return 'because' in found
}

function missingSources(names: readonly string[], { origin }: SourceTree): Diagnostic {
  return {
    code: 'sources-missing',
    severity: 'warning',
    message: `the sources of ${nameOfModule(names)} are not in the ${origin === 'folder' ? 'folder' : 'plan file'}; what depends on them stays unknown`,
    help: 'give the plan file, or the folder where `terraform init` was run for this plan',
  }
}

function unusableSources(names: readonly string[], { because, location }: Unusable): Diagnostic {
  return {
    code: 'sources-unusable',
    severity: 'warning',
    message: `the sources of ${nameOfModule(names)} are not used, and what depends on them stays unknown: ${because}`,
    help: 'if Terraform accepts them, please report it as a bug of plangate',
    location,
  }
}

function nameOfModule(names: readonly string[]): string {
  return names.length === 0 ? 'the root module' : `\`${names.map((name) => `module.${name}`).join('.')}\``
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

/** Unusable where a file cannot be parsed, or overrides others: nothing may then rest on what the files say one by one. */
function readModule({ directory, files }: SourceModule): ModuleSource | Unusable {
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
    const file = directory === '.' || directory === '' ? name : `${directory}/${name}`
    if (isOverride(name))
      return { because: 'files that override others are not evaluated', location: { file } }
    if (/\.tofu(\.json)?$/.test(name))
      return { because: 'files for OpenTofu alone are not evaluated', location: { file } }
    const body = name.endsWith('.json') ? parseJsonConfiguration(text) : parseConfiguration(text)
    if (isSyntaxFault(body)) {
      const { message, line, column } = body
      return { because: message, location: { file, line, column } }
    }
    addBlocks(module, body, file)
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
