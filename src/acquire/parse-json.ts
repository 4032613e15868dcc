import { parseNumber } from '../plan/number.ts'
import type { Json } from '../plan/plan-document.ts'
import { inputError } from './input-codes.ts'
import { type JsonText, jsonFault } from './json-fault.ts'
import type { Range } from './json-scan.ts'

/**
 * Parses the value at a range with all digits of its numbers. Where a key stands twice in an object the last one counts, as in
 * every JSON reader of Go and JavaScript. Throws a DiagnosticError where it is not JSON.
 */
export function parseJson(text: JsonText, { start, end, longNumbers }: Range): Json {
  const json = text.bytes.toString('utf8', start, end)
  try {
    return JSON.parse(json, longNumbers ? digitsKeeper(text.name) : undefined) as Json
  } catch (error) {
    if (error instanceof SyntaxError) throw jsonFault({ ...text, start })
    throw error
  }
}

/** `1e999999999` in full is a gigabyte of digits. Terraform writes all digits, so it has no exponents at all. */
const HUGE = /e[+-]?0*[1-9]\d{4}/i

/** A reviver that looks at the text of a number (ECMAScript 2026, `context.source`). It costs time, so it runs only where it must. */
function digitsKeeper(
  name: string,
): (key: string, value: unknown, context?: { readonly source?: string }) => unknown {
  return (_key, value, context) => {
    if (typeof value !== 'number' || context?.source === undefined) return value
    if (!HUGE.test(context.source)) return parseNumber(context.source)
    throw inputError(
      'plan-number-too-large',
      `\`${name}\` holds the number \`${context.source.slice(0, 40)}\`, which no plan can hold`,
      'make the plan JSON anew with `terraform show -json tfplan`; plangate needs it unedited',
    )
  }
}
