import { type Answer, NO, open, YES } from '../plan/answer.ts'
import type { Unknown } from '../plan/value.ts'
import { areApart } from './apart.ts'
import { holesOf, type Pattern, type Token } from './pattern.ts'
import { type Mode, type States, step, withEmptyRuns } from './states.ts'

/** More work than this is not done; patterns that people write need some hundred places. */
export const MOST_PLACES = 200_000

/**
 * Whether every string that `asked` stands for is one that `pattern` stands for, whatever the unknown parts turn out to be: yes, no, or
 * open where it depends on them. Policy variables stand for any text on the side that is covered, and cover only themselves.
 */
export function covers(pattern: Pattern, asked: Pattern): Answer {
  const start = sharedStart(pattern, asked)
  const atStart = coversAt(pattern[start], asked[start])
  if (atStart !== undefined) return atStart ? YES : NO
  if (isRest(pattern, start)) return YES
  if (coversAt(pattern.at(-1), asked.at(-1)) === false) return NO
  return coversSlowly(start === 0 ? pattern : pattern.slice(start), start === 0 ? asked : asked.slice(start))
}

/** How many characters both begin with: taking them away from both changes nothing. */
export function sharedStart(a: Pattern, b: Pattern): number {
  let at = 0
  for (;;) {
    const [one, other] = [a[at], b[at]]
    if (one?.kind !== 'char' || other?.kind !== 'char' || one.char !== other.char) return at
    at += 1
  }
}

/** What the first of the tokens that differ says by itself, and so do the last; undefined where it does not. */
function coversAt(token: Token | undefined, asked: Token | undefined): boolean | undefined {
  if (token === undefined) return asked === undefined ? true : asked.kind === 'hole' ? undefined : false
  if (token.kind !== 'char') return undefined
  if (asked === undefined) return false
  return asked.kind === 'hole' || (asked.kind === 'char' && asked.char === token.char) ? undefined : false
}

/** Whether the pattern goes on with `*` and nothing else. */
function isRest(pattern: Pattern, start: number): boolean {
  const token = pattern[start]
  return start === pattern.length - 1 && token?.kind === 'run' && token.colon === 'yes'
}

function coversSlowly(pattern: Pattern, asked: Pattern): Answer {
  const holes = holesOf(pattern, asked)
  const certain = contains(pattern, asked, 'certain')
  if (certain === true) return YES
  if (certain === false && holes.length === 0) return NO
  if (isLimited(pattern) && asked.some(({ kind }) => kind === 'run')) return NO
  if (areApart(pattern, asked) || contains(pattern, asked, 'possible') === false) return NO
  return open(...(holes.length > 0 ? holes : [TOO_COMPLEX]))
}

/** Whether there is an end of the strings that it stands for, whatever its unknown parts turn out to be. */
function isLimited(pattern: Pattern): boolean {
  return pattern.every((token) => token.kind !== 'run' && !(token.kind === 'hole' && token.wild))
}

export const TOO_COMPLEX: Unknown = {
  id: 'a pattern that is too complex to be compared',
  waitsFor: [],
  because: 'two patterns are too complex to be compared',
}

/**
 * Walks through all strings of `asked`, with the places that `pattern` can have reached. `certain`: an unknown part is a symbol of its
 * own. `possible`: the unknown parts do what helps. Undefined where it takes too long.
 */
function contains(pattern: Pattern, asked: Pattern, mode: Mode): boolean | undefined {
  const alphabet = alphabetOf(pattern)
  const start = withEmptyRuns(pattern, new Set([0]), mode)
  const pending: { readonly at: number; readonly states: States }[] = [{ at: 0, states: start }]
  const seen = new Set<string>()
  let places = 0
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { at, states } = next
    const key = `${at}:${[...states].sort((a, b) => a - b).join()}`
    if (seen.has(key)) continue
    seen.add(key)
    if (states.size === 0) return false
    const token = asked[at]
    if (token === undefined) {
      if (!states.has(pattern.length)) return false
      continue
    }
    if (token.kind === 'run') pending.push({ at: at + 1, states })
    const onward = token.kind === 'run' ? at : at + 1
    for (const symbol of symbolsOf(token, alphabet)) {
      places += states.size
      if (places > MOST_PLACES) return undefined
      pending.push({ at: onward, states: step(pattern, states, symbol, mode) })
    }
  }
  return true
}

/** What a token of the covered side can be next: characters that the other side tells apart, and one for all others. */
function symbolsOf(token: Token, alphabet: readonly Token[]): readonly Token[] {
  if (token.kind !== 'run' && token.kind !== 'one') return [token]
  return token.colon === 'yes'
    ? alphabet
    : alphabet.filter((symbol) => symbol.kind !== 'char' || symbol.char !== ':')
}

/** No text holds it: it stands for every character that does not occur. */
const OTHER: Token = { kind: 'char', char: '' }

function alphabetOf(pattern: Pattern): readonly Token[] {
  const characters = new Set([
    ':',
    ...pattern.flatMap((token) => (token.kind === 'char' ? [token.char] : [])),
  ])
  return [...[...characters].map((char): Token => ({ kind: 'char', char })), OTHER]
}
