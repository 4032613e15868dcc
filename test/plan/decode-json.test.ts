import fc from 'fast-check'
import { test } from 'tap'
import { decodeJson } from '../../src/plan/decode-json.ts'
import { isNumber, printNumber } from '../../src/plan/number.ts'
import type { TemplatePart, Unknown, Value } from '../../src/plan/value.ts'

const digits: Unknown = { id: 'account', waitsFor: [], shape: '[0-9]{12}' }
const arn: Unknown = { id: 'arn', waitsFor: ['x.y.arn'], unique: 'x.arn' }
const free: Unknown = { id: 'free', waitsFor: [], type: { kind: 'string' }, nonNull: true }

/** Digits stay text, so that nothing is lost between here and the expectation. */
function plain(value: Value): unknown {
  switch (value.kind) {
    case 'known':
      return isNumber(value.value) ? `#${printNumber(value.value)}` : value.value
    case 'null':
      return null
    case 'absent':
      return '-'
    case 'unknown':
      return { $: value.unknown.id }
    case 'template':
      return { $: value.parts.map((part) => (typeof part === 'string' ? part : { $: part.id })) }
    case 'list':
      return value.elements.map(plain)
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => [key, plain(entry)] as const)
      return Object.fromEntries(value.rest === undefined ? entries : [...entries, ['…', value.rest.id]])
    }
  }
}

function decode(...parts: readonly TemplatePart[]): unknown {
  const [only] = parts
  const value: Value =
    parts.length === 1 && typeof only === 'string'
      ? { kind: 'known', value: only }
      : { kind: 'template', parts }
  const decoded = decodeJson(value)
  if (decoded?.kind === 'value') return plain(decoded.value)
  return decoded?.kind
}

test('known texts decode as JSON says', (t) => {
  t.same(decode('{"a":[1,true,null,"x"],"b":{}}'), { a: ['#1', true, null, 'x'], b: {} })
  t.same(decode(' "a\\n\\u0041\\"" '), 'a\nA"')
  t.same(decode('12345678901234567890'), '#12345678901234567890', 'digits are kept')
  t.same(decode('-0.5e2'), '#-50')
  t.same(decode('{"a":1,"a":2}'), { a: '#2' }, 'the last of two members counts')
  t.same(decode('{"__proto__":1}'), { ['__proto__']: '#1' })
  t.same(decode('""'), '')
  for (const text of [
    '',
    '{',
    '{a:1}',
    "{'a':1}",
    '[1,]',
    '{"a":1,}',
    '01',
    '1 2',
    '"a',
    '"\n"',
    '"\\x"',
    '"\\u12"',
    'nul',
    '\u0000',
    '"\u0000"',
    '1e99999',
  ])
    t.equal(decode(text), 'invalid', JSON.stringify(text))
  t.equal(decode('['.repeat(100_000)), 'invalid', 'depth')
  t.equal(decode(`"${'x'.repeat(2_000_000)}"`), 'x'.repeat(2_000_000), 'long texts')
  t.end()
})

test('unknown parts keep their place where they cannot change the structure', (t) => {
  t.same(decode('{"a":"x', digits, '"}'), { a: { $: ['x', { $: 'account' }] } })
  t.same(decode('["', arn, '","', arn, '/*"]'), [{ $: 'arn' }, { $: [{ $: 'arn' }, '/*'] }])
  t.same(decode('{"k', digits, '":1,"b":2}'), { b: '#2', '…': 'account' }, 'a name that is not known')
  t.same(
    decode('{"1a":1,"b":2,"', digits, '":3}'),
    { '1a': '#1', b: '#2', '…': 'account' },
    'no known member can be meant',
  )
  t.same(decode('{"123456789012":1,"', digits, '":3}'), { 123456789012: { $: 'account' }, '…': 'account' })
  const encoded: Unknown = { id: 'jsonencode(x.y.z)', waitsFor: [] }
  t.same(decode('{"a":', encoded, ',"b":1}'), { a: { $: 'x.y.z' }, b: '#1' }, 'a value encoded by itself')
  const escaped: Unknown = { id: 'jsonescape(x.y.z)', waitsFor: [] }
  t.same(decode('"a', escaped, '"'), { $: ['a', { $: 'x.y.z' }] })
  const count: Unknown = { id: 'n', waitsFor: [], type: { kind: 'number' }, nonNull: true }
  t.same(decode('{"a":', count, '}'), { a: { $: 'n' } })
  t.end()
})

