import { isWhollyKnown } from '../hcl/opaque.ts'
import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { type BlockExpressions, type Expression, type Json, member } from '../plan/plan-document.ts'
import { isArray, isObject } from '../plan/planned-value.ts'
import { NULL, type Value } from '../plan/value.ts'
import { type IgnoredTags, tagsAll } from '../provider/aws/tags.ts'
import type { ProviderSources } from './symbolic/providers.ts'

/**
 * `tags_all` of an instance from its tags and the `default_tags` and `ignore_tags` of its provider's block: as the sources write them,
 * else as far as they are constants in the plan. Undefined where that is not certain.
 */
export function predictTagsAll(
  plan: Plan,
  instance: ResourceInstance,
  tags: Value,
  sources: ProviderSources | undefined,
): Value | undefined {
  const { defaults, ignored } = tagSettings(plan, instance, sources)
  if (defaults === undefined || ignored === undefined) return undefined
  const predicted = tagsAll(defaults, tags, ignored)
  return predicted === undefined ? undefined : { ...predicted, basis: 'predicted' }
}

/**
 * Whether a default tag of the instance's provider is empty: then `tags` that the plan does not know get it too when they are applied
 * (observed with provider 5.100.0), so that they are not what is written.
 */
export function hasEmptyDefaultTag(
  plan: Plan,
  instance: ResourceInstance,
  sources: ProviderSources | undefined,
): boolean {
  const { defaults } = tagSettings(plan, instance, sources)
  if (defaults?.kind !== 'map') return false
  return [...defaults.entries.values()].some((tag) => tag.kind === 'known' && tag.value === '')
}

interface TagSettings {
  readonly defaults?: Value | undefined
  readonly ignored?: IgnoredTags | undefined
}

function tagSettings(
  plan: Plan,
  instance: ResourceInstance,
  sources: ProviderSources | undefined,
): TagSettings {
  const given = instance.configuration?.provider_config_key
  if (given === undefined) return {}
  const key = sources?.inherits(given) ?? given
  const expressions = member(plan.configuration.provider_config, key)?.expressions
  // An empty entry of a module is its own empty block, or what it took over from its callers.
  const isTold = expressions !== undefined && (Object.keys(expressions).length > 0 || !key.includes(':'))
  const inPlan = isTold ? { defaults: defaultTags(expressions), ignored: ignoredTags(expressions) } : {}
  const [writtenDefault, writtenIgnore] = [
    sources?.blocks(key, 'default_tags'),
    sources?.blocks(key, 'ignore_tags'),
  ]
  return {
    defaults: writtenDefault === undefined ? inPlan.defaults : writtenDefaults(writtenDefault),
    ignored: writtenIgnore === 'unwritten' ? { keys: [], prefixes: [] } : inPlan.ignored,
  }
}

/** What the one block says; undefined where it is not wholly known. */
function writtenDefaults(blocks: Value | 'unwritten' | 'untold'): Value | undefined {
  if (blocks === 'unwritten') return NULL
  const tags = blocks === 'untold' ? undefined : onlyBlock(blocks)?.entries.get('tags')
  if (tags?.kind !== 'map' || !isWhollyKnown(tags)) return undefined
  const texts = [...tags.entries.values()].every(
    (tag) => tag.kind === 'known' && typeof tag.value === 'string',
  )
  return texts ? { kind: 'map', entries: tags.entries } : undefined
}

function onlyBlock(blocks: Value): (Value & { kind: 'map' }) | undefined {
  const [only, second] = blocks.kind === 'list' ? blocks.elements : []
  return only?.kind === 'map' && second === undefined ? only : undefined
}

function defaultTags(expressions: BlockExpressions | undefined): Value | undefined {
  const block = member(expressions, 'default_tags')
  if (block === undefined) return NULL
  const tags = constantIn(block, 'tags')
  if (tags === undefined || !isObject(tags)) return undefined
  const entries = new Map<string, Value>()
  for (const [key, value] of Object.entries(tags)) {
    if (typeof value !== 'string') return undefined
    entries.set(key, { kind: 'known', value })
  }
  return { kind: 'map', entries }
}

function ignoredTags(expressions: BlockExpressions | undefined): IgnoredTags | undefined {
  const block = member(expressions, 'ignore_tags')
  if (block === undefined) return { keys: [], prefixes: [] }
  const keys = textsIn(block, 'keys')
  const prefixes = textsIn(block, 'key_prefixes')
  return keys === undefined || prefixes === undefined ? undefined : { keys, prefixes }
}

function textsIn(block: BlockExpressions[string], name: string): readonly string[] | undefined {
  const first = isArray(block as Json) ? (block as readonly BlockExpressions[])[0] : undefined
  if (first !== undefined && member(first, name) === undefined) return []
  const value = constantIn(block, name)
  return isArray(value) && value.every((text) => typeof text === 'string') ? value : undefined
}

function constantIn(block: BlockExpressions[string], name: string): Json | undefined {
  if (!isArray(block as Json)) return undefined
  const [first, ...more] = block as readonly BlockExpressions[]
  const expression = first === undefined ? undefined : (member(first, name) as Expression | undefined)
  if (more.length > 0 || expression?.references !== undefined) return undefined
  return expression?.constant_value
}
