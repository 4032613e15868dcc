import { type Match, type Test, typesOf } from '../policy/condition.ts'
import { countTruths } from './counting.ts'
import { typesOfView } from './match.ts'
import { enter, type Scope } from './scope.ts'
import type { Candidate } from './selected.ts'
import { TRUE, type Truth, unknownTruth } from './truth.ts'

/** How many rows of a view or nodes of the plan's JSON match; what the plan may lack makes it unknown. */
export function countCandidates(of: Match, test: Test, scope: Scope): Truth {
  const terms: Truth[] = []
  for (const { candidates } of scope.select(of)) {
    for (const candidate of candidates) {
      const truth = isCounted(of, candidate, scope)
      // Instead of one there may be many of them, or none.
      if (candidate.open !== undefined && truth.kind !== 'false') return unknownTruth([candidate.open])
      terms.push(truth)
    }
  }
  const types = of.kind === 'view' ? typesOfView(of) : typesOf(of)
  const missing = types.flatMap((type) => scope.resolution.mayBeMissing(type) ?? [])
  return missing.length > 0 ? unknownTruth(missing) : countTruths(terms, test, scope)
}

function isCounted({ where }: Match, { subject, bound }: Candidate, scope: Scope): Truth {
  if (where === undefined) return TRUE
  const inside = bound === undefined ? scope : { ...scope, bound: new Map([...scope.bound, ...bound]) }
  return scope.evaluator.condition(where, enter(inside, subject))
}
