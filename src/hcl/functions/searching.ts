import { certainlyLacks, certainlyNonEmpty } from '../../plan/shape.ts'
import type { TemplatePart, Unknown, Value } from '../../plan/value.ts'
import { applied, appliedPart } from '../opaque.ts'
import { knownEnd, knownStart, stringOf, type Text, unknownParts, wholeText } from '../text.ts'
import { BOOL, listOf, STRING } from '../types.ts'
import { compilePattern, matchesSingleCharacters, replaceMatches } from './patterns.ts'
import { type FunctionTable, known, STRING_PARAMETER } from './signature.ts'
import { mapParts, textArgument } from './strings.ts'

/** Between slashes it is a pattern, else plain text. Source: Terraform `lang/funcs/string.go`, `ReplaceFunc`. */
function replace([value, searchValue, replacementValue]: readonly Value[]): Value | undefined {
  const text = textArgument(value)
  const [search, replacement] = [
    wholeText(textArgument(searchValue)),
    wholeText(textArgument(replacementValue)),
  ]
  if (search === undefined || replacement === undefined) return undefined
  const isPattern = search.length > 1 && search.startsWith('/') && search.endsWith('/')
  if (isPattern) return replacePattern(text, search.slice(1, -1), replacement)
  const whole = wholeText(text)
  if (whole !== undefined) return known(replaceAll(whole, search, replacement))
  if ([...search].length === 1) {
    return mapParts(text, replaced(search, replacement), (literal) =>
      literal.replaceAll(search, () => replacement),
    )
  }
  const apart = unknownParts(text).every((part) => isApart(part, search))
  if (search === '' || !apart) return undefined
  return stringOf(
    text.map((part) => (typeof part === 'string' ? replaceAll(part, search, replacement) : part)),
  )
}

function replaced(search: string, replacement: string): (part: Unknown) => Unknown {
  return (part) => appliedPart('replace', [part, search, replacement], STRING)
}

/** Go `strings.ReplaceAll`: an empty search stands before every character and at the end. */
function replaceAll(text: string, search: string, replacement: string): string {
  if (search !== '') return text.replaceAll(search, () => replacement)
  return [...text].map((character) => replacement + character).join('') + replacement
}

/** No occurrence of the search can begin, end or lie in this part, nor reach across it. */
function isApart(part: Unknown, search: string): boolean {
  return certainlyLacks(part, search) && ([...search].length === 1 || certainlyNonEmpty(part))
}

function replacePattern(text: Text, pattern: string, replacement: string): Value | undefined {
  const compiled = compilePattern(pattern)
  const whole = wholeText(text)
  const apply = (literal: string): string => replaceMatches(compiled, literal, replacement)
  if (whole !== undefined) return known(apply(whole))
  return matchesSingleCharacters(pattern)
    ? mapParts(text, replaced(`/${pattern}/`, replacement), apply)
    : undefined
}

/** What stands before the first unknown part is certain; with an unknown part that may hold the separator, the rest is not. */
function split([separatorValue, value]: readonly Value[]): Value | undefined {
  const text = textArgument(value)
  const separator = wholeText(textArgument(separatorValue))
  if (separator === undefined) return undefined
  const whole = wholeText(text)
  if (whole !== undefined) return listOfStrings(splitLiteral(whole, separator).map(known))
  if (separator === '') return undefined
  const elements: Value[] = []
  let current: TemplatePart[] = []
  for (const part of text) {
    if (typeof part !== 'string') {
      if (!isApart(part, separator))
        return elements.length === 0 ? undefined : withRest(elements, text, separator)
      current.push(part)
      continue
    }
    const [first = '', ...others] = part.split(separator)
    current.push(first)
    for (const next of others) {
      elements.push(stringOf(current))
      current = [next]
    }
  }
  return listOfStrings([...elements, stringOf(current)])
}

function splitLiteral(text: string, separator: string): readonly string[] {
  if (separator === '') return [...text]
  return text.split(separator)
}

/** A separator that begins in the literal and ends in the unknown part would take the last certain element with it. */
function withRest(elements: readonly Value[], text: Text, separator: string): Value {
  const rest = applied('split', [known(separator), stringOf(text)], { type: listOf(STRING) })
  return { kind: 'list', form: 'list', elements, elementType: STRING, rest }
}

function listOfStrings(elements: readonly Value[]): Value {
  return { kind: 'list', form: 'list', elements, elementType: STRING }
}

function startsWith([value, prefixValue]: readonly Value[]): Value | undefined {
  const text = textArgument(value)
  const prefix = wholeText(textArgument(prefixValue))
  if (prefix === undefined) return undefined
  const start = knownStart(text)
  if (start.startsWith(prefix)) return known(true)
  if (wholeText(text) !== undefined || !prefix.startsWith(start)) return known(false)
  const next = text[start === '' ? 0 : 1]
  const [character] = [...prefix.slice(start.length)]
  const contradicts =
    typeof next === 'object' &&
    character !== undefined &&
    certainlyNonEmpty(next) &&
    certainlyLacks(next, character)
  return contradicts ? known(false) : undefined
}

function endsWith([value, suffixValue]: readonly Value[]): Value | undefined {
  const text = textArgument(value)
  const suffix = wholeText(textArgument(suffixValue))
  if (suffix === undefined) return undefined
  const end = knownEnd(text)
  if (end.endsWith(suffix)) return known(true)
  return wholeText(text) !== undefined || !suffix.endsWith(end) ? known(false) : undefined
}

function contains([value, searchValue]: readonly Value[]): Value | undefined {
  const text = textArgument(value)
  const search = wholeText(textArgument(searchValue))
  if (search === undefined) return undefined
  if (search === '' || text.some((part) => typeof part === 'string' && part.includes(search)))
    return known(true)
  const apart = unknownParts(text).every((part) => isApart(part, search))
  return apart ? known(false) : undefined
}

const TWO_STRINGS = [STRING_PARAMETER, STRING_PARAMETER]

/** Terraform's functions that search in strings. Source: go-cty `function/stdlib`, Terraform `lang/funcs/string.go`. */
export const SEARCHING: FunctionTable = {
  endswith: { parameters: TWO_STRINGS, returns: BOOL, symbolic: true, total: true, call: endsWith },
  replace: { parameters: [...TWO_STRINGS, STRING_PARAMETER], returns: STRING, symbolic: true, call: replace },
  split: { parameters: TWO_STRINGS, returns: listOf(STRING), symbolic: true, total: true, call: split },
  startswith: { parameters: TWO_STRINGS, returns: BOOL, symbolic: true, total: true, call: startsWith },
  strcontains: { parameters: TWO_STRINGS, returns: BOOL, symbolic: true, total: true, call: contains },
}
