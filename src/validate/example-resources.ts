import { parseAddress, printModuleAddress, type ResourceAddress } from '../plan/address.ts'
import type { Json } from '../plan/plan-document.ts'
import { didYouMean } from '../policy/suggest.ts'
import { parseReference, type Reference } from './example-reference.ts'
import { describe, readItems, readJson, readMap, readTextList, readWord } from './fields.ts'
import { ACTIONS } from './policy-match.ts'
import { type Problems, quote } from './problems.ts'
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yaml-node.ts'

/** An instance as an example writes it. */
export interface ExampleResource {
  readonly addressText: string
  readonly address: ResourceAddress
  readonly attributes: ReadonlyMap<string, ExampleValue>
  readonly actions: readonly string[]
  /** What it was; absent: as it will be, where it is there already. */
  readonly before?: ReadonlyMap<string, ExampleValue>
  /** Attributes that nobody wrote: the provider chose their values or will. */
  readonly notConfigured: ReadonlySet<string>
}

export type ExampleValue = { readonly sensitive: boolean } & (
  | { readonly kind: 'known'; readonly value: Json }
  /** Without a name it is an unknown of its own. */
  | { readonly kind: 'unknown'; readonly name?: string }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'list'; readonly items: readonly ExampleValue[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, ExampleValue> }
)

type Module = ResourceAddress['module']

const OPTIONS = ['$actions', '$before', '$not_configured'] as const

/** Reads `resources`: instances by address. Undefined where something is wrong. */
export function readResources(node: YamlNode, problems: Problems): readonly ExampleResource[] | undefined {
  const map = readMap(node, '`resources`', problems)
  if (map === undefined) return undefined
  if (map.entries.length === 0)
    return problems.error('invalid-example', node.at, '`resources` holds no instance')
  const resources = map.entries.map((entry) => readResource(entry, problems))
  return resources.every((resource) => resource !== undefined) ? resources : undefined
}

function readResource({ key, value }: YamlEntry, problems: Problems): ExampleResource | undefined {
  const address = parseAddress(key.text)
  if (address === undefined || address.mode === 'ephemeral') {
    return problems.error(
      'invalid-example',
      key.at,
      `${quote(key.text)} is not the address of an instance`,
      'write it as Terraform does: `aws_s3_bucket.logs`, `module.app.aws_s3_bucket.logs["eu"]`, `data.aws_region.current`',
    )
  }
  const map = readMap(value, `the instance ${quote(key.text)}`, problems)
  if (map === undefined) return undefined
  const options = map.entries.filter((entry) => entry.key.text.startsWith('$'))
  const option = (name: (typeof OPTIONS)[number]) => options.find((entry) => entry.key.text === name)?.value
  for (const { key: name } of options) reportUnknownOption(name, problems)
  const attributes = readAttributes(map, address.module, problems)
  const actions = readActions(option('$actions'), address, problems)
  const beforeNode = option('$before')
  const beforeMap = beforeNode === undefined ? undefined : readMap(beforeNode, '`$before`', problems)
  const before = beforeMap === undefined ? undefined : readAttributes(beforeMap, address.module, problems)
  const names = option('$not_configured')
  const notConfigured = new Set(names === undefined ? [] : readTextList(names, '$not_configured', problems))
  if (attributes === undefined || actions === undefined || (beforeNode !== undefined && before === undefined))
    return undefined
  return {
    addressText: key.text,
    address,
    attributes,
    actions,
    notConfigured,
    ...(before === undefined ? {} : { before }),
  }
}

function reportUnknownOption(name: YamlScalar, problems: Problems): void {
  if (OPTIONS.some((known) => known === name.text)) return
  const help = didYouMean(name.text, OPTIONS) ?? `the options are ${OPTIONS.map(quote).join(', ')}`
  problems.error(
    'unknown-key',
    name.at,
    `${quote(name.text)} is not an option of an instance in an example`,
    help,
  )
}

function readActions(
  node: YamlNode | undefined,
  address: ResourceAddress,
  problems: Problems,
): readonly string[] | undefined {
  if (node === undefined) return [address.mode === 'data' ? 'read' : 'create']
  const words = readItems(node).map((item) => readWord(item, ACTIONS, '$actions', problems))
  if (!words.every((word) => word !== undefined)) return undefined
  return words.length === 1 && words[0] === 'replace' ? ['delete', 'create'] : words
}

function readAttributes(
  map: YamlMap,
  module: Module,
  problems: Problems,
): ReadonlyMap<string, ExampleValue> | undefined {
  const attributes = map.entries
    .filter(({ key }) => !key.text.startsWith('$'))
    .map(({ key, value }) => [key.text, readValue(value, module, problems)] as const)
  return attributes.every((entry): entry is readonly [string, ExampleValue] => entry[1] !== undefined)
    ? new Map(attributes)
    : undefined
}

function readValue(node: YamlNode, module: Module, problems: Problems): ExampleValue | undefined {
  switch (node.tag) {
    case '!unknown':
      return readUnknown(node, problems)
    case '!ref':
      return readReference(node, module, problems)
    case '!sensitive':
    case undefined: {
      const sensitive = node.tag === '!sensitive'
      if (node.kind === 'scalar') {
        const value = readJson(node, problems)
        return value === undefined ? undefined : { kind: 'known', value, sensitive }
      }
      if (node.kind === 'list') {
        const items = node.items.map((item) => readValue(item, module, problems))
        return items.every((item) => item !== undefined) ? { kind: 'list', items, sensitive } : undefined
      }
      const members = node.entries.map(
        ({ key, value }) => [key.text, readValue(value, module, problems)] as const,
      )
      return members.every((member): member is readonly [string, ExampleValue] => member[1] !== undefined)
        ? { kind: 'map', entries: new Map(members), sensitive }
        : undefined
    }
  }
}

function readUnknown(node: YamlNode, problems: Problems): ExampleValue | undefined {
  if (node.kind === 'scalar' && node.text === '') return { kind: 'unknown', sensitive: false }
  if (node.kind === 'scalar' && /^[^\s,{}]+$/.test(node.text))
    return { kind: 'unknown', name: node.text, sensitive: false }
  const found = node.kind === 'scalar' ? quote(node.text) : describe(node)
  return problems.error(
    'invalid-example',
    node.at,
    `\`!unknown\` takes the name of what is unknown, not ${found}`,
    'write `!unknown`, or `!unknown var.region`; two of one name are the same value',
  )
}

function readReference(node: YamlNode, module: Module, problems: Problems): ExampleValue | undefined {
  const reference = node.kind === 'scalar' ? parseReference(node.text) : undefined
  if (
    reference !== undefined &&
    printModuleAddress(reference.address.module) !== printModuleAddress(module)
  ) {
    return problems.error(
      'invalid-example',
      node.at,
      'an expression can only name resources of its own module',
      'to show values that cross modules give the example a `plan` of Terraform',
    )
  }
  if (reference !== undefined) return { kind: 'reference', reference, sensitive: false }
  const found = node.kind === 'scalar' && node.text !== '' ? quote(node.text) : describe(node)
  return problems.error(
    'invalid-example',
    node.at,
    `\`!ref\` takes an attribute of a resource, not ${found}`,
    'write it as Terraform does: `!ref aws_s3_bucket.logs.id`',
  )
}
