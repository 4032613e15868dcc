import type { Scope } from './scope.ts'
import type { Candidate } from './selected.ts'
import { all, TRUE, type Truth, unknownTruth, withBasis } from './truth.ts'

/** What a rule says of one candidate. */
export interface Outcome {
  readonly truth: Truth
  /** False where the rule's `when` is. */
  readonly applies: boolean
  readonly scope: Scope
}

/**
 * What a rule says of all candidates of one resource: it holds where it holds of each that it applies to, and does not apply where
 * it applies to none.
 */
export function combine(outcomes: readonly Outcome[]): Pick<Outcome, 'truth' | 'applies'> {
  const [only] = outcomes
  if (only !== undefined && outcomes.length === 1) return only
  if (outcomes.every(({ applies }) => !applies)) {
    return { truth: all(outcomes.map(({ truth }) => truth)), applies: false }
  }
  return {
    truth: all(outcomes.map(({ truth, applies }) => (applies ? truth : withBasis(TRUE, truth.basis)))),
    applies: true,
  }
}

/** Of what may turn out not to be there nothing can be wrong for certain. */
export function ofOpen(truth: Truth, { open }: Candidate): Truth {
  if (open === undefined || truth.kind === 'true') return truth
  if (truth.kind === 'unknown') return { ...truth, unknowns: [open, ...truth.unknowns] }
  return unknownTruth([open], { leaves: truth.leaves, basis: truth.basis, notes: truth.notes })
}
