import type { Condition } from '../policy/condition.ts'
import { evaluateAppliedBefore } from './applied-before.ts'
import { evaluateCountOf } from './count-of.ts'
import { readPath } from './read-path.ts'
import { evaluateReferredBy, evaluateRefersTo } from './relation.ts'
import type { Scope } from './scope.ts'
import { evaluateStatement } from './statement.ts'
import { isTolerant } from './test.ts'
import { all, any, not, type Truth } from './truth.ts'

/** Whether a condition holds for the value in hand. Its parts go by the scope's evaluator, so that every step can be watched. */
export function evaluateCondition(condition: Condition, scope: Scope): Truth {
  switch (condition.kind) {
    case 'all':
      return all(condition.terms.map((term) => scope.evaluator.condition(term, scope)))
    case 'any':
      return any(condition.terms.map((term) => scope.evaluator.condition(term, scope)))
    case 'not':
      return not(scope.evaluator.condition(condition.term, scope))
    case 'when':
      return evaluateWhen(condition, scope)
    case 'test': {
      const reading = readPath(condition.path, scope, isTolerant(condition.test))
      return reading.kind === 'error' ? reading : scope.evaluator.test(condition.test, reading, scope)
    }
    case 'refers-to':
      return evaluateRefersTo(condition.relation, scope)
    case 'referred-by':
      return evaluateReferredBy(condition.relation, scope)
    case 'count-of':
      return evaluateCountOf(condition, scope)
    case 'statement':
      return evaluateStatement(condition, scope)
    case 'applied-before':
      return evaluateAppliedBefore(condition.name, scope)
  }
}

/** `then` is not looked at where `when` is certainly false: it may make no sense there. */
function evaluateWhen(condition: Extract<Condition, { kind: 'when' }>, scope: Scope): Truth {
  const { evaluator } = scope
  const when = unasked(evaluator.condition(condition.when, scope))
  const { otherwise } = condition
  const terms: Truth[] = []
  if (when.kind !== 'false') terms.push(any([not(when), evaluator.condition(condition.then, scope)]))
  else if (otherwise === undefined) terms.push(not(when))
  if (otherwise !== undefined && when.kind !== 'true') {
    terms.push(any([when, evaluator.condition(otherwise, scope)]))
  }
  return all(terms)
}

/** What only says where a condition applies is evidence, but nobody wants it to be otherwise. */
function unasked(truth: Truth): Truth {
  return { ...truth, leaves: truth.leaves.map(({ asked: _asked, ...leaf }) => leaf) }
}
