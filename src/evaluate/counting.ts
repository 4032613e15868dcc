import { weakerBasis } from '../plan/value.ts'
import type { Test } from '../policy/condition.ts'
import { askRange } from './number-range.ts'
import type { Scope } from './scope.ts'
import { type Truth, unknownTruth } from './truth.ts'

/** A count can rest on thousands of values: the first ones are evidence enough for a reader. */
const SHOWN = 20

function firstLeaves(terms: readonly Truth[]): Truth['leaves'] {
  return terms.slice(0, SHOWN).flatMap((term) => term.leaves)
}

/**
 * Puts the number of terms that hold to a test. Where some are unknown, or make no sense, every number that is still possible must
 * give one answer; else it is unknown, or an error where nothing is left to be learned. `fewer`: how many of those that hold may turn
 * out to be one and the same.
 */
export function countTruths(terms: readonly Truth[], test: Test, scope: Scope, fewer = 0): Truth {
  const holding = terms.filter((term) => term.kind === 'true')
  const open = terms.filter((term) => term.kind === 'unknown')
  const errors = terms.filter((term) => term.kind === 'error')
  const least = holding.length - fewer
  const most = holding.length + open.length + errors.length
  const first = askRange(test, least, most, scope)
  const [error] = errors
  if (first === undefined) {
    if (open.length === 0 && fewer === 0 && error !== undefined) return error
    return unknownTruth(
      open.flatMap((term) => term.unknowns),
      { leaves: firstLeaves(open) },
    )
  }
  const basis = terms.map((term) => term.basis).reduce(weakerBasis, first.basis)
  const notes = errors.map(({ message }) => `not judged: ${message}`)
  return { ...first, basis, leaves: firstLeaves(holding), notes: [...new Set([...first.notes, ...notes])] }
}
