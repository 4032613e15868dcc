import type { Unknown, Value } from '../plan/value.ts'
import type { Principals, Texts } from './document.ts'
import { readText, readTexts, wholeText } from './texts.ts'

/** The type of everyone. */
export const EVERYONE = '*'

/** Source: IAM user guide, "AWS JSON policy elements: Principal". */
export const PRINCIPAL_TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const

/**
 * Reads `Principal` or `NotPrincipal`. `"*"`, `{"AWS": "*"}` and `{"*": "*"}` are everyone. Undefined where it is malformed.
 */
export function readPrincipals(value: Value): Principals | undefined {
  if (value.kind === 'unknown') return { byType: new Map(), rest: value.unknown }
  if (value.kind === 'template') return { byType: new Map(), rest: firstUnknown(value.parts) }
  const text = readText(value)
  if (text !== undefined) return wholeText(text) === EVERYONE ? everyone() : undefined
  if (value.kind !== 'map') return undefined
  const byType = new Map<string, Texts>()
  for (const [key, identifiers] of value.entries) {
    const type = typeNamed(key)
    const texts = readTexts(identifiers)
    if (type === undefined || texts === undefined) return undefined
    for (const [name, found] of splitEveryone(type, texts)) byType.set(name, join(byType.get(name), found))
  }
  return value.rest === undefined ? { byType } : { byType, rest: value.rest }
}

function everyone(): Principals {
  return { byType: new Map([[EVERYONE, { items: [[EVERYONE]] }]]) }
}

/** A text that is partly unknown and stands for all principals is nothing but `*` or malformed. */
function firstUnknown(parts: readonly (string | Unknown)[]): Unknown {
  return parts.find((part) => typeof part !== 'string') ?? { id: 'principal', waitsFor: [] }
}

function typeNamed(key: string): string | undefined {
  if (key === EVERYONE) return key
  return PRINCIPAL_TYPES.find((type) => type.toLowerCase() === key.toLowerCase())
}

/** `*` among the principals of AWS is everyone, services too. */
function splitEveryone(type: string, texts: Texts): readonly (readonly [string, Texts])[] {
  if (type !== 'AWS') return [[type, texts]]
  const others = texts.items.filter((item) => wholeText(item) !== EVERYONE)
  if (others.length === texts.items.length) return [[type, texts]]
  const rest = texts.rest === undefined ? {} : { rest: texts.rest }
  const named: readonly (readonly [string, Texts])[] =
    others.length === 0 && texts.rest === undefined ? [] : [[type, { items: others, ...rest }]]
  return [[EVERYONE, { items: [[EVERYONE]] }], ...named]
}

function join(a: Texts | undefined, b: Texts): Texts {
  if (a === undefined) return b
  const rest = a.rest ?? b.rest
  return { items: [...a.items, ...b.items], ...(rest === undefined ? {} : { rest }) }
}
