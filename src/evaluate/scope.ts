import type { Statement } from '../iam/document.ts'
import type { ResourceInstance } from '../plan/plan.ts'
import type { Step, Value } from '../plan/value.ts'
import type { Condition, Test } from '../policy/condition.ts'
import type { Resolution } from '../resolve/resolution.ts'
import type { Counted } from './counted.ts'
import type { InstanceIndex } from './match.ts'
import type { Reading } from './reading.ts'
import type { RelationMemory } from './relation-memory.ts'
import type { Truth } from './truth.ts'

/** What a path can start from: an instance, whose attributes are read one by one, or a value inside it. */
export type Subject =
  | { readonly kind: 'instance'; readonly instance: ResourceInstance }
  | {
      readonly kind: 'value'
      readonly value: Value
      /** The index or key that it has in its collection. */
      readonly key?: Step
      /** Where it stands, if it stands in an instance. */
      readonly instance?: ResourceInstance
      readonly path: readonly Step[]
      /** It is a statement of an IAM policy document. */
      readonly statement?: Statement
    }

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
