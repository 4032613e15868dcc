/** The keywords of conditions: a path of this name is written `$.name`. */
export const CONDITION_KEYWORDS: readonly string[] = [
  'all',
  'any',
  'not',
  'when',
  'then',
  'else',
  'use',
  'refers_to',
  'referred_by',
  'count',
  'applied_before',
]

/** What other languages call our operators. */
export const FOREIGN_WORDS: ReadonlyMap<string, string> = new Map([
  ['eq', 'equals'],
  ['is', 'equals'],
  ['ne', 'not_equals'],
  ['neq', 'not_equals'],
  ['one_of', 'in'],
  ['greater_than', 'gt'],
  ['less_than', 'lt'],
  ['min', 'gte'],
  ['max', 'lte'],
  ['regex', 'matches'],
  ['pattern', 'matches'],
  ['glob', 'like'],
  ['exists', 'present'],
  ['is_set', 'present'],
  ['required', 'present'],
  ['size', 'length'],
  ['every', 'each'],
  ['for_all', 'each'],
  ['exactly_one', 'count'],
])

/** Operators of the language that no code stands behind yet. */
export const TEST_KEYWORDS_TO_COME: readonly string[] = [
  'version_equals',
  'version_gt',
  'version_gte',
  'version_lt',
  'version_lte',
  'cidr_within',
  'cidr_overlaps',
  'is_world',
  'json',
  'yaml',
  'base64',
  'iam_policy',
]
