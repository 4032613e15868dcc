import type { Value } from '../../plan/value.ts'
import { HclFailure } from '../failure.ts'
import { NUMBER, STRING } from '../types.ts'
import {
  type FunctionContext,
  type FunctionTable,
  known,
  STRING_PARAMETER,
  stringArgument,
} from './signature.ts'

/** A moment, and the offset from UTC at which it is written. */
interface Timestamp {
  readonly milliseconds: number
  readonly nanoseconds: number
  readonly offsetMinutes: number
}

/**
 * RFC 3339 as Go reads it: upper-case `T` and `Z`, a fraction of any length, no leap second. Only `timecmp` uses Go's own parser,
 * which lets an offset of a whole day pass.
 */
function readTimestamp(text: string, longestOffset: 23 | 24 = 23): Timestamp {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)([.,]\d+)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text)
  if (match === null) throw new HclFailure('not a valid RFC 3339 timestamp')
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number)
  const [offsetHour, offsetMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)]
  const local = utc(year, month - 1, day, hour, minute, second)
  const date = new Date(local)
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!exists || hour > 23 || minute > 59 || second > 59 || offsetHour > longestOffset || offsetMinute > 59) {
    throw new HclFailure('a part of the timestamp is out of range')
  }
  const offsetMinutes = (offsetHour * 60 + offsetMinute) * (match[8] === '-' ? -1 : 1)
  const nanoseconds = Number((match[7] ?? '.').slice(1, 10).padEnd(9, '0'))
  return { milliseconds: local - offsetMinutes * 60_000, nanoseconds, offsetMinutes }
}

/** `Date.UTC` without its own reading of years below 100. */
function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  date.setUTCHours(hour, minute, second)
  return date.getTime()
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function printOffset(minutes: number, separator: string): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}${separator}${twoDigits(size % 60)}`
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

/** What each run of one letter means. Source: go-cty `stdlib/datetime.go`. */
function formatVerb(verb: string, { milliseconds, offsetMinutes }: Timestamp): string | undefined {
  const date = new Date(milliseconds + offsetMinutes * 60_000)
  const [month, hour] = [date.getUTCMonth(), date.getUTCHours()]
  const verbs: Readonly<Record<string, () => string>> = {
    YY: () => twoDigits(date.getUTCFullYear() % 100),
    YYYY: () => String(date.getUTCFullYear()).padStart(4, '0'),
    M: () => String(month + 1),
    MM: () => twoDigits(month + 1),
    MMM: () => (MONTHS[month] ?? '').slice(0, 3),
    MMMM: () => MONTHS[month] ?? '',
    D: () => String(date.getUTCDate()),
    DD: () => twoDigits(date.getUTCDate()),
    EEE: () => (DAYS[date.getUTCDay()] ?? '').slice(0, 3),
    EEEE: () => DAYS[date.getUTCDay()] ?? '',
    h: () => String(hour),
    hh: () => twoDigits(hour),
    H: () => String(hour % 12 || 12),
    HH: () => twoDigits(hour % 12 || 12),
    AA: () => (hour < 12 ? 'AM' : 'PM'),
    aa: () => (hour < 12 ? 'am' : 'pm'),
    m: () => String(date.getUTCMinutes()),
    mm: () => twoDigits(date.getUTCMinutes()),
    s: () => String(date.getUTCSeconds()),
    ss: () => twoDigits(date.getUTCSeconds()),
    Z: () => (offsetMinutes === 0 ? 'Z' : printOffset(offsetMinutes, ':')),
    ZZZ: () => (offsetMinutes === 0 ? 'UTC' : printOffset(offsetMinutes, '')),
    ZZZZ: () => printOffset(offsetMinutes, ''),
    ZZZZZ: () => printOffset(offsetMinutes, ':'),
  }
  return Object.hasOwn(verbs, verb) ? verbs[verb]?.() : undefined
}

/** Quoted literals (`''` is a quote), runs of one letter, and everything else as it is. */
function formatDate([format, timestamp]: readonly Value[]): Value {
  const moment = readTimestamp(stringArgument(timestamp))
  const text = stringArgument(format)
  const tokens = text.match(/'(?:[^']|'')*'|'|([a-zA-Z])\1*|[^a-zA-Z']+/g) ?? []
  const pieces = tokens.map((token) => {
    if (token === "'") throw new HclFailure('unterminated literal')
    if (token === "''") return "'"
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
    if (!/^[a-zA-Z]/.test(token)) return token
    const formatted = formatVerb(token, moment)
    if (formatted === undefined) throw new HclFailure(`invalid date format verb "${token}"`)
    return formatted
  })
  return known(pieces.join(''))
}

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
])

/** Go `time.ParseDuration`, in nanoseconds. */
function readDuration(text: string): bigint {
  const [, sign = '', body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? []
  if (body === '0') return 0n
  let total = 0n
  const pattern = /(\d*)(?:\.(\d*))?([^\d.]+)/y
  for (let at = 0; at < body.length || body === ''; at = pattern.lastIndex) {
    pattern.lastIndex = at
    const [, whole = '', fraction = '', unitName = ''] = pattern.exec(body) ?? []
    const unit = UNITS.get(unitName)
    if (unit === undefined || (whole === '' && fraction === '')) throw new HclFailure('not a valid duration')
    total += BigInt(whole || '0') * unit + (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length)
    if (total > 2n ** 63n) throw new HclFailure('the duration is too large')
  }
  if (total === 2n ** 63n && sign !== '-') throw new HclFailure('the duration is too large')
  return sign === '-' ? -total : total
}

function timeAdd([timestamp, duration]: readonly Value[]): Value | undefined {
  const { milliseconds, nanoseconds, offsetMinutes } = readTimestamp(stringArgument(timestamp))
  const total =
    BigInt(milliseconds) * 1_000_000n + BigInt(nanoseconds) + readDuration(stringArgument(duration))
  const seconds = total >= 0n ? total / 1_000_000_000n : -((-total + 999_999_999n) / 1_000_000_000n)
  const local = Number(seconds) * 1000 + offsetMinutes * 60_000
  const date = new Date(local)
  const year = date.getUTCFullYear()
  if (Number.isNaN(year) || year < 0) return undefined
  const text = `${String(year).padStart(4, '0')}${date.toISOString().slice(-20, -5)}`
  return known(`${text}${offsetMinutes === 0 ? 'Z' : printOffset(offsetMinutes, ':')}`)
}

function timeCompare([a, b]: readonly Value[]): Value {
  const [left, right] = [readTimestamp(stringArgument(a), 24), readTimestamp(stringArgument(b), 24)]
  return known(Math.sign(left.milliseconds - right.milliseconds || left.nanoseconds - right.nanoseconds))
}

function planTimestamp(
  _: readonly Value[],
  { planTimestamp: timestamp }: FunctionContext,
): Value | undefined {
  return timestamp === undefined ? undefined : known(timestamp)
}

const TWO_STRINGS = [STRING_PARAMETER, STRING_PARAMETER]

/** Terraform's functions of time. Source: go-cty `function/stdlib/datetime.go`, Terraform `lang/funcs/datetime.go`. */
export const DATE_TIME: FunctionTable = {
  formatdate: { parameters: TWO_STRINGS, returns: STRING, call: formatDate },
  plantimestamp: { parameters: [], returns: STRING, symbolic: true, call: planTimestamp },
  timeadd: { parameters: TWO_STRINGS, returns: STRING, call: timeAdd },
  timecmp: { parameters: TWO_STRINGS, returns: NUMBER, call: timeCompare },
}
