import type { Value } from '../plan/value.ts'
import type { Condition, Test } from '../policy/condition.ts'
import type { Resolution } from '../resolve/resolution.ts'
import type { Counted } from './counted.ts'
import type { InstanceIndex } from './match.ts'
import type { Reading } from './reading.ts'
import type { RelationMemory } from './relation-memory.ts'
import type { Select, Subject } from './selected.ts'
import type { Truth } from './truth.ts'

/** How the parts of the evaluator call each other: conditions hold tests, and tests and relations hold conditions. */
export interface Evaluator {
  readonly condition: (condition: Condition, scope: Scope) => Truth
  readonly test: (test: Test, reading: Reading, scope: Scope) => Truth
}

/** Everything that a condition can see. */
export interface Scope {
  readonly evaluator: Evaluator
  readonly resolution: Resolution
  /** All instances of the plan, by type. */
  readonly instances: InstanceIndex
  /** What a match is about. */
  readonly select: Select
  /** What relations looked up before; filled as they are evaluated. */
  readonly relations: RelationMemory
  /** What counts found before; filled as they are evaluated. */
  readonly counts: Map<Condition, Counted>
  /** The value in hand. */
  readonly here: Subject
  /** `self` and the names bound with `as`. */
  readonly bound: ReadonlyMap<string, Subject>
  readonly parameters: ReadonlyMap<string, Value>
  /** `present` accepts that an argument refers to something, though nothing proves that it will not be empty. */
  readonly trustReferences: boolean
}

export function enter(scope: Scope, here: Subject, as?: string): Scope {
  if (as === undefined) return { ...scope, here }
  return { ...scope, here, bound: new Map(scope.bound).set(as, here) }
}

export type { Subject }
