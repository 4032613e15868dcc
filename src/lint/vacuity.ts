import { isArray } from '../plan/planned-value.ts'
import type { Test } from '../policy/condition.ts'
import { type Problems, quote } from '../validate/problems.ts'

/** Reports an operand that makes the operator say the same of everything. */
export function checkVacuity(
  { operator, operand, at }: Extract<Test, { kind: 'operator' }>,
  problems: Problems,
): void {
  if (operand.kind !== 'literal') return
  const { value } = operand
  if (isArray(value) && value.length === 0) {
    if (EMPTY_FAILS.includes(operator)) {
      problems.error(
        'condition-never-true',
        at,
        `this can never be true: the list of \`${operator}\` is empty`,
      )
    } else if (EMPTY_HOLDS.includes(operator)) {
      problems.error(
        'condition-never-false',
        at,
        `this can never be false: the list of \`${operator}\` is empty`,
      )
    }
    return
  }
  if (typeof value !== 'string') return
  if (operator === 'equals' && ASKS_PRESENCE.includes(value)) {
    problems.warning(
      'condition-suspicious',
      at,
      `this compares with the text ${quote(value)}`,
      `to ask whether it is there write \`{ present: true }\` or \`false\`; if the text is meant, \`{ in: [${value}] }\``,
    )
    return
  }
  const isPattern = operator === 'matches' || operator === 'not_matches'
  if (isPattern ? MATCHES_ALL.test(value) : TAKES_ALL[operator]?.includes(value) === true) {
    problems.warning(
      'condition-vacuous',
      at,
      `\`${operator}: ${value === '' ? '""' : value}\` says the same of every text`,
      'to ask whether there is one write `present: true`',
    )
  } else if (isPattern && matchesNone(value)) {
    problems.error(
      'condition-vacuous',
      at,
      `the pattern ${quote(value)} matches no text: something must follow its end or precede its beginning`,
      /^\/.*\/[a-z]*$/.test(value)
        ? 'write the pattern without the slashes around it'
        : 'write `\\$` or `\\^` if the character is meant',
    )
  }
}

/** What other languages say of values that are there or not; no AWS attribute has such a value. */
const ASKS_PRESENCE: readonly string[] = [
  'not_null',
  'not null',
  'is_null',
  'is null',
  'not_empty',
  'exists',
  'absent',
  'unset',
  'not_set',
  'undefined',
  'computed',
]

const EMPTY_FAILS: readonly string[] = ['in', 'contains_any', 'cidr_within', 'cidr_overlaps']
const EMPTY_HOLDS: readonly string[] = ['not_in', 'contains_all', 'contains_none', 'has_keys']

const TAKES_ALL: { readonly [operator: string]: readonly string[] } = {
  starts_with: [''],
  ends_with: [''],
  like: ['*', '**'],
}

/** `^$` is not among them, nor `^.*$`, which a line break keeps from matching. */
const MATCHES_ALL = /^(?:\^|\$|\^?\.\*|\.\*\$)?$/

/** Something must follow the end or precede the beginning; only of patterns that are so plain that it is certain. */
function matchesNone(pattern: string): boolean {
  return !/[()[\]|\\]/.test(pattern) && /\$[\w/-](?![*?{])|[\w/-]\^/.test(pattern)
}
