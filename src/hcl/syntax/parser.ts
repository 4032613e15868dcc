import { failAt, type Place, rangeIn, type Source } from './source.ts'
import type { Expression, Range } from './syntax.ts'
import type { Token, TokenKind } from './token.ts'

/** The state of parsing: how far the tokens are read. */
export interface Parser {
  readonly source: Source
  readonly tokens: readonly Token[]
  index: number
  /** Whether line breaks mean something here: not inside of brackets. */
  newlines: boolean
  depth: number
  /** Parses any expression. It stands here so that the files for each kind of expression need not import each other. */
  readonly expression: (parser: Parser) => Expression
}

/** Deeper nesting than anyone writes; it bounds the stack that parsing takes. */
const MAX_DEPTH = 200

/** The next token. Line breaks are passed over where they mean nothing. */
export function peek(parser: Parser): Token {
  return tokenAt(parser, nextIndex(parser))
}

/** The next token, which is then read. */
export function read(parser: Parser): Token {
  const index = nextIndex(parser)
  parser.index = Math.min(index + 1, parser.tokens.length - 1)
  return tokenAt(parser, index)
}

/** Whether the next token is of a kind; if so, it is read. */
export function accept(parser: Parser, kind: TokenKind): boolean {
  if (peek(parser).kind !== kind) return false
  read(parser)
  return true
}

/** Reads a token that must be of a kind, or gives up: `message` says what is missing. */
export function expect(parser: Parser, kind: TokenKind, message: string): Token {
  const token = peek(parser)
  return token.kind === kind ? read(parser) : fail(parser, token, message)
}

/** Whether the next token is this word. */
export function atKeyword(parser: Parser, word: string): boolean {
  const token = peek(parser)
  return token.kind === 'name' && textOf(parser, token) === word
}

/** The text of a token as it is written. */
export function textOf(parser: Parser, token: Token): string {
  return parser.source.text.slice(token.start, token.end)
}

/** Parses with line breaks meaning something, or not. */
export function withNewlines<T>(parser: Parser, newlines: boolean, parse: () => T): T {
  const outer = parser.newlines
  parser.newlines = newlines
  const parsed = parse()
  parser.newlines = outer
  return parsed
}

/** Parses what is nested one level deeper. */
export function nested<T>(parser: Parser, parse: () => T): T {
  parser.depth += 1
  if (parser.depth > MAX_DEPTH)
    fail(parser, peek(parser), `this is nested more than ${MAX_DEPTH} levels deep`)
  const parsed = parse()
  parser.depth -= 1
  return parsed
}

/** The range from a token to the last one that was read. */
export function rangeFrom(parser: Parser, from: Place): Range {
  return rangeIn(parser.source, from, parser.tokens[parser.index - 1]?.end ?? from.start)
}

/** The range of one token. */
export function rangeOf(parser: Parser, token: Token): Range {
  return rangeIn(parser.source, token, token.end)
}

/** Gives up parsing: `message` is one sentence about what stands at the token. */
export function fail(parser: Parser, token: Token, message: string): never {
  return failAt(parser.source, token, message)
}

function nextIndex(parser: Parser): number {
  let index = parser.index
  while (!parser.newlines && tokenAt(parser, index).kind === 'newline') index += 1
  return index
}

function tokenAt(parser: Parser, index: number): Token {
  return parser.tokens[index] ?? { kind: 'end', start: 0, end: 0, line: 1, column: 1 }
}
