import type { Location } from '../diagnostic.ts'
import type { Json } from '../plan/plan-document.ts'
import type { DocumentPath } from './document-path.ts'
import type { Path, Root } from './path.ts'
import type { ViewName } from './view.ts'

/**
 * What a rule states about a value: the tree that the evaluator walks. Every node knows its place in the policy,
 * so that errors and coverage can point at it.
 */
export type Condition =
  | { readonly kind: 'all'; readonly terms: readonly Condition[]; readonly at: Location }
  | { readonly kind: 'any'; readonly terms: readonly Condition[]; readonly at: Location }
  | { readonly kind: 'not'; readonly term: Condition; readonly at: Location }
  /** `all(any(not when, then), any(when, else))`; `then` is evaluated only where `when` may hold. */
  | {
      readonly kind: 'when'
      readonly when: Condition
      readonly then: Condition
      readonly otherwise?: Condition
      readonly at: Location
    }
  | { readonly kind: 'test'; readonly path: Path; readonly test: Test; readonly at: Location }
  /** A resource that this one names. */
  | { readonly kind: 'refers-to'; readonly relation: Relation; readonly at: Location }
  /** Resources that name this one. */
  | { readonly kind: 'referred-by'; readonly relation: Relation; readonly at: Location }
  /** The number of matching instances in the plan, put to a test of numbers. */
  | { readonly kind: 'count-of'; readonly of: Match; readonly test: Test; readonly at: Location }
  /** A dependency path makes this instance precede the one that is bound to a name. */
  | { readonly kind: 'applied-before'; readonly name: string; readonly at: Location }
  /** Something about the statement of a policy document that is in hand. */
  | { readonly kind: 'statement'; readonly ask: StatementAsk; readonly at: Location }

/** How two resources belong together: always by equality of values, never by their names in the configuration. */
export interface Relation {
  /** The types of the other end. */
  readonly types: readonly string[]
  /** Where the naming value stands: in this resource (`refers_to`) or in the other one (`referred_by`). */
  readonly through: readonly Path[]
  /** Where each of them is written. */
  readonly throughAt: readonly Location[]
  /** What it names at the other end: attributes or templates of them; absent: the identifying attributes of the type. */
  readonly to?: readonly Operand[]
  /** A bound name to start from instead of the value in hand. */
  readonly from?: string
  /** The name that the other end has inside `where`. */
  readonly as?: string
  readonly quantifier: 'some' | 'each' | 'none' | { readonly count: Test }
  /** The policy leaves it to be `some`. */
  readonly isQuantifierImplied?: boolean
  readonly where?: Condition
  /** What it means that the value is proven to belong to nothing in this plan. */
  readonly outsidePlan: 'unknown' | 'holds' | 'does-not-hold'
  readonly at: Location
}

/** What is asked of the value at a path. */
export type Test =
  | { readonly kind: 'all'; readonly tests: readonly Test[]; readonly at: Location }
  | {
      readonly kind: 'operator'
      readonly operator: OperatorName
      readonly operand: Operand
      readonly at: Location
    }
  | { readonly kind: 'present'; readonly expected: boolean; readonly at: Location }
  | { readonly kind: 'configured'; readonly expected: boolean; readonly at: Location }
  /** The length of a string, list or map, put to a test of numbers. */
  | { readonly kind: 'length'; readonly test: Test; readonly at: Location }
  | {
      readonly kind: 'quantifier'
      readonly quantifier: 'some' | 'each' | 'none'
      /** Put to each element: a condition on a block, or a test on a plain value. */
      readonly where: ElementCondition
      /** The name that the element has inside `where`. */
      readonly as?: string
      readonly at: Location
    }
  | {
      readonly kind: 'count'
      readonly where: ElementCondition
      readonly as?: string
      readonly test: Test
      readonly at: Location
    }
  /** The text is an IAM policy document, and this is asked of its statements. */
  | { readonly kind: 'iam-policy'; readonly asks: readonly StatementsAsk[]; readonly at: Location }
  /** What a text holds, once it is decoded. */
  | {
      readonly kind: 'decode'
      readonly format: 'json' | 'yaml' | 'base64'
      readonly where: ElementCondition
      /** The name that the content has inside `where`. */
      readonly as?: string
      readonly at: Location
    }
  /** Holds the tests beside it together with what they mean where nobody wrote the attribute and the provider chooses. */
  | {
      readonly kind: 'when-not-configured'
      readonly meaning: NotConfiguredMeaning
      readonly test: Test
      readonly at: Location
    }

/** A quantifier over the statements of a policy document, or a test of the number of those that satisfy a condition. */
export interface StatementsAsk {
  readonly quantifier: 'some' | 'each' | 'none' | { readonly count: Test }
  readonly where: Condition
  /** The name that the statement has inside `where`. */
  readonly as?: string
  readonly at: Location
}

