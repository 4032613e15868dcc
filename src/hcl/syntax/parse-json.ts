import { parseNumber } from '../../plan/number.ts'
import { jsonBody } from './blocks.ts'
import { faultOr, type SyntaxFault } from './fault.ts'
import { readJsonString } from './json-string.ts'
import { failAt, type Place, rangeIn, type Source } from './source.ts'
import type { Body, Expression, Literal, ObjectConstructor } from './syntax.ts'

const MAX_DEPTH = 200
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const HUGE = /[eE][+-]?0*[1-9]\d{4}/
const WORDS = ['true', 'false', 'null'] as const

/** How far a JSON text is read. */
interface Reader {
  readonly source: Source
  readonly text: string
  at: number
  line: number
  lineStart: number
  depth: number
}

/**
 * The body of a `.tf.json` file: an object, or an array of objects that together are the body; or the first fault. Members
 * `//` of bodies are comments. What is a block and what an argument, only the reader knows: `blocksOf` and `attributeOf`.
 * Source: hashicorp/hcl, json/.
 */
export function parseJsonConfiguration(text: string): Body | SyntaxFault {
  return faultOr(() => {
    const reader: Reader = { source: { text }, text, at: 0, line: 1, lineStart: 0, depth: 0 }
    const root = readValue(reader)
    if (next(reader) !== '') refuse(reader, 'the JSON text should end here')
    const objects = root.kind === 'tuple' ? root.elements : [root]
    const stray = objects.find((element) => element.kind !== 'object')
    if (stray !== undefined)
      failAt(reader.source, stray.range, 'JSON configuration is an object or an array of objects')
    return jsonBody(root)
  })
}

function readValue(reader: Reader): Expression {
  const character = next(reader)
  if (character === '{' || character === '[') {
    reader.depth += 1
    if (reader.depth > MAX_DEPTH) refuse(reader, `this is nested more than ${MAX_DEPTH} levels deep`)
    const value = character === '{' ? readObject(reader) : readArray(reader)
    reader.depth -= 1
    return value
  }
  return character === '"' ? readString(reader) : readLiteral(reader)
}

function readString(reader: Reader): Expression {
  const { template, end } = readJsonString(reader.source, here(reader))
  reader.at = end
  return template
}

function readLiteral(reader: Reader): Literal {
  const { text, at } = reader
  const place = here(reader)
  NUMBER.lastIndex = at
  const number = NUMBER.exec(text)?.[0]
  const written = number ?? WORDS.find((candidate) => text.startsWith(candidate, at))
  if (written === undefined) refuse(reader, 'a JSON value should stand here')
  reader.at += written.length
  if (/[\w.+-]/.test(text[reader.at] ?? '')) refuse(reader, 'a JSON value should have ended before')
  const range = rangeIn(reader.source, place, reader.at)
  if (written === 'null')
    return { kind: 'literal', value: { kind: 'null', type: { kind: 'dynamic' } }, range }
  if (number === undefined)
    return { kind: 'literal', value: { kind: 'known', value: written === 'true' }, range }
  if (HUGE.test(number)) failAt(reader.source, place, `the number \`${number}\` is too large`)
  return { kind: 'literal', value: { kind: 'known', value: parseNumber(number) }, range }
}

function readArray(reader: Reader): Expression {
  const place = here(reader)
  const elements: Expression[] = []
  reader.at += 1
  if (next(reader) !== ']') {
    do elements.push(readValue(reader))
    while (skip(reader, ','))
  }
  if (!skip(reader, ']')) refuse(reader, 'a comma or `]` should stand here')
  return { kind: 'tuple', elements, range: rangeIn(reader.source, place, reader.at) }
}

function readObject(reader: Reader): Expression {
  const place = here(reader)
  const items: ObjectConstructor['items'][number][] = []
  reader.at += 1
  if (next(reader) !== '}') {
    do {
      if (next(reader) !== '"') refuse(reader, 'the name of a member should stand here, in quotation marks')
      const key = readString(reader)
      if (!skip(reader, ':')) refuse(reader, 'a colon and a value must follow the name of a member')
      items.push({ key, value: readValue(reader) })
    } while (skip(reader, ','))
  }
  if (!skip(reader, '}')) refuse(reader, 'a comma or `}` should stand here')
  return { kind: 'object', items, range: rangeIn(reader.source, place, reader.at) }
}

/** The next character that is not white space; empty at the end of the text. */
function next(reader: Reader): string {
  for (;;) {
    const character = reader.text[reader.at] ?? ''
    if (character === '\n') {
      reader.line += 1
      reader.lineStart = reader.at + 1
    } else if (character !== ' ' && character !== '\t' && character !== '\r') return character
    reader.at += 1
  }
}

function skip(reader: Reader, character: string): boolean {
  const found = next(reader) === character
  if (found) reader.at += 1
  return found
}

function here({ at, line, lineStart }: Reader): Place {
  return { start: at, line, column: at - lineStart + 1 }
}

function refuse(reader: Reader, message: string): never {
  return failAt(reader.source, here(reader), message)
}
