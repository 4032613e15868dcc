import { certainlyLacks, certainlyNonEmpty } from '../../plan/shape.ts'
import type { TemplatePart, Value } from '../../plan/value.ts'
import { stringOf, type Text, wholeText } from '../text.ts'
import { STRING } from '../types.ts'
import { type FunctionSpec, type FunctionTable, STRING_PARAMETER } from './signature.ts'
import { textArgument } from './strings.ts'

/** Cuts a literal end; `undefined` when all of it goes, so that what stands beside it may be cut too. */
type Cut = (literal: string) => string

/**
 * Cuts from one end of a text. The end is decided when a literal there keeps a character, or an unknown part there certainly has
 * one that cannot be cut.
 */
function trimEnd(text: Text, end: 'left' | 'right', characters: string, cut: Cut): Text | undefined {
  const parts: TemplatePart[] = end === 'left' ? [...text] : [...text].reverse()
  while (parts.length > 0) {
    const [outer] = parts
    if (outer === undefined) break
    if (typeof outer !== 'string') {
      if (!certainlyLacks(outer, characters)) return undefined
      if (certainlyNonEmpty(outer)) break
      return parts.length === 1 ? text : undefined
    }
    const kept = cut(outer)
    parts.shift()
    if (kept === '') continue
    parts.unshift(kept)
    break
  }
  return end === 'left' ? parts : parts.reverse()
}

function cutLeft(characters: ReadonlySet<string>): Cut {
  return (literal) => {
    const all = [...literal]
    const first = all.findIndex((character) => !characters.has(character))
    return first === -1 ? '' : all.slice(first).join('')
  }
}

function cutRight(characters: ReadonlySet<string>): Cut {
  return (literal) => {
    const all = [...literal]
    const last = all.findLastIndex((character) => !characters.has(character))
    return all.slice(0, last + 1).join('')
  }
}

function trimBoth(text: Text, characters: string): Value | undefined {
  const set = new Set(characters)
  const left = trimEnd(text, 'left', characters, cutLeft(set))
  const both = left === undefined ? undefined : trimEnd(left, 'right', characters, cutRight(set))
  return both === undefined ? undefined : stringOf(both)
}

/** Go `unicode.IsSpace`. */
const SPACES =
  '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'

function trim([value, cutset]: readonly Value[]): Value | undefined {
  const characters = wholeText(textArgument(cutset))
  return characters === undefined ? undefined : trimBoth(textArgument(value), characters)
}

/** Go `strings.TrimRight` of newlines, as the pattern `(?:\r\n?|\n)*\z` finds them. */
function chomp([value]: readonly Value[]): Value | undefined {
  const text = trimEnd(textArgument(value), 'right', '\r\n', cutRight(new Set('\r\n')))
  return text === undefined ? undefined : stringOf(text)
}

function trimPrefix([value, prefixValue]: readonly Value[]): Value | undefined {
  const text = textArgument(value)
  const prefix = wholeText(textArgument(prefixValue))
  const [first, ...others] = text
  if (prefix === undefined) return undefined
  if (prefix === '' || first === undefined) return stringOf(text)
  if (typeof first !== 'string') return lacks(first, prefix) ? stringOf(text) : undefined
  if (first.startsWith(prefix)) return stringOf([first.slice(prefix.length), ...others])
  return others.length === 0 || !prefix.startsWith(first) ? stringOf(text) : undefined
}

function trimSuffix([value, suffixValue]: readonly Value[]): Value | undefined {
  const text = textArgument(value)
  const suffix = wholeText(textArgument(suffixValue))
  const last = text.at(-1)
  const others = text.slice(0, -1)
  if (suffix === undefined) return undefined
  if (suffix === '' || last === undefined) return stringOf(text)
  if (typeof last !== 'string') return lacks(last, [...suffix].at(-1) ?? '') ? stringOf(text) : undefined
  if (last.endsWith(suffix)) return stringOf([...others, last.slice(0, -suffix.length)])
  return others.length === 0 || !suffix.endsWith(last) ? stringOf(text) : undefined
}

/** The unknown end certainly has a character, and none of these. */
function lacks(part: Exclude<TemplatePart, string>, characters: string): boolean {
  return certainlyNonEmpty(part) && certainlyLacks(part, characters)
}

function trimming(
  call: FunctionSpec['call'],
  parameters = [STRING_PARAMETER, STRING_PARAMETER],
): FunctionSpec {
  return { parameters, returns: STRING, symbolic: true, total: true, call }
}

/** Terraform's functions that cut the ends of strings. Source: go-cty `function/stdlib/string.go`. */
export const TRIMMING: FunctionTable = {
  chomp: trimming(chomp, [STRING_PARAMETER]),
  trim: trimming(trim),
  trimprefix: trimming(trimPrefix),
  trimspace: trimming(([value]) => trimBoth(textArgument(value), SPACES), [STRING_PARAMETER]),
  trimsuffix: trimming(trimSuffix),
}
