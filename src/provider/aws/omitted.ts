import type { Json } from '../../plan/plan-document.ts'
import packed from './omitted.json' with { type: 'json' }

/** What a create plan holds where an attribute is not written. */
export type Omitted =
  | { readonly kind: 'null' }
  /** A block, none of which is there. */
  | { readonly kind: 'empty' }
  /** The provider chooses when it applies. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'default'; readonly value: Json }

const types: { readonly [type: string]: string } = packed

/**
 * What the plan holds for an attribute (or, in dots, an attribute of a block that is written) that nobody wrote. Observed, with
 * provider 5.100.0, for what the common rules read; undefined for everything else. Planned values come first: they carry the
 * defaults of the release in use.
 */
export function whenOmitted(type: string, attribute: string): Omitted | undefined {
  const line = Object.hasOwn(types, type) ? types[type] : undefined
  if (line === undefined) return undefined
  const facts = JSON.parse(line) as { readonly [attribute: string]: string | { readonly value: Json } }
  const found = Object.hasOwn(facts, attribute) ? facts[attribute] : undefined
  if (typeof found === 'object') return { kind: 'default', value: found.value }
  return found === 'null' || found === 'empty' || found === 'unknown' ? { kind: found } : undefined
}
