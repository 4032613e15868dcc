import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { isWhollyKnown } from '../../hcl/opaque.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Value } from '../../plan/value.ts'
import type { ModuleSources } from './module-source.ts'
import { attempt } from './nodes.ts'
import type { PlanReader } from './plan-reader.ts'
import { indexSymbolicScopes } from './scopes.ts'
import { writtenNames, writtenValue } from './written-value.ts'

/** What the sources tell of provider configurations, which plan JSON names `aws.us` or `module.a.module.b:aws`. */
export interface ProviderSources {
  /** An argument of a configuration's own block; undefined where it is not known. */
  readonly evaluate: (key: string, argument: string) => Value | undefined
  /** The blocks of a name in a configuration's own block, as a list; undefined where the sources do not hold that block. */
  readonly blocks: (key: string, name: string) => Value | 'unwritten' | 'untold' | undefined
  /** The configuration that a module without a block of its own takes over from its callers. */
  readonly inherits: (key: string) => string | undefined
}

/** Provider configurations are evaluated over what the plan says: predictions rest on them. */
export function readProviderSources(
  plan: Plan,
  sources: ModuleSources,
  read: Pick<PlanReader, 'planned' | 'namesOf'>,
): ProviderSources {
  const { ofModule } = indexSymbolicScopes(plan, sources, read.planned, read.namesOf)

  function inherits(key: string): string | undefined {
    const { names, name } = readKey(key)
    const last = names.at(-1)
    const source = sources(names)
    if (last === undefined || source === undefined || source.providers.has(name)) return undefined
    const outer = names.slice(0, -1)
    const call = sources(outer)?.calls.get(last)?.item
    if (call === undefined) return undefined
    const passed = call.body.attributes.get('providers')?.expression
    const given = passed === undefined ? name : passedProvider(passed, name)
    if (given === undefined) return undefined
    const parent = printKey(outer, given)
    return inherits(parent) ?? parent
  }

  function blocks(key: string, name: string): ReturnType<ProviderSources['blocks']> {
    const { names, name: provider } = readKey(key)
    const body = sources(names)?.providers.get(provider)?.item.body
    const scope = ofModule(names)
    // JSON does not tell blocks from arguments, and no schema of the provider's own block is shipped.
    if (body === undefined || scope === undefined) return undefined
    if (body.json === true) return 'untold'
    const value = writtenValue(body, name, scope, () => undefined)
    if (value !== undefined) return value
    return writtenNames({ body }).includes(name) ? 'untold' : 'unwritten'
  }

  return {
    inherits,
    blocks,
    evaluate(key, argument) {
      const { names, name } = readKey(key)
      const expression = sources(names)?.providers.get(name)?.item.body.attributes.get(argument)?.expression
      const scope = ofModule(names)
      if (expression === undefined || scope === undefined) return undefined
      const value = attempt(() => evaluate(expression, scope))
      return value !== undefined && isWhollyKnown(value) ? value : undefined
    },
  }
}

/** `module.a.module.b:aws.us` */
function readKey(key: string): { readonly names: readonly string[]; readonly name: string } {
  const colon = key.lastIndexOf(':')
  const names =
    colon === -1
      ? []
      : key
          .slice(0, colon)
          .split('.')
          .filter((_, index) => index % 2 === 1)
  return { names, name: key.slice(colon + 1) }
}

function printKey(names: readonly string[], name: string): string {
  return names.length === 0 ? name : `${names.map((step) => `module.${step}`).join('.')}:${name}`
}

/** What stands for a provider in the `providers` of a module call. */
function passedProvider(expression: Parameters<typeof evaluate>[0], name: string): string | undefined {
  if (expression.kind !== 'object') return undefined
  const item = expression.items.find(({ key }) => traversalText(key) === name)
  return item === undefined ? undefined : traversalText(item.value)
}

/** `aws` or `aws.us`, as a key it is a template of one text. */
function traversalText(expression: Parameters<typeof evaluate>[0]): string | undefined {
  if (expression.kind === 'variable') return expression.name
  if (expression.kind === 'template') {
    const [part] = expression.parts
    return part?.kind === 'text' ? part.text : undefined
  }
  if (expression.kind !== 'attribute') return undefined
  const root = traversalText(expression.of)
  return root === undefined ? undefined : `${root}.${expression.name}`
}
