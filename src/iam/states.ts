import { certainlyLacks } from '../plan/shape.ts'
import type { Unknown } from '../plan/value.ts'
import type { Pattern, Token } from './pattern.ts'

/** The places in a pattern before which a text may have come. */
export type States = ReadonlySet<number>

/** `certain`: an unknown part is a symbol of its own. `possible`: it is whatever helps. */
export type Mode = 'certain' | 'possible'

/** Where the pattern can be once this symbol is read: a character, an unknown part, or a policy variable. */
export function step(pattern: Pattern, states: States, symbol: Token, mode: Mode): States {
  if (symbol.kind === 'hole' && mode === 'possible') return reach(pattern, states, symbol.unknown)
  const next = new Set<number>()
  for (const at of states) {
    const token = pattern[at]
    if (token === undefined) continue
    if (isRepeating(token, mode) && takes(token, symbol, mode)) next.add(at)
    if (!isRepeating(token, mode) && takes(token, symbol, mode)) next.add(at + 1)
  }
  return withEmptyRuns(pattern, next, mode)
}

/** Runs may be empty. A text that has come to a run need not look back: whatever an earlier place accepts, the run does too. */
export function withEmptyRuns(pattern: Pattern, states: States, mode: Mode): States {
  const all = new Set(states)
  for (const at of all) {
    const token = pattern[at]
    if (token !== undefined && isRepeating(token, mode)) all.add(at + 1)
  }
  const last = Math.max(-1, ...[...all].filter((at) => isFree(pattern[at])))
  for (const at of all) if (at < last) all.delete(at)
  return all
}

function isFree(token: Token | undefined): boolean {
  return token?.kind === 'run' && token.colon === 'yes'
}

function isRepeating({ kind }: Token, mode: Mode): boolean {
  return kind === 'run' || (kind === 'hole' && mode === 'possible')
}

/** Whether a token of the pattern takes the symbol. */
function takes(token: Token, symbol: Token, mode: Mode): boolean {
  switch (token.kind) {
    case 'char':
      return symbol.kind === 'char' && symbol.char === token.char
    case 'one':
      return symbol.kind === 'char' && (symbol.char !== ':' || maySpanColon(token, mode))
    case 'run':
      return maySpanColon(token, mode) || lacksColon(symbol)
    case 'hole':
      if (mode === 'possible')
        return symbol.kind !== 'char' || token.wild || isWithinReach(token.unknown, symbol.char)
      // The same text covers itself, unless it is a pattern on the other side only.
      return symbol.kind === 'hole' && symbol.unknown.id === token.unknown.id && (token.wild || !symbol.wild)
    case 'variable':
      return symbol.kind === 'variable' && symbol.name === token.name
  }
}

function maySpanColon(token: Extract<Token, { kind: 'run' | 'one' }>, mode: Mode): boolean {
  return token.colon === 'yes' || (token.colon === 'maybe' && mode === 'possible')
}

function lacksColon(symbol: Token): boolean {
  if (symbol.kind === 'char') return symbol.char !== ':'
  return symbol.kind === 'hole' && certainlyLacks(symbol.unknown, ':')
}

/** Whether an unknown part can hold this character, in either case. The empty one stands for any that occurs nowhere. */
export function isWithinReach(unknown: Unknown, character: string): boolean {
  if (character === '') return true
  return [character.toLowerCase(), character.toUpperCase()].some((one) => !certainlyLacks(unknown, one))
}

/** Everywhere that some text of the unknown part can lead to. */
function reach(pattern: Pattern, states: States, unknown: Unknown): States {
  const all = new Set(states)
  for (const at of all) {
    const token = pattern[at]
    if (token === undefined) continue
    const passes = token.kind !== 'char' || isWithinReach(unknown, token.char)
    if (passes) all.add(at + 1)
  }
  return withEmptyRuns(pattern, all, 'possible')
}
