import { parseNumber } from '../../plan/number.ts'
import type { Value } from '../../plan/value.ts'
import { readDecimal } from '../big-float.ts'
import { HclFailure } from '../failure.ts'
import { DYNAMIC } from '../types.ts'
import { known } from './signature.ts'

export const LONG_TAG = 'tag:yaml.org,2002:'

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
])

const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const INFINITE = /^[+-]?\.(?:inf|Inf|INF)$/
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/

/**
 * What a scalar means; `tag` is empty where none is written. `undefined` for what has no value here (infinity).
 * Source: go-cty-yaml, `resolve.go`, `resolveScalar`.
 */
export function resolveScalar(text: string, tag: string, isQuoted: boolean): Value | undefined {
  const kind = tag.startsWith(LONG_TAG) ? tag.slice(LONG_TAG.length) : tag
  if (!['', 'str', 'bool', 'int', 'float', 'null', 'timestamp', 'binary'].includes(kind)) {
    throw new HclFailure(`the tag ${tag} is not supported`)
  }
  if (kind === 'str') return known(text)
  if (kind === 'binary') return readBinary(text)
  const hinted = text === '' || /^[-+.0-9yYnNtTfFoO~]/.test(text)
  if (hinted && isQuoted) return known(text)
  const word = WORDS.get(text)
  if (hinted && word !== undefined) return word === null ? { kind: 'null', type: DYNAMIC } : known(word)
  if (INFINITE.test(text)) return undefined
  if (kind === '' && NOT_A_NUMBER.test(text)) throw new HclFailure('not a number is not supported')
  if (hinted) {
    const found = resolveNumberLike(text, kind)
    if (found !== undefined) return found
  }
  return resolveTagged(text, kind)
}

function resolveNumberLike(text: string, kind: string): Value | undefined {
  if (text.startsWith('.')) {
    const number = readDecimal(text)
    return number === undefined || number === 'too large' ? undefined : known(number)
  }
  if (kind === '' || kind === 'timestamp') {
    const timestamp = readTimestamp(text)
    if (timestamp !== undefined) return known(timestamp)
  }
  return INTEGER.test(text) || FLOAT.test(text) ? readNumber(text) : undefined
}

function resolveTagged(text: string, kind: string): Value {
  if (kind === 'null') return { kind: 'null', type: DYNAMIC }
  if (kind === 'int' || kind === 'float') return readNumber(text)
  if (kind !== '') throw new HclFailure(`the scalar cannot be read as ${kind}`)
  return known(text)
}

function readNumber(text: string): Value {
  const plain = text.replaceAll('_', '')
  const number = readDecimal(plain)
  if (number !== undefined && number !== 'too large') return known(number)
  if (/^0[xob][0-9a-fA-F]+$/.test(plain)) return known(parseNumber(String(BigInt(plain))))
  throw new HclFailure('the scalar is not a number')
}

function readBinary(text: string): Value {
  const compact = text.replace(/[\r\n]/g, '')
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) {
    throw new HclFailure('the scalar is not valid base64')
  }
  return known(text)
}

/** Dates and times become RFC 3339; a fraction of a second is dropped. */
function readTimestamp(text: string): string | undefined {
  const match =
    /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(Z|[+-]\d\d:\d\d))|(?: (\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?))?$/.exec(
      text,
    )
  if (match === null) return undefined
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number)
  const [hour = 0, minute = 0, second = 0] = (
    match[4] === undefined ? match.slice(8, 11) : match.slice(4, 7)
  ).map((part) => Number(part ?? 0))
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!exists || hour > 23 || minute > 59 || second > 59) return undefined
  const two = (part: number): string => String(part).padStart(2, '0')
  const zone = match[7] === undefined || /^[+-]00:00$/.test(match[7]) ? 'Z' : match[7]
  return `${match[1]}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${zone}`
}
