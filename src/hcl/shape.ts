import type { Unknown } from '../plan/value.ts'

/** What can be said of every string that a shape matches. */
interface Possible {
  /** By ASCII code; beyond ASCII nothing is possible. */
  readonly characters: readonly boolean[]
  readonly nonEmpty: boolean
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
  return unknown.nonEmpty === true || possibleCharacters(unknown)?.nonEmpty === true
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

const NONE: Possible = { characters: new Array<boolean>(128).fill(false), nonEmpty: false }

function readAlternatives(reader: Reader, depth: number): Possible | undefined {
  let all: Possible | undefined
  for (;;) {
    const sequence = readSequence(reader, depth)
    if (sequence === undefined) return undefined
    all =
      all === undefined ? sequence : { ...union(all, sequence), nonEmpty: all.nonEmpty && sequence.nonEmpty }
    if (reader.text[reader.at] !== '|') return all
    reader.at += 1
  }
}

function readSequence(reader: Reader, depth: number): Possible | undefined {
  let all = NONE
  while (reader.at < reader.text.length && !'|)'.includes(reader.text[reader.at] ?? '')) {
    const atom = readAtom(reader, depth)
    if (atom === undefined) return undefined
    const optional = skipQuantifier(reader)
    all = { ...union(all, atom), nonEmpty: all.nonEmpty || (atom.nonEmpty && !optional) }
  }
  return all
}

function union(a: Possible, b: Possible): Possible {
  return { characters: a.characters.map((is, code) => is || b.characters[code] === true), nonEmpty: false }
}

/** Skips `*`, `+`, `?`, `{n,m}`; whether it allows none at all. */
function skipQuantifier(reader: Reader): boolean {
  const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(reader.text.slice(reader.at))?.[0] ?? ''
  reader.at += quantifier.length
  return /^(?:[*?]|\{0)/.test(quantifier)
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
  return { ...all, nonEmpty: true }
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
  return { ...parts.reduce(union, NONE), nonEmpty: true }
}

function between(first: string, last: string): Possible {
  const [from, to] = [first.charCodeAt(0), last.charCodeAt(0)]
  return { characters: NONE.characters.map((_, code) => code >= from && code <= to), nonEmpty: true }
}