test('where an unknown part could be anything nothing is certain', (t) => {
  for (const parts of [
    [free],
    ['{"a":"', free, '"}'],
    ['{"a":', free, '}'],
    ['{', free, '}'],
    ['{"a":1', digits, '}'],
    ['{"a":1}', free],
    ['"\\', digits, '"'],
    ['"\\u', digits, '"'],
    [arn],
  ])
    t.equal(decode(...parts), 'open', JSON.stringify(parts))
  t.equal(decode('{"a":"', digits, '" "b"}'), 'invalid', 'wrong whatever it will be')
  t.equal(decode('{"a" 1, "b": ', free), 'invalid', 'wrong before it begins')
  t.end()
})

test('null, absent, other types, and marks', (t) => {
  t.equal(decodeJson({ kind: 'null' }), undefined)
  t.equal(decodeJson({ kind: 'absent' }), undefined)
  t.equal(decodeJson({ kind: 'known', value: 1 }), undefined)
  t.equal(decodeJson({ kind: 'list', elements: [] }), undefined)
  const decoded: Value = { kind: 'map', entries: new Map([['a', { kind: 'unknown', unknown: free }]]) }
  const marks = { sensitive: true, basis: 'predicted' } as const
  for (const text of [
    { kind: 'known', value: '{"a":"s"}', ...marks },
    { kind: 'template', parts: ['{"a":"', digits, '"}'], ...marks },
    { kind: 'unknown', unknown: free, decoded, ...marks },
  ] as const) {
    const found = decodeJson(text)
    const value = found?.kind === 'value' ? found.value : undefined
    t.match(value, marks)
    t.match(value?.kind === 'map' ? value.entries.get('a') : undefined, marks)
  }
  t.equal(decodeJson({ kind: 'unknown', unknown: free })?.kind, 'open')
  t.end()
})

/** Texts that stand for holes: their characters are those of the shape. */
const holes = ['123', '4', '00']
const hole = (index: number): Unknown => ({ id: `h${index}`, waitsFor: [], shape: '[0-9]+' })

/** Replaces the marks `⟦n⟧` in a text by holes. */
function withHoles(text: string): readonly TemplatePart[] {
  return text
    .split(/⟦(\d)⟧/)
    .flatMap((piece, at): TemplatePart[] =>
      at % 2 === 1 ? [hole(Number(piece))] : piece === '' ? [] : [piece],
    )
}

function filled(text: string): string {
  return text.replace(/⟦(\d)⟧/g, (_, index: string) => holes[Number(index)] ?? '')
}

/** The decoded value with its holes filled. */
function fill(value: Value): unknown {
  const part = (piece: TemplatePart): string =>
    typeof piece === 'string' ? piece : (holes[Number(piece.id.slice(1))] ?? '?')
  if (value.kind === 'unknown') return part(value.unknown)
  if (value.kind === 'template') return value.parts.map(part).join('')
  if (value.kind === 'list') return value.elements.map(fill)
  if (value.kind === 'map')
    return Object.fromEntries([...value.entries].map(([key, entry]) => [key, fill(entry)]))
  return value.kind === 'known' ? value.value : null
}

test('filling the holes and decoding gives what decoding and filling the holes gives', (t) => {
  const text = fc
    .array(fc.oneof(fc.constantFrom('⟦0⟧', '⟦1⟧', '⟦2⟧'), fc.string({ unit: 'grapheme' })))
    .map((pieces) => pieces.join(''))
  const json = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('any')),
      fc.dictionary(
        fc.string().filter((key) => !key.includes('⟦')),
        tie('any'),
      ),
    ),
  })).any
  fc.assert(
    fc.property(json, fc.constantFrom(0, 2), (document, indent) => {
      const written = JSON.stringify(document, null, indent)
      const found = decodeJson({ kind: 'template', parts: withHoles(written) })
      return (
        found?.kind === 'value' &&
        JSON.stringify(fill(found.value)) === JSON.stringify(JSON.parse(filled(written)))
      )
    }),
    { numRuns: 300 },
  )
  t.pass('for each text')
  t.end()
})

test('no text makes it throw, and what JSON refuses it refuses', (t) => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ':',
    ',',
    '\\',
    'u',
    '0',
    '1',
    ' ',
    '-',
    'e',
    'null',
    'a',
  )
  fc.assert(
    fc.property(
      fc.array(piece).map((pieces) => pieces.join('')),
      (text) => {
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        return decodeJson({ kind: 'known', value: text })?.kind === (isJson ? 'value' : 'invalid')
      },
    ),
    { numRuns: 2000 },
  )
  t.pass('for each text')
  t.end()
})
