import { test } from 'tap'
import { countTruths } from '../../src/evaluate/counting.ts'
import type { Scope } from '../../src/evaluate/scope.ts'
import { all, any, type Truth, withBasis } from '../../src/evaluate/truth.ts'
import type { Basis } from '../../src/plan/value.ts'

const yes: Truth = all([])
const no: Truth = any([])
/** Every number passes. */
const scope = { evaluator: { test: () => yes } } as unknown as Scope
const isAnything = { kind: 'all', tests: [], at: { file: 'policy.yaml' } } as const

test('a count is known no better than what it counts, and what it leaves out', (t) => {
  for (const basis of ['known', 'predicted', 'assumed', 'reference'] satisfies Basis[]) {
    t.equal(countTruths([yes, withBasis(yes, basis)], isAnything, scope).basis, basis, `counted: ${basis}`)
    t.equal(countTruths([yes, withBasis(no, basis)], isAnything, scope).basis, basis, `left out: ${basis}`)
  }
  t.equal(countTruths([], isAnything, scope).basis, 'known')
  t.end()
})
