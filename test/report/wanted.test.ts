import { test } from 'tap'
import type { Value } from '../../src/plan/value.ts'
import { OPERATOR_NAMES } from '../../src/policy/condition.ts'
import { printFinding } from '../../src/report/evidence.ts'
import { wantedOf } from '../../src/report/wanted.ts'
import { ask, askCondition, readNotation } from '../evaluate/ask.ts'

/** What is said to be wanted of a value that a test, or its negation, was put to. */
function wanted(condition: string, value: Value): string | undefined {
  const [leaf] = askCondition(condition, value, { configured: 'no' }).leaves
  return leaf === undefined ? undefined : wantedOf(leaf)
}

test('a finding says what would have settled it the other way', (t) => {
  const cases: readonly (readonly [condition: string, value: string, expected: string | undefined])[] = [
    ['{ at.value: true }', 'false', 'true'],
    ['{ not: { at.value: true } }', 'true', 'anything but true'],
    ['{ at.value: { not_equals: "*" } }', '"*"', 'anything but "*"'],
    ['{ at.value: { in: [a, b] } }', '"c"', 'one of ["a", "b"]'],
    ['{ at.value: { gte: 90 } }', '30', 'at least 90'],
    ['{ not: { at.value: { gte: 90 } } }', '90', 'less than 90'],
    ['{ at.value: { starts_with: acme- } }', '"logs"', 'text that starts with "acme-"'],
    ['{ at.value: { version_gte: "8.0" } }', '"5.7"', 'version "8.0" or later'],
    ['{ at.value: { cidr_within: 10.0.0.0/8 } }', '"::/0"', 'nothing outside "10.0.0.0/8"'],
    ['{ at.value: { is_world: false } }', '"::/0"', 'not the whole world'],
    ['{ not: { at.value: { is_world: true } } }', '"::/0"', 'not the whole world'],
    ['{ at.value: { is_world: true } }', '"10.0.0.0/8"', 'the whole world'],
    ['{ at.value: { present: true } }', '""', 'something that is not empty'],
    ['{ at.value: { present: false } }', '"a"', 'nothing'],
    ['{ at.value: { configured: true } }', '"a"', 'to be written in the configuration'],
    ['{ at.value: { length: { lte: 1 } } }', '["a", "b"]', 'a length of at most 1'],
    ['{ at.value: { some: { equals: a } } }', '["b"]', '"a"'],
    ['{ at.value: { json: { a: b } } }', '"{\\"a\\": \\"c\\"}"', '"b"'],
    // Nobody wants a guard to be otherwise.
    ['{ when: { at.value: a }, then: { at.value: { equals: b } } }', '"a"', undefined],
  ]
  for (const [condition, notation, expected] of cases)
    t.equal(wanted(condition, readNotation(notation)), expected, condition)
  t.end()
})

test('every operator has words for what it wants, and for the opposite', (t) => {
  for (const operator of OPERATOR_NAMES) {
    const operand: Value = { kind: 'known', value: 'x' }
    const said = [true, false].map((holds) =>
      wantedOf({ path: [], value: operand, asked: { operator, operand, holds } }),
    )
    t.ok(said[0] !== undefined && said[1] !== undefined && said[0] !== said[1], operator)
  }
  t.end()
})

test('what is wanted shows no secret', (t) => {
  const other: Value = { kind: 'known', value: 'hunter2', sensitive: true }
  const truth = ask(
    '{ equals: "${self.other}" }',
    { kind: 'known', value: 'swordfish', sensitive: true },
    { other },
  )
  for (const leaf of truth.leaves) {
    t.equal(printFinding(leaf, 'a_b.c'), 'at.value = (sensitive) (wanted: (sensitive))')
  }
  t.end()
})
