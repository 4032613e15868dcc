import fc from 'fast-check'
import { test } from 'tap'
import { didYouMean, nearest } from '../../src/policy/suggest.ts'

test('the nearest name is found', (t) => {
  const names = [
    'equals',
    'not_equals',
    'match',
    'matches',
    'message',
    'some',
    'starts_with',
    'is_multi_region_trail',
    'high',
    'in',
  ]
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['equal', 'equals'],
    ['eqauls', 'equals'],
    ['Equals', 'equals'],
    ['macth', 'match'],
    ['mesage', 'message'],
    ['starts-with', 'starts_with'],
    ['startsWith', 'starts_with'],
    ['notEquals', 'not_equals'],
    ['is_multiregion_trail', 'is_multi_region_trail'],
    ['hihg', 'high'],
    ['sme', 'some'],
    ['x', undefined],
    ['', undefined],
    ['frobnicate', undefined],
    ['low', undefined],
  ]
  for (const [text, name] of cases) t.equal(nearest(text, names), name, text)
  t.end()
})

test('a swap of neighbours is one mistake', (t) => {
  t.equal(nearest('ab', ['ba']), undefined, 'too short to tell')
  t.equal(nearest('form', ['from']), 'from')
  t.end()
})

test('the suggestion is a question', (t) => {
  t.equal(didYouMean('equal', ['equals']), 'did you mean `equals`?')
  t.equal(didYouMean('x', ['equals']), undefined)
  t.end()
})

test('any text is taken, and a name is never suggested for itself', (t) => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string(), { maxLength: 5 }), (text, names) => {
      const near = nearest(text, names)
      return near === undefined || (names.includes(near) && near !== text)
    }),
  )
  t.equal(nearest('a'.repeat(1_000_000), ['a'.repeat(1_000_000)]), undefined)
  t.end()
})
