import type { MapValue, Unknown, Value } from '../../plan/value.ts'

/** The `ignore_tags` of a provider configuration. */
export interface IgnoredTags {
  readonly keys: readonly string[]
  readonly prefixes: readonly string[]
}

const NOTHING_IGNORED: IgnoredTags = { keys: [], prefixes: [] }

/**
 * What `tags_all` of a resource will be: the provider's `default_tags` under its own `tags`, less `ignore_tags` and the tags that
 * AWS itself sets (provider, `internal/tags`: MergeTags, IgnoreConfig). Null and absent mean that there are none.
 * Undefined where either is unknown as a whole, or a tag is null: the releases differ in what they make of it.
 */
export function tagsAll(
  defaults: Value,
  tags: Value,
  ignored: IgnoredTags = NOTHING_IGNORED,
): Value | undefined {
  const below = entriesOf(defaults)
  const above = entriesOf(tags)
  if (below === undefined || above === undefined) return undefined
  const entries = new Map<string, Value>()
  for (const [key, value] of [...below.entries, ...above.entries]) {
    if (value.kind === 'null' || value.kind === 'absent') return undefined
    if (!isIgnored(key, ignored)) entries.set(key, value)
  }
  const rest: Unknown | undefined = above.rest ?? below.rest
  // An unknown key may hide a default of the same name.
  if (rest !== undefined) return undefined
  const isSensitive = defaults.sensitive === true || tags.sensitive === true
  return {
    kind: 'map',
    form: 'map',
    entries,
    elementType: { kind: 'string' },
    basis: 'predicted',
    origin: [{ text: "predicted from its tags and the provider's default_tags" }],
    ...(isSensitive ? { sensitive: true } : {}),
  }
}

function entriesOf(value: Value): Pick<MapValue, 'entries' | 'rest'> | undefined {
  if (value.kind === 'map') return value
  return value.kind === 'null' || value.kind === 'absent' ? { entries: new Map() } : undefined
}

function isIgnored(key: string, { keys, prefixes }: IgnoredTags): boolean {
  return key.startsWith('aws:') || keys.includes(key) || prefixes.some((prefix) => key.startsWith(prefix))
}
