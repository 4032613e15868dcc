import type { Match, Test } from '../policy/condition.ts'
import { countTruths } from './counting.ts'
import { selectInstances } from './match.ts'
import { enter, type Scope } from './scope.ts'
import { errorTruth, FALSE, TRUE, type Truth, unknownTruth, withBasis, withNote } from './truth.ts'

/** How many instances of the plan match; instances that the plan may lack make it unknown. */
export function evaluateCountOf(of: Match, test: Test, scope: Scope): Truth {
  const { where } = of
  const terms = selectInstances(of, scope.instances).map((instance) =>
    where === undefined
      ? TRUE
      : scope.evaluator.condition(where, enter(scope, { kind: 'instance', instance })),
  )
  const missing = of.types.flatMap((type) => {
    const unknown = scope.resolution.mayBeMissing(type)
    return unknown === undefined ? [] : [unknown]
  })
  if (missing.length > 0) return unknownTruth(missing)
  return countTruths(terms, test, scope)
}

/** Whether a dependency path makes this instance precede the one that is bound to a name. */
export function evaluateAppliedBefore(name: string, scope: Scope): Truth {
  const later = scope.bound.get(name)
  const { here } = scope
  if (later?.kind !== 'instance' || here.kind !== 'instance') {
    return errorTruth('applied-before-needs-resources', '`applied_before` compares two resources')
  }
  const untold = (because: string): Truth =>
    unknownTruth([
      {
        id: `the order of ${here.instance.addressText} and ${later.instance.addressText}`,
        waitsFor: [],
        because,
      },
    ])
  const ordering = scope.resolution.appliedBefore(here.instance, later.instance)
  switch (ordering.kind) {
    case 'before':
      return withNote(TRUE, `dependency path: ${ordering.path.join(' → ')}`)
    case 'not-before':
      if (ordering.basis !== 'reference' || scope.trustReferences) return withBasis(FALSE, ordering.basis)
      return untold('plan JSON shows no dependency between them, but does not show all dependencies')
    case 'unknown':
      return untold(ordering.because)
  }
}
