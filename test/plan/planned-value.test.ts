import { readFileSync } from 'node:fs'
import { test } from 'tap'
import type { ResourceChange } from '../../src/plan/plan-document.ts'
import { plannedMember, readPlanned } from '../../src/plan/planned-value.ts'
import type { Value } from '../../src/plan/value.ts'

const document = JSON.parse(
  readFileSync(new URL('../plans/unknown_shapes/plan.json', import.meta.url), 'utf8'),
) as {
  resource_changes: readonly ResourceChange[]
}

function read(change: Partial<ResourceChange['change']>, name: string, address = 'a_b.c'): Value {
  const whole = {
    value: change.after,
    unknown: change.after_unknown,
    sensitive: change.after_sensitive,
    address,
    path: [],
  }
  return readPlanned(plannedMember(whole, name))
}

/** A short form to state expectations in: `?` is unknown, `-` absent. */
function shape(value: Value): unknown {
  switch (value.kind) {
    case 'known':
      return value.value
    case 'null':
      return null
    case 'absent':
      return '-'
    case 'unknown':
      return '?'
    case 'list':
      return value.elements.map(shape)
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, shape(entry)]))
    case 'template':
      return value.parts
  }
}

test('each shape of unknown values that Terraform writes', (t) => {
  const expected: Readonly<Record<string, unknown>> = {
    list_mixed: ['a', '?', null],
    list_typed: ['a', '?'],
    set_mixed: ['a', 'b', '?'],
    set_known: ['10', '9', 'B', 'a', 'b'],
    set_num: [1, 9, 10],
    set_obj_mixed: [
      { id: 'k', n: 'a' },
      { id: '?', n: 'z' },
    ],
    map_mixed: { k: 'v', n: null, u: '?' },
    map_typed: { k: 'v', u: '?' },
    map_unknown_key: '?',
    obj_deep: { a: { b: { c: '?', d: 1 } }, e: [[1, ['?']], []], f: {} },
    list_unknown: '?',
    list_concat: '?',
    all_unknown_obj: { a: '?' },
    whole: '?',
    known: 'k',
    empty_list: [],
    empty_map: {},
    empty_str: '',
    null_val: null,
    typed_null: null,
    json: '?',
    tmpl: '?',
    isnull: false,
    startswith_: true,
    merge_: { a: 1, b: '?' },
    length_: 1,
    keys_: ['a'],
    self_output: '?',
    self_input: 'i',
  }
  for (const [key, value] of Object.entries(expected)) {
    const change = document.resource_changes.find((found) => found.index === key)
    t.same(shape(read(change?.change ?? {}, 'input')), value, key)
  }
  t.end()
})

test('an unknown is named after its place', (t) => {
  const value = read(
    { after: { a: { 'odd key': [] } }, after_unknown: { a: { 'odd key': [true] } } },
    'a',
    'm.n',
  )
  t.equal(shape(value) instanceof Object, true)
  const whole = read({ after: {}, after_unknown: { x: true } }, 'x', 'aws_kms_key.main')
  t.match(whole, { kind: 'unknown', unknown: { id: 'aws_kms_key.main.x', waitsFor: ['aws_kms_key.main.x'] } })
  t.end()
})

test('what the mask does not call true is known, and absent is not null', (t) => {
  t.same(shape(read({ after: { a: false }, after_unknown: { a: false } }, 'a')), false)
  t.same(shape(read({ after: { a: null }, after_unknown: {} }, 'a')), null)
  t.same(shape(read({ after: {}, after_unknown: {} }, 'a')), '-')
  t.same(shape(read({ after: {}, after_unknown: { a: [] } }, 'a')), '-')
  t.same(
    shape(read({ after: {}, after_unknown: { a: [{ b: true }] } }, 'a')),
    '?',
    'a container that the plan leaves out',
  )
  t.end()
})

test('keys that are special in JavaScript are ordinary here', (t) => {
  const after = JSON.parse('{"input":{"__proto__":{"x":1},"constructor":"c"}}')
  const value = read({ after, after_unknown: {} }, 'input')
  t.equal(value.kind === 'map' && value.entries.get('constructor')?.kind, 'known')
  t.equal(value.kind === 'map' && value.entries.get('__proto__')?.kind, 'map')
  t.equal(read({ after: {}, after_unknown: {} }, 'constructor').kind, 'absent')
  t.equal(read({ after: {}, after_unknown: {} }, '__proto__').kind, 'absent')
  t.end()
})

test('before Terraform 1.3 unknown elements of sets were dropped', (t) => {
  const change = { after: { s: ['b', 'c'] }, after_unknown: { s: [true, false, false] } }
  t.same(shape(read(change, 's')), ['?', 'b', 'c'])
  t.same(
    shape(read({ after: { s: ['b'] }, after_unknown: { s: [true, true, false, false] } }, 's')),
    '?',
    'no count fits',
  )
  t.end()
})

test('sensitive marks, also inside and above what they mark', (t) => {
  const change = {
    after: { a: 's', b: { c: 's', d: 'p' }, e: ['x', 'y'] },
    after_unknown: { f: true, g: true },
    after_sensitive: { a: true, b: { c: true }, e: true, f: true, g: { h: true } },
  }
  t.equal(read(change, 'a').sensitive, true)
  const b = read(change, 'b')
  t.equal(b.sensitive, undefined)
  t.equal(b.kind === 'map' && b.entries.get('c')?.sensitive, true)
  t.equal(b.kind === 'map' && b.entries.get('d')?.sensitive, undefined)
  const e = read(change, 'e')
  t.equal(e.kind === 'list' && e.elements[1]?.sensitive, true, 'an element of a sensitive set')
  t.equal(read(change, 'f').sensitive, true)
  t.equal(read(change, 'g').sensitive, true, 'an unknown whole hides which part is sensitive')
  t.end()
})

test('hostile depth ends in an unknown, not in a crash', (t) => {
  let deep: unknown = 1
  for (let level = 0; level < 3000; level += 1) deep = { x: deep }
  t.doesNotThrow(() => read({ after: { a: deep } as never, after_unknown: {} }, 'a'))
  t.end()
})
