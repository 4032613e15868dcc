import { test } from 'tap'
import { evaluateQuantifier } from '../../src/evaluate/quantifier.ts'
import type { Scope } from '../../src/evaluate/scope.ts'
import { type Basis, basisOf } from '../../src/plan/value.ts'

const at = { file: 'policy.yaml' }
const never = (): never => {
  throw new Error('there is no element to ask')
}
/** Nothing of it is read where there are no elements. */
const scope = { evaluator: { condition: never, test: never } } as unknown as Scope
const where = { kind: 'condition', condition: { kind: 'all', terms: [], at } } as const

test('an answer about no elements is known no better than that there are none', (t) => {
  for (const basis of ['known', 'predicted', 'assumed', 'reference'] satisfies Basis[]) {
    const value = { kind: 'list', elements: [], basis } as const
    const reading = { kind: 'reading', value, path: ['rule'] } as const
    for (const quantifier of ['some', 'each', 'none'] as const) {
      const truth = evaluateQuantifier({ kind: 'quantifier', quantifier, where, at }, reading, scope)
      t.equal(truth.kind, quantifier === 'some' ? 'false' : 'true')
      t.equal(truth.basis, basisOf(value), `${quantifier} of a list that is ${basis}`)
      t.same(
        truth.leaves.map(({ path }) => path),
        [['rule']],
      )
    }
  }
  t.end()
})
