import { type Answer, NO, open, YES } from '../plan/answer.ts'
import { areApart } from './apart.ts'
import { MOST_PLACES, sharedStart, TOO_COMPLEX } from './covers.ts'
import { holesOf, type Pattern, type Token } from './pattern.ts'
import { isWithinReach, type Mode } from './states.ts'

/** Whether some string is one that both stand for. */
export function overlap(a: Pattern, b: Pattern): Answer {
  const start = sharedStart(a, b)
  if (isDifferent(a[start], b[start]) || isDifferent(a.at(-1), b.at(-1))) return NO
  const holes = holesOf(a, b)
  const certain = meet(a, b, 'certain')
  if (certain === true) return YES
  if (certain === false && holes.length === 0) return NO
  if (areApart(a, b) || meet(a, b, 'possible') === false) return NO
  return open(...(holes.length > 0 ? holes : [TOO_COMPLEX]))
}

function isDifferent(a: Token | undefined, b: Token | undefined): boolean {
  return a?.kind === 'char' && b?.kind === 'char' && a.char !== b.char
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
