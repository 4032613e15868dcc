import { certainlyLacks } from '../plan/shape.ts'
import { lacksWildcards, type Pattern, type Token } from './pattern.ts'

/**
 * Whether two patterns certainly have no string in common because they begin with the same and go on with what identifies two
 * different objects, which ends at the same character: `arn:aws:s3:::${a}/*` and `arn:aws:s3:::${b}/AWSLogs/*`.
 */
export function areApart(a: Pattern, b: Pattern): boolean {
  let at = 0
  while (isSame(a[at], b[at])) at += 1
  const [one, other] = [a[at], b[at]]
  if (one?.kind !== 'hole' || other?.kind !== 'hole') return false
  if (one.unknown.unique === undefined || one.unknown.unique !== other.unknown.unique) return false
  if (!lacksWildcards(one.unknown) || !lacksWildcards(other.unknown)) return false
  const [end, otherEnd] = [a[at + 1], b[at + 1]]
  if (end === undefined && otherEnd === undefined) return true
  if (end?.kind !== 'char' || otherEnd?.kind !== 'char' || end.char !== otherEnd.char) return false
  return certainlyLacks(one.unknown, end.char) && certainlyLacks(other.unknown, end.char)
}

function isSame(a: Token | undefined, b: Token | undefined): boolean {
  if (a?.kind === 'char') return b?.kind === 'char' && a.char === b.char
  return a?.kind === 'hole' && b?.kind === 'hole' && a.unknown.id === b.unknown.id
}
