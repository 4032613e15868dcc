import { isNumber, printNumber } from '../../plan/number.ts'
import type { TemplatePart, Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { applied, isWhollyKnown, opaque } from '../opaque.ts'
import { hasCertainOrder } from '../set.ts'
import { stringOf, textOf } from '../text.ts'
import { BOOL, listOf, NUMBER, STRING, typeOf } from '../types.ts'
import { formatNumber, type Layout, shortestGeneral } from './format-number.ts'
import { graphemesOf } from './graphemes.ts'
import { escapePart, jsonParts } from './json.ts'
import { ANY_PARAMETER, type FunctionTable, known, STRING_PARAMETER, stringArgument } from './signature.ts'

interface Verb extends Layout {
  readonly text: string
  readonly mode: string
  /** The number of its argument, from 1. */
  readonly argument: number
}

const VERB = /%([0#\-+ ]*)([1-9]\d*)?(\.\d*)?(?:\[([1-9]\d*)\])?([a-zA-Z])/y

/** Longer paddings would only serve to use up memory. */
const MAX_WIDTH = 100_000

/** Literals and verbs, in order. Source: go-cty `stdlib/format_fsm.rl`. */
function readFormat(format: string): readonly (string | Verb)[] {
  const pieces: (string | Verb)[] = []
  let next = 1
  for (let at = 0; at < format.length; ) {
    const percent = format.indexOf('%', at)
    if (percent === -1) return [...pieces, format.slice(at)]
    pieces.push(format.slice(at, percent))
    if (format[percent + 1] === '%') {
      pieces.push('%')
      at = percent + 2
      continue
    }
    VERB.lastIndex = percent
    const match = VERB.exec(format)
    if (match === null) throw new HclFailure(`the format has no valid verb at offset ${percent}`)
    const [text, flags = '', width, precision, argument, mode = ''] = match
    const number = argument === undefined ? next : Number(argument)
    pieces.push({
      text: text.replace(/\[\d+\]/, ''),
      flags,
      width: width === undefined ? undefined : Number(width),
      precision: precision === undefined ? undefined : Number(precision.slice(1)),
      argument: number,
      mode,
    })
    next = number + 1
    at = percent + text.length
  }
  return pieces
}

/** The text that a format and its arguments make; unknown parts stand where their verbs do. */
function render(format: string, args: readonly Value[]): Value | undefined {
  const pieces = readFormat(format)
  const highest = Math.max(0, ...pieces.map((piece) => (typeof piece === 'string' ? 0 : piece.argument)))
  const parts: TemplatePart[] = []
  let isOpen = false
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      parts.push(piece)
      continue
    }
    const argument = args[piece.argument - 1]
    if (argument === undefined) throw new HclFailure(`not enough arguments for "${piece.text}"`)
    const formatted = formatVerb(piece, argument)
    if (formatted === undefined) isOpen = true
    else parts.push(...formatted)
  }
  if (highest < args.length) throw new HclFailure('there are more arguments than the format uses')
  return isOpen ? undefined : stringOf(parts)
}

function formatVerb(verb: Verb, argument: Value): readonly TemplatePart[] | undefined {
  if ((verb.width ?? 0) > MAX_WIDTH || (verb.precision ?? 0) > MAX_WIDTH) return undefined
  if (argument.kind === 'null' && verb.mode !== 'v')
    throw new HclFailure(`null cannot be formatted by "${verb.text}"`)
  switch (verb.mode) {
    case 'v':
      return formatAsIs(verb, argument)
    case 't': {
      const value = convert(argument, BOOL)
      return isWhollyKnown(value) ? (textOf(value) ?? []) : appliedVerb(verb, argument)
    }
    case 's':
    case 'q':
      return formatString(verb, convert(argument, STRING))
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': {
      const value = convert(argument, NUMBER)
      if (value.kind !== 'known' || !isNumber(value.value)) return appliedVerb(verb, value)
      return [formatNumber(value.value, verb.mode, verb)]
    }
    default:
      throw new HclFailure(`unsupported format verb "${verb.text}"`)
  }
}

/** What a verb makes of an argument that is not known: a part with an identity of its own. */
function appliedVerb(verb: Verb, argument: Value): readonly TemplatePart[] {
  return [applied('format', [known(verb.text), argument], { type: STRING, nonNull: true })]
}

function isPlain(verb: Verb): boolean {
  return verb.width === undefined && verb.precision === undefined && !verb.flags.includes('#')
}

