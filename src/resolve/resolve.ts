import type { Diagnostic } from '../diagnostic.ts'
import { isWhollyKnown } from '../hcl/opaque.ts'
import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { attributeUnknown, isObject, readPlanned } from '../plan/planned-value.ts'
import { ABSENT, NULL, type Step, type Value } from '../plan/value.ts'
import { type ContextFacts, providerContexts } from '../provider/aws/context.ts'
import { isDigest } from '../provider/aws/digested.ts'
import { identifyingAttributes, nameScope } from '../provider/aws/identifiers.ts'
import { isNormalised } from '../provider/aws/normalised.ts'
import { documentByReference, isTextArgument } from './by-reference.ts'
import { configuredInPlan, refersAtPath } from './configured.ts'
import { withForms } from './forms.ts'
import { findMissingTypes } from './missing.ts'
import { schemaNesting } from './nesting.ts'
import { normalised } from './normalised.ts'
import { indexOrder } from './order.ts'
import { attributeNames, objectBefore } from './planned.ts'
import { describeProvider } from './provider.ts'
import { isAws, plannedAttribute, providerFacts } from './provider-facts.ts'
import { withOpenDefaults } from './read-at-apply.ts'
import { recordNames } from './record-name.ts'
import type { Configured, ReferenceEvidence, Resolution } from './resolution.ts'
import { indexSources, type SourceIndex } from './sources-of.ts'
import { checkedSources } from './symbolic/checked-sources.ts'
import { indexModuleSources } from './symbolic/module-source.ts'
import { readProviderSources } from './symbolic/providers.ts'
import { asExpressionReads, withOpenSpelling } from './symbolic/spelling.ts'
import { evaluateSources } from './symbolic/symbolic.ts'
import { indexTrace } from './symbolic/trace.ts'
import { typed } from './symbolic/typed.ts'
import { hasEmptyDefaultTag, predictTagsAll } from './tags.ts'
import { isTerraformData, outputOf } from './terraform-data.ts'
import { keptUserData } from './user-data.ts'
import { stepInto } from './walk.ts'
import { zerosOf } from './zeros.ts'

export interface ResolveOptions {
  /** What the user says of provider configurations, by `aws` or `aws.ALIAS`. */
  readonly context?: ReadonlyMap<string, ContextFacts>
}

