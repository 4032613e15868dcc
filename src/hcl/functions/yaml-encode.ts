import { isNumber, printNumber } from '../../plan/number.ts'
import type { Value } from '../../plan/value.ts'
import { compareStrings } from '../set.ts'

const INDENT = 2
/** A key that is longer in UTF-8, or has line breaks, is written with `?`. */
const MAX_SIMPLE_KEY = 128
const BEST_WIDTH = 80

/** What libyaml's emitter keeps between two tokens. */
interface Emitter {
  text: string
  column: number
  /** The last character counts as white space, so that an indicator needs none before it. */
  whitespace: boolean
  /** Nothing but indentation and indicators stands on this line. */
  indention: boolean
  indent: number
}

type Place = 'root' | 'item' | 'mapping value' | 'simple key'

/**
 * A wholly known value as YAML, byte for byte as Terraform writes it: strings in double quotes, or as literal blocks where they have
 * line breaks. Source: go-cty-yaml, `encode.go` and its copy of libyaml's emitter.
 */
export function encodeYaml(value: Value): string {
  const emitter: Emitter = { text: '', column: 0, whitespace: true, indention: true, indent: -1 }
  emitNode(emitter, value, 'root')
  writeIndent(emitter)
  const isPlain =
    value.kind !== 'list' &&
    value.kind !== 'map' &&
    !(value.kind === 'known' && typeof value.value === 'string')
  return isPlain ? `${emitter.text}...\n` : emitter.text
}

function write(emitter: Emitter, text: string): void {
  emitter.text += text
  emitter.column += [...text].length
}

function writeBreak(emitter: Emitter): void {
  emitter.text += '\n'
  emitter.column = 0
}

function writeIndent(emitter: Emitter): void {
  const indent = Math.max(emitter.indent, 0)
  const { column, indention, whitespace } = emitter
  if (!indention || column > indent || (column === indent && !whitespace)) writeBreak(emitter)
  write(emitter, ' '.repeat(indent - emitter.column))
  emitter.whitespace = true
  emitter.indention = true
}

function writeIndicator(emitter: Emitter, text: string, needsSpace: boolean, keepsIndention = false): void {
  if (needsSpace && !emitter.whitespace) write(emitter, ' ')
  write(emitter, text)
  emitter.whitespace = false
  emitter.indention = emitter.indention && keepsIndention
}

function emitNode(emitter: Emitter, value: Value, place: Place): void {
  if (value.kind === 'list') emitSequence(emitter, value.elements, place)
  else if (value.kind === 'map') emitMapping(emitter, value.entries)
  else if (value.kind !== 'known') writeIndicator(emitter, 'null', true)
  else if (typeof value.value === 'string') emitString(emitter, value.value, place)
  else writeIndicator(emitter, isNumber(value.value) ? printNumber(value.value) : String(value.value), true)
}

function emitSequence(emitter: Emitter, elements: readonly Value[], place: Place): void {
  if (elements.length === 0) {
    writeEmpty(emitter, '[', ']')
    return
  }
  const outer = emitter.indent
  const indentless = place === 'mapping value' && !emitter.indention
  if (!indentless || outer < 0) emitter.indent = outer < 0 ? 0 : outer + INDENT
  for (const element of elements) {
    writeIndent(emitter)
    writeIndicator(emitter, '-', true, true)
    emitNode(emitter, element, 'item')
  }
  emitter.indent = outer
}

function emitMapping(emitter: Emitter, entries: ReadonlyMap<string, Value>): void {
  if (entries.size === 0) {
    writeEmpty(emitter, '{', '}')
    return
  }
  const outer = emitter.indent
  emitter.indent = outer < 0 ? 0 : outer + INDENT
  for (const [key, entry] of [...entries].sort(([a], [b]) => compareStrings(a, b))) {
    writeIndent(emitter)
    if (isSimpleKey(key)) {
      emitString(emitter, key, 'simple key')
      writeIndicator(emitter, ':', false)
    } else {
      writeIndicator(emitter, '?', true, true)
      emitString(emitter, key, 'mapping value')
      writeIndent(emitter)
      writeIndicator(emitter, ':', true, true)
    }
    emitNode(emitter, entry, 'mapping value')
  }
  emitter.indent = outer
}

