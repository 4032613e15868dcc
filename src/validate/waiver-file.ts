import type { Diagnostic } from '../diagnostic.ts'
import { parseAddressPattern } from '../plan/address-pattern.ts'
import type { Located } from '../policy/configuration.ts'
import { parsePath } from '../policy/path.ts'
import { type Day, isDay, type WaivedAddress, type Waiver } from '../policy/waiver.ts'
import { type Fields, forbidTags, readFields, readJson, readList, readText, requireField } from './fields.ts'
import { collectProblems, hasErrors, type Problems, quote, sortByPlace } from './problems.ts'
import { parseYaml } from './yaml.ts'
import { locateWithin, type YamlNode } from './yaml-node.ts'

const KEYS = ['rules', 'addresses', 'plans', 'owner', 'reason', 'ticket', 'expires', 'value'] as const
type Key = (typeof KEYS)[number]
const WHAT = 'a waiver'

export interface WaiverReading {
  /** Absent where there is an error among the diagnostics. */
  readonly waivers?: readonly Waiver[]
  /** Everything that is wrong with the file, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads a file of waivers. Never throws; an empty file waives nothing. Whether they still hold is not asked here. */
export function readWaivers(text: string, file: string): WaiverReading {
  const { node, diagnostics } = parseYaml(text, file)
  if (node === undefined) return { diagnostics }
  if (node === null) return { waivers: [], diagnostics }
  const problems = collectProblems()
  forbidTags(node, problems)
  const waivers = readDocument(node, problems)
  const all = sortByPlace([...diagnostics, ...problems.diagnostics])
  return hasErrors(all) ? { diagnostics: all } : { waivers, diagnostics: all }
}

function readDocument(node: YamlNode, problems: Problems): readonly Waiver[] {
  const what = 'a waiver file'
  if (node.kind === 'list') {
    problems.error(
      'wrong-kind',
      node.at,
      'a waiver file begins with the key `waivers`, not with a list',
      'write `waivers:` above the list',
    )
    return []
  }
  const fields = readFields(node, ['waivers'], what, problems)
  const list = fields === undefined ? undefined : requireField(fields, 'waivers', node, what, problems)
  const items = list === undefined ? undefined : readList(list, 'waivers', problems)
  return (items ?? []).flatMap((item) => readWaiver(item, problems) ?? [])
}

function readWaiver(node: YamlNode, problems: Problems): Waiver | undefined {
  const fields = readFields(node, KEYS, WHAT, problems)
  if (fields === undefined) return undefined
  const need = <T>(name: Key, read: (value: YamlNode) => T | undefined): T | undefined => {
    const value = requireField(fields, name, node, WHAT, problems)
    return value === undefined ? undefined : read(value)
  }
  const rules = need('rules', (value) => readTexts(value, 'rules', problems))
  const addresses = need('addresses', (value) => readAddresses(value, problems))
  const owner = need('owner', (value) => readText(value, 'owner', problems))
  const reason = need('reason', (value) => readText(value, 'reason', problems))
  const expires = need('expires', (value) => readDay(value, problems))
  const plans = readOptional(fields, 'plans', (value) => readTexts(value, 'plans', problems))
  const ticket = readOptional(fields, 'ticket', (value) => readText(value, 'ticket', problems))
  const value = readOptional(fields, 'value', (entry) => readCondition(entry, problems))
  if (rules === undefined || addresses === undefined) return undefined
  if (owner === undefined || reason === undefined || expires === undefined) return undefined
  return {
    rules,
    addresses,
    ...(plans === undefined ? {} : { plans: plans.map((plan) => plan.value) }),
    owner,
    reason,
    ...(ticket === undefined ? {} : { ticket }),
    expires,
    ...(value === undefined ? {} : { value }),
    location: rules[0]?.location ?? node.at,
  }
}

function readOptional<T>(
  fields: Fields<Key>,
  name: Key,
  read: (value: YamlNode) => T | undefined,
): T | undefined {
  const entry = fields.get(name)
  return entry === undefined ? undefined : read(entry.value)
}

function readTexts(node: YamlNode, name: string, problems: Problems): readonly Located<string>[] | undefined {
  const items = readList(node, name, problems)
  if (items === undefined) return undefined
  if (items.length === 0) return problems.error('empty-list', node.at, `\`${name}\` is empty`)
  const texts = items.map((item) => ({ value: readText(item, name, problems), location: item.at }))
  return texts.every((text): text is Located<string> => text.value !== undefined) ? texts : undefined
}

function readAddresses(node: YamlNode, problems: Problems): readonly Located<WaivedAddress>[] | undefined {
  const texts = readTexts(node, 'addresses', problems)
  const addresses = texts?.map(({ value, location }) => ({
    value: value === 'plan' ? value : parseAddressPattern(value),
    location,
    text: value,
  }))
  for (const { value, location, text } of addresses ?? []) {
    if (value !== undefined) continue
    problems.error(
      'invalid-address',
      location,
      `${quote(text)} is not a pattern of addresses`,
      'write it as Terraform does: `module.app[*].aws_s3_bucket.*`, with `**` for any modules',
    )
  }
  return addresses?.every(
    (address): address is typeof address & Located<WaivedAddress> => address.value !== undefined,
  )
    ? addresses.map(({ value, location }) => ({ value, location }))
    : undefined
}

function readDay(node: YamlNode, problems: Problems): Located<Day> | undefined {
  const text = readText(node, 'expires', problems)
  if (text === undefined) return undefined
  if (isDay(text)) return { value: text, location: node.at }
  return problems.error(
    'invalid-date',
    node.at,
    `${quote(text)} is not a day of the calendar`,
    'write the last day that the waiver holds as `2027-03-31`; it ends with that day in UTC',
  )
}

function readCondition(node: YamlNode, problems: Problems): Waiver['value'] {
  const what = 'the value of a waiver'
  const fields = readFields(node, ['path', 'equals'], what, problems)
  if (fields === undefined) return undefined
  const pathNode = requireField(fields, 'path', node, what, problems)
  const equalsNode = requireField(fields, 'equals', node, what, problems)
  const text = pathNode === undefined ? undefined : readText(pathNode, 'path', problems)
  const equals = equalsNode === undefined ? undefined : readJson(equalsNode, problems)
  if (text === undefined || equals === undefined || pathNode?.kind !== 'scalar') return undefined
  const path = parsePath(text, new Set())
  if ('message' in path) {
    return problems.error('invalid-path', locateWithin(pathNode, path.offset), path.message)
  }
  if (path.root.kind !== 'here' || typeof path.steps[0] !== 'string') {
    return problems.error(
      'invalid-path',
      pathNode.at,
      `${quote(text)} is not the path of an attribute`,
      'it starts at an attribute of the resource, such as `kms_key_id`',
    )
  }
  return { path, equals, location: pathNode.at }
}
