import { RE2JS } from 're2js'
import type { Value } from '../../plan/value.ts'
import { HclFailure } from '../failure.ts'
import { objectOf, STRING, type Type, tupleOf } from '../types.ts'
import { type FunctionTable, known, STRING_PARAMETER, stringArgument } from './signature.ts'

/** A regular expression in RE2 syntax. Throws `HclFailure` where it is none. */
export function compilePattern(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern)
  } catch {
    throw new HclFailure('the pattern is not a regular expression')
  }
}

/** The text of one match and of its groups; a group that took no part is `undefined`. */
interface Match {
  readonly start: number
  readonly end: number
  readonly groups: readonly (string | undefined)[]
}

/** Every match from left to right; as in Go, an empty one directly after another match does not count. */
function allMatches(pattern: RE2JS, text: string): readonly Match[] {
  const matcher = pattern.matcher(text)
  const matches: Match[] = []
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()]
    if (start === end && matches.at(-1)?.end === start) continue
    const groups = Array.from(
      { length: pattern.groupCount() + 1 },
      (_, index) => matcher.group(index) ?? undefined,
    )
    matches.push({ start, end, groups })
  }
  return matches
}

/** Group names by group number, from 1; a pattern may not mix named and unnamed groups. */
function groupNames(pattern: RE2JS): readonly (string | undefined)[] {
  const names: (string | undefined)[] = new Array(pattern.groupCount()).fill(undefined)
  for (const [name, index] of Object.entries(pattern.namedGroups())) names[index - 1] = name
  if (names.includes(undefined) && names.some((name) => name !== undefined)) {
    throw new HclFailure('a pattern cannot mix named and unnamed groups')
  }
  return names
}

function matchValue(match: Match, names: readonly (string | undefined)[]): Value {
  const [whole = '', ...groups] = match.groups
  if (names.length === 0) return known(whole)
  const values = groups.map(
    (group): Value => (group === undefined ? { kind: 'null', type: STRING } : known(group)),
  )
  if (names[0] === undefined) return { kind: 'list', form: 'tuple', elements: values }
  const entries = new Map<string, Value>()
  for (const [index, name] of names.entries()) {
    const value = values[index]
    if (name !== undefined && value !== undefined) entries.set(name, value)
  }
  return { kind: 'map', form: 'object', entries }
}

function matchType(names: readonly (string | undefined)[]): Type {
  if (names.length === 0) return STRING
  if (names[0] === undefined) return tupleOf(names.map(() => STRING))
  return objectOf(new Map(names.flatMap((name) => (name === undefined ? [] : [[name, STRING] as const]))))
}

function regex([pattern, value]: readonly Value[]): Value {
  const compiled = compilePattern(stringArgument(pattern))
  const names = groupNames(compiled)
  const [first] = allMatches(compiled, stringArgument(value))
  if (first === undefined) throw new HclFailure('the pattern did not match any part of the string')
  return matchValue(first, names)
}

function regexAll([pattern, value]: readonly Value[]): Value {
  const compiled = compilePattern(stringArgument(pattern))
  const names = groupNames(compiled)
  const elements = allMatches(compiled, stringArgument(value)).map((match) => matchValue(match, names))
  return { kind: 'list', form: 'list', elements, elementType: matchType(names) }
}

/** Replaces every match, with `$1`, `$name`, `${name}` and `$$` as Go's `Regexp.Expand` reads them. */
export function replaceMatches(pattern: RE2JS, text: string, replacement: string): string {
  const names = new Map<string, number>(Object.entries(pattern.namedGroups()))
  let result = ''
  let end = 0
  for (const match of allMatches(pattern, text)) {
    const expanded = replacement.replace(
      /\$\$|\$\{(\w+)\}|\$(\w+)/g,
      (found, braced?: string, bare?: string) => {
        if (found === '$$') return '$'
        const name = braced ?? bare ?? ''
        const index = /^\d+$/.test(name) ? Number(name) : names.get(name)
        return index === undefined ? '' : (match.groups[index] ?? '')
      },
    )
    result += text.slice(end, match.start) + expanded
    end = match.end
  }
  return result + text.slice(end)
}

/** One character class or one plain character: what it matches never reaches over a second character. */
export function matchesSingleCharacters(pattern: string): boolean {
  return /^(?:\[\^?(?:[^\\[\]]|\\[^pPQ])+\]|\\[wWdDsS.]|[A-Za-z0-9 _:/@#-])$/.test(pattern)
}

const TWO_STRINGS = [STRING_PARAMETER, STRING_PARAMETER]

/** Terraform's functions of regular expressions. Source: go-cty `function/stdlib/regexp.go`. */
export const PATTERNS: FunctionTable = {
  regex: { parameters: TWO_STRINGS, call: regex },
  regexall: { parameters: TWO_STRINGS, call: regexAll },
}