function writeEmpty(emitter: Emitter, open: string, close: string): void {
  writeIndicator(emitter, open, true)
  writeIndicator(emitter, close, false)
}

function isSimpleKey(key: string): boolean {
  return !BREAK.test(key) && new TextEncoder().encode(key).length <= MAX_SIMPLE_KEY
}

const BREAK = /[\r\n\u0085\u2028\u2029]/
const NOT_PRINTABLE = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/

function emitString(emitter: Emitter, text: string, place: Place): void {
  const outer = emitter.indent
  emitter.indent = outer < 0 ? INDENT : outer + INDENT
  if (text.includes('\n') && allowsBlock(text) && place !== 'simple key') writeLiteral(emitter, text)
  else writeDoubleQuoted(emitter, text, place)
  emitter.indent = outer
}

function allowsBlock(text: string): boolean {
  return !NOT_PRINTABLE.test(text) && !text.endsWith(' ') && !/ [\r\n\u0085\u2028\u2029]/.test(text)
}

function writeLiteral(emitter: Emitter, text: string): void {
  const characters = [...text]
  const [first = '', last = '', beforeLast] = [characters[0], characters.at(-1), characters.at(-2)]
  const hint = first === ' ' || BREAK.test(first) ? String(INDENT) : ''
  const keeps = BREAK.test(last) && (beforeLast === undefined || BREAK.test(beforeLast))
  writeIndicator(emitter, `|${hint}${BREAK.test(last) ? (keeps ? '+' : '') : '-'}`, true)
  writeBreak(emitter)
  emitter.indention = true
  emitter.whitespace = true
  let breaks = true
  for (const character of characters) {
    if (BREAK.test(character)) {
      emitter.text += character
      emitter.column = 0
      emitter.indention = true
      breaks = true
      continue
    }
    if (breaks) writeIndent(emitter)
    write(emitter, character)
    emitter.indention = false
    breaks = false
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\0', '0'],
  ['\u0007', 'a'],
  ['\b', 'b'],
  ['\t', 't'],
  ['\n', 'n'],
  ['\v', 'v'],
  ['\f', 'f'],
  ['\r', 'r'],
  ['\u001b', 'e'],
  ['"', '"'],
  ['\\', '\\'],
  ['\u0085', 'N'],
  ['\u00a0', '_'],
  ['\u2028', 'L'],
  ['\u2029', 'P'],
])

/** Long texts are folded at single spaces beyond the eightieth column, except in keys. */
function writeDoubleQuoted(emitter: Emitter, text: string, place: Place): void {
  const startsWithMark = text.startsWith('\ufeff')
  const characters = [...text]
  let afterSpace = false
  writeIndicator(emitter, '"', true)
  for (const [index, character] of characters.entries()) {
    const isInside = index > 0 && index < characters.length - 1
    if (character === ' ' && !startsWithMark) {
      if (place !== 'simple key' && !afterSpace && emitter.column > BEST_WIDTH && isInside) {
        emitter.indention = false
        writeIndent(emitter)
        if (characters[index + 1] === ' ') write(emitter, '\\')
      } else write(emitter, ' ')
    } else write(emitter, escapeCharacter(character, startsWithMark))
    afterSpace = character === ' '
  }
  write(emitter, '"')
  emitter.whitespace = false
  emitter.indention = false
}

function escapeCharacter(character: string, always: boolean): string {
  const isSpecial =
    always || NOT_PRINTABLE.test(character) || BREAK.test(character) || '"\\'.includes(character)
  return isSpecial ? `\\${ESCAPES.get(character) ?? escapeCode(character)}` : character
}

function escapeCode(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const [letter, width] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8]
  return `${letter}${code.toString(16).toUpperCase().padStart(width, '0')}`
}
