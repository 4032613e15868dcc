import type { TemplatePart } from '../plan/value.ts'
import type { PatternOptions, PatternPart } from './pattern.ts'

/** How a text begins, as far as it is written. */
export interface Start {
  readonly text: string
  /** Whether its `*` and `?` are wildcards. */
  readonly isWild: boolean
  /** Something follows that is not known. */
  readonly goesOn: boolean
}

export function startOfText(
  [first = '', ...others]: readonly TemplatePart[],
  { wildcards }: PatternOptions,
): Start {
  return typeof first === 'string'
    ? { text: first, isWild: wildcards, goesOn: others.length > 0 }
    : { text: '', isWild: wildcards, goesOn: true }
}

export function startOfAsked(
  [first = '', ...others]: readonly PatternPart[],
  { wildcards }: PatternOptions,
): Start {
  if (typeof first === 'string') return { text: first, isWild: false, goesOn: others.length > 0 }
  return 'glob' in first
    ? { text: first.glob, isWild: wildcards, goesOn: others.length > 0 }
    : { text: '', isWild: false, goesOn: true }
}

/**
 * What the beginnings tell by themselves, which for most texts is enough: that they have no string in common (`different`), that the
 * first does not cover all that the second stands for (`narrower`), or that it does (`covers`).
 */
export function compareStarts(
  pattern: Start,
  covered: Start,
  { fold = false, segments = false }: PatternOptions,
): 'different' | 'narrower' | 'covers' | undefined {
  for (let at = 0; ; at += 1) {
    const [one, other] = [pattern.text[at], covered.text[at]]
    if (one === undefined) return atEnd(pattern, covered, other)
    if (isSpecial(one, pattern)) {
      const isRest = one === '*' && at === pattern.text.length - 1 && !pattern.goesOn
      return isRest && !segments ? 'covers' : undefined
    }
    if (other === undefined) return covered.goesOn ? undefined : 'different'
    if (isSpecial(other, covered)) return other === '$' || other > '~' ? undefined : 'narrower'
    if (one !== other && !(fold && isSameLetter(one, other))) return 'different'
  }
}

function atEnd(
  pattern: Start,
  covered: Start,
  other: string | undefined,
): 'different' | 'covers' | undefined {
  if (pattern.goesOn) return undefined
  if (other === undefined) return covered.goesOn ? undefined : 'covers'
  return isSpecial(other, covered) ? undefined : 'different'
}

/** A wildcard, what may begin a variable, and what has more than one spelling. */
function isSpecial(character: string, { isWild }: Start): boolean {
  if (character === '$' || character > '~') return true
  return isWild && (character === '*' || character === '?')
}

function isSameLetter(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
