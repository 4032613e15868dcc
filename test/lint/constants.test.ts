import fc from 'fast-check'
import { test } from 'tap'
import { literal } from '../../src/evaluate/operand.ts'
import { OPERATORS } from '../../src/evaluate/operators.ts'
import { areContradictory, type Constant, holdAlways } from '../../src/lint/constants.ts'
import type { Json } from '../../src/plan/plan-document.ts'
import type { OperatorName } from '../../src/policy/condition.ts'

const scalar = fc.oneof(
  fc.constantFrom<Json>('', 'a', 'ab', 'b', 'true', '1', true, false),
  fc.integer({ min: -2, max: 3 }),
)
const number = fc.integer({ min: -2, max: 4 })
const text = fc.constantFrom('', 'a', 'ab', 'b')
const of = (operators: readonly OperatorName[], value: fc.Arbitrary<Json>): fc.Arbitrary<Constant> =>
  fc.record({ operator: fc.constantFrom(...operators), value })
const constant = fc.oneof(
  of(['equals', 'not_equals', 'contains'], scalar),
  of(['in', 'not_in', 'contains_all', 'contains_none', 'contains_any'], fc.array(scalar, { maxLength: 3 })),
  of(['gt', 'gte', 'lt', 'lte'], number),
  of(['starts_with', 'ends_with', 'like', 'matches'], text),
)
const subject = fc.oneof(scalar, fc.constant<Json>(null), fc.array(scalar, { maxLength: 3 }))

const holds = (value: Json, { operator, value: operand }: Constant): boolean =>
  OPERATORS[operator](literal(value), literal(operand)).kind === 'true'

test('what contradicts itself is true of no value', (t) => {
  fc.assert(
    fc.property(fc.array(constant, { minLength: 1, maxLength: 4 }), subject, (constants, value) => {
      fc.pre(areContradictory(constants))
      return !constants.every((one) => holds(value, one))
    }),
    { numRuns: 2000 },
  )
  t.end()
})

test('whole numbers: contradictory and always true are what trying them all says', (t) => {
  const ranges = fc.array(of(['gt', 'gte', 'lt', 'lte'], fc.oneof(number, fc.constantFrom<Json>(0.5, 1.5))), {
    minLength: 1,
    maxLength: 3,
  })
  fc.assert(
    fc.property(ranges, fc.integer({ min: 0, max: 3 }), (constants, most) => {
      const all = Array.from({ length: most + 1 }, (_, index) => index)
      const fitting = all.filter((value) => constants.every((one) => holds(value, one)))
      const domain = { least: 0, most }
      if (areContradictory(constants, domain) && fitting.length > 0) return false
      return holdAlways(constants, domain) === (fitting.length === all.length)
    }),
    { numRuns: 2000 },
  )
  t.end()
})
