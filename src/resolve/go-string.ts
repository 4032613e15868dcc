/** What Go's `unicode.IsPrint` refuses besides the space. */
const NOT_PRINTABLE = /[\p{C}\p{Z}]/u

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['"', '\\"'],
  ['\\', '\\\\'],
])
const UNESCAPED: ReadonlyMap<string, string> = new Map(
  [...ESCAPES].map(([raw, escaped]) => [escaped.slice(1), raw]),
)
const ESCAPED = /\\(?:([abfnrtv"\\])|x([0-7][0-9a-f])|u([0-9a-f]{4})|U([0-9a-f]{8}))/y

/** Prints a text as Go's `%q` does (`strconv.Quote`), in quotes. */
export function printGoString(text: string): string {
  let printed = '"'
  for (const character of text) printed += printCharacter(character)
  return `${printed}"`
}

/** Reads a text in quotes that starts at `position`; `end` is behind the closing quote. Undefined when there is none. */
export function parseGoString(text: string, position: number): { value: string; end: number } | undefined {
  if (text[position] !== '"') return undefined
  let value = ''
  let at = position + 1
  while (at < text.length) {
    const character = text.charAt(at)
    if (character === '"') return { value, end: at + 1 }
    if (character !== '\\') {
      value += character
      at += 1
      continue
    }
    ESCAPED.lastIndex = at
    const match = ESCAPED.exec(text)
    const code = Number.parseInt(match?.[2] ?? match?.[3] ?? match?.[4] ?? '0', 16)
    if (match === null || code > 0x10ffff) return undefined
    value += match[1] === undefined ? String.fromCodePoint(code) : (UNESCAPED.get(match[1]) ?? '')
    at = ESCAPED.lastIndex
  }
  return undefined
}

function printCharacter(character: string): string {
  const escaped = ESCAPES.get(character)
  if (escaped !== undefined) return escaped
  if (character === ' ' || !NOT_PRINTABLE.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  if (code < 0x20 || code === 0x7f) return `\\x${hex.padStart(2, '0')}`
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
