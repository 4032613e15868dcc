/** The schema of a provider as `terraform providers schema -json` prints it, as far as it is read. */
interface ProviderSchemas {
  readonly provider_schemas: { readonly [source: string]: ProviderSchema }
}
interface ProviderSchema {
  readonly resource_schemas: { readonly [type: string]: { readonly block: Block } }
  readonly data_source_schemas: { readonly [type: string]: { readonly block: Block } }
}
interface Block {
  readonly attributes?: { readonly [name: string]: Attribute }
  readonly block_types?: { readonly [name: string]: NestedBlock }
  readonly deprecated?: boolean
}
interface Attribute {
  readonly type?: WrittenType
  readonly nested_type?: unknown
  readonly required?: boolean
  readonly optional?: boolean
  readonly computed?: boolean
  readonly sensitive?: boolean
  readonly deprecated?: boolean
  readonly write_only?: boolean
}
interface NestedBlock {
  readonly nesting_mode: string
  readonly min_items?: number
  readonly max_items?: number
  readonly block: Block
}
type WrittenType =
  | string
  | readonly ['list' | 'set' | 'map', WrittenType]
  | readonly ['object', { readonly [name: string]: WrittenType }]

/** What `src/provider/aws/schema.ts` reads. */
interface PackedSchema {
  readonly provider: string
  readonly resources: string
  readonly data: string
  readonly bodies: string
}

/** Object types of computed attributes that are longer than this are not kept: a few data sources print whole documents. */
const LONGEST_TYPE = 500

const FLAGS = [
  ['R', 'required'],
  ['O', 'optional'],
  ['C', 'computed'],
  ['S', 'sensitive'],
  ['D', 'deprecated'],
  ['W', 'write_only'],
] as const

/**
 * Packs the schemas of all types. A body is one line of text: groups `TYPE FLAGS:name,name` of attributes that are alike, then
 * groups `@NESTING MIN-MAX FLAGS:name=BODY,name=BODY` of blocks; equal bodies are kept once, so that a type is read by its own lines only.
 */
export function packSchema(schemas: ProviderSchemas, version: string): PackedSchema {
  const [source, provider] = Object.entries(schemas.provider_schemas)[0] ?? []
  if (source === undefined || provider === undefined) throw new Error('there is no provider in this schema')
  const bodies = new Map<string, number>()
  const pack = (types: { readonly [type: string]: { readonly block: Block } }): string =>
    Object.entries(types)
      .map(([type, { block }]) => `${type}=${packBody(block, bodies)}`)
      .join(' ')
  const resources = pack(provider.resource_schemas)
  const data = pack(provider.data_source_schemas)
  return { provider: `${source} ${version}`, resources, data, bodies: [...bodies.keys()].join('\n') }
}

function packBody(block: Block, bodies: Map<string, number>): number {
  const groups = new Map<string, string[]>()
  const add = (group: string, member: string): void => {
    groups.set(group, [...(groups.get(group) ?? []), member])
  }
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    if (attribute.type === undefined) throw new Error(`the nested attributes of ${name} cannot be packed`)
    add(packType(attribute.type) + flagsOf(attribute), name)
  }
  for (const [name, { nesting_mode, min_items, max_items, block: inner }] of Object.entries(
    block.block_types ?? {},
  )) {
    const flags = inner.deprecated === true ? 'D' : ''
    add(`@${nesting_mode} ${min_items ?? 0}-${max_items ?? ''}${flags}`, `${name}=${packBody(inner, bodies)}`)
  }
  const text = [...groups].map(([group, members]) => `${group}:${members.join(',')}`).join(';')
  const known = bodies.get(text)
  if (known !== undefined) return known
  bodies.set(text, bodies.size)
  return bodies.size - 1
}

function flagsOf(attribute: Attribute): string {
  return FLAGS.map(([letter, name]) => (attribute[name] === true ? letter : '')).join('')
}

function packType(type: WrittenType): string {
  const text = printType(type)
  return text.length > LONGEST_TYPE ? 'd' : text
}

function printType(type: WrittenType): string {
  if (typeof type === 'string') return type.slice(0, 1)
  if (type[0] !== 'object') return { list: '[', set: '<', map: '{' }[type[0]] + printType(type[1])
  return `(${Object.entries(type[1])
    .map(([name, inner]) => `${name} ${printType(inner)}`)
    .join('|')})`
}
