import { isNumber } from '../../plan/number.ts'
import type { Value } from '../../plan/value.ts'
import type { Alternative, Condition, TextCondition } from './identifiers.ts'
import { isWithin, readVersions, type VersionRange } from './provider-version.ts'
import { split } from './template.ts'
import { lacks, partsOf } from './text.ts'

/** What the conditions of an alternative are decided by. */
export interface Circumstances {
  readonly read: (attribute: string) => Value
  /** Whether the argument is configured; undefined where that cannot be told. */
  readonly isConfigured: boolean | undefined
  readonly versions: VersionRange
}

/** Whether all conditions of an alternative hold; `maybe` where what is unknown decides. */
export function applies(alternative: Alternative, circumstances: Circumstances): boolean | 'maybe' {
  let all: boolean | 'maybe' = true
  const add = (one: boolean | 'maybe'): void => {
    if (one === false || all === false) all = false
    else if (one === 'maybe') all = 'maybe'
  }
  if (alternative.unwritten === true)
    add(circumstances.isConfigured === undefined ? 'maybe' : !circumstances.isConfigured)
  if (alternative.versions !== undefined) {
    const within = readVersions(alternative.versions)
    add(within === undefined ? 'maybe' : isWithin(circumstances.versions, within))
  }
  for (const [attribute, condition] of Object.entries(alternative.when ?? {})) {
    add(holds(condition, circumstances.read(attribute)))
  }
  return all
}

function holds(condition: Condition, value: Value): boolean | 'maybe' {
  if (!isTextCondition(condition)) return isOneOf(condition, value)
  const parts = partsOf(value)
  if (parts === undefined) return false
  const { matches, starts_with, lacks: unwanted, segments, plain } = condition
  const whole = parts.length === 1 && typeof parts[0] === 'string' ? parts[0] : undefined
  const answers: (boolean | 'maybe')[] = []
  if (matches !== undefined) answers.push(whole === undefined ? 'maybe' : new RegExp(matches).test(whole))
  if (starts_with !== undefined) answers.push(startsWith(parts, starts_with))
  if (unwanted !== undefined) answers.push(isWithout(parts, unwanted))
  if (plain === true) answers.push(isPlain(parts))
  if (segments !== undefined) {
    const found = split(parts, ':')
    answers.push(found === undefined ? 'maybe' : found.length === segments)
  }
  return answers.includes(false) ? false : !answers.includes('maybe') || 'maybe'
}

type Parts = NonNullable<ReturnType<typeof partsOf>>

function startsWith([first, ...rest]: Parts, prefix: string): boolean | 'maybe' {
  if (typeof first === 'string') {
    if (first.startsWith(prefix)) return true
    return rest.length > 0 && prefix.startsWith(first) ? 'maybe' : false
  }
  // No text without a colon starts with `arn:`.
  return first !== undefined && rest.length === 0 && prefix.endsWith(':') && lacks(first, ':')
    ? false
    : 'maybe'
}

function isWithout(parts: Parts, unwanted: string): boolean | 'maybe' {
  if (parts.some((part) => typeof part === 'string' && part.includes(unwanted))) return false
  return parts.every((part) => typeof part === 'string' || lacks(part, unwanted)) || 'maybe'
}

/**
 * A name is told from an ARN (or a part of one) by its first letters: AWS takes no other text with a colon where both may stand,
 * so what starts as a name has none, whatever its unknown parts are.
 */
function isPlain(parts: Parts): boolean | 'maybe' {
  const without = isWithout(parts, ':')
  if (without !== 'maybe') return without
  const [first] = parts
  return typeof first === 'string' && !/^(?:\d|a(?:r(?:n|$)|$)|f(?:u|$))/.test(first) ? true : 'maybe'
}

function isOneOf(accepted: readonly (string | boolean | null)[], value: Value): boolean | 'maybe' {
  switch (value.kind) {
    case 'null':
    case 'absent':
      return accepted.includes(null)
    case 'known':
      return !isNumber(value.value) && accepted.includes(value.value)
    case 'template':
      return value.parts.some((part) => typeof part === 'string') &&
        accepted.every((one) => one === null || one === '')
        ? false
        : 'maybe'
    case 'unknown':
      return value.unknown.nonEmpty === true && accepted.every((one) => one === null || one === '')
        ? false
        : 'maybe'
    default:
      return false
  }
}

function isTextCondition(condition: Condition): condition is TextCondition {
  return !Array.isArray(condition)
}
