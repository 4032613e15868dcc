import type { Location } from '../diagnostic.ts'
import type { EnforcementLevel, GivenParameter, Severity } from './policy.ts'

/** What `plangate.yaml` says: how a gate is run. */
export interface Configuration {
  /** Files, folders, globs and names of shipped sets; absent: those that fit the plan. Relative to the configuration file. */
  readonly policies?: readonly Located<string>[]
  /** The command line chose other policies than the file: what the file says of rules and parameters may be about others. */
  readonly otherPolicies?: boolean
  readonly enforcement: Enforcement
  /** What an unknown of a soft-mandatory rule does. */
  readonly unknown: 'report' | 'block'
  readonly parameters: readonly GivenParameter[]
  /** The waiver file, relative to the configuration file. */
  readonly waivers?: Located<string>
  /** Facts that a plan may not hold, by provider configuration: `aws`, `aws.replica`. */
  readonly context: ReadonlyMap<string, ProviderContext>
  readonly strict: boolean
  /** What a rule that matched nothing is. */
  readonly matchedNothing: 'report' | 'error'
  /** How far ahead a waiver may expire. */
  readonly maxWaiverDays: number
}

export interface Located<T> {
  readonly value: T
  readonly location: Location
}

export interface Enforcement {
  readonly default?: EnforcementLevel
  readonly severity: ReadonlyMap<Severity, EnforcementLevel>
  /** By rule id. */
  readonly rules: ReadonlyMap<string, EnforcementLevel>
  /** Where each of `rules` is written. */
  readonly places: ReadonlyMap<string, Location>
}

export const CONTEXT_FACTS = ['account_id', 'region', 'partition'] as const
export type ProviderContext = { readonly [fact in (typeof CONTEXT_FACTS)[number]]?: string }

/** What holds without a configuration file. */
export const DEFAULT_CONFIGURATION: Configuration = {
  enforcement: { severity: new Map(), rules: new Map(), places: new Map() },
  unknown: 'report',
  parameters: [],
  context: new Map(),
  strict: false,
  matchedNothing: 'report',
  maxWaiverDays: 366,
}
