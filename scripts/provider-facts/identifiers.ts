import type { Alternative, Conditions, TypeFacts } from '../../src/provider/aws/identifiers.ts'
import { readTemplate } from '../../src/provider/aws/template.ts'

/** A type as identifiers.yaml writes it; its head says what each member means. */
interface WrittenFacts {
  readonly name?: string
  readonly identifies?: readonly string[]
  readonly also?: readonly string[]
  readonly unique?: readonly string[]
  readonly scope?: TypeFacts['scope']
  readonly when?: Conditions
  readonly attributes?: { readonly [name: string]: string | readonly Alternative[] }
  readonly shapes?: { readonly [name: string]: string }
  readonly settles?: readonly string[]
  readonly source: string
}

const MEMBERS = [
  'name',
  'identifies',
  'also',
  'unique',
  'scope',
  'when',
  'attributes',
  'shapes',
  'settles',
  'source',
]

/**
 * Writes out what identifiers.yaml leaves to defaults, one line of JSON per type, so that only the types that a plan has are ever
 * parsed. Throws for a member or a template that cannot be read.
 */
export function compileIdentifiers(
  written: { readonly [type: string]: WrittenFacts },
  attributesOf: (type: string) => readonly string[],
): { readonly [type: string]: string } {
  return Object.fromEntries(
    Object.entries(written).map(([type, facts]) => [
      type,
      JSON.stringify(compileType(type, facts, attributesOf(type))),
    ]),
  )
}

function compileType(type: string, written: WrittenFacts, has: readonly string[]): TypeFacts {
  for (const member of Object.keys(written)) {
    if (!MEMBERS.includes(member)) throw new Error(`${type}: there is no member ${member}`)
  }
  if (written.source === undefined) throw new Error(`${type} has no source`)
  const attributes = Object.fromEntries(
    Object.entries(written.attributes ?? {}).map(([name, value]) => [
      name,
      alternatives(value, written.when),
    ]),
  )
  for (const alternative of Object.values(attributes).flat()) readTemplate(alternative.value)
  const names = written.name === undefined ? [] : [written.name]
  const identifies =
    written.identifies ??
    ['id', 'arn', ...names, ...(written.also ?? [])].filter((name) => has.includes(name))
  return {
    identifies: [...new Set(identifies)],
    unique: written.unique ?? defaultUnique(attributes),
    scope: written.scope ?? 'region',
    attributes,
    shapes: written.shapes ?? {},
    settles: written.settles ?? [],
  }
}

function alternatives(
  value: string | readonly Alternative[],
  when: Conditions | undefined,
): readonly Alternative[] {
  const all = typeof value === 'string' ? [{ value }] : value
  return when === undefined ? all : all.map((one) => ({ ...one, when: { ...when, ...one.when } }))
}

/** An ARN belongs to one object; so does an id that is the ARN. */
function defaultUnique(attributes: TypeFacts['attributes']): readonly string[] {
  const { id, arn } = attributes
  if (arn === undefined) return []
  const isSame =
    id?.every(({ value }) => value === '${arn}') === true || JSON.stringify(id) === JSON.stringify(arn)
  return isSame ? ['id', 'arn'] : ['arn']
}
