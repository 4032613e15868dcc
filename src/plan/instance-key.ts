/** What tells the instances of one resource or module apart: a number (`count`), a string (`for_each`), or nothing. */
export type InstanceKey = number | string | undefined

/** What Go's `unicode.IsPrint` refuses besides the space: control, format, surrogate, private, unassigned, separators. */
const NOT_PRINTABLE = /[\p{C}\p{Z}]/u

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '"': '\\"',
  '\\': '\\\\',
}
const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

/** Prints `[0]`, `["a"]` or nothing; the rules are those of Terraform's `addrs/instance_key.go` (`toHCLQuotedString`). */
export function printKey(key: InstanceKey): string {
  if (key === undefined) return ''
  return typeof key === 'number' ? `[${key}]` : `[${quote(key)}]`
}

/**
 * Reads the key that starts at `position` of `text`, if one does. `end` is where it ends: `position` when there is none.
 * Undefined when something starts there that is no key.
 */
export function parseKey(text: string, position: number): { key: InstanceKey; end: number } | undefined {
  if (text[position] !== '[') return { key: undefined, end: position }
  const number = /\[(0|[1-9][0-9]*)\]/y
  number.lastIndex = position
  const index = number.exec(text)
  if (index?.[1] !== undefined) return { key: Number(index[1]), end: number.lastIndex }
  if (text[position + 1] !== '"') return undefined
  const string = unquote(text, position + 2)
  return string === undefined || text[string.end] !== ']'
    ? undefined
    : { key: string.value, end: string.end + 1 }
}

function quote(text: string): string {
  let quoted = '"'
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    at += character.length
    const short = SHORT_ESCAPES[character]
    if (short !== undefined) quoted += short
    else if ((character === '$' || character === '%') && text[at] === '{') quoted += character + character
    else if (character !== ' ' && NOT_PRINTABLE.test(character)) quoted += unicodeEscape(character)
    else quoted += character
  }
  return `${quoted}"`
}

function unicodeEscape(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16)
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}

/** Reads up to the closing quote; `end` is the position after it. */
function unquote(text: string, from: number): { value: string; end: number } | undefined {
  let value = ''
  let at = from
  for (;;) {
    const character = text[at]
    if (character === undefined) return undefined
    if (character === '"') return { value, end: at + 1 }
    if (character === '\\') {
      const escaped = /\\(?:([nrt"\\])|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y
      escaped.lastIndex = at
      const match = escaped.exec(text)
      const code = Number.parseInt(match?.[2] ?? match?.[3] ?? '0', 16)
      if (match === null || code > 0x10ffff) return undefined
      value += match[1] === undefined ? String.fromCodePoint(code) : UNESCAPED[match[1]]
      at = escaped.lastIndex
    } else if ((character === '$' || character === '%') && text.startsWith(`${character}{`, at + 1)) {
      value += `${character}{`
      at += 3
    } else {
      value += character
      at += 1
    }
  }
}
