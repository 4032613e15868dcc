import {
  basisOf,
  type OriginStep,
  type TemplatePart,
  type Unknown,
  type Value,
  weakerBasis,
} from '../../plan/value.ts'
import { applies } from './condition.ts'
import { type Alternative, isNeverEmpty, typeFacts, uniqueAttributes } from './identifiers.ts'
import { dnsSuffixOf } from './partition.ts'
import { DESCRIBED, readVersions, type VersionRange } from './provider-version.ts'
import { attributeFacts } from './schema.ts'
import { applyChange, type Expression, readTemplate } from './template.ts'
import { partsOf, textValue } from './text.ts'

/** What a provider configuration says of where its resources are; each part may be unknown. */
export interface ProviderContext {
  readonly partition: Value
  readonly region: Value
  readonly account: Value
  /** The release, where it is known exactly. */
  readonly providerVersion?: string
  /** The releases that it may be, where it is not. */
  readonly versions?: VersionRange
  /** The provider is told not to ask for its account, so the ARNs that it builds lack it. */
  readonly skipsAccount?: boolean
}

interface Subject {
  readonly type: string
  readonly read: (attribute: string) => Value
  readonly context: ProviderContext
  readonly isConfigured: (attribute: string) => boolean | undefined
  readonly versions: VersionRange
}

/** Facts refer to each other (an id to an ARN, an ARN to a key id), never in circles; a test checks it. */
const DEEPEST = 8

/**
 * What an attribute that the plan does not know will be once applied: known, or a text with unknown parts that keep their
 * identity, or an unknown of which the shape is known. Undefined where no fact applies or what it needs is null, empty or undecided.
 *
 * `read` gives the instance's other attributes as they will be; `isConfigured` tells whether an argument is written and not null
 * (without it, arguments that the provider fills in are not predicted). The rules are those of identifiers.yaml.
 */
export function predictAttribute(
  type: string,
  attribute: string,
  read: (attribute: string) => Value,
  context: ProviderContext,
  isConfigured: (attribute: string) => boolean | undefined = () => undefined,
): Value | undefined {
  const versions =
    context.providerVersion === undefined
      ? (context.versions ?? DESCRIBED)
      : readVersions(context.providerVersion)
  if (versions === undefined) return undefined
  return predict({ type, read, context, isConfigured, versions }, attribute, 0)
}

function predict(subject: Subject, attribute: string, depth: number): Value | undefined {
  const facts = typeFacts(subject.type)
  if (facts === undefined || depth > DEEPEST) return undefined
  if (!Object.hasOwn(facts.attributes, attribute)) return describe(subject, attribute)
  const circumstances = {
    read: (name: string) => readAttribute(subject, name, depth),
    isConfigured: subject.isConfigured(attribute),
    versions: subject.versions,
  }
  const possible: (Value | undefined)[] = []
  for (const alternative of facts.attributes[attribute] ?? []) {
    const answer = applies(alternative, circumstances)
    if (answer !== false) possible.push(render(subject, attribute, alternative, depth))
    if (answer === true) return whereAllAgree(possible)
  }
  return undefined
}

function whereAllAgree(possible: readonly (Value | undefined)[]): Value | undefined {
  const [first, ...others] = possible
  const text = JSON.stringify(first)
  return others.every((other) => JSON.stringify(other) === text) ? first : undefined
}

/** An attribute of the instance, predicted where it is unknown. */
function readAttribute(subject: Subject, attribute: string, depth: number): Value {
  const value = subject.read(attribute)
  return value.kind === 'unknown' ? (predict(subject, attribute, depth + 1) ?? value) : value
}

