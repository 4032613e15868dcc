import { ABSENT, type ListValue, type Value } from '../../../plan/value.ts'
import type { MakeUnknown } from './model.ts'
import { orderedStrings, readStrings, sortDescending, stringSet } from './set.ts'
import { inSetOrder, serialisedString } from './set-order.ts'
import { compareBytes, knownString, replaceVariables, type Text, textOf } from './strings.ts'

const SOMETHING = { nonNull: true, nonEmpty: true } as const

interface Block {
  readonly type: string
  readonly identifiers: Value
}

/**
 * `Principal` or `NotPrincipal` from its blocks: `"*"` for everyone alone, otherwise types and their identifiers. Absent where there
 * is no block, undefined where the provider refuses them.
 * Source: provider `policy_model.go`, `IAMPolicyStatementPrincipalSet.MarshalJSON`.
 */
export function principalsOf(
  value: Value,
  version: string | undefined,
  place: string,
  unknown: MakeUnknown,
): Value | undefined {
  const open = (facts: object): Value => ({ kind: 'unknown', unknown: unknown(place, [value], facts) })
  if (value.kind === 'absent' || value.kind === 'null') return ABSENT
  if (value.kind === 'unknown') return open(value.unknown.nonEmpty === true ? SOMETHING : {})
  if (value.kind !== 'list') return undefined
  if (value.elements.length === 0 && value.rest === undefined) return ABSENT
  const blocks = value.elements.flatMap(readBlock)
  if (value.rest !== undefined) return open(value.elements.length > 0 ? SOMETHING : {})
  if (blocks.length < value.elements.length) return open(SOMETHING)
  const types = new Map<string, Block[]>()
  for (const block of blocks) {
    const group = types.get(block.type)
    if (group === undefined) types.set(block.type, [block])
    else group.push(block)
  }
  const entries = new Map<string, Value>()
  for (const [type, group] of [...types].sort(([a], [b]) => compareBytes(a, b))) {
    const identifiers = identifiersOf(group, version, `${place}.${type}`, unknown)
    if (identifiers === undefined) return undefined
    entries.set(type, identifiers)
  }
  return (
    everyone(entries) ?? (mayBeEveryone(entries) ? open(SOMETHING) : { kind: 'map', form: 'object', entries })
  )
}

/** None where the block or its type is not known. */
function readBlock(block: Value): readonly Block[] {
  if (block.kind !== 'map') return []
  const type = knownString(block.entries.get('type'))
  if (type === undefined) return []
  const identifiers = block.entries.get('identifiers')
  if (identifiers !== undefined) return [{ type, identifiers }]
  return block.rest === undefined
    ? [{ type, identifiers: ABSENT }]
    : [{ type, identifiers: { kind: 'unknown', unknown: block.rest } }]
}

/** Blocks of one type are strung together, in the order of their set; blocks with unknown parts may still be one and the same. */
function identifiersOf(
  group: readonly Block[],
  version: string | undefined,
  place: string,
  unknown: MakeUnknown,
): Value | undefined {
  const change = (text: Text): Text | undefined => replaceVariables(text, version)
  const [only] = group
  if (only !== undefined && group.length === 1) {
    const printed = stringSet(only.identifiers, change, place, unknown)
    if (printed?.kind === 'absent') return { kind: 'list', form: 'tuple', elements: [] }
    return printed?.kind === 'list' ? sortedAgain(printed) : asPresent(printed)
  }
  const known = group.map(({ identifiers }) => knownStrings(identifiers))
  if (known.every((strings) => strings !== undefined)) {
    const blocks = inSetOrder(known, (strings) => {
      const inner = inSetOrder(strings, serialisedString).map(serialisedString)
      return `identifiers:{${inner.join('')}};type:${only?.type ?? ''};`
    })
    const lists = blocks.map((strings) => stringSet(listOf(strings), change, place, unknown))
    if (lists.includes(undefined)) return undefined
    const elements = lists.flatMap((list) =>
      list?.kind === 'list'
        ? sortedAgain(list).elements
        : list === undefined || list.kind === 'absent'
          ? []
          : [list],
    )
    const [first] = elements
    const isText =
      elements.length === 1 && first !== undefined && !lists.some((list) => list?.kind === 'absent')
    return isText ? first : { kind: 'list', form: 'tuple', elements }
  }
  const open = {
    kind: 'unknown',
    unknown: unknown(
      place,
      group.map(({ identifiers }) => identifiers),
      { nonNull: true },
    ),
  } as const
  const all = group.flatMap(({ identifiers }) =>
    identifiers.kind === 'list' && identifiers.rest === undefined ? [identifiers] : [],
  )
  if (all.length < group.length) return open
  const strings = readStrings(all.flatMap(({ elements }) => elements))
  if (strings === undefined) return undefined
  return strings.least < 2 ? open : asSet(orderedStrings(strings, change))
}

function asSet(list: ListValue | undefined): ListValue | undefined {
  return list === undefined ? undefined : { ...list, form: 'set' }
}

function asPresent(value: Value | undefined): Value | undefined {
  if (value?.kind !== 'unknown') return value
  return { ...value, unknown: { ...value.unknown, nonNull: true } }
}

/** Principals are sorted once more when they are printed, after `&{` was replaced. */
function sortedAgain(list: ListValue): ListValue {
  if (list.form === 'set') return list
  const texts = list.elements.flatMap((element) => {
    const text = textOf(element)
    return text === undefined ? [] : [text]
  })
  const sorted = sortDescending(texts)
  if (sorted === undefined) return { ...list, form: 'set' }
  const places = new Map(texts.map((text, index) => [text, list.elements[index]]))
  return { ...list, elements: sorted.flatMap((text) => places.get(text) ?? []) }
}

function knownStrings(identifiers: Value): readonly string[] | undefined {
  if (identifiers.kind === 'absent' || identifiers.kind === 'null') return []
  if (identifiers.kind !== 'list' || identifiers.rest !== undefined) return undefined
  const strings = identifiers.elements.map(knownString)
  return strings.every((text) => text !== undefined) ? strings : undefined
}

function listOf(strings: readonly string[]): Value {
  return { kind: 'list', elements: strings.map((value) => ({ kind: 'known', value })) }
}

/** `{"*": "*"}`, and nothing else, is printed as `"*"`. */
export function everyone(entries: ReadonlyMap<string, Value>): Value | undefined {
  if (entries.size !== 1) return undefined
  const identifiers = entries.get('*')
  const [only, ...others] = identifiers?.kind === 'list' ? identifiers.elements : [identifiers]
  return others.length === 0 && knownString(only) === '*' ? { kind: 'known', value: '*' } : undefined
}

export function mayBeEveryone(entries: ReadonlyMap<string, Value>): boolean {
  const identifiers = entries.size === 1 ? entries.get('*') : undefined
  const [only, ...others] = identifiers?.kind === 'list' ? identifiers.elements : [identifiers]
  if (only === undefined || others.length > 0) return false
  if (only.kind === 'unknown') return true
  return only.kind === 'template' && only.parts.every((part) => part === '*' || typeof part !== 'string')
}
