import type { Location } from '../diagnostic.ts'
import type { PlanNumber } from '../plan/number.ts'
import type { Json, PlanDocument } from '../plan/plan-document.ts'
import type { Condition, Match, Message } from './condition.ts'

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const
/** How bad it is: the policy author's word. */
export type Severity = (typeof SEVERITIES)[number]

export const ENFORCEMENT_LEVELS = ['advisory', 'soft-mandatory', 'hard-mandatory'] as const
/** What a fail does: the gate owner's word. Advisory never blocks; soft-mandatory can be waived; hard-mandatory cannot. */
export type EnforcementLevel = (typeof ENFORCEMENT_LEVELS)[number]

/** The least thing that gets a status. */
export interface Rule {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly match: Match
  readonly when?: Condition
  /** Must hold. At least one of `require` and `forbid` is there. */
  readonly require?: Condition
  /** Must not hold. */
  readonly forbid?: Condition
  readonly message: Message
  readonly why?: string
  readonly fix?: string
  readonly references: readonly string[]
  readonly controls: readonly string[]
  readonly examples: readonly Example[]
  /** Why there is no example for unknown. */
  readonly unknownCannotHappen?: string
  readonly location: Location
}

/** One file of rules. */
export interface Policy {
  readonly name: string
  readonly title: string
  readonly file: string
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly rules: readonly Rule[]
}

export interface Parameter {
  readonly type: 'string' | 'number' | 'boolean' | 'list' | 'map'
  readonly default?: Json
  readonly minimum?: number
  readonly maximum?: number
  /** The only values that it, or each element of a list, may have. */
  readonly allowed?: readonly (string | PlanNumber)[]
  readonly description?: string
  readonly location: Location
}

/** A parameter's value from a file, or as text from the command line. */
export interface GivenParameter {
  readonly name: string
  readonly value:
    | { readonly kind: 'json'; readonly json: Json }
    | { readonly kind: 'text'; readonly text: string }
  readonly location: Location
}

/** A small plan and the status that the rule must give to each instance of it. */
export interface Example {
  readonly kind: 'pass' | 'fail' | 'unknown' | 'not-applicable'
  readonly title: string
  readonly source: /** A folder that holds a plan, or a plan, relative to the file that the example stands in. */
    | { readonly kind: 'plan'; readonly path: string; readonly location: Location }
    /** Written in the policy; `!unknown`, `!sensitive` and `!ref` have become the marks and references of a plan. */
    | { readonly kind: 'document'; readonly document: PlanDocument }
  /** Every result that comes, by address (`plan` for a rule about the plan); without it each result has the status `kind`. */
  readonly expect?: ReadonlyMap<string, string>
  /** Values of parameters that differ from the defaults, or have none. */
  readonly parameters: readonly GivenParameter[]
  readonly location: Location
}
