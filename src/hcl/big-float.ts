import { compareNumbers, type PlanNumber, parseNumber, printNumber } from '../plan/number.ts'

/** cty's numbers are binary floating point of this precision, rounded half to even (Go `math/big`). */
const PRECISION = 512

/** mantissa × 2^exponent, exactly. */
interface BigFloat {
  readonly mantissa: bigint
  readonly exponent: number
}

export function add(a: PlanNumber, b: PlanNumber): PlanNumber {
  return combine(a, b, (x, y) => ({ top: x.top * y.bottom + y.top * x.bottom, bottom: x.bottom * y.bottom }))
}

export function subtract(a: PlanNumber, b: PlanNumber): PlanNumber {
  return combine(a, b, (x, y) => ({ top: x.top * y.bottom - y.top * x.bottom, bottom: x.bottom * y.bottom }))
}

export function multiply(a: PlanNumber, b: PlanNumber): PlanNumber {
  return combine(a, b, (x, y) => ({ top: x.top * y.top, bottom: x.bottom * y.bottom }))
}

/** The divisor is not zero. */
export function divide(a: PlanNumber, b: PlanNumber): PlanNumber {
  return combine(a, b, (x, y) => ({ top: x.top * y.bottom, bottom: x.bottom * y.top }))
}

/** The remainder with the sign of the dividend, as cty's `%`: a − trunc(a ÷ b) × b. The divisor is not zero. */
export function modulo(a: PlanNumber, b: PlanNumber): PlanNumber {
  return subtract(a, multiply(truncate(divide(a, b)), b))
}

export function negate(value: PlanNumber): PlanNumber {
  return subtract(0, value)
}

export function truncate(value: PlanNumber): PlanNumber {
  const text = printNumber(value).replace(/\..*/, '')
  return parseNumber(text === '-0' ? '0' : text)
}

export function floor(value: PlanNumber): PlanNumber {
  const whole = truncate(value)
  return compareNumbers(value, whole) < 0 ? subtract(whole, 1) : whole
}

export function ceil(value: PlanNumber): PlanNumber {
  const whole = truncate(value)
  return compareNumbers(value, whole) > 0 ? add(whole, 1) : whole
}

/** A whole number as such, or `undefined` when it has a fraction. */
export function toInteger(value: PlanNumber): bigint | undefined {
  const text = printNumber(value)
  return text.includes('.') ? undefined : BigInt(text)
}

/** Go's `big.Float.String`: `%.10g`. */
export function bigFloatString(value: PlanNumber): string {
  return printGeneral(printNumber(value), 10)
}

