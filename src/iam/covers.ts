import { type Answer, NO, open, YES } from '../plan/answer.ts'
import { areApart } from './apart.ts'
import { holesOf, type Pattern, type Token } from './pattern.ts'
import { isWithinReach, type Mode, type States, step, withEmptyRuns } from './states.ts'

/** More work than this is not done; patterns that people write need some hundred places. */
const MOST_PLACES = 200_000

/**
 * Whether every string that `asked` stands for is one that `pattern` stands for, whatever the unknown parts turn out to be: yes, no, or
 * open where it depends on them. Policy variables stand for any text on the side that is covered, and cover only themselves.
 */
export function covers(pattern: Pattern, asked: Pattern): Answer {
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

const TOO_COMPLEX = {
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

/** Whether some string is one that both stand for. */
export function overlap(a: Pattern, b: Pattern): Answer {
  const holes = holesOf(a, b)
  const certain = meet(a, b, 'certain')
  if (certain === true) return YES
  if (certain === false && holes.length === 0) return NO
  if (areApart(a, b) || meet(a, b, 'possible') === false) return NO
  return open(...(holes.length > 0 ? holes : [TOO_COMPLEX]))
}

/** Undefined where it takes too long. */
function meet(a: Pattern, b: Pattern, mode: Mode): boolean | undefined {
  const pending: (readonly [number, number])[] = [[0, 0]]
  const seen = new Set<number>()
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [i, j] = next
    const key = i * (b.length + 1) + j
    if (seen.has(key)) continue
    seen.add(key)
    if (seen.size > MOST_PLACES) return undefined
    const [one, other] = [a[i], b[j]]
    if (one === undefined && other === undefined) return true
    if (one !== undefined && isLoose(one, mode)) pending.push([i + 1, j])
    if (other !== undefined && isLoose(other, mode)) pending.push([i, j + 1])
    if (one === undefined || other === undefined) continue
    if (isLoose(one, mode) && mayHold(one, other)) pending.push([i, j + 1])
    if (isLoose(other, mode) && mayHold(other, one)) pending.push([i + 1, j])
    if (isSame(one, other)) pending.push([i + 1, j + 1])
  }
  return false
}

/** Stands for texts of any length. */
function isLoose({ kind }: Token, mode: Mode): boolean {
  return kind === 'run' || kind === 'variable' || (kind === 'hole' && mode === 'possible')
}

function mayHold(loose: Token, token: Token): boolean {
  if (token.kind === 'char') {
    if (loose.kind === 'run') return token.char !== ':' || loose.colon !== 'no'
    return loose.kind !== 'hole' || loose.wild || isWithinReach(loose.unknown, token.char)
  }
  return true
}

function isSame(a: Token, b: Token): boolean {
  if (a.kind === 'char' && b.kind === 'char') return a.char === b.char
  if (a.kind === 'hole' && b.kind === 'hole') return a.unknown.id === b.unknown.id
  if (a.kind === 'one') return b.kind === 'one' || (b.kind === 'char' && (b.char !== ':' || a.colon !== 'no'))
  return b.kind === 'one' && a.kind === 'char' && (a.char !== ':' || b.colon !== 'no')
}
