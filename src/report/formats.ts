import type { Report } from '../evaluate/result.ts'
import type { FormatOptions } from './format-options.ts'
import { human } from './human.ts'
import { json, jsonPieces } from './json.ts'

export type { FormatOptions }

/**
 * Makes text of a report: no clock, no locale, no environment; the same text in whatever order the results come; ends in a
 * newline; decides nothing.
 */
export type Formatter = (report: Report, options: FormatOptions) => string

/** Every format by the name that `-o` takes. */
export const FORMATS: Readonly<Record<string, Formatter>> = { human, json }

/** The text of a format in pieces: together they may be longer than a string can be. */
export function inPieces(format: Formatter, report: Report, options: FormatOptions): Iterable<string> {
  return format === json ? jsonPieces(report, options) : [format(report, options)]
}
