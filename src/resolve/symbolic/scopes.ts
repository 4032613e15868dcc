import { convert } from '../../hcl/convert.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { newBudget } from '../../hcl/evaluate/limits.ts'
import type { Deferred, Node, Scope } from '../../hcl/evaluate/scope.ts'
import { HclFailure } from '../../hcl/failure.ts'
import { hash } from '../../hcl/hash.ts'
import { unknownValue } from '../../hcl/opaque.ts'
import { asConstant } from '../../hcl/syntax/reading.ts'
import type { Block } from '../../hcl/syntax/syntax.ts'
import { STRING } from '../../hcl/types.ts'
import type { InstanceKey } from '../../plan/instance-key.ts'
import type { Plan, ResourceInstance } from '../../plan/plan.ts'
import type { Value } from '../../plan/value.ts'
import { entry, type ModuleInstance } from '../module-instances.ts'
import { indexScopes } from '../scope.ts'
import { EMPTY, hide, isFalse, isSet, typeOfVariable } from './declared.ts'
import { literalOf } from './literal.ts'
import type { ModuleSource, ModuleSources } from './module-source.ts'
import { attempt, collection, namespace, objectOfNames, opaqueName } from './nodes.ts'
import { instanceKeys, repetitionOf, withRepetition } from './repetition.ts'

/** Where the names of an instance's own block lead, and the block. */
export interface InstanceScope {
  readonly block: Block
  readonly file: string
  readonly scope: Scope
}

export interface SymbolicScopes {
  /** Undefined where the sources do not hold the block of an instance. */
  readonly ofInstance: (instance: ResourceInstance) => InstanceScope | undefined
  /** What `make` gives, with the locals, outputs and variables of modules that were read on the way. */
  readonly reading: <T>(make: () => T) => { readonly value: T; readonly names: ReadonlySet<string> }
  /** The scope of a module that is not repeated, by the names of the calls that lead to it. */
  readonly ofModule: (names: readonly string[]) => Scope | undefined
}

/**
 * What the names in the sources of a plan mean, module instance by module instance. `read` gives an attribute of a resource as it
 * will be. Whatever the sources leave open is an unknown, never an error: the plan exists, so Terraform could evaluate it.
 */