/** An attribute that cannot be predicted, with what is known of it all the same. */
function describe(subject: Subject, attribute: string): Value | undefined {
  const { type } = subject
  const shapes = typeFacts(type)?.shapes ?? {}
  const shape = Object.hasOwn(shapes, attribute) ? shapes[attribute] : undefined
  const isUnique = uniqueAttributes(type).includes(attribute)
  if (shape === undefined && !isUnique && !isNeverEmpty(type, attribute)) return undefined
  const value = subject.read(attribute)
  if (value.kind !== 'unknown') return undefined
  const unknown: Unknown = {
    ...value.unknown,
    nonNull: true,
    nonEmpty: true,
    ...(shape === undefined ? {} : { shape }),
    ...(isUnique ? { unique: `${type}.${attribute}` } : {}),
  }
  return { ...value, unknown }
}

function render(
  subject: Subject,
  attribute: string,
  alternative: Alternative,
  depth: number,
): Value | undefined {
  if (alternative.value === '')
    return { kind: 'known', value: '', basis: 'predicted', origin: originOf([], []) }
  const parts: TemplatePart[] = []
  const sources: Value[] = []
  const names = new Set<string>()
  for (const piece of readTemplate(alternative.value)) {
    if (typeof piece === 'string') {
      parts.push(piece)
      continue
    }
    const found = evaluate(subject, attribute, piece, depth)
    if (found === undefined) return undefined
    parts.push(...found.parts)
    sources.push(found.value)
    if (found.isAttribute) names.add(piece.name)
  }
  return textValue(parts, {
    ...(sources.some(({ sensitive }) => sensitive === true) ? { sensitive: true } : {}),
    basis: sources.map(basisOf).reduce(weakerBasis, 'predicted'),
    origin: originOf([...names], sources),
  })
}

function originOf(names: readonly string[], sources: readonly Value[]): readonly OriginStep[] {
  const text =
    names.length === 0
      ? 'predicted: it is the same for all of them'
      : `predicted from its ${names.join(' and ')}`
  return [{ text }, ...sources.flatMap(({ origin }) => origin ?? [])]
}

interface Evaluated {
  readonly value: Value
  readonly parts: readonly TemplatePart[]
  readonly isAttribute: boolean
}

function evaluate(
  subject: Subject,
  attribute: string,
  { name, change }: Expression,
  depth: number,
): Evaluated | undefined {
  const isContext = ['partition', 'region', 'account', 'dns_suffix', 'unpredictable'].includes(name)
  const value = isContext ? readContext(subject, attribute, name) : readAttribute(subject, name, depth)
  const parts = value === undefined ? undefined : partsOf(value)
  const changed = change === undefined || parts === undefined ? parts : applyChange(change, parts)
  if (value === undefined || changed === undefined) return undefined
  return { value, parts: changed, isAttribute: !isContext }
}

function readContext(subject: Subject, attribute: string, name: string): Value | undefined {
  const { context } = subject
  switch (name) {
    case 'partition':
      return context.partition
    case 'region':
      return regionOf(subject)
    case 'account':
      return context.skipsAccount === true ? undefined : context.account
    case 'dns_suffix':
      return dnsSuffixOf(context.partition)
    default:
      return madeUp(subject, attribute)
  }
}

/**
 * Since version 6 a resource has its own region, known in the plan (provider 6, `internal/provider/sdkv2/region.go`). A type that
 * had an attribute of that name before means something else by it.
 */
function regionOf(subject: Subject): Value {
  const own = subject.read('region')
  const before = attributeFacts(subject.type, ['region'])
  const since6 =
    subject.versions.from[0] >= 6 || (before === 'no-such-attribute' && subject.versions.below[0] > 6)
  return since6 && own.kind !== 'absent' && own.kind !== 'null' ? own : subject.context.region
}

/** The part of an attribute that AWS makes up: an unknown of its own, which others that are made of it share. */
function madeUp(subject: Subject, attribute: string): Value | undefined {
  const own = subject.read(attribute)
  const shape = typeFacts(subject.type)?.shapes[attribute]
  if (own.kind !== 'unknown' || shape === undefined) return undefined
  const { id, waitsFor } = own.unknown
  return {
    kind: 'unknown',
    unknown: { id: `${id} (the part that AWS makes up)`, waitsFor, shape, nonNull: true, nonEmpty: true },
  }
}
