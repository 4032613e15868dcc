import fc from 'fast-check'
import { test } from 'tap'
import { walkJson } from '../../src/acquire/json-grammar.ts'

/** JSON.parse is the oracle; it refuses what stands behind the value, the walk stops there. */
function agrees(json: string): boolean {
  const bytes = Buffer.from(json)
  const walked = walkJson(bytes, 0)
  const whole = typeof walked === 'number' && bytes.toString('utf8', walked).trim() === ''
  try {
    JSON.parse(json)
    return whole
  } catch {
    return !whole
  }
}

test('the walk accepts what JSON.parse accepts', (t) => {
  const texts = [
    '{}',
    '[]',
    ' [ 1 , -0.5e+3 , "\\u00e9\\n" , true , false , null , {"a":{}} ] ',
    '01',
    '-',
    '1.',
    '.5',
    '+1',
    '1e',
    '"\\x"',
    '"\\u12g4"',
    '"\t"',
    'nul',
    'truex',
    '[1 2]',
    '{"a":1,}',
    '{,}',
    '[,]',
    '{"a"}',
    "{'a':1}",
    'NaN',
    '',
    '"',
    '\u00a0[]',
  ]
  for (const text of texts) t.ok(agrees(text), text)
  t.end()
})

test('the walk agrees with JSON.parse on broken JSON', (t) => {
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat({ max: 3 }),
    insert: fc.constantFrom(...'{}[],:"\\0 -e.tnu', ''),
  })
  fc.assert(
    fc.property(fc.json(), fc.array(edit, { maxLength: 3 }), (json, edits) => {
      const broken = edits.reduce((text, { at, remove, insert }) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + insert + text.slice(place + remove)
      }, json)
      return agrees(broken)
    }),
    { numRuns: 2000 },
  )
  t.end()
})

test('the fault is the first byte that cannot be there', (t) => {
  t.same(walkJson(Buffer.from('{"a": tru3}'), 0), { at: 9, expected: '`true`' })
  t.same(walkJson(Buffer.from('["\\u12x4"]'), 0), { at: 6, expected: 'a hexadecimal digit' })
  t.same(walkJson(Buffer.from('[1'), 0), { at: 2, expected: 'a comma or `]`' })
  t.end()
})
