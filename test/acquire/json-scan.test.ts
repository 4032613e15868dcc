import fc from 'fast-check'
import { test } from 'tap'
import type { JsonText } from '../../src/acquire/json-fault.ts'
import { scanObject } from '../../src/acquire/json-scan.ts'
import { parseJson } from '../../src/acquire/parse-json.ts'
import { DiagnosticError } from '../../src/diagnostic.ts'
import { isNumber, printNumber } from '../../src/plan/number.ts'

function textOf(json: string): JsonText {
  return { bytes: Buffer.from(json), name: 'plan.json', start: 0 }
}

function codeOf(run: () => unknown): string {
  try {
    run()
    return 'fine'
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0]?.code ?? ''
    throw error
  }
}

test('members and elements are found where JSON.parse finds them', (t) => {
  const value = fc.object({ key: fc.string({ unit: 'binary' }), withNullPrototype: false, maxDepth: 4 })
  fc.assert(
    fc.property(value, fc.nat({ max: 2 }), (object, indent) => {
      const json = JSON.stringify(object, null, indent)
      const expected = JSON.parse(json) as Record<string, unknown>
      const text = textOf(json)
      const { members, end } = scanObject(text)
      t.equal(end, text.bytes.length)
      t.same([...members.keys()].sort(), Object.keys(expected).sort())
      for (const [key, range] of members) {
        t.same(
          JSON.stringify(parseJson(text, { ...range, longNumbers: false })),
          JSON.stringify(expected[key]),
        )
        const elements = range.elements?.map((element) =>
          JSON.stringify(parseJson(text, { ...element, longNumbers: false })),
        )
        const list = expected[key]
        t.same(elements, Array.isArray(list) ? list.map((element) => JSON.stringify(element)) : undefined)
      }
    }),
    { numRuns: 200 },
  )
  t.end()
})

test('strings hide brackets, quotes and backslashes', (t) => {
  for (const string of [
    '',
    '}',
    ']',
    '"',
    '\\',
    '\\"',
    '\\\\"',
    ',"a":',
    'é€𝄞',
    `${'\\'.repeat(99)}"`,
    'x'.repeat(5000),
  ]) {
    const text = textOf(JSON.stringify({ a: [{ b: string }], c: 1 }))
    t.same([...scanObject(text).members.keys()], ['a', 'c'], string.slice(0, 20))
  }
  t.end()
})

test('numbers keep their digits, as Terraform prints them', (t) => {
  const digits = [
    '0',
    '-1',
    '0.1',
    '9007199254740991',
    '9007199254740993',
    '-9007199254740993',
    '123456789012345678901234567890',
    '0.12345678901234567890123456789',
    `1${'0'.repeat(400)}`,
    '999999999999999.5',
    '111122223333',
  ]
  const text = textOf(`{"a":{"n":[${digits.join(' ,\n')}]},"b":[${digits.join(',')}]}`)
  const { members } = scanObject(text)
  const read = (key: string): unknown => {
    const range = members.get(key)
    return range === undefined ? undefined : parseJson(text, range)
  }
  t.same((read('a') as { n: number[] }).n.map(printNumber), digits)
  t.same((read('b') as number[]).map(printNumber), digits)
  t.equal(
    codeOf(() => scanObject(textOf('{"a":1e400}'))),
    'fine',
  )
  t.end()
})

test('numbers with an exponent are exact, wherever they stand', (t) => {
  const power = `1${'0'.repeat(400)}`
  for (const json of ['{"a":1e400}', '{"a":[1E+400]}', '{"a":{"b":10e399}}', '{"a":[[0.1e401]]}']) {
    const text = textOf(json)
    const [range] = scanObject(text).members.values()
    t.equal(range?.longNumbers, true)
    const value = range === undefined ? null : parseJson(text, range)
    const [number] = isNumber(value) ? [value] : [Object.values(value as object)].flat(2)
    t.equal(printNumber(number), power, json)
  }
  const bomb = textOf('{"a":[1e999999999]}')
  for (const range of scanObject(bomb).members.values()) {
    t.equal(
      codeOf(() => parseJson(bomb, range)),
      'plan-number-too-large',
    )
  }
  t.end()
})

test('keys that are names of JavaScript stay keys', (t) => {
  const json =
    '{"__proto__":{"__proto__":{"x":12345678901234567890}},"constructor":1,"toString":[{"__proto__":1}]}'
  const text = textOf(json)
  const { members } = scanObject(text)
  t.same([...members.keys()], ['__proto__', 'constructor', 'toString'])
  const range = members.get('__proto__')
  const value = range === undefined ? {} : parseJson(text, range)
  t.ok(Object.hasOwn(value as object, '__proto__'))
  t.equal(Object.getPrototypeOf(value), Object.prototype)
  t.end()
})

test('what JSON.parse refuses is refused, with the place', (t) => {
  const cases: readonly (readonly [string, string, string?])[] = [
    ['{', 'plan-truncated', 'ends at byte 1'],
    ['{"a"', 'plan-truncated', 'ends at byte 4'],
    ['{"a":', 'plan-truncated'],
    ['{"a":[', 'plan-truncated'],
    ['{"a":"x', 'plan-truncated'],
    ['{"a":"x\\', 'plan-truncated'],
    ['{"a":{"b":[1,2', 'plan-truncated'],
    ['{"a":tru', 'plan-truncated'],
    ['{"a":1', 'plan-truncated'],
    ['{a:1}', 'plan-not-json', 'line 1, column 2 (byte 1): a key in quotes'],
    ['{"a" 1}', 'plan-not-json', 'column 6 (byte 5): a colon'],
    ['{"a":}', 'plan-not-json', 'byte 5): a value'],
    ['{"a":1,}', 'plan-not-json', 'byte 7): a key'],
    ['{"a":[1,]}', 'plan-not-json', 'byte 8): a value'],
    ['{"a":[1}', 'plan-not-json', 'byte 7): a comma or `]`'],
    ['{"a":{"b":1]}', 'plan-not-json', 'byte 11): a comma or `}`'],
    ['{\n  "é": 1\n  "b": 2\n}', 'plan-not-json', 'line 3, column 3'],
  ]
  for (const [json, code, message] of cases) {
    const text = textOf(json)
    t.equal(
      codeOf(() => scanObject(text)),
      code,
      json,
    )
    if (message !== undefined)
      t.throws(() => scanObject(text), { message: new RegExp(message.replace(/[^\w ,:]/g, '\\$&')) }, json)
  }
  t.end()
})

test('a key may stand once among the sections', (t) => {
  t.equal(
    codeOf(() => scanObject(textOf('{"a":1,"b":2,"\\u0061":3}'))),
    'plan-duplicate-key',
  )
  t.end()
})

test('hostile nesting ends in a diagnostic', (t) => {
  for (const depth of [2000, 100_000]) {
    const code = depth > 2000 ? 'plan-too-deep' : 'fine'
    const open = depth - 1
    t.equal(
      codeOf(() => scanObject(textOf(`{"a":${'['.repeat(open)}${']'.repeat(open)}}`))),
      code,
    )
    t.equal(
      codeOf(() => scanObject(textOf(`{"a":${'{"b":'.repeat(open)}1${'}'.repeat(open)}}`))),
      code,
    )
  }
  const text = textOf(`{"a":${'['.repeat(1999)}12345678901234567890${']'.repeat(1999)}}`)
  const range = scanObject(text).members.get('a')
  t.doesNotThrow(
    () => range && parseJson(text, range),
    'the deepest that is allowed can be parsed digit by digit',
  )
  t.end()
})