export function indexSymbolicScopes(
  plan: Plan,
  sourceOf: ModuleSources,
  read: (instance: ResourceInstance, name: string) => Value,
  namesOf: (instance: ResourceInstance) => readonly string[],
  distrusted: ReadonlySet<string> = new Set(),
): SymbolicScopes {
  const scopes = indexScopes(plan)
  const functions = { hash, ...(plan.timestamp === undefined ? {} : { planTimestamp: plan.timestamp }) }
  const budget = newBudget(plan.instances.length)
  const known = new Map<ModuleInstance, Scope>()
  const collections = new Map<string, Node>()
  const isWhole = plan.incomplete.length === 0 && plan.complete !== false

  function pathOf(module: ModuleInstance): readonly string[] {
    return module.caller === undefined ? [] : [...pathOf(module.caller.module), module.caller.name]
  }

  function scopeOf(module: ModuleInstance): Scope | undefined {
    const found = known.get(module)
    if (found !== undefined) return found
    const source = sourceOf(pathOf(module))
    if (source === undefined) return undefined
    const scope = moduleScope(module, source)
    known.set(module, scope)
    return scope
  }

  function moduleScope(module: ModuleInstance, source: ModuleSource): Scope {
    const prefix = module.text === '' ? '' : `${module.text}.`
    const roots = new Map<string, Node>([
      ['var', namespace((name) => guarded(`${prefix}var.${name}`, () => variable(module, source, name)))],
      ['local', namespace((name) => local(source, name, prefix, scope))],
      ['module', namespace((name) => call(module, source, name))],
      ['path', namespace((name) => pathValue(source, name, prefix))],
      ['terraform', namespace(terraformValue)],
      ['tofu', namespace(terraformValue)],
      ['data', namespace((type) => namespace((name) => resource(module, source, 'data', type, name)))],
    ])
    const scope: Scope = {
      functions,
      budget,
      lookup: (name) =>
        roots.get(name) ??
        (['each', 'count', 'self', 'ephemeral'].includes(name)
          ? namespace((inner) => opaqueName(`${prefix}${name}.${inner}`))
          : namespace((label) => resource(module, source, 'managed', name, label))),
    }
    return scope
  }

  function terraformValue(name: string): Value {
    const workspace = plan.sourceTree?.workspace
    return name === 'workspace' && workspace !== undefined
      ? { kind: 'known', value: workspace }
      : unknownValue({ ...NOT_NULL, id: `terraform.${name}`, waitsFor: [`terraform.${name}`] })
  }

  function variable(module: ModuleInstance, source: ModuleSource, name: string): Value {
    const block = source.variables.get(name)?.item
    if (block === undefined) throw new HclFailure(`there is no variable "${name}"`)
    const written = block.body.attributes
    const type = typeOfVariable(block)
    if (type === undefined) throw new HclFailure('its type is not known')
    // Plans do not hold what ephemeral variables were given.
    if (isSet(block, 'ephemeral')) throw new HclFailure('it is ephemeral')
    const fallback = written.get('default')
    const given = module.caller === undefined ? rootVariable(name) : argument(module, name)
    const nullable = written.get('nullable')?.expression
    const isNullable = nullable === undefined || !isFalse(nullable)
    const useDefault = given === undefined || (!isNullable && given.kind === 'null')
    if (useDefault && fallback === undefined) throw new HclFailure('it has no value')
    const value =
      useDefault && fallback !== undefined ? evaluate(asConstant(fallback.expression), EMPTY) : given
    if (value === undefined) throw new HclFailure('it has no value')
    if (!isNullable && value.kind === 'unknown' && fallback !== undefined && value.unknown.nonNull !== true)
      throw new HclFailure('its default applies if it turns out to be null')
    return hide(convert(value, type), block)
  }

  function rootVariable(name: string): Value | undefined {
    const json = plan.variables.get(name)
    return json === undefined ? undefined : literalOf(json)
  }

  function argument(module: ModuleInstance, name: string): Value | undefined {
    const { caller } = module
    if (caller === undefined) return undefined
    const inner = callScope(module)
    const expression = inner?.block.body.attributes.get(name)?.expression
    if (inner === undefined) throw new HclFailure('the call has no sources')
    return expression === undefined ? undefined : evaluate(expression, inner.scope)
  }

  function callScope(module: ModuleInstance): { block: Block; scope: Scope } | undefined {
    const { caller } = module
    if (caller === undefined) return undefined
    const block = sourceOf(pathOf(caller.module))?.calls.get(caller.name)?.item
    const outer = scopeOf(caller.module)
    if (block === undefined || outer === undefined) return undefined
    return { block, scope: withRepetition(outer, block, caller.key, module.text) }
  }

  function local(source: ModuleSource, name: string, prefix: string, scope: Scope): Node {
    const written = source.locals.get(name)
    if (written === undefined) throw new HclFailure(`there is no local "${name}"`)
    return guarded(`${prefix}local.${name}`, () => evaluate(written.item, scope))
  }

  function call(module: ModuleInstance, source: ModuleSource, name: string): Node {
    const block = source.calls.get(name)?.item
    if (block === undefined) throw new HclFailure(`there is no module "${name}"`)
    const id = `${module.text === '' ? '' : `${module.text}.`}module.${name}`
    if (repetitionOf(block) === 'none') return outputs(instanceOfCall(module, name, undefined), id)
    const scope = scopeOf(module)
    return repeated(id, repetitionOf(block) === 'count' ? 'tuple' : 'object', () => {
      const keys = scope === undefined ? undefined : attempt(() => instanceKeys(block, scope))
      return keys?.map((key) => [
        key as string | number,
        outputs(instanceOfCall(module, name, key), `${id}[${JSON.stringify(key)}]`),
      ])
    })
  }

  /** The same for each of the many expressions that pick one of its instances. */
  function repeated(...[id, form, find]: Parameters<typeof collection>): Node {
    return entry(collections, id, () => collection(id, form, find))
  }

  function instanceOfCall(
    module: ModuleInstance,
    name: string,
    key: InstanceKey,
  ): ModuleInstance | undefined {
    return scopes.modules.called(module, name, key)[0]
  }

  function outputs(module: ModuleInstance | undefined, id: string): Node {
    const source = module === undefined ? undefined : sourceOf(pathOf(module))
    const scope = module === undefined ? undefined : scopeOf(module)
    const one = (name: string): Value => {
      const block = source?.outputs.get(name)?.item
      const expression = block?.body.attributes.get('value')?.expression
      if (source !== undefined && block === undefined) throw new HclFailure(`there is no output "${name}"`)
      if (block === undefined || expression === undefined || scope === undefined)
        return opaqueName(`${id}.${name}`)
      return hide(
        guarded(`${id}.${name}`, () => evaluate(expression, scope)),
        block,
      )
    }
    return namespace(one, () =>
      source === undefined ? opaqueName(id) : objectOfNames([...source.outputs.keys()], one),
    )
  }

  function resource(
    module: ModuleInstance,
    source: ModuleSource,
    mode: 'managed' | 'data',
    type: string,
    name: string,
  ): Node {
    const block = source.resources.get(`${mode} ${type}.${name}`)?.item
    const id = `${module.text === '' ? '' : `${module.text}.`}${mode === 'data' ? 'data.' : ''}${type}.${name}`
    // Generated while importing, and so in no file.
    if (block === undefined) return opaqueName(id)
    const instances = scopes.resources(module, { mode, type, name }, undefined)
    const repetition = repetitionOf(block)
    if (repetition === 'none') {
      const [only, second] = instances
      return only === undefined || second !== undefined ? opaqueName(id) : attributes(only)
    }
    return repeated(id, repetition === 'count' ? 'tuple' : 'object', () => {
      if (!isWhole) return undefined
      const entries = instances.map((instance) => [instance.address.key ?? '', attributes(instance)] as const)
      const wanted = repetition === 'count' ? 'number' : 'string'
      return entries.every(([key]) => typeof key === wanted) ? entries : undefined
    })
  }

  function attributes(instance: ResourceInstance): Deferred {
    const one = (name: string): Value => {
      const value = read(instance, name)
      return value.kind === 'absent' ? opaqueName(`${instance.addressText}.${name}`) : value
    }
    return namespace(one, () => objectOfNames(namesOf(instance), one))
  }

  const inProgress = new Set<string>()
  const memory = new Map<string, Value>()
  /** What each name draws on, and what is being worked out now. */
  const drawnOn = new Map<string, ReadonlySet<string>>()
  let readers: readonly Set<string>[] = []

  function reading<T>(make: () => T): { value: T; names: ReadonlySet<string> } {
    const names = new Set<string>()
    const before = readers
    readers = [names]
    try {
      return { value: make(), names }
    } finally {
      readers = before
    }
  }

  function note(id: string): void {
    const [reader] = readers
    if (reader === undefined) return
    reader.add(id)
    for (const name of drawnOn.get(id) ?? []) reader.add(name)
  }

  /** Evaluated once. What cannot be evaluated is an unknown of its own: no `try` around its use can know why. */
  function guarded(id: string, make: () => Value): Value {
    if (distrusted.has(id) || inProgress.has(id)) return opaqueName(id)
    if (!memory.has(id)) {
      inProgress.add(id)
      const { value, names } = reading(() => attempt(make) ?? opaqueName(id))
      inProgress.delete(id)
      memory.set(id, value)
      drawnOn.set(id, names)
    }
    note(id)
    return memory.get(id) ?? opaqueName(id)
  }

  function instanceScope(instance: ResourceInstance): InstanceScope | undefined {
    const module = scopes.moduleOf(instance)
    const { mode, type, name, key } = instance.address
    const written = sourceOf(pathOf(module))?.resources.get(`${mode} ${type}.${name}`)
    const outer = scopeOf(module)
    if (written === undefined || outer === undefined) return undefined
    return {
      block: written.item,
      file: written.file,
      scope: withRepetition(outer, written.item, key, instance.addressText),
    }
  }

  return {
    ofInstance: instanceScope,
    reading,
    ofModule: (names) => scopeOf(scopes.modules.at(names.map((name) => ({ name, key: undefined })))),
  }
}

const NOT_NULL = {
  nonNull: true,
  nonEmpty: true,
  type: STRING,
  because: 'only the plan file tells the workspace',
} as const

function pathValue({ directory }: ModuleSource, name: string, prefix: string): Value {
  if (name === 'module' && directory !== '') return { kind: 'known', value: directory }
  return name === 'root' ? { kind: 'known', value: '.' } : opaqueName(`${prefix}path.${name}`)
}
