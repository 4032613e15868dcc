import type { Location } from '../diagnostic.ts'
import type { ResourceInstance } from '../plan/plan.ts'
import type { Basis, OriginStep, Step, Unknown, Value } from '../plan/value.ts'

/** Whether an argument is written in the configuration and not null; where a folder of sources tells, nothing proves that it is the plan's. */
export type Configured =
  | { readonly kind: 'yes'; readonly basis: 'known' | 'predicted' }
  | { readonly kind: 'no'; readonly basis: 'known' | 'predicted' }
  | { readonly kind: 'unknown'; readonly unknown: Unknown }

/** Which instances the text of an argument allows as its source. In plan JSON a reference shows dependency, never equality. */
export type ReferenceEvidence =
  | { readonly kind: 'one'; readonly instance: ResourceInstance }
  | { readonly kind: 'several'; readonly instances: readonly ResourceInstance[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'opaque'; readonly because: string }

/** Whether one instance is applied before another, with the dependency path that shows it. */
export type Ordering =
  | { readonly kind: 'before'; readonly path: readonly string[]; readonly basis: Basis }
  | { readonly kind: 'not-before'; readonly basis: Basis }
  | { readonly kind: 'unknown'; readonly because: string }

/** What is known of a plan's values: the evaluator reads everything through it. Answers are remembered. */
export interface Resolution {
  /** An attribute as it will be once applied; of an instance that goes away, as it is before. Absent: no such attribute. */
  readonly attribute: (instance: ResourceInstance, name: string) => Value
  /** The value at a path of an instance; absent where there is none. */
  readonly valueAt: (instance: ResourceInstance, path: readonly Step[]) => Value
  /** The names of the attributes that the plan shows of an instance, for messages. */
  readonly attributeNames: (instance: ResourceInstance) => readonly string[]
  /** The object before the plan, as a map; null where there was none. */
  readonly before: (instance: ResourceInstance) => Value
  /** The provider configuration of an instance, as a map: `alias`, `account_id`, `region`, `partition`, `version`. */
  readonly provider: (instance: ResourceInstance) => Value
  readonly configured: (instance: ResourceInstance, path: readonly Step[]) => Configured
  /** Whether the argument at this path is written as something that refers to other objects. */
  readonly hasReferences: (instance: ResourceInstance, path: readonly Step[]) => boolean
  /** What the argument at this path refers to, as far as its own text tells. */
  readonly references: (instance: ResourceInstance, path: readonly Step[]) => ReferenceEvidence
  /**
   * What an argument that the plan does not know is if its reference can be trusted: the policy document that is all it draws on.
   * Undefined where there is none. For whoever trusts references only.
   */
  readonly valueByReference: (instance: ResourceInstance, path: readonly Step[]) => Value | undefined
  /** The attributes by which others name an instance of a type: ids, ARNs, names. */
  readonly identifyingAttributes: (type: string) => readonly string[]
  /** Why instances of a type may be missing from the plan, so that absence proves nothing; undefined when none can be. */
  readonly mayBeMissing: (type: string) => Unknown | undefined
  /** Whether names of this type are unique over all regions, and over all accounts. */
  readonly nameScope: (type: string) => 'region' | 'account' | 'everywhere'
  readonly appliedBefore: (first: ResourceInstance, second: ResourceInstance) => Ordering
  /** The way from a value back to where it was written, or to what it was predicted from; empty where nothing tells. */
  readonly originOf: (instance: ResourceInstance, path: readonly Step[]) => readonly OriginStep[]
  /** Where the block of an instance begins; undefined without sources. */
  readonly locationOf: (instance: ResourceInstance) => Location | undefined
  /** What null at this path may have become once applied, besides null: `""`, `0`, `false` or an empty collection. */
  readonly zerosAt: (instance: ResourceInstance, path: readonly Step[]) => readonly Value[]
}
