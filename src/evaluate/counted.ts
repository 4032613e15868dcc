import type { ResourceInstance } from '../plan/plan.ts'
import type { Basis } from '../plan/value.ts'
import type { Operand } from '../policy/condition.ts'
import type { OutsideRead } from './outside.ts'
import type { Truth } from './truth.ts'

/** What is the same for every subject that counts the same instances. */
export interface Counted {
  readonly instances: readonly ResourceInstance[]
  readonly reads: readonly OutsideRead[]
  /** The answers so far, by what was read of the subject. */
  readonly answers: Map<string, Truth>
  /** Made when it is first asked for. */
  narrowed?: Narrowed | 'no'
}

/** The instances by the value of an attribute that `where` compares with something of the subject: most of them are certainly not meant. */
export interface Narrowed {
  readonly operand: Operand
  readonly byKey: ReadonlyMap<string, readonly ResourceInstance[]>
  /** Those whose value is not wholly known, or no text. */
  readonly others: readonly ResourceInstance[]
  /** How many have a value that is wholly known, and the weakest basis of these. */
  readonly whole: number
  readonly basis: Basis
}
