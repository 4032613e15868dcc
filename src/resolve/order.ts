import type { Plan } from '../plan/plan.ts'
import { indexDependencies } from './dependencies.ts'
import type { Resolution } from './resolution.ts'
import type { ModuleSources } from './symbolic/module-source.ts'

/**
 * Answers which of two instances is applied before the other. That nothing orders them is certain where the sources were looked at.
 * Sources from a folder prove nothing by themselves: an order that the plan does not show is predicted.
 */
export function indexOrder(plan: Plan, sourceOf: ModuleSources | undefined): Resolution['appliedBefore'] {
  const withSources = indexDependencies(plan, sourceOf)
  const inPlan = plan.sources === 'folder' ? indexDependencies(plan) : withSources
  return (first, second) => {
    const found = withSources.pathFrom(second, first)
    switch (found.kind) {
      case 'certain': {
        const isProven = inPlan === withSources || inPlan.pathFrom(second, first).kind === 'certain'
        return { kind: 'before', path: found.path, basis: isProven ? 'known' : 'predicted' }
      }
      case 'none':
        return { kind: 'not-before', basis: sourceOf === undefined ? 'reference' : 'predicted' }
      case 'unknown': {
        const [because = 'something on the way is not in the plan JSON'] = found.because
        return { kind: 'unknown', because }
      }
    }
  }
}
