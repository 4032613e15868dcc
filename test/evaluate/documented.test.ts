import { test } from 'tap'
import { CHOSEN, NOT_WRITTEN, OPERATORS, UNTOLD, WRITTEN } from '../../scripts/docs/operators.ts'
import type { Value } from '../../src/plan/value.ts'
import { TEST_KEYWORDS } from '../../src/validate/policy-test.ts'
import { type Asking, ask, readNotation } from './ask.ts'

const UNKNOWN: Value = { kind: 'unknown', unknown: { id: 'a_b.c.value', waitsFor: [] } }

function situation(notation: string): { readonly value: Value; readonly asking: Asking } {
  switch (notation) {
    case CHOSEN:
      return { value: UNKNOWN, asking: { configured: 'no' } }
    case WRITTEN:
      return { value: { kind: 'known', value: true }, asking: { configured: 'yes' } }
    case NOT_WRITTEN:
      return { value: { kind: 'null' }, asking: { configured: 'no' } }
    case UNTOLD:
      return { value: UNKNOWN, asking: { configured: 'unknown' } }
    default:
      return { value: readNotation(notation), asking: { configured: 'yes' } }
  }
}

test('the table of operators has every word of tests, once', (t) => {
  t.same(OPERATORS.map(({ name }) => name).toSorted(), TEST_KEYWORDS.toSorted())
  t.end()
})

test('each operator does what its examples say', (t) => {
  for (const operator of OPERATORS) {
    const answers = [
      [operator.holds, 'true'],
      [operator.fails, 'false'],
      [operator.unknown, 'unknown'],
    ] as const
    for (const [notation, expected] of answers) {
      const { value, asking } = situation(notation)
      const { kind } = ask(operator.test, value, { ...asking, params: { retention_days: 90 } })
      t.equal(kind, expected, `${operator.test} of ${notation}`)
    }
  }
  t.end()
})
