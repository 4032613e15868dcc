import type { Body, Expression } from '../../hcl/syntax/syntax.ts'
import type { Plan, ResourceInstance } from '../../plan/plan.ts'
import { type OriginStep, printPath, type Step, type Value } from '../../plan/value.ts'
import type { ModuleInstance } from '../module-instances.ts'
import { indexScopes } from '../scope.ts'
import type { ModuleSources, Written } from './module-source.ts'
import { namesIn } from './names.ts'
import { printExpression } from './print-expression.ts'

/** Where things are written. */
export interface Trace {
  /** The way from a value of an instance back to where it was written, or to the resource whose provider computes it. */
  readonly originOf: (instance: ResourceInstance, path: readonly Step[]) => readonly OriginStep[]
  /** Where the block of an instance begins. */
  readonly locationOf: (
    instance: ResourceInstance,
  ) => { readonly file: string; readonly line: number; readonly column: number } | undefined
}

/** Longer chains are cut: nobody reads them, and circles end. */
const MAX_STEPS = 30

/** An expression, the file that it stands in, and the module whose names it uses. */
interface Place {
  readonly expression: Expression
  readonly file: string
  readonly module: ModuleInstance
  /** The block that `each` and `count` belong to. */
  readonly repeated: Body | undefined
}

/**
 * Follows values through the sources, from expression to expression, as long as each draws on one name alone: variables to the
 * argument of the module call, locals and outputs to their expressions, references to the argument of the other resource.
 * `predicted` gives what a provider's attribute is, with its own origin.
 */
export function indexTrace(
  plan: Plan,
  sourceOf: ModuleSources,
  predicted: (instance: ResourceInstance, name: string) => Value,
): Trace {
  const scopes = indexScopes(plan)

  function pathOf(module: ModuleInstance): readonly string[] {
    return module.caller === undefined ? [] : [...pathOf(module.caller.module), module.caller.name]
  }

  function blockOf(
    instance: ResourceInstance,
  ): { module: ModuleInstance; body: Body; file: string } | undefined {
    const module = scopes.moduleOf(instance)
    const { mode, type, name } = instance.address
    const written = sourceOf(pathOf(module))?.resources.get(`${mode} ${type}.${name}`)
    return written === undefined ? undefined : { module, body: written.item.body, file: written.file }
  }

  function originOf(instance: ResourceInstance, path: readonly Step[]): readonly OriginStep[] {
    const steps: OriginStep[] = []
    ofAttribute(instance, path, steps)
    return steps
  }

  function ofAttribute(instance: ResourceInstance, path: readonly Step[], steps: OriginStep[]): void {
    const block = blockOf(instance)
    const found = block === undefined ? undefined : expressionAt(block.body, path)
    if (block !== undefined && found !== undefined) {
      passThrough(instance, steps)
      const { file, module, body } = block
      follow({ expression: found.expression, file, module, repeated: body }, found.rest, steps)
      return
    }
    passThrough(instance, steps)
    const [name] = path
    if (typeof name === 'string') steps.push(...(predicted(instance, name).origin ?? []))
  }

  /** The last step leads to an instance. */
  function passThrough({ addressText }: ResourceInstance, steps: OriginStep[]): void {
    const last = steps.pop()
    if (last !== undefined) steps.push({ ...last, address: addressText })
  }

  function follow(place: Place, rest: readonly Step[], steps: OriginStep[]): void {
    const { expression, file } = place
    const inner = insideOf(expression, rest)
    if (inner !== undefined) {
      follow({ ...place, expression: inner.expression }, inner.rest, steps)
      return
    }
    steps.push({ text: stepText(expression), file, line: expression.range.line })
    if (steps.length > MAX_STEPS) return
    const names = namesIn(expression)
    for (const { steps: name, isAll } of names) {
      const before = steps.length
      // Several names: what each stands for is shown, and no further.
      if (names.length > 1) pushDefinition(place, name, steps)
      else lookUp(place, name, isAll ? rest : [], steps)
      if (steps.length > before + MAX_STEPS) return
    }
  }

  function lookUp(
    place: Place,
    [root, ...path]: readonly Step[],
    rest: readonly Step[],
    steps: OriginStep[],
  ): void {
    const target = definition(place, String(root), path)
    if (target === undefined) return
    if ('instance' in target) ofAttribute(target.instance, [...target.path, ...rest], steps)
    else if ('text' in target) steps.push(target)
    else follow(target.place, [...target.path, ...rest], steps)
  }

  function pushDefinition(place: Place, [root, ...path]: readonly Step[], steps: OriginStep[]): void {
    const target = definition(place, String(root), path)
    const name = printPath([String(root), ...path])
    if (target === undefined) return
    if ('text' in target) steps.push({ ...target, text: `${name}: ${target.text}` })
    else if ('place' in target) {
      const { expression, file } = target.place
      steps.push({ text: `${name}: ${stepText(expression)}`, file, line: expression.range.line })
    } else {
      const at = locationOf(target.instance)
      const text = printPath([...target.path])
      const end = text === '' || text.startsWith('[') ? text : `.${text}`
      steps.push({
        text: `${target.instance.addressText}${end}`,
        address: target.instance.addressText,
        ...(at === undefined ? {} : { file: at.file, line: at.line }),
      })
    }
  }

  type Target =
    | { readonly place: Place; readonly path: readonly Step[] }
    | { readonly instance: ResourceInstance; readonly path: readonly Step[] }
    | OriginStep

  /** What a name leads to. */
  function definition(place: Place, root: string, path: readonly Step[]): Target | undefined {
    const { module } = place
    const source = sourceOf(pathOf(module))
    const [first, ...rest] = path
    if (source === undefined) return undefined
    if (root === 'var') return ofVariable(module, String(first), rest)
    if (root === 'local') return toWritten(source.locals.get(String(first)), module, rest)
    if (root === 'module') return ofOutput(module, String(first), rest)
    if (root === 'each' || root === 'count') {
      const expression = place.repeated?.attributes.get(root === 'each' ? 'for_each' : 'count')?.expression
      return expression === undefined
        ? undefined
        : { text: printExpression(expression), file: place.file, line: expression.range.line }
    }
    if (['path', 'terraform', 'tofu', 'self', 'ephemeral'].includes(root)) return undefined
    const isData = root === 'data'
    const [type, name, ...attribute] = isData ? [String(first), ...rest] : [root, ...path]
    if (type === undefined || name === undefined) return undefined
    return ofResource(module, isData ? 'data' : 'managed', String(type), String(name), attribute)
  }

  function toWritten(
    written: Written<Expression> | undefined,
    module: ModuleInstance,
    path: readonly Step[],
  ): Target | undefined {
    if (written === undefined) return undefined
    return { place: { expression: written.item, file: written.file, module, repeated: undefined }, path }
  }

  function ofVariable(module: ModuleInstance, name: string, path: readonly Step[]): Target | undefined {
    const { caller } = module
    const call = caller === undefined ? undefined : sourceOf(pathOf(caller.module))?.calls.get(caller.name)
    const expression = call?.item.body.attributes.get(name)?.expression
    if (caller !== undefined && call !== undefined && expression !== undefined)
      return { place: { expression, file: call.file, module: caller.module, repeated: call.item.body }, path }
    const declared = sourceOf(pathOf(module))?.variables.get(name)
    if (declared === undefined) return undefined
    const { range } = declared.item
    const isGiven = caller === undefined && plan.variables.has(name)
    return {
      text: `${isGiven ? 'the variable' : 'the default of'} var.${name}`,
      file: declared.file,
      line: range.line,
    }
  }

  function ofOutput(
    module: ModuleInstance,
    name: string,
    [step, ...rest]: readonly Step[],
  ): Target | undefined {
    const isKey = isRepeated(module, name)
    const [child, second] = scopes.modules.called(module, name, isKey ? step : undefined)
    const [output, ...path] = isKey || step === undefined ? rest : [step, ...rest]
    if (child === undefined || second !== undefined || typeof output !== 'string') return undefined
    const block = sourceOf(pathOf(child))?.outputs.get(output)
    const expression = block?.item.body.attributes.get('value')?.expression
    if (block === undefined || expression === undefined) return undefined
    return toWritten({ item: expression, file: block.file }, child, path)
  }

  function isRepeated(module: ModuleInstance, name: string): boolean {
    const body = sourceOf(pathOf(module))?.calls.get(name)?.item.body
    return body?.attributes.has('for_each') === true || body?.attributes.has('count') === true
  }

  function ofResource(
    module: ModuleInstance,
    mode: 'managed' | 'data',
    type: string,
    name: string,
    path: readonly Step[],
  ): Target | undefined {
    const all = scopes.resources(module, { mode, type, name }, undefined)
    const [only, second] = all
    if (only !== undefined && second === undefined && only.address.key === undefined)
      return { instance: only, path }
    const [key, ...rest] = path
    const chosen = all.filter(({ address }) => address.key !== undefined && address.key === key)
    return chosen[0] === undefined ? undefined : { instance: chosen[0], path: rest }
  }

  function locationOf(instance: ResourceInstance): ReturnType<Trace['locationOf']> {
    const module = scopes.moduleOf(instance)
    const { mode, type, name } = instance.address
    const written = sourceOf(pathOf(module))?.resources.get(`${mode} ${type}.${name}`)
    if (written === undefined) return undefined
    const { line, column } = written.item.range
    return { file: written.file, line, column }
  }

  return { originOf, locationOf }
}

