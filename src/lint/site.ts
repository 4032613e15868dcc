import type { Step } from '../plan/value.ts'
import { type AttributeFacts, attributeFacts, type SchemaMode } from '../provider/aws/schema.ts'

/**
 * Where in resources of these types a value stands; the empty path is the resource itself. Undefined stands for a place of which
 * the shipped schema tells nothing: other providers, decoded documents, parameters.
 */
export interface Site {
  /** Types that the shipped schema has, and that have something at this path; never empty. */
  readonly types: readonly string[]
  readonly mode: SchemaMode
  readonly path: readonly Step[]
  /** The policy names each of the types, without wildcards. */
  readonly isListed: boolean
}

/** What stands at a site, type by type; undefined where one of them is untold. */
export function factsAt(site: Site | undefined): readonly AttributeFacts[] | undefined {
  if (site === undefined || site.path.length === 0) return undefined
  const facts: AttributeFacts[] = []
  for (const type of site.types) {
    const found = attributeFacts(type, site.path, site.mode)
    if (found === undefined || found === 'no-such-attribute') return undefined
    facts.push(found)
  }
  return facts
}

/** An element of the list, set or map at a site. */
export function elementOf(site: Site | undefined): Site | undefined {
  if (site === undefined) return undefined
  for (const step of [0, 'key']) {
    const path = [...site.path, step]
    const types = site.types.filter((type) => exists(type, path, site.mode))
    if (types.length > 0) return { ...site, types, path }
  }
  return undefined
}

export function exists(type: string, path: readonly Step[], mode: SchemaMode): boolean {
  return attributeFacts(type, path, mode) !== 'no-such-attribute'
}
