import packed from './identifiers.json' with { type: 'json' }
import { attributeFacts } from './schema.ts'

/** What is known of the computed attributes of a type; identifiers.yaml says what each member means. */
export interface TypeFacts {
  readonly identifies: readonly string[]
  readonly unique: readonly string[]
  readonly scope: NameScope
  readonly attributes: { readonly [name: string]: readonly Alternative[] }
  readonly shapes: { readonly [name: string]: string }
  readonly settles: readonly string[]
}

/** How far names of a type reach: two with the same name and the same place are one. */
export type NameScope = 'region' | 'account' | 'everywhere'

/** A value that an attribute will have under conditions, all of which must hold. */
export interface Alternative {
  readonly value: string
  /** Of the provider: `>= 5.31.0, < 6.0.0`. */
  readonly versions?: string
  /** Only where the argument is not configured, so that the provider chooses. */
  readonly unwritten?: true
  readonly when?: Conditions
}

export interface Conditions {
  readonly [attribute: string]: Condition
}

/** One of some values (null includes absent), or a text that is so. */
export type Condition = readonly (string | boolean | null)[] | TextCondition

export interface TextCondition {
  readonly matches?: string
  readonly starts_with?: string
  readonly lacks?: string
  /** How many parts colons make of it. */
  readonly segments?: number
  /** A name, not an ARN. */
  readonly plain?: true
}

const lines: { readonly [type: string]: string } = packed
const read = new Map<string, TypeFacts>()

/** The facts of a type; undefined where there are none. Only the types that are asked for are parsed. */
export function typeFacts(type: string): TypeFacts | undefined {
  const known = read.get(type)
  if (known !== undefined) return known
  const line = Object.hasOwn(lines, type) ? lines[type] : undefined
  if (line === undefined) return undefined
  const facts = JSON.parse(line) as TypeFacts
  read.set(type, facts)
  return facts
}

/** The types that have facts. */
export function typesWithFacts(): readonly string[] {
  return Object.keys(lines)
}

/** The attributes by which other resources name an instance of `type`: its id, ARN and name. */
export function identifyingAttributes(type: string): readonly string[] {
  const known = typeFacts(type)?.identifies
  if (known !== undefined) return known
  return ['id', 'arn'].filter((name) => isComputed(type, name))
}

/** The attributes that no two instances of `type` share. */
export function uniqueAttributes(type: string): readonly string[] {
  return typeFacts(type)?.unique ?? []
}

/** How far names of `type` reach. Without facts a name is taken to mean something in one region only: the narrowest. */
export function nameScope(type: string): NameScope {
  return typeFacts(type)?.scope ?? 'region'
}

/**
 * Whether the attribute certainly is neither null nor empty once the instance is applied: every object has an id
 * (Terraform plugin SDK), and what has facts here always has a value.
 */
export function isNeverEmpty(type: string, attribute: string): boolean {
  if (attribute === 'id' && isComputed(type, 'id')) return true
  const facts = typeFacts(type)
  if (facts === undefined) return false
  return Object.hasOwn(facts.shapes, attribute) || isAlways(facts, attribute)
}

/** Whether null or empty at this attribute of a plan becomes something else when it is applied. */
export function settlesAtApply(type: string, attribute: string): boolean {
  return typeFacts(type)?.settles.includes(attribute) ?? false
}

/** One of its values has no conditions on other attributes, so it is never left out. */
function isAlways(facts: TypeFacts, attribute: string): boolean {
  if (!Object.hasOwn(facts.attributes, attribute)) return false
  const alternatives = facts.attributes[attribute] ?? []
  return alternatives.some(
    ({ when, versions, unwritten }) =>
      when === undefined && versions === undefined && unwritten === undefined,
  )
}

function isComputed(type: string, attribute: string): boolean {
  const facts = attributeFacts(type, [attribute])
  return facts !== undefined && facts !== 'no-such-attribute' && facts.computed
}