function stepText(expression: Expression): string {
  const isPlain =
    expression.kind === 'literal' ||
    (expression.kind === 'template' && expression.parts.every(({ kind }) => kind === 'text'))
  return isPlain ? 'written here' : printExpression(expression)
}

/** The expression that is written for a path of a body, and what is left of the path inside of its value. Dynamic blocks hide it. */
function expressionAt(
  body: Body,
  [name, ...rest]: readonly Step[],
): { readonly expression: Expression; readonly rest: readonly Step[] } | undefined {
  const attribute = typeof name === 'string' ? body.attributes.get(name) : undefined
  if (attribute !== undefined) return { expression: attribute.expression, rest }
  const [index, ...inside] = rest
  const blocks = body.blocks.filter((block) => block.type === name)
  const isDynamic = body.blocks.some((block) => block.type === 'dynamic' && block.labels[0] === name)
  const block = typeof index === 'number' && !isDynamic ? blocks[index] : undefined
  return block === undefined ? undefined : expressionAt(block.body, inside)
}

/** The part of a constructor that a path leads into. */
function insideOf(
  expression: Expression,
  [step, ...rest]: readonly Step[],
): { readonly expression: Expression; readonly rest: readonly Step[] } | undefined {
  if (expression.kind === 'tuple' && typeof step === 'number') {
    const element = expression.elements[step]
    return element === undefined ? undefined : { expression: element, rest }
  }
  if (expression.kind !== 'object' || typeof step !== 'string') return undefined
  const item = expression.items.find(({ key }) => keyText(key) === step)
  return item === undefined ? undefined : { expression: item.value, rest }
}

function keyText(key: Expression): string | undefined {
  if (key.kind !== 'template') return undefined
  const [only, second] = key.parts
  return only?.kind === 'text' && second === undefined ? only.text : undefined
}
