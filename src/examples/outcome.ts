import type { Diagnostic, Location } from '../diagnostic.ts'
import type { Result, Status } from '../evaluate/result.ts'
import type { Example } from '../policy/policy.ts'

/** What became of one example. */
export interface ExampleOutcome {
  readonly rule: string
  readonly policy: string
  readonly kind: Example['kind']
  readonly title: string
  /** Where the example stands: in its policy or in a test file. */
  readonly location: Location
  /** `error`: its plan or its parameters could not be read, so nothing was judged. */
  readonly status: 'pass' | 'fail' | 'error'
  /** What came otherwise than expected; empty unless `status` is `fail`. */
  readonly mismatches: readonly Mismatch[]
  /** Why it could not be judged, and what was noticed on the way. */
  readonly diagnostics: readonly Diagnostic[]
}

/** One address at which the example is wrong. INVARIANT: one of `expected` and `result` is there, mostly both. */
export interface Mismatch {
  /** As `expect` writes it: `plan` for a rule about the plan as a whole. */
  readonly address: string
  /** Absent: the example expects no result here. */
  readonly expected?: Status
  /** Absent: the rule gave no result here. */
  readonly result?: Result
  readonly help?: string
}

/** A condition of a rule, at its place in the policy, and what examples have shown of it. */
export interface ConditionCoverage {
  readonly rule: string
  /** What it asks, in a few words: `is_multi_region_trail: equals`. */
  readonly label: string
  readonly location: Location
  readonly seen: readonly ('true' | 'false' | 'unknown' | 'error')[]
}

/** All that a run of examples found. */
export interface ExamplesReport {
  readonly toolVersion: string
  /** The files that were read, by name. */
  readonly files: readonly string[]
  readonly outcomes: readonly ExampleOutcome[]
  /** Rules that were asked for and that no example shows. */
  readonly withoutExamples: readonly string[]
  readonly coverage: readonly ConditionCoverage[]
  /** What is wrong with the files themselves. */
  readonly diagnostics: readonly Diagnostic[]
}

/** 0: all came as expected · 1: an example failed · 2: something could not be run. */
export function exitCodeOf({ outcomes, diagnostics }: ExamplesReport): 0 | 1 | 2 {
  if (diagnostics.some(({ severity }) => severity === 'error')) return 2
  if (outcomes.some(({ status }) => status === 'error')) return 2
  return outcomes.some(({ status }) => status === 'fail') ? 1 : 0
}

/** Whether a condition was true in one example and false in another. */
export function isCovered({ seen }: ConditionCoverage): boolean {
  return seen.includes('true') && seen.includes('false')
}
