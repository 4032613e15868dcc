import { Decimal } from 'decimal.js'

/**
 * A number of a plan. Terraform prints up to 512 bits of decimal digits; what a double cannot hold exactly is a `Decimal`.
 * `Decimal` is only ever made here and by the JSON reader, so plan data cannot pose as one.
 */
export type PlanNumber = number | Decimal

/** `text` is a JSON number. A double when it says exactly the same, else a `Decimal` with all digits. */
export function parseNumber(text: string): PlanNumber {
  const double = Number(text)
  if (Number.isSafeInteger(double)) return double
  const exact = new Decimal(text)
  return Number.isFinite(double) && exact.equals(double) ? double : exact
}

export function isNumber(value: unknown): value is PlanNumber {
  return typeof value === 'number' || value instanceof Decimal
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: PlanNumber, b: PlanNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0
  return new Decimal(a).comparedTo(b)
}

/** The digits as Terraform prints them: never an exponent, no trailing zeros. */
export function printNumber(value: PlanNumber): string {
  return typeof value === 'number' && Number.isSafeInteger(value)
    ? String(value)
    : new Decimal(value).toFixed()
}