function formatAsIs(verb: Verb, argument: Value): readonly TemplatePart[] | undefined {
  if (argument.kind === 'null') return typeOf(argument).kind === 'dynamic' ? undefined : [pad(verb, 'null')]
  if (!verb.flags.includes('#') && argument.kind === 'known') {
    if (typeof argument.value === 'string') return [pad(verb, argument.value)]
    if (typeof argument.value !== 'boolean') return [pad(verb, shortestGeneral(printNumber(argument.value)))]
  }
  if (argument.kind === 'template') return isPlain(verb) ? argument.parts : appliedVerb(verb, argument)
  if (argument.kind === 'unknown') {
    const { nonNull, nonEmpty, shape } = argument.unknown
    const certain = nonNull === true || nonEmpty === true || shape !== undefined
    const isString = typeOf(argument).kind === 'string'
    return isString && certain && isPlain(verb) ? [argument.unknown] : appliedVerb(verb, argument)
  }
  const parts = jsonParts(argument)
  const [text] = parts === undefined ? [] : (textOf(stringOf(parts)) ?? [])
  if (parts !== undefined && isWhollyKnown(argument) && typeof text === 'string') return [pad(verb, text)]
  return parts !== undefined && isPlain({ ...verb, flags: '' }) ? parts : appliedVerb(verb, argument)
}

function formatString(verb: Verb, value: Value): readonly TemplatePart[] {
  if (value.kind === 'known' && typeof value.value === 'string') {
    const precision = verb.precision ?? 0
    const text = precision > 0 ? graphemesOf(value.value).slice(0, precision).join('') : value.value
    const parts = verb.mode === 'q' ? jsonParts(known(text)) : [text]
    return [pad(verb, String(parts?.[0] ?? ''))]
  }
  if (verb.width !== undefined || (verb.precision ?? 0) > 0) return appliedVerb(verb, value)
  const text = textOf(value) ?? []
  return verb.mode === 'q' ? ['"', ...text.map(escapePart), '"'] : text
}

function pad({ width = 0, flags }: Layout, text: string): string {
  const missing = Math.max(0, width - graphemesOf(text).length)
  const padding = (flags.includes('0') ? '0' : ' ').repeat(missing)
  return flags.includes('-') ? text + padding : padding + text
}

function format([formatValue, ...args]: readonly Value[]): Value | undefined {
  // Of an argument of no type Terraform never says what it gives.
  const isTyped = args.every((arg) => arg.kind !== 'null' || typeOf(arg).kind !== 'dynamic')
  return isTyped && formatValue !== undefined && isWhollyKnown(formatValue)
    ? render(stringArgument(formatValue), args)
    : undefined
}

/** One text for each place of the lists among the arguments; the others stand in each of them. */
function formatList([formatValue, ...args]: readonly Value[]): Value | undefined {
  if (formatValue === undefined || !isWhollyKnown(formatValue)) return undefined
  const text = stringArgument(formatValue)
  const lists = args.filter((arg) => arg.kind === 'list')
  if (args.some((arg) => arg.kind === 'unknown' && mayBeList(arg))) return undefined
  if (lists.some((list) => list.rest !== undefined || !hasCertainOrder(list))) return undefined
  const lengths = new Set(lists.map((list) => list.elements.length))
  if (lengths.size > 1) throw new HclFailure('the lists must all have the same length')
  const [count = 1] = lengths
  const elements: Value[] = []
  for (let index = 0; index < count; index += 1) {
    const row = args.map((arg) => (arg.kind === 'list' ? (arg.elements[index] ?? arg) : arg))
    elements.push(
      render(text, row) ?? opaque('format', [formatValue, ...row], { type: STRING, nonNull: true }),
    )
  }
  return { kind: 'list', form: 'list', elements, elementType: STRING }
}

function mayBeList(value: Value): boolean {
  return ['dynamic', 'list', 'set', 'tuple'].includes(typeOf(value).kind)
}

const ANYTHING = { ...ANY_PARAMETER, nullable: true } as const

/** Terraform's functions that format. Source: go-cty `function/stdlib/format.go`. */
export const FORMATTING: FunctionTable = {
  format: { parameters: [STRING_PARAMETER], rest: ANYTHING, returns: STRING, symbolic: true, call: format },
  formatlist: {
    parameters: [STRING_PARAMETER],
    rest: ANYTHING,
    returns: listOf(STRING),
    symbolic: true,
    call: formatList,
  },
}
