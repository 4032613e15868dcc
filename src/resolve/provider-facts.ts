import type { ResourceInstance } from '../plan/plan.ts'
import { plannedMember, readPlanned } from '../plan/planned-value.ts'
import type { Step, Unknown, Value } from '../plan/value.ts'
import type { ProviderContexts } from '../provider/aws/context.ts'
import { isNeverEmpty, settlesAtApply, uniqueAttributes } from '../provider/aws/identifiers.ts'
import { computeLookup } from '../provider/aws/lookups.ts'
import { whenOmitted } from '../provider/aws/omitted.ts'
import { documentAttribute, POLICY_DOCUMENT } from '../provider/aws/policy-document/data-source.ts'
import { predictAttribute } from '../provider/aws/predict.ts'
import { attributeFacts } from '../provider/aws/schema.ts'
import type { PathFacts } from './configured.ts'
import { holdsObjects } from './nesting.ts'
import { plannedObject } from './planned.ts'

/** What the provider of an instance adds to what the plan says of it. Nothing for providers of which no facts are shipped. */
export interface ProviderFacts {
  /** What an attribute that the plan does not know will be; undefined where nothing tells. */
  readonly predict: (instance: ResourceInstance, name: string) => Value | undefined
  /** What is certain of an attribute that stays unknown. */
  readonly describe: (instance: ResourceInstance, name: string, unknown: Unknown) => Unknown
  /** Null or empty here becomes something else when it is applied. */
  readonly settles: (instance: ResourceInstance, name: string) => boolean
  readonly factsAt: (instance: ResourceInstance, path: readonly Step[]) => PathFacts | undefined
}

/** `read` gives other attributes as they will be; `isConfigured` whether an argument is written and not null. */
export function providerFacts(
  contexts: ProviderContexts,
  read: (instance: ResourceInstance, name: string) => Value,
  isConfigured: (instance: ResourceInstance, name: string) => boolean | undefined,
): ProviderFacts {
  function predict(instance: ResourceInstance, name: string): Value | undefined {
    const { type, mode } = instance.address
    if (!isAws(instance)) return undefined
    const readOwn = (other: string): Value => read(instance, other)
    if (mode === 'data' && type === POLICY_DOCUMENT)
      return documentAttribute(name, readOwn, instance.addressText)
    const context = contexts.contextOf(instance)
    if (context === undefined) return undefined
    const configured = (other: string): boolean | undefined => isConfigured(instance, other)
    if (mode === 'data') return computeLookup(type, readOwn, context, configured)?.get(name)
    return predictAttribute(type, name, readOwn, context, configured)
  }

  return {
    predict,
    describe: (instance, name, unknown) =>
      isAws(instance) ? describeUnknown(instance, name, unknown) : unknown,
    settles: (instance, name) => isAws(instance) && settlesAtApply(instance.address.type, name),
    factsAt: (instance, path) => (isAws(instance) ? pathFacts(instance, path) : undefined),
  }
}

export function isAws(instance: ResourceInstance): boolean {
  return instance.providerName.endsWith('/hashicorp/aws')
}

function describeUnknown({ address }: ResourceInstance, name: string, unknown: Unknown): Unknown {
  const neverEmpty = address.mode === 'managed' && isNeverEmpty(address.type, name)
  const unique = address.mode === 'managed' && uniqueAttributes(address.type).includes(name)
  return {
    ...unknown,
    ...(neverEmpty ? { nonNull: true, nonEmpty: true } : {}),
    ...(unique ? { unique: `${address.type}.${name}` } : {}),
  }
}

function pathFacts({ address }: ResourceInstance, path: readonly Step[]): PathFacts | undefined {
  const mode = address.mode === 'data' ? 'data' : 'managed'
  const facts = attributeFacts(address.type, path, mode)
  if (facts === undefined || facts === 'no-such-attribute') return undefined
  const names = path.filter((step) => typeof step === 'string').join('.')
  const omitted = whenOmitted(address.type, names)
  return {
    mayBeDynamic: facts.isBlock || holdsObjects(facts.type),
    onlyWritten: !facts.computed && (omitted?.kind === 'null' || omitted?.kind === 'empty'),
  }
}

/** The part of an instance at one of its attributes, as the plan shows it. */
export function plannedAttribute(instance: ResourceInstance, name: string): Value {
  return readPlanned(plannedMember(plannedObject(instance), name))
}
