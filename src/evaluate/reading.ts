import type { ResourceInstance } from '../plan/plan.ts'
import type { Step, Value } from '../plan/value.ts'

/** A value together with where it stands, so that it can be asked whether it was written, and be shown. */
export interface Reading {
  readonly kind: 'reading'
  readonly value: Value
  readonly instance?: ResourceInstance
  readonly path: readonly Step[]
  /** It stands in a text that was decoded: the path goes on inside it, and no argument of the configuration has it. */
  readonly isDecoded?: true
}
