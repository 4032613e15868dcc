import { parseTemplateIn } from './parse.ts'
import { failAt, type JsonString, type Place, rangeIn, type Source } from './source.ts'
import type { Range, Template } from './syntax.ts'
import { textTemplate } from './text.ts'

const SIMPLE: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
}
const HEXADECIMAL = /[0-9a-fA-F]{4}/y

/** Reads the JSON string that begins at a place, as the template that it is where templates are taken. Throws a SyntaxFailure. */
export function readJsonString(
  source: Source,
  place: Place,
): { readonly template: Template; readonly end: number } {
  const { text } = source
  const start = place.start + 1
  let end = start
  while (text[end] !== '"') {
    if ((text[end] ?? '\0') < ' ') failAt(source, behind(place, end), 'the JSON string must end on its line')
    end += text[end] === '\\' ? 2 : 1
  }
  const raw = text.slice(start, end)
  const range = rangeIn(source, place, end + 1)
  if (!raw.includes('\\'))
    return { template: templateOf(raw, { start, ...columnBehind(place) }, range), end: end + 1 }
  const { decoded, offsets } = decode(source, place, raw)
  return { template: templateOf(decoded, { start, ...columnBehind(place), offsets }, range), end: end + 1 }
}

function columnBehind({ line, column }: Place): { line: number; column: number } {
  return { line, column: column + 1 }
}

function behind({ start, line, column }: Place, at: number): Place {
  return { start: at, line, column: column + at - start }
}

/** What is no template keeps its text, and the fault. */
function templateOf(written: string, inside: JsonString, range: Range): Template {
  if (!/[$%]\{/.test(written)) return { ...textTemplate(written, range), written }
  const parsed = parseTemplateIn({ text: written, inside })
  return parsed.kind === 'template'
    ? { ...parsed, range, written }
    : { ...textTemplate(written, range), written, fault: parsed }
}

/** The decoded text, and how far each of its characters stands behind the quotation mark. */
function decode(source: Source, place: Place, raw: string): { decoded: string; offsets: readonly number[] } {
  const offsets: number[] = []
  const characters: string[] = []
  for (let at = 0; at < raw.length; ) {
    offsets.push(at)
    const character = raw[at] ?? ''
    if (character !== '\\') {
      characters.push(character)
      at += 1
      continue
    }
    const selector = raw[at + 1] ?? ''
    const simple = Object.hasOwn(SIMPLE, selector) ? SIMPLE[selector] : codeUnit(raw, at)
    if (simple === undefined) {
      failAt(
        source,
        behind(place, place.start + 1 + at),
        `\`\\${selector}\` is not an escape that JSON knows`,
      )
    }
    characters.push(simple)
    at += selector === 'u' ? 6 : 2
  }
  offsets.push(raw.length)
  return { decoded: characters.join('').toWellFormed(), offsets }
}

function codeUnit(raw: string, at: number): string | undefined {
  HEXADECIMAL.lastIndex = at + 2
  if (raw[at + 1] !== 'u' || !HEXADECIMAL.test(raw)) return undefined
  return String.fromCharCode(Number.parseInt(raw.slice(at + 2, at + 6), 16))
}