/** What is known of a plan's values: what it says itself, and what follows from it by the facts of the provider. */
export function resolve(
  plan: Plan,
  options: ResolveOptions = {},
): Resolution & { readonly diagnostics: readonly Diagnostic[] } {
  const values = new Map<ResourceInstance, Map<string, Value>>()
  const providers = new Map<string, Value>()
  const unusable: Diagnostic[] = []
  const checked =
    plan.sourceTree === undefined
      ? undefined
      : checkedSources(
          plan,
          indexModuleSources(plan.sourceTree, (told) => unusable.push(told)),
        )
  const sourceOf = checked?.sourceOf
  const lockFile = plan.sourceTree?.lockFile
  const providerSources =
    sourceOf === undefined
      ? undefined
      : readProviderSources(plan, sourceOf, { planned: formed, namesOf: attributeNames })
  const contexts = providerContexts(plan, {
    ...(options.context === undefined ? {} : { facts: options.context }),
    ...(lockFile === undefined ? {} : { lockFile }),
    ...(providerSources === undefined
      ? {}
      : {
          evaluate: providerSources.evaluate,
          blocks: providerSources.blocks,
          inherits: providerSources.inherits,
        }),
  })
  const facts = providerFacts(contexts, argument, (instance, name) => {
    const { kind } = configured(instance, [name])
    return kind === 'unknown' ? undefined : kind === 'yes'
  })
  const sources = once(() => indexSources(plan, schemaNesting))
  const symbolic =
    sourceOf === undefined
      ? undefined
      : evaluateSources(plan, sourceOf, {
          planned: formed,
          applied: (instance, name) => asExpressionReads(typed(instance, name, attribute(instance, name))),
          namesOf: attributeNames,
        })
  const trace = once(() => (sourceOf === undefined ? undefined : indexTrace(plan, sourceOf, argument)))
  const order = once(() => indexOrder(plan, sourceOf))
  const recordName = recordNames(plan, attribute)

  function attribute(instance: ResourceInstance, name: string): Value {
    const value = argument(instance, name)
    if (isAws(instance) && mayChange(instance) && isNormalised(instance.address.type, name))
      return normalised(instance, name, value)
    return withOpenDefaults(value, instance, name)
  }

  /** Predictions ask for other attributes of the instance; while one is worked out it counts as the plan has it. */
  function argument(instance: ResourceInstance, name: string): Value {
    let known = values.get(instance)
    if (known === undefined) {
      known = new Map()
      values.set(instance, known)
    }
    const before = known.get(name)
    if (before !== undefined) return before
    const planned = formed(instance, name)
    known.set(name, planned)
    const settled = settle(instance, name, planned)
    known.set(name, settled)
    return settled
  }

  function settle(instance: ResourceInstance, name: string, given: Value): Value {
    if (name === 'tags' && isAws(instance) && !isWhollyKnown(given) && getsEmptyTag(instance)) {
      const because = 'the provider has an empty default tag, and puts it among the tags when it applies them'
      return { kind: 'unknown', unknown: attributeUnknown(instance.addressText, [name], because) }
    }
    const planned = asWritten(instance, name, given)
    if (planned.kind === 'unknown' && planned !== given) return describeWritten(instance, name, planned)
    if (planned.kind === 'unknown') {
      const predicted = predict(instance, name)
      if (predicted !== undefined)
        return planned.sensitive === true ? { ...predicted, sensitive: true } : predicted
      return { ...planned, unknown: facts.describe(instance, name, planned.unknown) }
    }
    if (isEmpty(planned) && mayChange(instance) && facts.settles(instance, name)) {
      const because = 'it is empty in the plan, and the provider gives it a value when it applies it'
      return { kind: 'unknown', unknown: attributeUnknown(instance.addressText, [name], because) }
    }
    return planned
  }

  /** As the plan has it, with what is written in place of what it does not know. */
  function asWritten(instance: ResourceInstance, name: string, planned: Value): Value {
    if (symbolic === undefined || isWhollyKnown(planned)) return planned
    const written = symbolic.fill(instance, name, planned)
    const isKept = written === planned || !isAws(instance)
    return isKept ? written : keptUserData(instance, name, written, contexts.contextOf(instance))
  }

  function getsEmptyTag(instance: ResourceInstance): boolean {
    return hasEmptyDefaultTag(plan, instance, providerSources)
  }

  function predict(instance: ResourceInstance, name: string): Value | undefined {
    if (isAws(instance) && name === 'tags_all')
      return predictTagsAll(
        plan,
        instance,
        asWritten(instance, 'tags', formed(instance, 'tags')),
        providerSources,
      )
    if (isAws(instance) && name === 'fqdn' && instance.address.type === 'aws_route53_record')
      return recordName(instance)
    if (isTerraformData(instance) && name === 'output') return outputOf(attribute(instance, 'input'))
    return facts.predict(instance, name)
  }

  /** An unknown that the sources lead to another one keeps what is certain of that one. */
  function describeWritten(
    instance: ResourceInstance,
    name: string,
    written: Value & { kind: 'unknown' },
  ): Value {
    const own = facts.describe(instance, name, written.unknown)
    return {
      ...written,
      unknown: written.unknown.unique === undefined ? own : { ...own, unique: written.unknown.unique },
    }
  }

  function valueAt(instance: ResourceInstance, path: readonly Step[]): Value {
    const [name, ...rest] = path
    if (typeof name !== 'string') return ABSENT
    let value = attribute(instance, name)
    for (const step of rest) value = stepInto(value, step)
    return value
  }

  /** The same for all instances of a provider configuration. */
  function provider(instance: ResourceInstance): Value {
    const key = `${instance.providerName} ${instance.configuration?.provider_config_key ?? ''}`
    const known = providers.get(key)
    if (known !== undefined) return known
    const described = describeProvider(plan, instance, contexts.contextOf(instance))
    providers.set(key, described)
    return described
  }

  /**
   * Asked of what the plan says, not of what was predicted: a prediction does not write anything. Where the plan does not tell, the
   * sources do: they show `dynamic` blocks and locals.
   */
  function configured(instance: ResourceInstance, path: readonly Step[]): Configured {
    const inPlan = configuredInPlan(
      instance,
      path,
      (place) => plannedAt(instance, place),
      facts.factsAt(instance, path),
    )
    const [name] = path
    if (inPlan.kind !== 'unknown' || typeof name !== 'string') return inPlan
    const written = symbolic?.isWritten(instance, name)
    const basis = plan.sources === 'folder' ? 'predicted' : 'known'
    if (written === false) return { kind: 'no', basis }
    return written === true && path.length === 1 ? { kind: 'yes', basis } : inPlan
  }

  return {
    get diagnostics() {
      return [
        ...contexts.diagnostics,
        ...unusable,
        ...(symbolic?.diagnostics() ?? []),
        ...(checked?.diagnostics() ?? []),
      ]
    },
    attribute,
    valueAt,
    attributeNames,
    before: (instance) => (isObject(instance.change.before) ? readPlanned(objectBefore(instance)) : NULL),
    provider,
    configured,
    hasReferences: (instance, path) => refersAtPath(instance, path, (place) => plannedAt(instance, place)),
    references: (instance, path) => evidenceOf(sources().referencesOf(instance, path)),
    valueByReference: (instance, path) => {
      const planned = valueAt(instance, path)
      if (planned.kind !== 'unknown' || !isAws(instance) || !isTextArgument(instance, path)) return undefined
      const found = documentByReference(planned, sources().referencesOf(instance, path), attribute)
      return found === undefined ? undefined : withOpenSpelling(found, instance.addressText, path)
    },
    identifyingAttributes,
    nameScope,
    mayBeMissing: findMissingTypes(plan),
    originOf: (instance, path) => {
      const written = symbolic?.trusts(instance) === true ? trace()?.originOf(instance, path) : undefined
      return written === undefined || written.length === 0 ? (valueAt(instance, path).origin ?? []) : written
    },
    locationOf: (instance) => trace()?.locationOf(instance),
    zerosAt: (instance, path) => (mayChange(instance) ? zerosOf(instance, path) : []),
    appliedBefore: (first, second) => order()(first, second),
  }
}

