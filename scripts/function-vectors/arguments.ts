/** An argument as Terraform's language writes it, and as the test rebuilds it: cty type JSON and a value with numbers as text. */
export interface Argument {
  readonly text: string
  readonly type: unknown
  readonly value: unknown
}

function quote(text: string): string {
  let quoted = ''
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (character === '"' || character === '\\') quoted += `\\${character}`
    else if (code < 0x20 || code === 0x7f || (code > 0x7e && code < 0x2100))
      quoted += `\\u${code.toString(16).padStart(4, '0')}`
    else quoted += character
  }
  return `"${quoted.replaceAll('${', () => '$${').replaceAll('%{', '%%{')}"`
}

export function str(text: string): Argument {
  return { text: quote(text), type: 'string', value: text.normalize('NFC') }
}

export function num(digits: string | number): Argument {
  return { text: String(digits), type: 'number', value: String(digits) }
}

export const yes: Argument = { text: 'true', type: 'bool', value: true }
export const no: Argument = { text: 'false', type: 'bool', value: false }
export const nothing: Argument = { text: 'null', type: 'dynamic', value: null }
export const noString: Argument = { text: 'tostring(null)', type: 'string', value: null }
export const noNumber: Argument = { text: 'tonumber(null)', type: 'number', value: null }

export function tuple(...elements: readonly Argument[]): Argument {
  return {
    text: `[${elements.map((element) => element.text).join(', ')}]`,
    type: ['tuple', elements.map((element) => element.type)],
    value: elements.map((element) => element.value),
  }
}

export function object(entries: Readonly<Record<string, Argument>>): Argument {
  const pairs = Object.entries(entries)
  return {
    text: `{${pairs.map(([key, entry]) => `${quote(key)} = ${entry.text}`).join(', ')}}`,
    type: ['object', Object.fromEntries(pairs.map(([key, entry]) => [key, entry.type]))],
    value: Object.fromEntries(pairs.map(([key, entry]) => [key, entry.value])),
  }
}

/** All elements are of one type. */
export function list(...elements: readonly Argument[]): Argument {
  return {
    ...tuple(...elements),
    text: `tolist(${tuple(...elements).text})`,
    type: ['list', elementType(elements)],
  }
}

/** All elements are of one type, distinct and in cty's order. */
export function set(...elements: readonly Argument[]): Argument {
  return {
    ...list(...elements),
    text: `toset(${tuple(...elements).text})`,
    type: ['set', elementType(elements)],
  }
}

export function map(entries: Readonly<Record<string, Argument>>): Argument {
  const given = object(entries)
  return { ...given, text: `tomap(${given.text})`, type: ['map', elementType(Object.values(entries))] }
}

function elementType(elements: readonly Argument[]): unknown {
  return elements.find((element) => element.type !== 'dynamic')?.type ?? 'dynamic'
}

const words = [
  '',
  'a',
  'hello world',
  'Hello, World!',
  'aXbXc',
  '  pad  ',
  'arn:aws:s3:::bucket/*',
  'line1\nline2\n',
  'tab\there',
]
const unicode = [
  'h\u00e9llo',
  'e\u0301',
  '\u65e5\u672c\u8a9e',
  '\u{1f600}ok',
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
  'stra\u00dfe',
  '\u0130\u0131',
  'a\u00a0b',
  'x\u2028y',
  '\u0001\u007f',
  '\u01c6x',
  '\u1fb3',
]
const special = [
  '"quoted"',
  'back\\slash',
  '<a href="x">&</a>',
  '${x}',
  '%{y}',
  '%d',
  '5',
  '1.50',
  'true',
  'null',
  '[1]',
  '{"a":1}',
  'a.b/c-d_e',
]
const digits = [
  '0',
  '1',
  '-1',
  '2',
  '3',
  '10',
  '1.5',
  '-2.5',
  '0.1',
  '1e3',
  '255',
  '9007199254740993',
  '123456789012345678901234567890',
  '0.30000000000000004',
]

export const strings: readonly Argument[] = [...words, ...unicode, ...special].map(str)
export const numbers: readonly Argument[] = digits.map(num)
export const lists: readonly Argument[] = [
  tuple(),
  tuple(str('a')),
  tuple(str('b'), str('a'), str('b')),
  tuple(str('a'), num(1), yes),
  tuple(num(3), num(1), num(2), num(10)),
  tuple(str('a'), nothing, str('')),
  tuple(tuple(str('a'), str('b')), tuple(str('c')), tuple()),
  tuple(object({ a: num(1) }), object({ a: num(2) }), object({ a: num(1) })),
  tuple(nothing, nothing),
  list(),
  list(str('a'), str('b'), str('c')),
  list(num(1), num(2)),
  list(str('x'), noString),
  list(list(str('a')), list(str('b'), str('c'))),
  list(yes, no),
  set(),
  set(str('a'), str('b')),
  set(num(1), num(2), num(10)),
  set(str('10'), str('9'), str('B'), str('a')),
  set(yes),
]
export const maps: readonly Argument[] = [
  object({}),
  object({ a: str('x'), b: num(1) }),
  object({ b: str('2'), a: str('1'), 'odd key': nothing }),
  object({ a: object({ c: num(1) }), b: object({ c: num(2) }) }),
  object({ z: tuple(num(1), str('x')), y: yes }),
  map({}),
  map({ a: str('1'), b: str('2') }),
  map({ b: num(1), a: num(2), c: num(3) }),
  map({ k: list(str('x'), str('y')), j: list(str('x')) }),
  map({ '\u00e9': str('acute'), Z: str('upper'), '<': str('less') }),
]
export const nulls: readonly Argument[] = [nothing, noString, noNumber]
export const everything: readonly Argument[] = [...strings, ...numbers, yes, no, ...lists, ...maps, ...nulls]

/** The arguments of one call. */
export type Arguments = readonly Argument[]

/** One call for each. */
export function each(pool: readonly Argument[]): readonly Arguments[] {
  return pool.map((argument) => [argument])
}

/** One call for each pair. */
export function pairs(first: readonly Argument[], second: readonly Argument[]): readonly Arguments[] {
  return first.flatMap((a) => second.map((b) => [a, b]))
}

/** Calls of strings and numbers. */
export function texts(...rows: readonly (readonly (string | number)[])[]): readonly Arguments[] {
  return rows.map((row) => row.map((cell) => (typeof cell === 'string' ? str(cell) : num(cell))))
}
