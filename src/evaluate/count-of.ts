import type { ResourceInstance } from '../plan/plan.ts'
import { type Basis, basisOf, type Unknown, type Value, weakerBasis } from '../plan/value.ts'
import type { Condition, InstanceMatch, Operand } from '../policy/condition.ts'
import type { Path } from '../policy/path.ts'
import { entry } from '../resolve/module-instances.ts'
import { countCandidates } from './count-candidates.ts'
import type { Counted, Narrowed } from './counted.ts'
import { countTruths } from './counting.ts'
import { selectInstances } from './match.ts'
import { readInterpolation, readOperand } from './operand.ts'
import { type OutsideRead, outsideReads } from './outside.ts'
import { readPath } from './read-path.ts'
import { isWhole } from './relation-index.ts'
import { enter, type Scope } from './scope.ts'
import { textOf } from './text.ts'
import { FALSE, TRUE, type Truth, unknownTruth, withBasis } from './truth.ts'

type CountOf = Extract<Condition, { kind: 'count-of' }> & { readonly of: InstanceMatch }

/** More instances that may be meant than this are not looked at for every subject: the answer is unknown, and the cost stays linear. */
const MANY = 500

/**
 * How many instances of the plan match; instances that the plan may lack make it unknown. Subjects of which `where` reads the same
 * share an answer, so that the cost does not grow with the square of the instances.
 */
export function evaluateCountOf(condition: Extract<Condition, { kind: 'count-of' }>, scope: Scope): Truth {
  const { of, test } = condition
  return isOfInstances(condition) ? countInstances(condition, scope) : countCandidates(of, test, scope)
}

function isOfInstances(condition: Extract<Condition, { kind: 'count-of' }>): condition is CountOf {
  return condition.of.kind === 'instances'
}

function countInstances(condition: CountOf, scope: Scope): Truth {
  const missing = condition.of.types.flatMap((type) => scope.resolution.mayBeMissing(type) ?? [])
  if (missing.length > 0) return unknownTruth(missing)
  const counted = countedBy(condition, scope)
  const key = keyOfReads(counted.reads, scope)
  const before = key === undefined ? undefined : counted.answers.get(key)
  if (before !== undefined) return before
  const answer = count(condition, counted, scope)
  if (key !== undefined) counted.answers.set(key, answer)
  return answer
}

function countedBy(condition: CountOf, scope: Scope): Counted {
  const { of, test } = condition
  let counted = scope.counts.get(condition)
  if (counted === undefined) {
    counted = {
      instances: selectInstances(of, scope.instances),
      reads: outsideReads(of.where, test),
      answers: new Map(),
    }
    scope.counts.set(condition, counted)
  }
  return counted
}

/** Subjects with equal keys get equal answers; undefined where the answer is the subject's own. */
function keyOfReads(reads: readonly OutsideRead[], scope: Scope): string | undefined {
  if (reads.includes('subject')) return undefined
  const values = reads.map((read) => (read === 'subject' ? null : readInterpolation(read, scope)))
  return JSON.stringify(values, (_name, value: unknown) => (value instanceof Map ? [...value] : value))
}

function count({ of, test }: CountOf, counted: Counted, scope: Scope): Truth {
  const { where } = of
  if (where === undefined)
    return countTruths(
      counted.instances.map(() => TRUE),
      test,
      scope,
    )
  const candidates = candidatesOf(where, counted, scope)
  if (candidates === 'many') return unknownTruth([tooMany(of.types)])
  const terms = candidates.near.map((instance) =>
    scope.evaluator.condition(where, enter(scope, { kind: 'instance', instance })),
  )
  const others =
    candidates.near.length === counted.instances.length ? [] : [withBasis(FALSE, candidates.basis)]
  return countTruths([...terms, ...others], test, scope)
}

interface Candidates {
  readonly near: readonly ResourceInstance[]
  /** The weakest of what is known of the others: that they are not meant is known no better. */
  readonly basis: Basis
}

/** The instances that may be meant: where `where` compares them with what the subject has, those of which that is not false. */
function candidatesOf(where: Condition, counted: Counted, scope: Scope): Candidates | 'many' {
  const all: Candidates = { near: counted.instances, basis: 'known' }
  if (counted.reads.length === 0) return all
  const bounded = counted.instances.length > MANY ? 'many' : all
  counted.narrowed ??= narrow(where, counted.instances, scope)
  if (counted.narrowed === 'no') return bounded
  const { operand, byKey, whole, others, basis } = counted.narrowed
  const value = readOperand(operand, scope)
  if (value.kind === 'error') return all
  const key = textKey(value)
  if (key === undefined) return bounded
  const equal = byKey.get(key) ?? []
  const open = isWhole(value) ? others : counted.instances
  const distant = isWhole(value) ? others.length : counted.instances.length - equal.length
  if (distant > MANY) return 'many'
  return {
    near: [...new Set([...equal, ...open])],
    basis: whole === 0 ? 'known' : weakerBasis(basis, basisOf(value)),
  }
}

function narrow(where: Condition, instances: readonly ResourceInstance[], scope: Scope): Narrowed | 'no' {
  const comparison = comparisonIn(where)
  if (comparison === undefined) return 'no'
  const byKey = new Map<string, ResourceInstance[]>()
  const others: ResourceInstance[] = []
  let basis: Basis = 'known'
  let whole = 0
  for (const instance of instances) {
    const reading = readPath(comparison.path, enter(scope, { kind: 'instance', instance }), false)
    const key = reading.kind === 'error' ? undefined : textKey(reading.value)
    if (key !== undefined) entry(byKey, key, () => []).push(instance)
    if (reading.kind === 'error' || !isWhole(reading.value)) others.push(instance)
    else {
      whole += 1
      basis = weakerBasis(basis, basisOf(reading.value))
    }
  }
  return { operand: comparison.operand, byKey, whole, others, basis }
}

/** Values with equal keys are equal, values with different ones are different if both are wholly known; undefined for what is no text. */
function textKey(value: Value): string | undefined {
  const text = textOf(value)
  return text === undefined
    ? undefined
    : JSON.stringify(text.map((part) => (typeof part === 'string' ? part : { unknown: part.id })))
}

/** A comparison that must hold, of something of the instance with something of the subject. */
function comparisonIn(where: Condition): { readonly path: Path; readonly operand: Operand } | undefined {
  if (where.kind === 'all') {
    for (const term of where.terms) {
      const found = comparisonIn(term)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (where.kind !== 'test' || where.path.root.kind === 'bound') return undefined
  const { path, test } = where
  if (test.kind !== 'operator' || test.operator !== 'equals' || test.operand.kind !== 'interpolated')
    return undefined
  const isOfSubject = test.operand.parts.every((part) => typeof part === 'string' || part.root !== '')
  return isOfSubject ? { path, operand: test.operand } : undefined
}

function tooMany(types: readonly string[]): Unknown {
  const type = types.join(' or ')
  return {
    id: `which ${type} are counted`,
    waitsFor: [],
    because: `there are many instances of ${type} that may count, and what decides it is not known`,
  }
}
