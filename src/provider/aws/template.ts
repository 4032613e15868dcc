import type { TemplatePart } from '../../plan/value.ts'
import { lacks } from './text.ts'

/** A piece of a template of identifiers.yaml: literal text, or an attribute (or part of the context), perhaps altered. */
export type Piece = string | Expression

export interface Expression {
  readonly name: string
  readonly change?: Change
}

type Change =
  | { readonly kind: 'lower' }
  | { readonly kind: 'trimprefix'; readonly prefix: string }
  | { readonly kind: 'segment'; readonly separator: string; readonly index: number }
  | { readonly kind: 'after'; readonly separator: string }

const read = new Map<string, readonly Piece[]>()

/** Reads a template such as `arn:${partition}:s3:::${bucket}`. Throws for an expression that is none. */
export function readTemplate(text: string): readonly Piece[] {
  const known = read.get(text)
  if (known !== undefined) return known
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    if (match.index > end) pieces.push(text.slice(end, match.index))
    pieces.push(readExpression(match[1] ?? ''))
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push(text.slice(end))
  read.set(text, pieces)
  return pieces
}

function readExpression(text: string): Expression {
  if (/^[a-z][a-z0-9_]*$/.test(text)) return { name: text }
  const call = /^([a-z]+)\(([a-z][a-z0-9_]*)(?:, "([^"]*)")?(?:, (\d+))?\)$/.exec(text)
  const [, method, name, argument = '', index] = call ?? []
  if (name !== undefined) {
    if (method === 'lower') return { name, change: { kind: 'lower' } }
    if (method === 'trimprefix') return { name, change: { kind: 'trimprefix', prefix: argument } }
    if (method === 'after') return { name, change: { kind: 'after', separator: argument } }
    if (method === 'segment')
      return { name, change: { kind: 'segment', separator: argument, index: Number(index) } }
  }
  throw new Error(`\`${text}\` is not an expression of identifiers.yaml`)
}

/** Applies the change to a text with unknown parts; undefined where the unknown parts decide what comes out. */
export function applyChange(
  change: Change,
  parts: readonly TemplatePart[],
): readonly TemplatePart[] | undefined {
  switch (change.kind) {
    case 'lower':
      return parts.every((part) => typeof part === 'string')
        ? parts.map((part) => part.toLowerCase())
        : undefined
    case 'trimprefix': {
      const [first, ...rest] = parts
      if (typeof first !== 'string') return undefined
      if (first.startsWith(change.prefix)) return [first.slice(change.prefix.length), ...rest]
      return rest.length > 0 && change.prefix.startsWith(first) ? undefined : parts
    }
    case 'segment':
      return split(parts, change.separator)?.[change.index]
    case 'after':
      return split(parts, change.separator)?.at(-1)
  }
}

/** Parts between separators; undefined where an unknown part may hold the separator. */
export function split(
  parts: readonly TemplatePart[],
  separator: string,
): readonly (readonly TemplatePart[])[] | undefined {
  const segments: TemplatePart[][] = [[]]
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (!lacks(part, separator)) return undefined
      segments.at(-1)?.push(part)
      continue
    }
    const [first = '', ...rest] = part.split(separator)
    if (first !== '') segments.at(-1)?.push(first)
    for (const next of rest) segments.push(next === '' ? [] : [next])
  }
  return segments
}