/** Every decimal digit of the binary number that cty holds for this one. */
export function exactDecimal(value: PlanNumber): string {
  const { top, bottom } = toFraction(value)
  const places = bitLength(bottom) - 1
  const digits = String((top < 0n ? -top : top) * 5n ** BigInt(places)).padStart(places + 1, '0')
  const point = digits.length - places
  const sign = top < 0n ? '-' : ''
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Go's `%.Ng`: `precision` significant digits, trailing zeros dropped, an exponent below 1e-4 and from 1eN on. */
export function printGeneral(decimal: string, precision: number): string {
  const sign = decimal.startsWith('-') ? '-' : ''
  const { digits, point } = roundDigits(decimal, precision)
  if (digits === '') return `${sign}0`
  if (point < -3 || point > precision) return `${sign}${scientific(digits, point)}`
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  const whole = digits.padEnd(point, '0')
  return `${sign}${whole.slice(0, point)}${whole.length > point ? `.${whole.slice(point)}` : ''}`
}

/** `1.5e+10`: at least two digits of exponent. */
export function scientific(digits: string, point: number): string {
  const exponent = digits === '' ? 0 : point - 1
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  return `${digits[0] ?? '0'}${fraction}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** The significant digits of a decimal, rounded half to even, and the place of its point before the first of them. */
export function roundDigits(
  decimal: string,
  count: number,
): { readonly digits: string; readonly point: number } {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.')
  const all = `${whole}${fraction}`
  const leading = all.length - all.replace(/^0+/, '').length
  const point = whole.length - leading
  const digits = all.slice(leading)
  if (digits.length <= count) return { digits: digits.replace(/0+$/, ''), point: digits === '' ? 0 : point }
  const kept = count < 0 ? '' : digits.slice(0, count)
  const rest = digits.slice(Math.max(count, 0))
  const half = `5${'0'.repeat(rest.length - 1)}`
  const odd = Number(kept.at(-1) ?? '0') % 2 === 1
  const up = count >= 0 && (rest > half || (rest === half && odd))
  const rounded = up ? String(BigInt(kept === '' ? '0' : kept) + 1n) : kept
  const carried = up && rounded.length > kept.length
  return { digits: rounded.replace(/0+$/, ''), point: carried ? point + 1 : point }
}

interface Fraction {
  readonly top: bigint
  readonly bottom: bigint
}

function combine(a: PlanNumber, b: PlanNumber, operate: (a: Fraction, b: Fraction) => Fraction): PlanNumber {
  return toPlanNumber(roundFraction(operate(toFraction(a), toFraction(b))))
}

/** The number as cty holds it: the decimal text rounded to 512 binary digits. */
function toFraction(value: PlanNumber): Fraction {
  const [whole = '0', fraction = ''] = printNumber(value).split('.')
  const exact = { top: BigInt(`${whole}${fraction}`), bottom: 10n ** BigInt(fraction.length) }
  const { mantissa, exponent } = roundFraction(exact)
  return exponent >= 0
    ? { top: mantissa << BigInt(exponent), bottom: 1n }
    : { top: mantissa, bottom: 1n << BigInt(-exponent) }
}

function roundFraction({ top, bottom }: Fraction): BigFloat {
  if (top === 0n) return { mantissa: 0n, exponent: 0 }
  const negative = top < 0n !== bottom < 0n
  const [n, d] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  let exponent = bitLength(n) - bitLength(d) - PRECISION
  let mantissa = quotient(n, d, exponent)
  if (bitLength(mantissa) > PRECISION) {
    exponent += 1
    mantissa = quotient(n, d, exponent)
  }
  return { mantissa: negative ? -mantissa : mantissa, exponent }
}

/** n ÷ d ÷ 2^exponent, rounded half to even. */
function quotient(n: bigint, d: bigint, exponent: number): bigint {
  const [top, bottom] = exponent >= 0 ? [n, d << BigInt(exponent)] : [n << BigInt(-exponent), d]
  const whole = top / bottom
  const twice = (top % bottom) * 2n
  return twice > bottom || (twice === bottom && whole % 2n === 1n) ? whole + 1n : whole
}

function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(2).length
}

/** The shortest decimal that reads back as the same number: Go's `Text('f', -1)`. */
function toPlanNumber({ mantissa, exponent }: BigFloat): PlanNumber {
  if (mantissa === 0n) return 0
  const negative = mantissa < 0n
  const size = negative ? -mantissa : mantissa
  const shift = exponent < 0 ? -exponent : 0
  const exact = (exponent < 0 ? size : size << BigInt(exponent)) * 10n ** BigInt(shift)
  const digits = (exact >> BigInt(shift)).toString()
  const point = digits.length - shift
  const text = shortest(digits, point, { mantissa: size, exponent })
  return parseNumber(`${negative ? '-' : ''}${text}`)
}

function shortest(digits: string, point: number, wanted: BigFloat): string {
  const fits = (count: number): string | undefined => {
    const rounded = roundDigits(toDecimal(digits, point), count)
    const text = toDecimal(rounded.digits, rounded.point)
    const [whole = '0', fraction = ''] = text.split('.')
    const read = roundFraction({ top: BigInt(`${whole}${fraction}`), bottom: 10n ** BigInt(fraction.length) })
    return valueEquals(read, wanted) ? text : undefined
  }
  const most = Math.min(digits.length, 156)
  let [low, high] = [1, most]
  while (low < high) {
    const middle = (low + high) >> 1
    if (fits(middle) === undefined) low = middle + 1
    else high = middle
  }
  return fits(low) ?? toDecimal(digits, point)
}

function valueEquals(a: BigFloat, b: BigFloat): boolean {
  const least = Math.min(a.exponent, b.exponent)
  return a.mantissa << BigInt(a.exponent - least) === b.mantissa << BigInt(b.exponent - least)
}

function toDecimal(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  const whole = digits.padEnd(point, '0')
  return whole.length > point ? `${whole.slice(0, point)}.${whole.slice(point)}` : whole
}

/** Beyond this many decimal places a number is not worked out: it would only serve to use up memory. */
const MAX_EXPONENT = 5000

/**
 * A number as Terraform reads it from a string (Go `big.ParseFloat`, base 10): `undefined` when it is none, `'too large'` when it
 * is beyond what is worked out here.
 */
export function readDecimal(text: string): PlanNumber | 'too large' | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text)
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match
  if (whole === '' && fraction === '') return undefined
  const exponent = Number(exponentText) - fraction.length
  if (Math.abs(exponent) > MAX_EXPONENT || whole.length > MAX_EXPONENT) return 'too large'
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n)
  const power = 10n ** BigInt(Math.abs(exponent))
  if (whole.length + fraction.length < 150) {
    const plain = toDecimal(`${whole}${fraction}`, whole.length + Number(exponentText))
    return normalise(parseNumber(`${sign === '-' ? '-' : ''}${plain.replace(/^0+(?=\d)/, '')}`))
  }
  return toPlanNumber(
    roundFraction(exponent >= 0 ? { top: digits * power, bottom: 1n } : { top: digits, bottom: power }),
  )
}

function normalise(value: PlanNumber): PlanNumber {
  return compareNumbers(value, 0) === 0 ? 0 : value
}
