import { weakerBasis } from '../plan/value.ts'
import type { Test } from '../policy/condition.ts'
import type { Scope } from './scope.ts'
import { type Truth, unknownTruth } from './truth.ts'

/** More possible numbers than this are not tried one by one. */
const MANY = 1000

/** A count can rest on thousands of values: the first ones are evidence enough for a reader. */
const SHOWN = 20

function firstLeaves(terms: readonly Truth[]): Truth['leaves'] {
  return terms.slice(0, SHOWN).flatMap((term) => term.leaves)
}

/**
 * Puts the number of terms that hold to a test. Where some are unknown, every number that is still possible must give one
 * answer. `fewer`: how many of those that hold may turn out to be one and the same.
 */
export function countTruths(terms: readonly Truth[], test: Test, scope: Scope, fewer = 0): Truth {
  const error = terms.find((term) => term.kind === 'error')
  if (error !== undefined) return error
  const holding = terms.filter((term) => term.kind === 'true')
  const open = terms.filter((term) => term.kind === 'unknown')
  const least = holding.length - fewer
  const most = holding.length + open.length
  const undecided = unknownTruth(
    open.flatMap((term) => term.unknowns),
    { leaves: firstLeaves(open) },
  )
  if (most - least > MANY) return undecided
  const answers: Truth[] = []
  for (let number = least; number <= most; number += 1) {
    answers.push(
      scope.evaluator.test(
        test,
        { kind: 'reading', value: { kind: 'known', value: number }, path: [] },
        scope,
      ),
    )
  }
  const [first] = answers
  const agreed = first !== undefined && answers.every((answer) => answer.kind === first.kind)
  if (!agreed) return undecided
  const basis = terms.map((term) => term.basis).reduce(weakerBasis, first.basis)
  return { ...first, basis, leaves: firstLeaves(holding) }
}
