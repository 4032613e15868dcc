/** The public API. */
export { type CheckInput, check, type PlanInput } from './check.ts'
export type { Diagnostic, Location } from './diagnostic.ts'
export type { Leaf, PlanSummary, Report, Result, RuleSummary, Status } from './evaluate/result.ts'
export { type Configuration, DEFAULT_CONFIGURATION } from './policy/configuration.ts'
export { FORMATS, type FormatOptions } from './report/formats.ts'
export { type Verdict, verdict } from './report/verdict.ts'
