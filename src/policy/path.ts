import type { Step } from '../plan/value.ts'

/** Where a path starts: at the value in hand, or at one of the named roots. */
export type Root =
  | { readonly kind: 'here' }
  | { readonly kind: 'before' }
  | { readonly kind: 'change' }
  | { readonly kind: 'address' }
  | { readonly kind: 'type' }
  | { readonly kind: 'module' }
  | { readonly kind: 'provider' }
  | { readonly kind: 'params' }
  | { readonly kind: 'config' }
  /** The names of the attributes that it has. */
  | { readonly kind: 'attributes' }
  | { readonly kind: 'value' }
  | { readonly kind: 'key' }
  /** `$self` (the rule's subject) or the name of anything bound with `as`. */
  | { readonly kind: 'bound'; readonly name: string }

/** A path as a policy writes it: names, `[0]` and `["odd key"]` from a root. No wildcards: quantifiers say it instead. */
export interface Path {
  readonly root: Root
  readonly steps: readonly Step[]
  /** As written. */
  readonly text: string
}

const ROOTS = [
  'before',
  'change',
  'address',
  'type',
  'module',
  'provider',
  'params',
  'config',
  'attributes',
  'value',
  'key',
] as const

/** The names of the roots, for messages and for "did you mean". */
export const ROOT_NAMES: readonly string[] = [...ROOTS, 'self'].map((name) => `$${name}`)

export type PathError = { readonly message: string; readonly offset: number }

const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy

/**
 * Reads a path. `bound` holds the names that `as` has bound around it. `$.name` starts at the value in hand and takes
 * a name that is also a keyword. Errors carry the offset of the offending character.
 */
export function parsePath(text: string, bound: ReadonlySet<string>): Path | PathError {
  const start = parseRoot(text, bound)
  if ('message' in start) return start
  const steps: Step[] = []
  let position = start.end
  while (position < text.length) {
    const first = position === start.end && !start.separator
    const step = parseStep(text, position, first)
    if ('message' in step) return step
    steps.push(step.step)
    position = step.end
  }
  if (steps.length === 0 && start.root.kind === 'here') {
    return { message: 'a path needs at least one name', offset: position }
  }
  return { root: start.root, steps, text }
}

/** `separator`: whether the first step needs its dot, as after a root. */
function parseRoot(
  text: string,
  bound: ReadonlySet<string>,
): { root: Root; end: number; separator: boolean } | PathError {
  if (!text.startsWith('$')) return { root: { kind: 'here' }, end: 0, separator: false }
  if (text.startsWith('$.')) return { root: { kind: 'here' }, end: 1, separator: true }
  const name = nameAt(text, 1)
  if (name === undefined) return { message: 'after `$` a path names a root', offset: 1 }
  const end = 1 + name.length
  if (name === 'self' || bound.has(name)) return { root: { kind: 'bound', name }, end, separator: true }
  const kind = ROOTS.find((root) => root === name)
  if (kind === undefined) return { message: `nothing here is called \`$${name}\``, offset: 0 }
  return { root: { kind }, end, separator: true }
}

function parseStep(text: string, position: number, first: boolean): { step: Step; end: number } | PathError {
  const character = text[position]
  if (character === '[') return parseBracket(text, position)
  if (character === '.' && !first) position += 1
  else if (!first) return { message: `\`${character}\` cannot stand here in a path`, offset: position }
  const name = nameAt(text, position)
  if (name === undefined) {
    const found = text[position]
    if (found === '*')
      return { message: 'a path has no wildcards; say `some`, `each` or `none` instead', offset: position }
    return {
      message:
        found === undefined
          ? 'the path ends where a name should follow'
          : `\`${found}\` cannot stand here in a path`,
      offset: position,
    }
  }
  return { step: name, end: position + name.length }
}

function parseBracket(text: string, position: number): { step: Step; end: number } | PathError {
  const index = /\[(0|[1-9][0-9]{0,9})\]/y
  index.lastIndex = position
  const number = index.exec(text)
  if (number?.[1] !== undefined) return { step: Number(number[1]), end: index.lastIndex }
  const quoted = /\[("(?:[^"\\]|\\.)*")\]/y
  quoted.lastIndex = position
  const string = quoted.exec(text)
  if (string?.[1] !== undefined) {
    const step = parseJsonString(string[1])
    if (step !== undefined) return { step, end: quoted.lastIndex }
  }
  if (text.startsWith('[*]', position)) {
    return { message: 'a path has no wildcards; say `some`, `each` or `none` instead', offset: position + 1 }
  }
  return { message: 'brackets hold an index, `[0]`, or a quoted key, `["odd key"]`', offset: position }
}

function parseJsonString(text: string): string | undefined {
  try {
    return JSON.parse(text) as string
  } catch {
    return undefined
  }
}

function nameAt(text: string, position: number): string | undefined {
  NAME.lastIndex = position
  return NAME.exec(text)?.[0]
}
