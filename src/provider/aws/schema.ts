import type { Step, Type } from '../../plan/value.ts'
import packed from './schema.json' with { type: 'json' }
import { type AttributeMember, type BlockMember, type Body, readBody, readType } from './schema-body.ts'

/** What the provider's schema says of one attribute or block. */
export interface AttributeFacts {
  /** Of a block: a collection of something that {@link attributeNames} and further paths tell. */
  readonly type: Type
  readonly required: boolean
  readonly optional: boolean
  readonly computed: boolean
  readonly sensitive: boolean
  readonly deprecated: boolean
  readonly writeOnly: boolean
  readonly isBlock: boolean
  /** How a block nests; `attribute` for everything that is no block, `element` for one of several blocks. */
  readonly nesting: 'attribute' | 'element' | 'list' | 'set' | 'map' | 'single' | 'group'
  /** Of a block: how many of it may be written; absent where there is no limit. */
  readonly maxItems?: number
}

export type SchemaMode = 'managed' | 'data'

/** The provider release whose schema is shipped: `registry.terraform.io/hashicorp/aws 5.100.0`. */
export const SCHEMA_PROVIDER: string = packed.provider

const SOMETHING: Type = { kind: 'dynamic', untold: true }

let lines: readonly string[] | undefined
const types = new Map<SchemaMode, ReadonlyMap<string, number>>()
const bodies = new Map<number, Body>()

/**
 * The facts of the attribute or block at `path`; indexes and map keys step into collections.
 * `undefined`: the provider has no such type, or there is nothing to tell (inside an attribute of any type). `no-such-attribute`:
 * it has the type, but the path leads nowhere.
 */
export function attributeFacts(
  type: string,
  path: readonly Step[],
  mode: SchemaMode = 'managed',
): AttributeFacts | 'no-such-attribute' | undefined {
  let place: Place | undefined = placeOfType(type, mode)
  if (place === undefined) return undefined
  for (const step of path) {
    place = enter(place, step)
    if (place === undefined) return 'no-such-attribute'
    if (place.kind === 'untold') return undefined
  }
  return factsOf(place)
}

/** The names that may stand at `path` of a type; empty where there are none, undefined for an unknown type. */
export function attributeNames(
  type: string,
  path: readonly Step[] = [],
  mode: SchemaMode = 'managed',
): readonly string[] | undefined {
  let place: Place | undefined = placeOfType(type, mode)
  if (place === undefined) return undefined
  for (const step of path) place = place === undefined ? undefined : enter(place, step)
  if (place?.kind === 'block' && place.whole && isRepeated(place.member)) place = { ...place, whole: false }
  switch (place?.kind) {
    case 'block':
      return [...body(place.member.body).keys()]
    case 'attribute':
      return objectNames(place.type)
    case 'untold':
    case undefined:
      return []
  }
}

/** Every type that the provider has. */
export function typesOfProvider(mode: SchemaMode = 'managed'): readonly string[] {
  return [...typesOf(mode).keys()]
}

type Place =
  /** `whole`: all the blocks of that name, before an index picks one. */
  | { readonly kind: 'block'; readonly member: BlockMember; readonly whole: boolean }
  | { readonly kind: 'attribute'; readonly member: AttributeMember; readonly type: Type }
  | { readonly kind: 'untold' }

function placeOfType(type: string, mode: SchemaMode): Place | undefined {
  const index = typesOf(mode).get(type)
  if (index === undefined) return undefined
  return {
    kind: 'block',
    whole: false,
    member: { kind: 'block', nesting: 'single', deprecated: false, min: 0, body: index },
  }
}

function enter(place: Place, step: Step): Place | undefined {
  if (place.kind === 'untold') return place
  if (place.kind === 'attribute') return enterType(place, step)
  if (place.whole && isRepeated(place.member)) {
    const isKey = place.member.nesting === 'map' ? typeof step === 'string' : typeof step === 'number'
    return isKey ? { ...place, whole: false } : undefined
  }
  if (typeof step === 'number') return undefined
  const member = body(place.member.body).get(step)
  if (member === undefined) return undefined
  return member.kind === 'block'
    ? { kind: 'block', member, whole: true }
    : { kind: 'attribute', member, type: readType(member.type) }
}

function enterType(place: Place & { kind: 'attribute' }, step: Step): Place | undefined {
  const { type } = place
  switch (type.kind) {
    case 'dynamic':
      return { kind: 'untold' }
    case 'list':
    case 'set':
      return typeof step === 'number' ? { ...place, type: type.element } : undefined
    case 'map':
      return typeof step === 'string' ? { ...place, type: type.element } : undefined
    case 'object': {
      const inner = typeof step === 'string' ? type.attributes.get(step) : undefined
      return inner === undefined ? undefined : { ...place, type: inner }
    }
    default:
      return undefined
  }
}

function factsOf(place: Place): AttributeFacts | undefined {
  if (place.kind === 'untold') return undefined
  if (place.kind === 'attribute') {
    return { type: place.type, ...place.member.flags, isBlock: false, nesting: 'attribute' }
  }
  const { nesting, min, max, deprecated } = place.member
  const isElement = !place.whole && isRepeated(place.member)
  return {
    type:
      isElement || nesting === 'single' || nesting === 'group'
        ? SOMETHING
        : { kind: nesting, element: SOMETHING },
    required: min > 0,
    optional: min === 0,
    computed: false,
    sensitive: false,
    deprecated,
    writeOnly: false,
    isBlock: true,
    nesting: isElement ? 'element' : nesting,
    ...(max === undefined ? {} : { maxItems: max }),
  }
}

function objectNames(type: Type): readonly string[] {
  if (type.kind === 'list' || type.kind === 'set') return objectNames(type.element)
  return type.kind === 'object' ? [...type.attributes.keys()] : []
}

function isRepeated({ nesting }: BlockMember): boolean {
  return nesting === 'list' || nesting === 'set' || nesting === 'map'
}

/** Nothing is parsed before a type is asked for, and then its own lines only. */
function body(index: number): Body {
  const known = bodies.get(index)
  if (known !== undefined) return known
  lines ??= packed.bodies.split('\n')
  const read = readBody(lines[index] ?? '')
  bodies.set(index, read)
  return read
}

function typesOf(mode: SchemaMode): ReadonlyMap<string, number> {
  const known = types.get(mode)
  if (known !== undefined) return known
  const text = mode === 'managed' ? packed.resources : packed.data
  const read = new Map(
    text.split(' ').map((entry): [string, number] => {
      const at = entry.indexOf('=')
      return [entry.slice(0, at), Number(entry.slice(at + 1))]
    }),
  )
  types.set(mode, read)
  return read
}