/** What a condition asks of one statement of an IAM policy document. Operands are texts or lists of them. */
export type StatementAsk =
  | { readonly kind: 'effect'; readonly expected: 'Allow' | 'Deny' }
  /** Its actions cover all of these. */
  | { readonly kind: 'grants'; readonly patterns: Operand }
  /** Its actions cover one of these. */
  | { readonly kind: 'grants-any'; readonly patterns: Operand }
  /** Its resources cover all of these. */
  | { readonly kind: 'on'; readonly patterns: Operand }
  /** Its principals cover all of these. */
  | { readonly kind: 'principal'; readonly principals: readonly AskedPrincipals[] }
  /** It lets everyone in. */
  | { readonly kind: 'public'; readonly expected: boolean }
  /** It holds in some circumstances only. */
  | { readonly kind: 'conditional'; readonly expected: boolean }
  /** Nothing outside of these. */
  | { readonly kind: 'actions-within'; readonly patterns: Operand }
  | { readonly kind: 'resources-within'; readonly patterns: Operand }
  | { readonly kind: 'principals-within'; readonly principals: readonly AskedPrincipals[] }
  /** A test of its normalised list, or of its name. */
  | {
      readonly kind: 'list'
      readonly of: 'actions' | 'resources' | 'principals' | 'sid'
      readonly test: Test
    }
  /** It has a condition like this. */
  | {
      readonly kind: 'condition'
      readonly key: Operand
      /** As written; absent: any that must hold of a key that must be there. */
      readonly operators?: readonly string[]
      readonly accepts?: Operand
      readonly values?: Test
    }

/** Principals of one type: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for everyone. */
export interface AskedPrincipals {
  readonly type: string
  readonly identifiers: Operand
}

export type ElementCondition =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'test'; readonly test: Test }

export type NotConfiguredMeaning =
  | { readonly kind: 'holds' }
  | { readonly kind: 'does-not-hold' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'default'; readonly value: Json }

/** Operators that compare a value with an operand. Their functions are in `evaluate/operators.ts`, one for each name. */
export const OPERATOR_NAMES = [
  'equals',
  'not_equals',
  'in',
  'not_in',
  'gt',
  'gte',
  'lt',
  'lte',
  'matches',
  'not_matches',
  'like',
  'starts_with',
  'ends_with',
  'prefix_of',
  'contains',
  'contains_all',
  'contains_any',
  'contains_none',
  'has_keys',
  'version_equals',
  'version_gt',
  'version_gte',
  'version_lt',
  'version_lte',
  'cidr_within',
  'cidr_overlaps',
  'is_world',
] as const
export type OperatorName = (typeof OPERATOR_NAMES)[number]

/** The other side of an operator: written out, or with parts that come from the plan or the parameters. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'interpolated'; readonly parts: readonly OperandPart[] }
  | { readonly kind: 'list'; readonly elements: readonly Operand[] }

/** `${bucket.arn}`: a bound name, `self`, `params` or `arguments`, and a path from there; the empty name is the value in hand. */
export interface Interpolation {
  readonly root: string
  readonly path: Path
  readonly at: Location
}
export type OperandPart = string | Interpolation

/** The sentence of a result, with interpolations. */
export interface Message {
  readonly parts: readonly OperandPart[]
}

/** What a rule is about, or what is counted. */
export type Match = InstanceMatch | PlanMatch | ViewMatch | DocumentMatch

/** Which resource instances are meant. */
export interface Selection {
  readonly provider?: string
  readonly module?: string
  readonly address?: string
  /** Absent: everything that exists after the apply. */
  readonly actions?: readonly string[]
  readonly where?: Condition
  readonly at: Location
}

/** Instances of resource types. */
export interface InstanceMatch extends Selection {
  readonly kind: 'instances'
  /** Names or globs (`aws_s3_*`). */
  readonly types: readonly string[]
  readonly mode: 'managed' | 'data'
}

/** The plan as a whole. */
export interface PlanMatch {
  readonly kind: 'plan'
  readonly where?: undefined
  readonly at: Location
}

/** What several types of resources say in different ways, brought into one form. The selection is of the resources that say it. */
export interface ViewMatch extends Selection {
  readonly kind: 'view'
  readonly view: ViewName
  /** Only what resources of these types say: names or globs. */
  readonly types?: readonly string[]
}

/** Nodes of the plan's own JSON. */
export interface DocumentMatch {
  readonly kind: 'document'
  readonly document: DocumentPath
  readonly where?: Condition
  readonly at: Location
}

/** The types that a match names; none where it is not about resource types. */
export function typesOf(match: Match): readonly string[] {
  return match.kind === 'instances' || match.kind === 'view' ? (match.types ?? []) : []
}

/** What a match is about, in a word or two, for people. */
export function nameOfMatch(match: Match): string {
  switch (match.kind) {
    case 'instances':
      return match.types.join(', ')
    case 'plan':
      return 'the plan'
    case 'view':
      return match.view
    case 'document':
      return match.document.text
  }
}

export type { Path, Root }
