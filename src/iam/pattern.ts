import { certainlyLacks } from '../plan/shape.ts'
import type { TemplatePart, Unknown } from '../plan/value.ts'

/**
 * A piece of a pattern. `run` is `*` and `one` is `?`; `colon` says whether it may stand for a `:`, which in the patterns of ARNs
 * depends on the segment. A `hole` is an unknown part; a wild one may turn out to hold wildcards. A `variable` is text such as
 * `${aws:username}` that each request fills in.
 */
export type Token =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'one'; readonly colon: Colon }
  | { readonly kind: 'run'; readonly colon: Colon }
  | { readonly kind: 'hole'; readonly unknown: Unknown; readonly wild: boolean }
  | { readonly kind: 'variable'; readonly name: string }
export type Colon = 'yes' | 'no' | 'maybe'
export type Pattern = readonly Token[]

/** Text of which the literal parts of a policy are patterns, while what is put into it stands for itself. */
export type PatternPart = { readonly glob: string } | TemplatePart

export interface PatternOptions {
  /** Whether `*` and `?` of the document's own text are wildcards. */
  readonly wildcards: boolean
  /** Whether `${…}` is a policy variable: not in version 2008-10-17. */
  readonly variables: boolean
  /** Letters of both cases are the same. */
  readonly fold?: boolean
  /** Wildcards stay inside their segment of an ARN. */
  readonly segments?: boolean
}

const DEFAULTS: PatternOptions = { wildcards: true, variables: true }

/** A text of a document as a pattern. Its unknown parts may hold wildcards of their own. */
export function documentPattern(text: readonly TemplatePart[], options: PatternOptions = DEFAULTS): Pattern {
  const tokens = text.flatMap((part): readonly Token[] => {
    if (typeof part === 'string') return tokensOf(part, options)
    const wild = options.wildcards && !lacksWildcards(part)
    return [{ kind: 'hole', unknown: part, wild }]
  })
  return finish(tokens, options)
}

/** What a policy asks for: a pattern where the policy's author wrote it, and nothing but itself where a value was put in. */
export function askedPattern(parts: readonly PatternPart[], options: PatternOptions = DEFAULTS): Pattern {
  let patterns = remembered.get(parts)
  if (patterns === undefined) {
    patterns = []
    remembered.set(parts, patterns)
  }
  const { wildcards, variables, fold = false, segments = false } = options
  const place = [wildcards, variables, fold, segments].reduce((sum, is) => sum * 2 + Number(is), 0)
  const pattern = patterns[place] ?? readAsked(parts, options)
  patterns[place] = pattern
  return pattern
}

/** One text of a policy is asked of many documents. */
const remembered = new WeakMap<readonly PatternPart[], Pattern[]>()

function readAsked(parts: readonly PatternPart[], options: PatternOptions): Pattern {
  const tokens = parts.flatMap((part): readonly Token[] => {
    if (typeof part === 'string') return tokensOf(part, { ...options, wildcards: false })
    if ('glob' in part) return tokensOf(part.glob, options)
    return [{ kind: 'hole', unknown: part, wild: false }]
  })
  return finish(tokens, options)
}

/** What identifies an object of AWS holds no wildcards. */
export function lacksWildcards(unknown: Unknown): boolean {
  return unknown.unique !== undefined || certainlyLacks(unknown, '*?$')
}

const RUN: Token = { kind: 'run', colon: 'yes' }
const ONE: Token = { kind: 'one', colon: 'yes' }
/** Most texts are of few characters. */
const CHARACTERS: readonly Token[] = Array.from({ length: 128 }, (_, code) => ({
  kind: 'char',
  char: String.fromCharCode(code),
}))

function charToken(char: string): Token {
  return (char.length === 1 ? CHARACTERS[char.charCodeAt(0)] : undefined) ?? { kind: 'char', char }
}

const VARIABLE = /\$\{([^}]*)\}/y

function tokensOf(text: string, { wildcards, variables }: PatternOptions): readonly Token[] {
  const tokens: Token[] = []
  const lastBrace = variables ? text.lastIndexOf('}') : -1
  for (let at = 0; at < text.length; ) {
    VARIABLE.lastIndex = at
    const variable = at < lastBrace ? VARIABLE.exec(text) : null
    if (variable !== null) {
      const [whole, name = ''] = variable
      // `${*}`, `${?}` and `${$}` write the characters themselves.
      tokens.push(/^[*?$]$/.test(name) ? { kind: 'char', char: name } : { kind: 'variable', name })
      at += whole.length
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    if (wildcards && character === '*') {
      if (tokens.at(-1)?.kind !== 'run') tokens.push(RUN)
    } else if (wildcards && character === '?') tokens.push(ONE)
    else tokens.push(charToken(character))
    at += character.length
  }
  return tokens
}

function finish(tokens: readonly Token[], { fold, segments }: PatternOptions): Pattern {
  const folded = fold === true ? tokens.map(foldToken) : tokens
  return segments === true && !isEverything(folded) ? inSegments(folded) : folded
}

function foldToken(token: Token): Token {
  return token.kind === 'char' ? charToken(token.char.toLowerCase()) : token
}

export function isEverything(pattern: Pattern): boolean {
  return pattern.length > 0 && pattern.every((token) => token.kind === 'run')
}

/**
 * The first five segments of an ARN are matched one by one, the rest as a whole. Source: IAM user guide, condition operators, "Amazon
 * Resource Name (ARN) condition operators".
 */
function inSegments(tokens: readonly Token[]): Pattern {
  let colons = 0
  let isCertain = true
  return tokens.map((token) => {
    if (token.kind === 'char' && token.char === ':') colons += 1
    if (token.kind === 'hole' && !certainlyLacks(token.unknown, ':')) isCertain = false
    if ((token.kind !== 'run' && token.kind !== 'one') || colons >= 5) return token
    return { ...token, colon: isCertain ? 'no' : 'maybe' }
  })
}

/** The unknown parts of patterns. */
export function holesOf(...patterns: readonly Pattern[]): readonly Unknown[] {
  return patterns.flat().flatMap((token) => (token.kind === 'hole' ? [token.unknown] : []))
}
