import { parseNumber } from '../plan/number.ts'
import type { Json } from '../plan/plan-document.ts'
import { fault, type Range } from './json-scan.ts'

/** A run of 16 digits and dots, or an exponent behind a digit: only then can a double lose digits. */
const LONG_NUMBER = /[0-9.]{16}|[0-9][eE][+-]?[0-9]/

/** Parses one value with all digits of its numbers. Throws a DiagnosticError where it is not JSON. */
export function parseJson(bytes: Buffer, range: Range): Json {
  const text = bytes.toString('utf8', range.start, range.end)
  try {
    return (LONG_NUMBER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text)) as Json
  } catch (error) {
    const offset = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined
    const characters = text.slice(0, Number(offset ?? 0))
    throw fault(bytes, range.start + Buffer.byteLength(characters), 'no JSON value can look like this')
  }
}

/** A reviver that looks at the text of a number (ECMAScript 2025, `context.source`). */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? parseNumber(context.source) : value
}
