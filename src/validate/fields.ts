import { isNumber, type PlanNumber } from '../plan/number.ts'
import type { Json } from '../plan/plan-document.ts'
import { didYouMean } from '../policy/suggest.ts'
import { meantKey, meantWord } from './foreign-words.ts'
import { enumerate, type Problems, quote } from './problems.ts'
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yaml-node.ts'

/** The entries of a mapping whose keys are known beforehand. */
export type Fields<Name extends string> = ReadonlyMap<Name, YamlEntry>

/**
 * Reads a mapping with these keys and no others. `what` names the thing for messages: "a rule". What is not known is
 * reported and left out, with `help` where nothing is near; undefined where the node is no mapping.
 */
export function readFields<Name extends string>(
  node: YamlNode,
  names: readonly Name[],
  what: string,
  problems: Problems,
  help?: string,
): Fields<Name> | undefined {
  const map = readMap(node, what, problems)
  if (map === undefined) return undefined
  const fields = new Map<Name, YamlEntry>()
  for (const entry of map.entries) {
    const name = names.find((known) => known === entry.key.text)
    if (name !== undefined) fields.set(name, entry)
    else reportUnknownKey(entry, names, what, help, problems)
  }
  return fields
}

function reportUnknownKey(
  { key }: YamlEntry,
  names: readonly string[],
  what: string,
  otherwise: string | undefined,
  problems: Problems,
): void {
  const meant = meantKey(key.text, names)
  const help =
    meant === undefined
      ? (didYouMean(key.text, names) ?? otherwise ?? `the keys of ${what} are ${enumerate(names, 'and')}`)
      : `did you mean \`${meant}\`?`
  problems.error('unknown-key', key.at, `${quote(key.text)} is not a key of ${what}`, help)
}

/** The value of a key that must be there. */
export function requireField<Name extends string>(
  fields: Fields<Name>,
  name: Name,
  node: YamlNode,
  what: string,
  problems: Problems,
  help?: string,
): YamlNode | undefined {
  const value = fields.get(name)?.value
  if (value !== undefined) return value
  return problems.error('missing-key', placeOfStart(node), `${what} needs the key \`${name}\``, help)
}

/** The first key of a mapping says better than its whole extent where it is. */
function placeOfStart(node: YamlNode): YamlNode['at'] {
  return (node.kind === 'map' ? node.entries[0]?.key.at : undefined) ?? node.at
}

export function readMap(
  node: YamlNode,
  what: string,
  problems: Problems,
  help?: string,
): YamlMap | undefined {
  if (node.kind === 'map') return node
  return problems.error(
    'wrong-kind',
    node.at,
    `${what} must be a mapping of keys to values, not ${describe(node)}`,
    help,
  )
}

/** `what` is the key, for messages. */
export function readText(node: YamlNode, what: string, problems: Problems): string | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string' && node.value.trim() !== '') return node.value
  const help =
    node.kind === 'scalar' && node.value !== null && node.text !== ''
      ? `write it in quotes: "${node.text}"`
      : undefined
  return problems.error('wrong-kind', node.at, `${quote(what)} must be text, not ${describe(node)}`, help)
}

/** A list; where one element is meant it may stand alone. */
export function readItems(node: YamlNode): readonly YamlNode[] {
  return node.kind === 'list' ? node.items : [node]
}

export function readList(node: YamlNode, what: string, problems: Problems): readonly YamlNode[] | undefined {
  if (node.kind === 'list') return node.items
  const isShort = node.kind === 'scalar' && node.text.trim() !== '' && node.text.length < 60
  const isMap = node.kind === 'map' && node.entries.length > 0
  const help = isShort
    ? `write \`${what}: [${node.text}]\``
    : isMap
      ? `begin each item with \`- \`, or write \`${what}: [{ … }, { … }]\``
      : undefined
  return problems.error('wrong-kind', node.at, `${quote(what)} must be a list, not ${describe(node)}`, help)
}

export function readTextList(node: YamlNode, what: string, problems: Problems): readonly string[] {
  return (readList(node, what, problems) ?? []).flatMap((item) => readText(item, what, problems) ?? [])
}

export function readBoolean(node: YamlNode, what: string, problems: Problems): boolean | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value
  const meant = node.kind === 'scalar' ? BOOLEANS.get(node.text.toLowerCase()) : undefined
  const help = meant === undefined ? undefined : `write \`${what}: ${meant}\``
  return problems.error(
    'wrong-kind',
    node.at,
    `${quote(what)} must be true or false, not ${describe(node)}`,
    help,
  )
}

/** What people write for true and false; in YAML 1.2 it is text. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
])

export function readNumber(node: YamlNode, what: string, problems: Problems): PlanNumber | undefined {
  if (node.kind === 'scalar' && isNumber(node.value)) return node.value
  return problems.error('wrong-kind', node.at, `${quote(what)} must be a number, not ${describe(node)}`)
}

/** One of a closed set of words. */
export function readWord<Word extends string>(
  node: YamlNode,
  words: readonly Word[],
  what: string,
  problems: Problems,
): Word | undefined {
  const text = node.kind === 'scalar' ? node.text : undefined
  const word = words.find((known) => known === text)
  if (word !== undefined) return word
  const found = text === undefined || text === '' ? describe(node) : quote(text)
  const meant = text === undefined ? undefined : meantWord(text, words)
  const near =
    meant === undefined
      ? text === undefined
        ? undefined
        : didYouMean(text, words)
      : `did you mean \`${meant}\`?`
  return problems.error(
    'unknown-value',
    node.at,
    `${quote(what)} cannot be ${found}`,
    near ?? `it is ${enumerate(words, 'or')}`,
  )
}

/**
 * The value as JSON. Reports numbers with leading zeros: they look like account ids, and YAML takes the zeros away.
 */
export function readJson(node: YamlNode, problems: Problems): Json | undefined {
  switch (node.kind) {
    case 'scalar':
      return readScalar(node, problems)
    case 'list': {
      const items = node.items.map((item) => readJson(item, problems))
      return items.every((item) => item !== undefined) ? items : undefined
    }
    case 'map': {
      const members = node.entries.map(({ key, value }) => [key.text, readJson(value, problems)] as const)
      return members.every((member): member is [string, Json] => member[1] !== undefined)
        ? Object.fromEntries(members)
        : undefined
    }
  }
}

function readScalar(node: YamlScalar, problems: Problems): Json | undefined {
  if (node.plain && isNumber(node.value) && /^[-+]?0[0-9]/.test(node.text)) {
    return problems.error(
      'number-leading-zero',
      node.at,
      `${quote(node.text)} would be read as a number and lose its leading zero`,
      `write it in quotes: "${node.text}"`,
    )
  }
  return node.value
}

/** What stands there, in a word or two. */
export function describe(node: YamlNode): string {
  switch (node.kind) {
    case 'list':
      return 'a list'
    case 'map':
      return 'a mapping'
    case 'scalar':
      if (node.value === null) return node.text === '' ? 'nothing' : 'null'
      if (typeof node.value === 'string') return node.value.trim() === '' ? 'empty text' : 'text'
      return typeof node.value === 'boolean' ? `${node.value}` : 'a number'
  }
}

/** Reports the tags of examples where no example is. */
export function forbidTags(node: YamlNode, problems: Problems): void {
  if (node.tag !== undefined) {
    problems.error(
      'tag-not-here',
      node.at,
      `the tag \`${node.tag}\` only has a meaning in the resources of an example`,
    )
  }
  if (node.kind === 'list') for (const item of node.items) forbidTags(item, problems)
  if (node.kind === 'map') for (const { value } of node.entries) forbidTags(value, problems)
}
