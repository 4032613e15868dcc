import type { Diagnostic, Location } from '../diagnostic.ts'
import type { Incompleteness } from '../plan/plan.ts'
import type { Basis, Step, Value } from '../plan/value.ts'
import type { OperatorName } from '../policy/condition.ts'
import type { EnforcementLevel, Severity } from '../policy/policy.ts'
import type { Waiver } from '../policy/waiver.ts'

/** What a rule says of one instance. The first four are Terraform's own words for checks. */
export type Status = 'pass' | 'fail' | 'unknown' | 'error' | 'not-applicable'

/** One value that a result rests on. */
export interface Leaf {
  /** The instance it belongs to; absent for values that belong to none, such as parameters. */
  readonly address?: string
  readonly path: readonly Step[]
  readonly value: Value
  /** The test that settled it. */
  readonly asked?: Asked
}

/** A test that a value was put to, and what came of it. */
export interface Asked {
  readonly operator: AskedOperator
  readonly operand: Value
  readonly holds: boolean
  /** What of the value was asked, where it was not the value itself. */
  readonly of?: 'length'
}

export type AskedOperator = OperatorName | 'present' | 'configured'

/** A rule on an instance. */
export interface Result {
  /** The plan's id. */
  readonly plan: string
  readonly rule: string
  readonly policy: string
  /** Null for rules about the plan as a whole, and for those about nodes of its JSON. */
  readonly address: string | null
  /** Of a rule about the plan's JSON: the node, such as `$.configuration.provider_config.aws`. */
  readonly node?: string
  readonly deposed?: string
  readonly status: Status
  readonly severity: Severity
  readonly enforcement: EnforcementLevel
  /** Whether this result by itself stops the gate. */
  readonly blocking: boolean
  /** The weakest basis that the status needs. */
  readonly basis: Basis
  readonly message: string
  /** The values that decided it. Kept for passes only on demand. */
  readonly proof: readonly Leaf[]
  /** For unknown: what must be applied or told first, each once. */
  readonly waitsFor: readonly string[]
  /** What else a reader should know: an empty quantifier, an error hidden behind a settled answer. */
  readonly notes: readonly string[]
  /** Why the status is `error`: a code like that of a diagnostic. */
  readonly error?: { readonly code: string; readonly message: string; readonly help?: string }
  /** Who answers for it. INVARIANT: a waived result is a fail or an unknown, and does not block. */
  readonly waiver?: Waiver
  readonly location?: Location
  readonly fix?: string
}

export interface RuleSummary {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  readonly policy: string
  readonly controls: readonly string[]
  /** How many instances it was put to, over all plans. */
  readonly matched: number
}

export interface PlanSummary {
  readonly id: string
  readonly input: 'plan-file' | 'json' | 'stdin'
  readonly formatVersion: string
  readonly terraformVersion?: string
  readonly incomplete: readonly Incompleteness[]
  readonly sources: 'none' | 'plan-file' | 'folder'
  /** How many instances were there to be judged. */
  readonly instances: number
}

/** What a run found. Everything that a format prints is in here; the exit code follows from it. */
export interface Report {
  readonly toolVersion: string
  readonly plans: readonly PlanSummary[]
  readonly rules: readonly RuleSummary[]
  /** Sorted by plan, address and rule. */
  readonly results: readonly Result[]
  readonly diagnostics: readonly Diagnostic[]
}
