import type { Report } from '../evaluate/result.ts'
import { human } from './human.ts'
import { json } from './json.ts'

export interface FormatOptions {
  readonly color: boolean
  /** Columns. */
  readonly width: number
  /** Passes are shown too. */
  readonly all: boolean
  readonly verbose: boolean
}

/** Makes text of a report: no clock, no locale, no environment; ends in a newline; decides nothing. */
export type Formatter = (report: Report, options: FormatOptions) => string

export const FORMATS: Readonly<Record<string, Formatter>> = { human, json }
