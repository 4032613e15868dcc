import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { type BlockExpressions, type Expression, type Json, member } from '../plan/plan-document.ts'
import { isArray, isObject } from '../plan/planned-value.ts'
import { NULL, type Value } from '../plan/value.ts'
import { type IgnoredTags, tagsAll } from '../provider/aws/tags.ts'

/**
 * `tags_all` of an instance from its tags and the `default_tags` and `ignore_tags` that its provider's block writes as
 * constants. Undefined where the block is not in the plan or anything in it is no constant.
 */
export function predictTagsAll(plan: Plan, instance: ResourceInstance, tags: Value): Value | undefined {
  const key = instance.configuration?.provider_config_key
  const provider = key === undefined ? undefined : member(plan.configuration.provider_config, key)
  if (provider === undefined) return undefined
  const defaults = defaultTags(provider.expressions)
  const ignored = ignoredTags(provider.expressions)
  if (defaults === undefined || ignored === undefined) return undefined
  const predicted = tagsAll(defaults, tags, ignored)
  return predicted === undefined ? undefined : { ...predicted, basis: 'predicted' }
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
