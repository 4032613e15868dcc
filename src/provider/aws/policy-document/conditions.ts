import { ABSENT, type Unknown, type Value } from '../../../plan/value.ts'
import type { MakeUnknown } from './model.ts'
import { readStrings } from './set.ts'
import { inSetOrder, serialisedString } from './set-order.ts'
import {
  areDifferent,
  compareBytes,
  knownString,
  replaceVariables,
  stringOf,
  type Text,
  textOf,
  wholeText,
} from './strings.ts'

const SOMETHING = { nonNull: true, nonEmpty: true } as const

interface Block {
  readonly test: string
  readonly variable: string
  readonly values: Value
}

/**
 * `Condition` from its blocks: operator, key, values in the order in which they are written. Absent where there is no block,
 * undefined where the provider refuses them.
 * Source: provider `policy_model.go`, `IAMPolicyStatementConditionSet.MarshalJSON`.
 */
export function conditionsOf(
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
  if (value.elements.length === 0) return open({})
  const blocks = value.elements.flatMap(readBlock)
  const loose = [...value.elements.flatMap(readLoose), ...(value.rest === undefined ? [] : [ANY_BLOCK])]
  if (blocks.length === 0) return open(SOMETHING)
  const tests = new Map<string, Map<string, Block[]>>()
  for (const block of blocks) {
    const variables = tests.get(block.test) ?? new Map<string, Block[]>()
    const group = variables.get(block.variable)
    if (group === undefined) variables.set(block.variable, [block])
    else group.push(block)
    tests.set(block.test, variables)
  }
  const entries = new Map<string, Value>()
  for (const [test, variables] of inOrder(tests)) {
    const inner = new Map<string, Value>()
    for (const [variable, group] of inOrder(variables)) {
      const here = `${place}.${test}.${variable}`
      const values = valuesOf(group, version, here, unknown)
      if (values === undefined) return undefined
      const more = loose.some((block) => mayBe(block.test, test) && mayBe(block.variable, variable))
      inner.set(variable, more ? withMore(values, unknown(`${here} (others)`, [value])) : values)
    }
    const more = loose.some((block) => mayBe(block.test, test))
    const rest = more ? { rest: unknown(`${place}.${test} (others)`, [value]) } : {}
    entries.set(test, { kind: 'map', form: 'object', entries: inner, ...rest })
  }
  const more = loose.some(({ test }) => {
    const whole = test === undefined ? undefined : wholeText(test)
    return whole === undefined || !tests.has(whole)
  })
  return {
    kind: 'map',
    form: 'object',
    entries,
    ...(more ? { rest: unknown(`${place} (others)`, [value]) } : {}),
  }
}

/** A block of which the operator or the key is not wholly known; absent where nothing is known of it. */
interface LooseBlock {
  readonly test?: Text
  readonly variable?: Text
}

const ANY_BLOCK: LooseBlock = {}

function readLoose(block: Value): readonly LooseBlock[] {
  if (readBlock(block).length > 0) return []
  if (block.kind !== 'map') return [ANY_BLOCK]
  const [test, variable] = [textOf(block.entries.get('test')), textOf(block.entries.get('variable'))]
  return [{ ...(test === undefined ? {} : { test }), ...(variable === undefined ? {} : { variable }) }]
}

/** Whether an operator or key that is not wholly known may turn out to be this one. */
function mayBe(text: Text | undefined, whole: string): boolean {
  return text === undefined || !areDifferent(text, whole === '' ? [] : [whole])
}

/** The values with further ones that a block of the same operator and key would add: one by itself may then stand in an array. */
function withMore(values: Value, rest: Unknown): Value {
  return values.kind === 'list' && values.elements.length > 1
    ? { ...values, form: 'set', rest }
    : { kind: 'unknown', unknown: { ...rest, nonNull: true } }
}

function inOrder<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => compareBytes(a, b))
}

/** None where the block, its operator or its key is not known. */
function readBlock(block: Value): readonly Block[] {
  if (block.kind !== 'map') return []
  const test = knownString(block.entries.get('test'))
  const variable = knownString(block.entries.get('variable'))
  if (test === undefined || variable === undefined) return []
  const values = block.entries.get('values')
  if (values !== undefined) return [{ test, variable, values }]
  return [
    { test, variable, values: block.rest === undefined ? ABSENT : { kind: 'unknown', unknown: block.rest } },
  ]
}

/** Blocks of one operator and key are strung together, in the order of their set; those with unknown parts may be the same one. */
function valuesOf(
  group: readonly Block[],
  version: string | undefined,
  place: string,
  unknown: MakeUnknown,
): Value | undefined {
  const lists = group.map(({ values }) => valueElements(values))
  const elements = lists.flatMap((list) => list ?? [])
  const replaced = elements.map((element) => {
    const text = textOf(element)
    const changed = text === undefined ? undefined : replaceVariables(text, version)
    return changed === undefined ? undefined : stringOf(changed)
  })
  if (replaced.includes(undefined)) return undefined
  const strings = replaced.flatMap((element) => element ?? [])
  const open: Value = {
    kind: 'unknown',
    unknown: unknown(
      place,
      group.map(({ values }) => values),
      { nonNull: true },
    ),
  }
  if (lists.includes(undefined)) return open
  if (group.length > 1) {
    const known = lists.map((list) => (list ?? []).map(knownString))
    if (!known.flat().includes(undefined)) return inBlockOrder(group, version, place, unknown)
    const apart = readStrings(strings)
    return apart === undefined || apart.least < 2 ? open : { kind: 'list', form: 'set', elements: strings }
  }
  const [only] = strings
  return strings.length === 1 && only !== undefined
    ? only
    : { kind: 'list', form: 'tuple', elements: strings }
}

function inBlockOrder(
  group: readonly Block[],
  version: string | undefined,
  place: string,
  unknown: MakeUnknown,
): Value | undefined {
  const ordered = inSetOrder(group, ({ test, variable, values }) => {
    const inner = (valueElements(values) ?? []).map((value) => serialisedString(knownString(value) ?? ''))
    return `test:${test};values:(${inner.join('')});variable:${variable};`
  })
  const [first] = ordered
  if (first === undefined) return undefined
  const elements = ordered.flatMap(({ values }) => valueElements(values) ?? [])
  return valuesOf([{ ...first, values: { kind: 'list', elements } }], version, place, unknown)
}

/** Undefined where nothing tells which values there are. */
function valueElements(values: Value): readonly Value[] | undefined {
  if (values.kind === 'absent' || values.kind === 'null') return []
  return values.kind === 'list' && values.rest === undefined ? values.elements : undefined
}
