/** What other languages and tools call our keys and words: where one is written, ours is suggested. */

/** Keys of mappings. */
const KEYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['resource', ['match']],
  ['resources', ['match']],
  ['resource_type', ['match', 'type']],
  ['resource_types', ['match', 'type']],
  ['target', ['match']],
  ['types', ['type']],
  ['select', ['match']],
  ['selector', ['match']],
  ['condition', ['require']],
  ['conditions', ['require']],
  ['assert', ['require']],
  ['check', ['require']],
  ['validate', ['require']],
  ['must', ['require']],
  ['deny', ['forbid']],
  ['must_not', ['forbid']],
  ['filter', ['when', 'where']],
  ['if', ['when', 'where']],
  ['name', ['id', 'policy', 'title']],
  ['level', ['severity', 'default']],
  ['priority', ['severity']],
  ['description', ['why', 'title', 'reason']],
  ['rationale', ['why']],
  ['remediation', ['fix']],
  ['solution', ['fix']],
  ['links', ['references']],
  ['tags', ['controls']],
  ['compliance', ['controls']],
  ['tests', ['examples']],
  ['variables', ['parameters']],
  ['params', ['parameters']],
  ['inputs', ['parameters']],
  ['definitions', ['define']],
  ['macros', ['define']],
  ['ok', ['pass']],
  ['valid', ['pass']],
  ['invalid', ['fail']],
  ['policy', ['policies']],
  ['ignore', ['waivers']],
  ['exclude', ['waivers']],
  ['skip', ['waivers']],
  ['suppress', ['waivers']],
  ['rules', ['enforcement']],
  ['fail_on', ['enforcement']],
  ['threshold', ['enforcement']],
  ['exceptions', ['waivers']],
  ['expiry', ['expires']],
  ['until', ['expires']],
  ['min', ['minimum']],
  ['max', ['maximum']],
  ['via', ['through']],
  ['attribute', ['through']],
])

/** Words of closed sets. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['integer', 'number'],
  ['int', 'number'],
  ['float', 'number'],
  ['bool', 'boolean'],
  ['str', 'string'],
  ['text', 'string'],
  ['array', 'list'],
  ['set', 'list'],
  ['object', 'map'],
  ['destroy', 'delete'],
  ['remove', 'delete'],
  ['modify', 'update'],
  ['noop', 'no-op'],
  ['recreate', 'replace'],
  ['informational', 'info'],
  ['moderate', 'medium'],
  ['resource', 'managed'],
  ['any', 'some'],
  ['all', 'each'],
  ['every', 'each'],
  ['failed', 'fail'],
  ['passed', 'pass'],
  ['skip', 'not-applicable'],
  ['warn', 'advisory'],
  ['mandatory', 'hard-mandatory'],
])

/** The known key that a key of another language means. */
export function meantKey(key: string, known: readonly string[]): string | undefined {
  return KEYS.get(key.toLowerCase())?.find((name) => known.includes(name))
}

/** The known word that a word of another language means. */
export function meantWord(word: string, known: readonly string[]): string | undefined {
  const meant = WORDS.get(word.toLowerCase())
  return meant !== undefined && known.includes(meant) ? meant : undefined
}
