import { certainlyOnly } from '../../plan/shape.ts'
import type { TemplatePart, Unknown, Value } from '../../plan/value.ts'
import { HclFailure } from '../failure.ts'
import { appliedPart, isWhollyKnown } from '../opaque.ts'
import { compareStrings } from '../set.ts'
import { stringOf, type Text, textOf, wholeText } from '../text.ts'
import { listOf, STRING } from '../types.ts'
import { graphemesOf, hasCertainGraphemes } from './graphemes.ts'
import { isWordSeparator, toLower, toTitle, toUpper } from './letter-case.ts'
import {
  type FunctionSpec,
  type FunctionTable,
  integerArgument,
  known,
  NUMBER_PARAMETER,
  STRING_PARAMETER,
  stringArgument,
} from './signature.ts'

/** The text of an argument that was converted to a string. */
export function textArgument(value: Value | undefined): Text {
  return (value === undefined ? undefined : textOf(value)) ?? []
}

/**
 * A function that maps each character by itself: literal parts are mapped, unknown ones stay as they are where no character of
 * theirs changes, and become what `identify` makes of them otherwise.
 */
export function mapParts(
  text: Text,
  identify: (part: Unknown) => Unknown,
  map: (literal: string) => string,
): Value {
  const keeps = (unknown: Unknown): boolean =>
    certainlyOnly(unknown, (character) => map(character) === character)
  return stringOf(
    text.map((part) => (typeof part === 'string' ? map(part) : keeps(part) ? part : identify(part))),
  )
}

function perCharacter(name: string, map: (literal: string) => string): FunctionSpec {
  return {
    parameters: [STRING_PARAMETER],
    returns: STRING,
    symbolic: true,
    total: true,
    call: ([value]) => mapParts(textArgument(value), (part) => appliedPart(name, [part], STRING), map),
  }
}

/** Literals after an unknown part must begin a new word by themselves, for nothing tells the character before them. */
function title([value]: readonly Value[]): Value | undefined {
  const text = textArgument(value)
  const parts: TemplatePart[] = []
  let before: string | undefined = ' '
  for (const part of text) {
    const startsWord: boolean = before !== undefined && isWordSeparator(before)
    if (typeof part === 'string') {
      if (before === undefined && !isWordSeparator(part)) return undefined
      parts.push(toTitle(part, before ?? ' '))
      before = [...part].at(-1)
    } else {
      if (!startsWord) return undefined
      parts.push(appliedPart('title', [part], STRING))
      before = undefined
    }
  }
  return stringOf(parts)
}

function indent([spaces, value]: readonly Value[]): Value | undefined {
  const text = textArgument(value)
  if (spaces === undefined || !isWhollyKnown(spaces)) return undefined
  const count = integerArgument(spaces)
  if (count < 0) throw new HclFailure('the number of spaces must not be negative')
  const padding = `\n${' '.repeat(Math.min(count, 100_000))}`
  const identify = (part: Unknown): Unknown => appliedPart('indent', [count, part], STRING)
  return mapParts(text, identify, (literal) => literal.replaceAll('\n', padding))
}

function join([separator, ...lists]: readonly Value[]): Value | undefined {
  if (separator === undefined || lists.length === 0) throw new HclFailure('at least one list is required')
  const parts: TemplatePart[] = []
  let count = 0
  let isOpen = false
  for (const list of lists) {
    if (list.kind !== 'list') {
      isOpen = true
      continue
    }
    if (list.rest !== undefined) isOpen = true
    for (const element of list.elements) {
      if (element.kind === 'null') throw new HclFailure('an element is null; null values cannot be joined')
      if (count > 0) parts.push(...textArgument(separator))
      parts.push(...textArgument(element))
      count += 1
    }
  }
  return isOpen ? undefined : stringOf(parts)
}

function substr([value, offsetValue, lengthValue]: readonly Value[]): Value | undefined {
  if (!isWhollyKnown(offsetValue ?? known(0)) || !isWhollyKnown(lengthValue ?? known(0))) return undefined
  const [offset, length] = [integerArgument(offsetValue), integerArgument(lengthValue)]
  const text = textArgument(value)
  const whole = wholeText(text)
  if (whole !== undefined) {
    return hasCertainGraphemes(whole) ? known(cut(graphemesOf(whole), offset, length)) : undefined
  }
  if (offset >= 0 && length === 0) return known('')
  if (offset === 0 && length < 0) return stringOf(text)
  return substrOfEnds(text, offset, length)
}

/** What stands next to an unknown part may join it in one cluster: of plain ASCII that is at most the character beside it. */
const PLAIN = /^[\x20-\x7e]+$/

/** The part that is wanted may lie in the literal start, or in the literal end. */
function substrOfEnds(text: Text, offset: number, length: number): Value | undefined {
  const [first, last] = [text[0], text.at(-1)]
  if (typeof first === 'string' && PLAIN.test(first) && offset >= 0) {
    if (length > 0 && offset + length < first.length) return known(first.slice(offset, offset + length))
    if (length < 0 && offset < first.length) return stringOf([first.slice(offset), ...text.slice(1)])
  }
  if (typeof last === 'string' && PLAIN.test(last) && offset < 0 && -offset < last.length) {
    return known(cut([...last], offset, length))
  }
  return undefined
}

/** Source: go-cty `stdlib/string.go`, `SubstrFunc`, including what it does with offsets before the start. */
function cut(graphemes: readonly string[], offset: number, length: number): string {
  const start = offset < 0 ? offset + graphemes.length : offset
  if (offset >= 0 && length === 0) return ''
  const rest = start > 0 ? graphemes.slice(start) : graphemes
  return (length <= 0 ? rest : rest.slice(0, length)).join('')
}

function sort([list]: readonly Value[]): Value | undefined {
  if (list?.kind !== 'list') return undefined
  if (list.elements.some((element) => element.kind === 'null'))
    throw new HclFailure('a null string cannot be sorted')
  if (list.elements.length < 2 && list.rest === undefined) return list
  if (!isWhollyKnown(list)) return undefined
  const texts = list.elements.map(stringArgument).sort(compareStrings)
  return { kind: 'list', form: 'list', elements: texts.map(known), elementType: STRING }
}

function reverse([value]: readonly Value[]): Value | undefined {
  const text = stringArgument(value)
  return hasCertainGraphemes(text) ? known([...graphemesOf(text)].reverse().join('')) : undefined
}

const STRING_LIST = { type: listOf(STRING) }

/** Terraform's string functions that neither search nor format. Source: go-cty `function/stdlib/string.go`. */
export const STRINGS: FunctionTable = {
  indent: { parameters: [NUMBER_PARAMETER, STRING_PARAMETER], returns: STRING, symbolic: true, call: indent },
  join: { parameters: [STRING_PARAMETER], rest: STRING_LIST, returns: STRING, symbolic: true, call: join },
  lower: perCharacter('lower', toLower),
  sort: { parameters: [STRING_LIST], returns: listOf(STRING), symbolic: true, call: sort },
  strrev: { parameters: [STRING_PARAMETER], returns: STRING, total: true, call: reverse },
  substr: {
    parameters: [STRING_PARAMETER, NUMBER_PARAMETER, NUMBER_PARAMETER],
    returns: STRING,
    symbolic: true,
    call: substr,
  },
  title: { parameters: [STRING_PARAMETER], returns: STRING, symbolic: true, total: true, call: title },
  upper: perCharacter('upper', toUpper),
}
