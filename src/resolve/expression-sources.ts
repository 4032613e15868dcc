import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { type Expression, member } from '../plan/plan-document.ts'
import type { Step } from '../plan/value.ts'
import { entry, type ModuleInstance } from './module-instances.ts'
import { pathOfSteps, type Reference } from './reference.ts'
import { decodeReferences } from './references.ts'
import type { Scopes } from './scope.ts'

/** An attribute that may contribute to a value; the path is null where plan JSON does not tell which attribute it is. */
export interface Source {
  readonly instance: ResourceInstance
  readonly path: readonly Step[] | null
}

/** What an expression may draw on. */
export interface ExpressionSources {
  /** INVARIANT: without `because`, nothing else contributes. No two are the same. */
  readonly sources: readonly Source[]
  /** What cannot be followed in plan JSON. */
  readonly because: readonly string[]
}

/** An expression, where its names are looked up, and what its `each.value` ranges over. */
export interface PlacedExpression {
  readonly expression: Expression
  readonly module: ModuleInstance
  readonly forEach: Expression | undefined
}

/** What a single reference leads to: attributes, further expressions, or nothing that plan JSON shows. */
interface Lead {
  readonly sources?: readonly Source[]
  readonly expressions?: readonly PlacedExpression[]
  readonly because?: string
}

const NOTHING: Lead = {}

/**
 * Follows the references of expressions to the attributes that they may draw on: through module arguments, outputs and
 * `each.value`, not through the arguments of other resources. Nothing in an answer depends on the instance key of whatever
 * the expression belongs to, for plan JSON does not show what is done with it; so instances of one block share an answer.
 */
export function followExpressions(
  plan: Plan,
  scopes: Scopes,
): (start: PlacedExpression) => ExpressionSources {
  const answers = new Map<ModuleInstance, Map<Expression, ExpressionSources>>()
  const deferred = plan.incomplete.find(({ kind }) => kind === 'deferred')

  function follow(start: PlacedExpression): ExpressionSources {
    const sources: Source[] = []
    const because = new Set<string>()
    const visited = new Map<ModuleInstance, Set<Expression>>()
    const pending = [start]
    for (let at = 0; at < pending.length; at += 1) {
      const place = pending[at]
      if (place === undefined) break
      const inModule = entry(visited, place.module, () => new Set<Expression>())
      if (inModule.has(place.expression)) continue
      inModule.add(place.expression)
      for (const reference of decodeReferences(place.expression.references ?? [], plan.formatVersion)) {
        const lead = followReference(reference, place)
        for (const source of lead.sources ?? []) sources.push(source)
        for (const expression of lead.expressions ?? []) pending.push(expression)
        if (lead.because !== undefined) because.add(lead.because)
      }
    }
    return { sources: distinct(sources), because: [...because] }
  }

  function followReference(reference: Reference, place: PlacedExpression): Lead {
    switch (reference.kind) {
      case 'resource':
        return followResource(reference, place)
      case 'module':
        return followModule(reference, place)
      case 'var':
        return followVariable(reference.name, place)
      case 'each':
        return reference.name === 'value' && place.forEach !== undefined
          ? { expressions: [{ ...place, expression: place.forEach, forEach: undefined }] }
          : NOTHING
      case 'local':
        return { because: `plan JSON does not show what \`local.${reference.name}\` is` }
      case 'self':
      case 'action':
        return { because: `plan JSON does not show what \`${reference.kind}\` stands for` }
      case 'unreadable':
        return { because: `\`${reference.text}\` is not a reference` }
      case 'count':
      case 'path':
      case 'terraform':
      case 'tofu':
        return NOTHING
    }
  }

  function followResource(
    reference: Extract<Reference, { kind: 'resource' }>,
    place: PlacedExpression,
  ): Lead {
    const name = `${reference.type}.${reference.name}`
    if (reference.mode === 'ephemeral') return { because: `plan JSON does not hold \`ephemeral.${name}\`` }
    const instances = scopes.resources(place.module, reference, reference.key)
    if (instances.length === 0) {
      const [incomplete] = plan.incomplete
      if (incomplete !== undefined) return { because: `\`${name}\` is not in the plan: ${incomplete.text}` }
      if (!scopes.isConfigured(place.module, reference))
        return { because: `\`${name}\` is not in the configuration` }
      return NOTHING
    }
    const path = pathOfSteps(reference.rest)
    const sources = instances.map((instance) => ({
      instance,
      path: reference.key === undefined && instance.address.key !== undefined ? null : path,
    }))
    return deferred === undefined ? { sources } : { sources, because: deferred.text }
  }

  function followModule(reference: Extract<Reference, { kind: 'module' }>, place: PlacedExpression): Lead {
    if (member(place.module.configuration?.module_calls, reference.call)?.module === undefined) {
      return { because: `\`module.${reference.call}\` is not in the configuration` }
    }
    const expressions: PlacedExpression[] = []
    for (const module of scopes.modules.called(place.module, reference.call, reference.key)) {
      const outputs = module.configuration?.outputs
      const names = reference.output === undefined ? Object.keys(outputs ?? {}) : [reference.output]
      for (const name of names) {
        const output = member(outputs, name)
        if (output === undefined)
          return { because: `\`module.${reference.call}\` shows no output \`${name}\`` }
        if (output.expression !== undefined) {
          expressions.push({ expression: output.expression, module, forEach: undefined })
        }
      }
    }
    return { expressions }
  }

  /** The variables of the root are known in every plan, and so is the default of a variable that the call leaves out. */
  function followVariable(name: string, place: PlacedExpression): Lead {
    const { caller } = place.module
    if (caller === undefined) return NOTHING
    if (caller.call === undefined)
      return { because: `the call of \`${place.module.text}\` is not in the configuration` }
    const expression = member(caller.call.expressions, name)
    return expression === undefined
      ? NOTHING
      : { expressions: [{ expression, module: caller.module, forEach: caller.call.for_each_expression }] }
  }

  return (start) => {
    const inModule = entry(answers, start.module, () => new Map<Expression, ExpressionSources>())
    return entry(inModule, start.expression, () => follow(start))
  }
}

/** Each source once, in the order in which they come. */
export function distinct(sources: readonly Source[]): readonly Source[] {
  if (sources.length < 2) return sources
  const seen = new Map<ResourceInstance, Set<string>>()
  return sources.filter((source) => isNew(seen, source))
}

/** Whether a source has not been seen; from now on it has. */
export function isNew(seen: Map<ResourceInstance, Set<string>>, { instance, path }: Source): boolean {
  const paths = entry(seen, instance, () => new Set<string>())
  const key = JSON.stringify(path)
  if (paths.has(key)) return false
  paths.add(key)
  return true
}
