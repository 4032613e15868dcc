import type { Source } from './source.ts'
import { failAt } from './source.ts'
import type { Token, TokenKind } from './token.ts'

/** What is being scanned: code, or the literal text of a template. */
export type Mode =
  | { readonly kind: 'code' }
  | { readonly kind: 'quoted' }
  | { readonly kind: 'heredoc'; readonly marker: string; readonly opened: Token; startsLine: boolean }
  | { readonly kind: 'bare' }

/** The state of scanning: the tokens so far, and what they opened. */
export interface Scanner {
  readonly source: Source
  readonly text: string
  readonly tokens: Token[]
  readonly modes: Mode[]
  at: number
  /** How many braces are open, of which kind ever. */
  braces: number
  /** At which counts of open braces a closing one ends an interpolation or directive. */
  readonly returns: number[]
  line: number
  lineStart: number
  nextBreak: number
}

/** A scanner before the first character; a byte order mark is skipped. */
export function startScanner(source: Source, mode: Mode): Scanner {
  const at = source.text.startsWith('\uFEFF') ? 1 : 0
  return {
    source,
    text: source.text,
    tokens: [],
    modes: [mode],
    at,
    braces: 0,
    returns: [],
    line: 1,
    lineStart: at,
    nextBreak: source.text.indexOf('\n'),
  }
}

/** Adds the token from where the scanner stands to `end`, and goes there. */
export function emit(scanner: Scanner, kind: TokenKind, end: number): Token {
  const token = { kind, end, ...placeOf(scanner, scanner.at) }
  scanner.tokens.push(token)
  scanner.at = end
  return token
}

/** Gives up scanning because of what stands at `at`, which lies not before the last token. */
export function refuse(scanner: Scanner, at: number, message: string): never {
  return failAt(scanner.source, placeOf(scanner, at), message)
}

/** The places asked for only ever go forward, so that counting lines is linear. */
function placeOf(scanner: Scanner, start: number): { start: number; line: number; column: number } {
  while (scanner.nextBreak !== -1 && scanner.nextBreak < start) {
    scanner.line += 1
    scanner.lineStart = scanner.nextBreak + 1
    scanner.nextBreak = scanner.text.indexOf('\n', scanner.lineStart)
  }
  return { start, line: scanner.line, column: start - scanner.lineStart + 1 }
}
