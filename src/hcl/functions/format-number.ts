import { type PlanNumber, printNumber } from '../../plan/number.ts'
import { exactDecimal, printGeneral, roundDigits, scientific, toInteger } from '../big-float.ts'
import { HclFailure } from '../failure.ts'

/** The flags, width and precision of one verb, as Go's `fmt` reads them. */
export interface Layout {
  readonly flags: string
  readonly width: number | undefined
  readonly precision: number | undefined
}

const BASES: ReadonlyMap<string, readonly [number, string]> = new Map([
  ['b', [2, '0b']],
  ['d', [10, '']],
  ['o', [8, '0']],
  ['x', [16, '0x']],
  ['X', [16, '0X']],
])

/** A number by one of the verbs `b d o x X e E f g G`. Source: Go `big.Int.Format` and `big.Float.Format`. */
export function formatNumber(value: PlanNumber, verb: string, layout: Layout): string {
  const base = BASES.get(verb)
  return base === undefined ? formatFloat(value, verb, layout) : formatInteger(value, verb, base, layout)
}

function signOf(negative: boolean, flags: string): string {
  if (negative) return '-'
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
}

function formatInteger(
  value: PlanNumber,
  verb: string,
  base: readonly [number, string],
  layout: Layout,
): string {
  const { flags, width = 0, precision } = layout
  const whole = toInteger(value)
  if (whole === undefined) throw new HclFailure(`a whole number is required for %${verb}`)
  const [radix, marker] = base
  const plain = (whole < 0n ? -whole : whole).toString(radix)
  const digits = verb === 'X' ? plain.toUpperCase() : plain
  if (digits === '0' && precision === 0) return ''
  const sign = signOf(whole < 0n, flags)
  const prefix = flags.includes('#') ? marker : ''
  const zeros = '0'.repeat(Math.max(0, (precision ?? 0) - digits.length))
  const missing = Math.max(0, width - sign.length - prefix.length - zeros.length - digits.length)
  if (flags.includes('-')) return `${sign}${prefix}${zeros}${digits}${' '.repeat(missing)}`
  if (flags.includes('0') && precision === undefined)
    return `${sign}${prefix}${'0'.repeat(missing)}${zeros}${digits}`
  return `${' '.repeat(missing)}${sign}${prefix}${zeros}${digits}`
}

function formatFloat(value: PlanNumber, verb: string, { flags, width = 0, precision }: Layout): string {
  const exact = exactDecimal(value)
  const text = floatText(
    exact.replace('-', ''),
    printNumber(value).replace('-', ''),
    verb.toLowerCase(),
    precision,
  )
  const cased = verb === 'E' || verb === 'G' ? text.toUpperCase() : text
  const sign = signOf(exact.startsWith('-'), flags)
  const missing = Math.max(0, width - sign.length - cased.length)
  if (flags.includes('0')) return `${sign}${'0'.repeat(missing)}${cased}`
  if (flags.includes('-')) return `${sign}${cased}${' '.repeat(missing)}`
  return `${' '.repeat(missing)}${sign}${cased}`
}

function floatText(exact: string, shortest: string, verb: string, precision: number | undefined): string {
  if (verb === 'g')
    return precision === undefined ? shortestGeneral(shortest) : printGeneral(exact, Math.max(precision, 1))
  const places = precision ?? 6
  if (verb === 'f') return fixed(exact, places)
  const { digits, point } = roundDigits(exact, places + 1)
  const padded = digits.padEnd(places + 1, '0')
  return scientific(padded, digits === '' ? 1 : point)
}

function fixed(exact: string, places: number): string {
  const [integer = '', fraction = ''] = exact.split('.')
  const whole = integer.replace(/^0+/, '')
  const leading = whole === '' ? fraction.replace(/^0+/, '').length - fraction.length : whole.length
  const { digits, point } = roundDigits(exact, leading + places)
  const all = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits
  const wholeLength = Math.max(point, 1)
  const padded = all.padEnd(wholeLength + places, '0')
  return places === 0
    ? padded.slice(0, wholeLength)
    : `${padded.slice(0, wholeLength)}.${padded.slice(wholeLength, wholeLength + places)}`
}

/** Go's `Text('g', -1)`: all digits that are needed, an exponent below 1e-4 and from 1e6 on. */
export function shortestGeneral(decimal: string): string {
  const negative = decimal.startsWith('-')
  const { digits, point } = roundDigits(decimal, Number.MAX_SAFE_INTEGER)
  if (digits === '') return '0'
  const useExponent = point < -3 || point > 6
  const text = useExponent ? scientific(digits, point) : decimal.replace('-', '')
  return `${negative ? '-' : ''}${text}`
}
