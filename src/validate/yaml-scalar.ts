import { type PlanNumber, parseNumber } from '../plan/number.ts'

export type ScalarValue = string | boolean | null | PlanNumber

const NULL = /^(?:~|null|Null|NULL)?$/
const TRUE = /^(?:true|True|TRUE)$/
const FALSE = /^(?:false|False|FALSE)$/
const DECIMAL = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE]([-+]?[0-9]+))?$/
const OTHER_BASE = /^0(?:o[0-7]+|x[0-9a-fA-F]+)$/
const NOT_FINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/

/** Terraform holds 512 bits, about 155 digits; a larger exponent would only serve to fill the memory. */
const MOST_DIGITS = 400

/**
 * What a scalar without quotes means: the core schema of YAML 1.2 (10.3.2). So `yes` and dates are text. Numbers keep all
 * their digits. Undefined for a number that no plan can hold.
 */
export function resolvePlainScalar(text: string): ScalarValue | undefined {
  if (NULL.test(text)) return null
  if (TRUE.test(text)) return true
  if (FALSE.test(text)) return false
  if (NOT_FINITE.test(text)) return undefined
  const decimal = DECIMAL.exec(text)
  const isOther = OTHER_BASE.test(text)
  if (decimal === null && !isOther) return text
  if (text.length > MOST_DIGITS || Math.abs(Number(decimal?.[1] ?? 0)) > MOST_DIGITS) return undefined
  return parseNumber(isOther ? BigInt(text).toString() : text)
}
