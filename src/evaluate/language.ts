import type { Unknown } from '../plan/value.ts'
import { compilePattern, quotePattern } from '../policy/pattern.ts'
import { type Automaton, makeAutomaton, TooMuchWork } from './automaton.ts'
import { sourceOf, type Text } from './text.ts'

/** A pattern in pieces: written as a regular expression, literal text, or the text of an unknown. */
export type PatternPart = { readonly regex: string } | string | Unknown

/** Which of the texts that may come match: all of them, none, or nothing is certain. */
export type Matching = 'all' | 'none' | 'some'

/** How many steps of machines an answer is worth. */
const MOST_WORK = 4_000_000

/**
 * Whether a text with unknown parts matches a pattern, which may have unknown parts itself. An unknown part can be any text that
 * its shape allows; the same unknown in text and pattern is the same text. Where an answer would take too much work, or the pattern
 * is more than the machine knows, nothing is certain.
 */
export function matchText(text: Text, pattern: readonly PatternPart[]): Matching {
  const symbols = symbolsOf(pattern)
  try {
    const loose = automatonOf(pattern.map((part) => looseSource(part)).join(''))
    if (loose === undefined) return 'some'
    const ends = run(text, loose, new Map())
    if (!ends.some(loose.accepts)) return 'none'
    if (symbols.size === 0) return ends.every(loose.accepts) ? 'all' : 'some'
    if (hasSymbols(text, pattern)) return 'some'
    const exact = automatonOf(pattern.map((part) => exactSource(part, symbols)).join(''))
    if (exact === undefined) return 'some'
    return run(text, exact, symbols).every(exact.accepts) ? 'all' : 'some'
  } catch (error) {
    if (error instanceof TooMuchWork) return 'some'
    throw error
  }
}

/** A superset of what the pattern matches: an unknown may be anything that it can be. */
function looseSource(part: PatternPart): string {
  if (typeof part === 'string') return quotePattern(part)
  return 'regex' in part ? part.regex : sourceOf(part)
}

/** Unknowns of a pattern get two characters of their own, so that only they can take what stands for them in the text. */
function symbolsOf(pattern: readonly PatternPart[]): ReadonlyMap<string, readonly number[]> {
  const symbols = new Map<string, readonly number[]>()
  for (const part of pattern) {
    if (typeof part === 'string' || 'regex' in part || symbols.has(part.id)) continue
    symbols.set(part.id, [FIRST_SYMBOL + symbols.size * 2, FIRST_SYMBOL + symbols.size * 2 + 1])
  }
  return symbols
}

/** Characters of the last private plane. A text that holds them itself is not looked at. */
const FIRST_SYMBOL = 0x100000
const RESERVED = /[\u{100000}-\u{10ffff}]/u

function hasSymbols(text: Text, pattern: readonly PatternPart[]): boolean {
  const written = pattern.map((part) => (typeof part === 'object' && 'regex' in part ? part.regex : part))
  return [...text, ...written].some((part) => typeof part === 'string' && RESERVED.test(part))
}

function exactSource(part: PatternPart, symbols: ReadonlyMap<string, readonly number[]>): string {
  if (typeof part === 'string') return quotePattern(part)
  return 'regex' in part ? part.regex : `(?:${String.fromCodePoint(...(symbols.get(part.id) ?? []))})`
}

const KEPT = 200
const automata = new Map<string, Automaton | undefined>()

function automatonOf(source: string, anchored = false): Automaton | undefined {
  const key = `${anchored ? '^' : ''}${source}`
  if (automata.has(key)) return automata.get(key)
  const pattern = compilePattern(source)
  const program = 'problem' in pattern ? undefined : pattern.program()
  const automaton = program === undefined ? undefined : makeAutomaton(program, anchored)
  if (automata.size >= KEPT) automata.clear()
  automata.set(key, automaton)
  return automaton
}

/** The states in which the machine may be behind the text. */
function run(
  text: Text,
  automaton: Automaton,
  symbols: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  const work = { left: MOST_WORK }
  let states: ReadonlySet<number> = new Set([automaton.first])
  for (const part of text) {
    if ([...states].every(automaton.isSettled)) break
    if (typeof part === 'string') states = runLiteral(part, states, automaton, work)
    else {
      const symbol = symbols.get(part.id)
      states =
        symbol === undefined
          ? runUnknown(part, states, automaton, work)
          : runSymbol(symbol, states, automaton)
    }
  }
  return [...states]
}

interface Work {
  left: number
}

function spend(work: Work, steps: number): void {
  work.left -= steps
  if (work.left < 0) throw new TooMuchWork()
}

function runLiteral(
  text: string,
  from: ReadonlySet<number>,
  { next, boundaries }: Automaton,
  work: Work,
): ReadonlySet<number> {
  let states = from
  for (const character of text) {
    spend(work, states.size)
    const code = representative(character.codePointAt(0) ?? 0, boundaries)
    const after = new Set<number>()
    for (const state of states) after.add(next(state, code))
    states = after
  }
  return states
}

function runSymbol(
  symbol: readonly number[],
  from: ReadonlySet<number>,
  { nextSymbol }: Automaton,
): ReadonlySet<number> {
  let states = from
  for (const code of symbol) states = new Set([...states].map((state) => nextSymbol(state, code)))
  return states
}

/** The first character that behaves like this one. */
function representative(code: number, boundaries: readonly number[]): number {
  let low = 0
  let high = boundaries.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((boundaries[middle] ?? 0) <= code) low = middle
    else high = middle - 1
  }
  return boundaries[low] ?? 0
}

const ANYTHING = automatonOf('(?s)\\A.*\\z', true)
const SOMETHING = automatonOf('(?s)\\A.+\\z', true)

function shapeOf(unknown: Unknown): Automaton | undefined {
  const { shape, nonEmpty } = unknown
  const shaped = shape === undefined ? undefined : automatonOf(`\\A(?:${shape})\\z`, true)
  return shaped ?? (nonEmpty === true ? SOMETHING : ANYTHING)
}

/** Every state that some text of the shape leads to: both machines run side by side over all characters. */
function runUnknown(
  unknown: Unknown,
  from: ReadonlySet<number>,
  automaton: Automaton,
  work: Work,
): ReadonlySet<number> {
  const shape = shapeOf(unknown)
  if (shape === undefined) throw new TooMuchWork()
  const codes = [...new Set([...shape.boundaries, ...automaton.boundaries])]
  const ends = new Set<number>()
  const seen = new Set<string>()
  const pending = [...from].map((state): readonly [number, number] => [shape.first, state])
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [inShape, state] = pair
    const key = `${inShape} ${state}`
    if (seen.has(key)) continue
    seen.add(key)
    if (shape.accepts(inShape)) ends.add(state)
    spend(work, codes.length)
    for (const code of codes) {
      const after = shape.next(inShape, representative(code, shape.boundaries))
      if (!shape.isDead(after))
        pending.push([after, automaton.next(state, representative(code, automaton.boundaries))])
    }
  }
  return ends
}
