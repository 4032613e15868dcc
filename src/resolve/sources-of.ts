import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { existsAfter } from '../plan/plan.ts'
import type { Expression, Json } from '../plan/plan-document.ts'
import { containsTrue, isArray, isObject } from '../plan/planned-value.ts'
import type { Step } from '../plan/value.ts'
import {
  distinct,
  type ExpressionSources,
  followExpressions,
  isNew,
  type Source,
} from './expression-sources.ts'
import { indexScopes } from './scope.ts'
import { findWritten, type Nesting } from './written.ts'

/** Where a value that the plan does not know comes from. Candidates show dependency, never equality. */
export type Sources =
  /** INVARIANT: no attribute besides the candidates contributes. */
  | {
      readonly kind: 'sources'
      readonly candidates: readonly Source[]
      /** What is written there, by itself, names exactly one instance. */
      readonly exactlyOne: boolean
    }
  /** Nothing in the configuration contributes: the provider chooses it, or a function such as `timestamp`. */
  | { readonly kind: 'provider' }
  /** Part of it cannot be followed in plan JSON; the candidates are those that can. */
  | { readonly kind: 'opaque'; readonly because: string; readonly candidates: readonly Source[] }

/** Which instances the text of an argument names, whether its value is known or not. */
export type ArgumentReferences =
  | { readonly kind: 'one'; readonly instance: ResourceInstance; readonly paths: readonly Source['path'][] }
  | { readonly kind: 'several'; readonly instances: readonly ResourceInstance[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'opaque'; readonly because: string; readonly instances: readonly ResourceInstance[] }

export interface SourceIndex {
  /** Where a leaf that the plan does not know comes from, also through the arguments of other resources. */
  readonly sourcesOf: (instance: ResourceInstance, path: readonly Step[]) => Sources
  readonly referencesOf: (instance: ResourceInstance, path: readonly Step[]) => ArgumentReferences
}

/**
 * Finds the sources of values from plan JSON alone. An argument that came to null may always have been chosen by the provider
 * instead; what no reference list can hide is *another* source. Answers are remembered.
 */
export function indexSources(plan: Plan, nesting: Nesting = () => undefined): SourceIndex {
  const scopes = indexScopes(plan)
  const follow = followExpressions(plan, scopes)

  /** What is written at a path, followed to the attributes that it names. */
  function named(instance: ResourceInstance, path: readonly Step[]): ExpressionSources {
    if (instance.from === 'state' && instance.address.mode === 'managed') {
      return { sources: [], because: [`this plan does not touch ${instance.addressText}`] }
    }
    if (!existsAfter(instance)) return { sources: [], because: [`${instance.addressText} goes away`] }
    const written = findWritten(instance, path, nesting)
    const found = written.expressions.map((expression) => followPart(instance, expression))
    const because = written.because === undefined ? [] : [written.because]
    const [only] = found
    if (only !== undefined && found.length === 1 && because.length === 0) return only
    return {
      sources: distinct(found.flatMap(({ sources }) => sources)),
      because: [...because, ...new Set(found.flatMap((one) => one.because))],
    }
  }

  function followPart(instance: ResourceInstance, expression: Expression): ExpressionSources {
    const forEach = instance.configuration?.for_each_expression
    return follow({ expression, module: scopes.moduleOf(instance), forEach })
  }

  function sourcesOf(instance: ResourceInstance, path: readonly Step[]): Sources {
    const start = named(instance, path)
    const candidates: Source[] = [...start.sources]
    const seen = new Map<ResourceInstance, Set<string>>()
    const because = new Set(start.because)
    isNew(seen, { instance, path })
    for (const source of candidates) isNew(seen, source)
    for (let at = 0; at < candidates.length; at += 1) {
      const source = candidates[at]
      if (source === undefined || !isUnknownAt(source)) continue
      const onward = passedOn(source)
      for (const reason of onward.because) because.add(reason)
      for (const further of onward.sources) if (isNew(seen, further)) candidates.push(further)
    }
    if (because.size > 0) return { kind: 'opaque', because: [...because].join('; '), candidates }
    if (candidates.length === 0) return { kind: 'provider' }
    return { kind: 'sources', candidates, exactlyOne: instancesOf(start.sources).length === 1 }
  }

  /** What an unknown attribute, or any unknown one, was given. Where nothing is written, it is where the value begins. */
  function passedOn({ instance, path }: Source): ExpressionSources {
    const expressions = (path === null ? unknownAttributes(instance) : [path]).flatMap(
      (attribute) => findWritten(instance, attribute, nesting).expressions,
    )
    const found = expressions.map((expression) => followPart(instance, expression))
    return {
      sources: found.flatMap(({ sources }) => sources),
      because: found.flatMap((one) => one.because),
    }
  }

  function referencesOf(instance: ResourceInstance, path: readonly Step[]): ArgumentReferences {
    const { sources, because } = named(instance, path)
    const instances = instancesOf(sources)
    if (because.length > 0) return { kind: 'opaque', because: because.join('; '), instances }
    const [first] = instances
    if (first === undefined) return { kind: 'none' }
    if (instances.length > 1) return { kind: 'several', instances }
    return { kind: 'one', instance: first, paths: sources.map((source) => source.path) }
  }

  return { sourcesOf, referencesOf }
}

function instancesOf(sources: readonly Source[]): readonly ResourceInstance[] {
  return [...new Set(sources.map(({ instance }) => instance))]
}

function unknownAttributes(instance: ResourceInstance): readonly (readonly Step[])[] {
  const mask = instance.change.after_unknown
  if (!isObject(mask)) return []
  return Object.keys(mask).flatMap((name) => (containsTrue(mask[name]) ? [[name]] : []))
}

/** Whether anything there is unknown. */
function isUnknownAt({ instance, path }: Source): boolean {
  let mask: Json | undefined = instance.change.after_unknown
  for (const step of path ?? []) {
    if (mask === true) return true
    if (isArray(mask)) mask = typeof step === 'number' ? mask[step] : mask
    else if (isObject(mask)) mask = Object.hasOwn(mask, String(step)) ? mask[String(step)] : undefined
    else return false
  }
  return containsTrue(mask)
}
