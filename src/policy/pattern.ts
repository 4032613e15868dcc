import { RE2JS } from 're2js'
import { type Program, readProgram } from './program.ts'

/** A regular expression that is tried anywhere in a text, in time linear in its length. */
export interface Pattern {
  readonly test: (text: string) => boolean
  /** The machine that tries it, for texts of which parts are unknown; absent where it is more than we can run. */
  readonly program: () => Program | undefined
}

/** A pattern that matches exactly this text, and can be quantified as a whole. */
export function quotePattern(text: string): string {
  return text === '' ? '(?:)' : `(?:${RE2JS.quote(text)})`
}

/** Whether what follows this beginning of a pattern stands inside `[…]` or `\Q…\E`, or behind a `\`: no group can stand there. */
export function isInsideOfPiece(beginning: string): boolean {
  for (let at = 0; at < beginning.length; ) {
    PIECE.lastIndex = at
    const piece = PIECE.exec(beginning)?.[0]
    if (piece === undefined) return true
    at += piece.length
  }
  return false
}

/** One complete piece: a quotation, an escape, a class, or a character that is none of their beginnings. */
const PIECE =
  /\\Q.*?\\E|\\[^Q]|\[\^?(?:\]|\[:[^\]]*:\]|\\.|\[(?!:)|[^\]\\[])(?:\[:[^\]]*:\]|\\.|\[(?!:)|[^\]\\[])*\]|[^\\[]/sy

/** Patterns of policies are few and asked of many values; interpolated ones can be many. */
const KEPT = 500
const LONGEST = 10_000
const compiled = new Map<string, Pattern | { readonly problem: string }>()

/**
 * Compiles RE2 syntax (https://github.com/google/re2/wiki/Syntax). Gives the problem, without the pattern, where `text` is
 * not such an expression; back-references and look-around are not.
 */
export function compilePattern(text: string): Pattern | { readonly problem: string } {
  const known = compiled.get(text)
  if (known !== undefined) return known
  const pattern = compile(text)
  if (compiled.size >= KEPT) compiled.clear()
  compiled.set(text, pattern)
  return pattern
}

function compile(text: string): Pattern | { readonly problem: string } {
  if (text.length > LONGEST) return { problem: `it is longer than ${LONGEST} characters` }
  try {
    const expression = RE2JS.compile(text)
    const program = once(() => readProgram(expression.re2Input.prog))
    return { test: (subject) => expression.test(subject), program }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

/** The library says "error parsing regexp: missing closing ): `…`". Anything else that it throws is a limit of its own. */
function problemOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const reason = /^error parsing regexp: ([^`]+?)(?:: `.*)?$/s.exec(message)?.[1]
  return reason ?? 'it is too large'
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
