import { test } from 'tap'
import { convert } from '../../src/hcl/convert.ts'
import { HclFailure } from '../../src/hcl/failure.ts'
import {
  BOOL,
  DYNAMIC,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  printType,
  readType,
  STRING,
  setOf,
  tupleOf,
  typeOf,
} from '../../src/hcl/types.ts'
import { unify } from '../../src/hcl/unify.ts'
import type { Type, Unknown, Value } from '../../src/plan/value.ts'
import { printTyped } from './typed-json.ts'

function known(value: string | number | boolean): Value {
  return { kind: 'known', value }
}

function tuple(...elements: readonly Value[]): Value {
  return { kind: 'list', form: 'tuple', elements }
}

function object(entries: Readonly<Record<string, Value>>): Value {
  return { kind: 'map', form: 'object', entries: new Map(Object.entries(entries)) }
}

function unknown(id: string, facts: Partial<Unknown> = {}): Value {
  return { kind: 'unknown', unknown: { id, waitsFor: [id], ...facts } }
}

const NOTHING: Value = { kind: 'null', type: DYNAMIC }
const record = objectOf(
  new Map<string, Type>([
    ['name', STRING],
    ['size', NUMBER],
    ['tags', mapOf(STRING)],
  ]),
  new Set(['size', 'tags']),
  new Map([['size', known(5)]]),
)

test('primitives convert as Terraform converts them', async (t) => {
  const cases: readonly (readonly [Value, Type, string])[] = [
    [known(5), STRING, 'string "5"'],
    [known(true), STRING, 'string "true"'],
    [known('1e3'), NUMBER, 'number 1000'],
    [known('1'), BOOL, 'bool true'],
    [known('0'), BOOL, 'bool false'],
    [NOTHING, NUMBER, 'number null'],
  ]
  for (const [value, type, wanted] of cases) t.equal(printTyped(convert(value, type)), wanted)
  for (const [value, type] of [
    [known('True'), BOOL],
    [known('x'), NUMBER],
    [known(true), NUMBER],
    [known(1), BOOL],
    [tuple(), STRING],
    [known('a'), listOf(STRING)],
  ] as const) {
    t.throws(() => convert(value, type), HclFailure, `${printTyped(value)} to ${printType(type)}`)
  }
})

test('collections take the type of their elements', async (t) => {
  t.equal(printTyped(convert(tuple(known('b'), known(1)), listOf(DYNAMIC))), 'list(string) ["b", "1"]')
  t.equal(printTyped(convert(tuple(known(10), known(9), known(9)), setOf(NUMBER))), 'set(number) [9, 10]')
  t.equal(
    printTyped(convert(tuple(known('9'), known('10'), known('B'), known('a')), setOf(STRING))),
    'set(string) ["10", "9", "B", "a"]',
  )
  t.equal(
    printTyped(convert(object({ a: known(1), b: known('x') }), mapOf(DYNAMIC))),
    'map(string) {"a" = "1", "b" = "x"}',
  )
  t.equal(printTyped(convert(tuple(known(1)), tupleOf([STRING]))), 'tuple([string]) ["1"]')
  t.throws(() => convert(tuple(known('a'), tuple()), listOf(DYNAMIC)), HclFailure)
})

test('optional attributes get their defaults, and others are dropped', async (t) => {
  const given = object({ name: known('a'), extra: known(1) })
  t.equal(
    printTyped(convert(given, record)),
    'object({ name = string, size = number, tags = map(string) }) {"name" = "a", "size" = 5, "tags" = null}',
  )
  t.equal(
    printTyped(convert(object({ name: known('a'), size: NOTHING }), record)).includes('"size" = 5'),
    true,
  )
  t.equal(
    printTyped(convert(object({ name: known('a'), size: known('7') }), record)).includes('"size" = 7'),
    true,
  )
  t.throws(() => convert(object({ size: known(1) }), record), HclFailure)
  t.equal(printTyped(convert(tuple(given), listOf(record))).includes('"size" = 5'), true, 'inside a list')
})

test('an unknown that may be null may take the default', async (t) => {
  const open = convert(object({ name: known('a'), size: unknown('x.size') }), record)
  t.match(printTyped(open), /optional\(x\.size, 5\)/)
  const certain = convert(
    object({ name: known('a'), size: unknown('x.size', { nonNull: true, type: NUMBER }) }),
    record,
  )
  t.match(printTyped(certain), /"size" = <x\.size>/)
})

test('unknown parts keep their identity where the conversion cannot alter them', async (t) => {
  t.equal(printTyped(convert(unknown('x.id'), STRING)), 'string <x.id>')
  t.equal(printTyped(convert(unknown('x.list'), listOf(STRING))), 'list(string) <x.list>')
  t.equal(printTyped(convert(unknown('x.port'), NUMBER)), 'number <to number(x.port)>')
  t.equal(printTyped(convert(unknown('x.port', { type: NUMBER }), NUMBER)), 'number <x.port>')
  t.equal(
    printTyped(convert(tuple(unknown('x.id'), known('a'), unknown('x.id')), setOf(STRING))),
    'set(string) ["a", <x.id>]',
  )
  t.throws(() => convert(unknown('x.list', { type: listOf(STRING) }), STRING), HclFailure)
})

test('sets carry the marks of their elements', async (t) => {
  const set = convert(tuple({ kind: 'known', value: 'a', sensitive: true }), setOf(STRING))
  t.equal(set.sensitive, true)
  const list = convert(tuple({ kind: 'known', value: 'a', sensitive: true }), listOf(STRING))
  t.equal(list.sensitive, undefined)
})

test('a type that nothing tells makes the answer open where it could matter', async (t) => {
  const told = unify([STRING, typeOf(unknown('x.id'))])
  t.same(told, { type: STRING, ambiguous: false })
  t.equal(unify([NUMBER, typeOf(unknown('x.id'))])?.ambiguous, true)
  t.equal(convert(tuple(known(1), unknown('x.id')), listOf(DYNAMIC)).kind, 'unknown')
})

test('types are read from JSON and printed as they are written', async (t) => {
  t.equal(
    printType(readType(['object', { a: ['list', 'string'], b: 'number' }, ['b']]) ?? DYNAMIC),
    'object({ a = list(string), b = optional(number) })',
  )
  t.equal(
    printType(readType(['tuple', ['string', ['map', 'bool'], ['set', 'dynamic']]]) ?? DYNAMIC),
    'tuple([string, map(bool), set(any)])',
  )
  for (const wrong of ['text', ['list'], ['object', []], ['tuple', 'string'], null, 5])
    t.equal(readType(wrong), undefined)
})