const DIGEST = 'this version of the provider keeps only a digest of it'

/** An attribute as the plan has it, with lists and sets told apart. */
function formed(instance: ResourceInstance, name: string): Value {
  const planned = plannedAttribute(instance, name)
  if (isAws(instance) && isDigest(instance.address.type, name, planned)) {
    return { kind: 'unknown', unknown: attributeUnknown(instance.addressText, [name], DIGEST) }
  }
  if (!isAws(instance) || (planned.kind !== 'list' && planned.kind !== 'map')) return planned
  const mode = instance.address.mode === 'data' ? 'data' : 'managed'
  return withForms(planned, instance.address.type, [name], mode)
}

function plannedAt(instance: ResourceInstance, path: readonly Step[]): Value {
  const [name, ...rest] = path
  if (typeof name !== 'string') return ABSENT
  let value = plannedAttribute(instance, name)
  for (const step of rest) value = stepInto(value, step)
  return value
}

/** Whether the provider will be asked to make, change or read the object. */
function mayChange(instance: ResourceInstance): boolean {
  return instance.actions.some((action) => action === 'create' || action === 'update' || action === 'read')
}

function isEmpty(value: Value): boolean {
  if (value.kind === 'known') return value.value === ''
  return value.kind === 'null' || (value.kind === 'list' && value.elements.length === 0)
}

function evidenceOf(found: ReturnType<SourceIndex['referencesOf']>): ReferenceEvidence {
  if (found.kind === 'one') return { kind: 'one', instance: found.instance }
  return found
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
