import type { ResourceInstance } from '../plan/plan.ts'
import type { Leaf } from './result.ts'
import type { Scope } from './scope.ts'
import { errorTruth, FALSE, TRUE, type Truth, unknownTruth, withBasis } from './truth.ts'

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
      return withBasis(
        { ...TRUE, leaves: [dependency(later.instance, here.instance, ordering.path)] },
        ordering.basis,
      )
    case 'not-before':
      if (ordering.basis !== 'reference' || scope.trustReferences) return withBasis(FALSE, ordering.basis)
      return untold('plan JSON shows no dependency between them, but does not show all dependencies')
    case 'unknown':
      return untold(ordering.because)
  }
}

/** What shows it: the later one depends on the earlier one, with the steps between them. */
function dependency(later: ResourceInstance, earlier: ResourceInstance, steps: readonly string[]): Leaf {
  return {
    address: later.addressText,
    path: ['depends_on'],
    value: { kind: 'known', value: earlier.addressText, origin: steps.slice(1).map((text) => ({ text })) },
  }
}
