import type { Statement } from '../iam/document.ts'
import type { ResourceInstance } from '../plan/plan.ts'
import type { Step, Unknown, Value } from '../plan/value.ts'
import type { Match } from '../policy/condition.ts'

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
      /** Where members stand in the instance, if not below `path`; those of a computed row stand nowhere. */
      readonly places?: ReadonlyMap<string, readonly Step[]>
      /** What it is called in messages; absent: its value is shown. */
      readonly label?: string
      /** It is a statement of an IAM policy document. */
      readonly statement?: Statement
      /** It stands in a text that was decoded. */
      readonly isDecoded?: true
    }

/** Something that a rule is put to. */
export interface Candidate {
  readonly subject: Subject
  /** Further names that conditions on it may use. */
  readonly bound?: ReadonlyMap<string, Subject>
  /** There may turn out to be none of it, or many. */
  readonly open?: Unknown
}

/** What gets one result: the candidates of one resource, or one by itself. INVARIANT: not empty. */
export interface Selected {
  readonly address: string | null
  /** Of a node of the plan's JSON: its path. */
  readonly node?: string
  readonly candidates: readonly Candidate[]
}

/** Finds what a match is about; `where` is a condition and comes later. */
export type Select = (match: Match) => readonly Selected[]
