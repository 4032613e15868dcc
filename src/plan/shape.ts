import type { Unknown } from './value.ts'

/** What can be said of every string that a shape matches. */
interface Possible {
  /** By ASCII code; beyond ASCII nothing is possible. */
  readonly characters: readonly boolean[]
  /** How many characters there are at least, and at most. */
  readonly least: number
  readonly most: number
}

/** Whether none of these characters can stand in the applied string. False where nothing tells. */
export function certainlyLacks(unknown: Unknown, characters: Iterable<string>): boolean {
  const possible = possibleCharacters(unknown)
  if (possible === undefined) return false
  for (const character of characters) {
    if (possible.characters[character.codePointAt(0) ?? -1] === true) return false
  }
  return true
}

/** Whether every character of the applied string certainly passes. False where nothing tells. */
export function certainlyOnly(unknown: Unknown, passes: (character: string) => boolean): boolean {
  const possible = possibleCharacters(unknown)
  if (possible === undefined) return false
  return possible.characters.every((is, code) => !is || passes(String.fromCharCode(code)))
}

/** Whether the applied string certainly has at least one character. */
export function certainlyNonEmpty(unknown: Unknown): boolean {
  return unknown.nonEmpty === true || (possibleCharacters(unknown)?.least ?? 0) > 0
}

/** How many characters the applied string has at least and at most; all of them are ASCII where the most is finite. */
export function possibleLengths(unknown: Unknown): { readonly least: number; readonly most: number } {
  const possible = possibleCharacters(unknown)
  return possible ?? { least: unknown.nonEmpty === true ? 1 : 0, most: Number.POSITIVE_INFINITY }
}

function possibleCharacters(unknown: Unknown): Possible | undefined {
  if (unknown.shape === undefined) return undefined
  const reader = { text: unknown.shape, at: 0 }
  const possible = readAlternatives(reader, 0)
  return reader.at === reader.text.length ? possible : undefined
}

interface Reader {
  readonly text: string
  at: number
}

const NONE: Possible = { characters: new Array<boolean>(128).fill(false), least: 0, most: 0 }

function readAlternatives(reader: Reader, depth: number): Possible | undefined {
  let all: Possible | undefined
  for (;;) {
    const sequence = readSequence(reader, depth)
    if (sequence === undefined) return undefined
    all = all === undefined ? sequence : union(all, sequence)
    if (reader.text[reader.at] !== '|') return all
    reader.at += 1
  }
}

function readSequence(reader: Reader, depth: number): Possible | undefined {
  let all = NONE
  while (reader.at < reader.text.length && !'|)'.includes(reader.text[reader.at] ?? '')) {
    const atom = readAtom(reader, depth)
    if (atom === undefined) return undefined
    const [fewest, many] = readQuantifier(reader)
    const most = atom.most === 0 ? 0 : atom.most * many
    all = { ...union(all, atom), least: all.least + atom.least * fewest, most: all.most + most }
  }
  return all
}

function union(a: Possible, b: Possible): Possible {
  return {
    characters: a.characters.map((is, code) => is || b.characters[code] === true),
    least: Math.min(a.least, b.least),
    most: Math.max(a.most, b.most),
  }
}

/** How often `*`, `+`, `?`, `{n,m}` let the atom before them stand: once where there is none of these. */
function readQuantifier(reader: Reader): readonly [fewest: number, most: number] {
  const found = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(reader.text.slice(reader.at))
  if (found === null) return [1, 1]
  const [text, sign, fewest = '', range, most = ''] = found
  reader.at += text.length
  if (sign === '?') return [0, 1]
  if (sign !== undefined) return [sign === '+' ? 1 : 0, Number.POSITIVE_INFINITY]
  if (range === undefined) return [Number(fewest), Number(fewest)]
  return [Number(fewest), most === '' ? Number.POSITIVE_INFINITY : Number(most)]
}

/** Knows literals, escapes, classes and groups; `undefined` for anything that could match more than it can list. */
function readAtom(reader: Reader, depth: number): Possible | undefined {
  const character = reader.text[reader.at] ?? ''
  if (character === '^' || character === '$') {
    reader.at += 1
    return NONE
  }
  if (character === '(') return readGroup(reader, depth)
  if (character === '[') return readClass(reader)
  if (character === '.' || character.charCodeAt(0) > 127) return undefined
  return readCharacter(reader)
}

function readGroup(reader: Reader, depth: number): Possible | undefined {
  if (depth > 50) return undefined
  reader.at += reader.text.startsWith('(?:', reader.at) ? 3 : 1
  if (reader.text[reader.at] === '?') return undefined
  const inner = readAlternatives(reader, depth + 1)
  if (reader.text[reader.at] !== ')') return undefined
  reader.at += 1
  return inner
}

function readClass(reader: Reader): Possible | undefined {
  const text = /^\[([^\]^\\[](?:[^\]\\[]|\\.)*)\]/.exec(reader.text.slice(reader.at))
  if (text?.[1] === undefined) return undefined
  const inner = { text: text[1], at: 0 }
  let all = NONE
  while (inner.at < inner.text.length) {
    const range = /^([A-Za-z0-9])-([A-Za-z0-9])/.exec(inner.text.slice(inner.at))
    const next = range === null ? readCharacter(inner) : between(range[1] ?? '', range[2] ?? '')
    if (next === undefined) return undefined
    if (range !== null) inner.at += 3
    all = union(all, next)
  }
  reader.at += text[0].length
  return { ...all, least: 1, most: 1 }
}

function readCharacter(reader: Reader): Possible | undefined {
  const character = reader.text[reader.at] ?? ''
  const escaped = character === '\\' ? reader.text[reader.at + 1] : undefined
  reader.at += escaped === undefined ? 1 : 2
  if (escaped === 'd') return between('0', '9')
  if (escaped === 'w')
    return unionOf(between('0', '9'), between('A', 'Z'), between('a', 'z'), between('_', '_'))
  const literal = escaped ?? character
  return literal.charCodeAt(0) > 127 || (escaped !== undefined && /[A-Za-z0-9]/.test(escaped))
    ? undefined
    : between(literal, literal)
}

function unionOf(...parts: readonly Possible[]): Possible {
  return { ...parts.reduce(union, NONE), least: 1, most: 1 }
}

function between(first: string, last: string): Possible {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)]
  return { characters: NONE.characters.map((_, code) => code >= from && code <= to), least: 1, most: 1 }
}
