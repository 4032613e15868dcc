import type { Diagnostic } from '../../diagnostic.ts'
import type { Plan, ResourceInstance } from '../../plan/plan.ts'
import type { Step, Value } from '../../plan/value.ts'
import { isNormalised, keepsText } from '../../provider/aws/normalised.ts'
import { attributeFacts } from '../../provider/aws/schema.ts'
import { isAws } from '../provider-facts.ts'
import { completeBlocks } from './complete.ts'
import { fill } from './fill.ts'
import type { ModuleSources } from './module-source.ts'
import type { PlanReader } from './plan-reader.ts'
import { type InstanceScope, indexSymbolicScopes } from './scopes.ts'
import { checkSources, isIgnored, typesOf } from './self-check.ts'
import { withOpenSpelling } from './spelling.ts'
import { writtenNames, writtenValue } from './written-value.ts'

/** What the sources add to the plan. */
export interface Symbolic {
  /** The planned value of an attribute, with its unknown parts filled in by what is written. */
  readonly fill: (instance: ResourceInstance, name: string, planned: Value) => Value
  /** Whether an argument or block is written and not null; undefined where the sources do not tell. */
  readonly isWritten: (instance: ResourceInstance, name: string) => boolean | undefined
  /** Whether what is written for an instance agrees with the plan. */
  readonly trusts: (instance: ResourceInstance) => boolean
  /** What was found to contradict the plan, so far. */
  readonly diagnostics: () => readonly Diagnostic[]
}

/**
 * Evaluates the sources of a plan. Sources are evidence only as far as they agree with it: for each argument that the plan knows,
 * what is written must come to the same. One contradiction, and nothing of that resource rests on them, nor
 * anything on the locals, outputs and variables that the contradicting argument draws on.
 */
export function evaluateSources(plan: Plan, sources: ModuleSources, read: PlanReader): Symbolic {
  const checked = once(() => checkSources(plan, sources, read))
  const scopes = once(() =>
    indexSymbolicScopes(plan, sources, read.applied, read.namesOf, checked().distrusted),
  )
  const known = new Map<ResourceInstance, InstanceScope | undefined>()

  function trusted(instance: ResourceInstance): InstanceScope | undefined {
    if (!known.has(instance)) {
      // While they are being checked, instances stand for what the plan says.
      known.set(instance, undefined)
      const { contradicted } = checked()
      known.set(instance, contradicted.has(instance) ? undefined : scopes().ofInstance(instance))
    }
    return known.get(instance)
  }

  return {
    diagnostics: () => (known.size === 0 ? [] : [...checked().contradicted.values()]),
    isWritten(instance, name) {
      const inner = trusted(instance)
      if (inner === undefined) return undefined
      const { block, scope } = inner
      if (!writtenNames(block).includes(name))
        return block.body.json === true && block.body.attributes.has('dynamic') ? undefined : false
      const written = writtenValue(block.body, name, scope, typesOf(instance))
      return written === undefined ? undefined : isGiven(written)
    },
    trusts: (instance) => trusted(instance) !== undefined,
    fill(instance, name, planned) {
      if (isAws(instance) && isNormalised(instance.address.type, name)) return planned
      const inner = trusted(instance)
      if (inner === undefined || isIgnored(instance, inner.block, name)) return planned
      const written = writtenValue(inner.block.body, name, inner.scope, typesOf(instance))
      if (written === undefined || isTidied(instance, name, written)) return planned
      const filled = fill(planned, written, [name], {
        mayBeChosen: (path) => mayBeChosen(instance, path),
        complete: (path, value) => (isAws(instance) ? completeBlocks(instance, path, value) : value),
      })
      return isAws(instance) && instance.address.mode === 'managed'
        ? withOpenSpelling(filled, instance.addressText, [name])
        : filled
    },
  }
}

/** Null, and no block at all, give nothing; what is unknown may come to null. */
function isGiven(written: Value): boolean | undefined {
  switch (written.kind) {
    case 'null':
    case 'absent':
      return false
    case 'unknown':
      return written.unknown.nonEmpty === true || written.unknown.nonNull === true ? true : undefined
    case 'list':
      return written.form !== undefined || written.elements.length > 0
        ? true
        : written.rest === undefined
          ? false
          : undefined
    case 'known':
    case 'template':
    case 'map':
      return true
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function mayBeChosen(instance: ResourceInstance, path: readonly Step[]): boolean {
  if (instance.providerName === 'terraform.io/builtin/terraform') return false
  if (!isAws(instance)) return true
  const facts = attributeFacts(
    instance.address.type,
    path,
    instance.address.mode === 'data' ? 'data' : 'managed',
  )
  return facts === undefined || facts === 'no-such-attribute' || facts.computed
}

/** The provider writes another text into the state. */
function isTidied(instance: ResourceInstance, name: string, written: Value): boolean {
  const isText = written.kind === 'known' && typeof written.value === 'string'
  return isText && isAws(instance) && !keepsText(instance.address.type, name, String(written.value))
}
