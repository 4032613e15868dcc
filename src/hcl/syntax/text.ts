import { failAt, type Place, type Source } from './source.ts'
import type { Expression, Range, Template } from './syntax.ts'

const ESCAPE = /\\(?:u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|.)?|\$\$\{|%%\{/gsu
const SIMPLE: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' }

/** The text that literal text in quotation marks stands for. Throws a SyntaxFailure. */
export function unescapeQuoted(source: Source, place: Place, end: number): string {
  return source.text.slice(place.start, end).replace(ESCAPE, (written: string, offset: number) => {
    if (written[0] !== '\\') return written.slice(1)
    const simple = Object.hasOwn(SIMPLE, written[1] ?? '') ? SIMPLE[written[1] ?? ''] : undefined
    return simple ?? unescapeCodePoint(written) ?? failAt(source, behind(place, offset), badEscape(written))
  })
}

/** The text that literal text in a heredoc or bare template stands for: only `$${` and `%%{` are escapes there. */
export function unescapeBare(text: string): string {
  return text.replace(/\$\$\{|%%\{/g, (written) => written.slice(1))
}

/** A template that is nothing but this text. */
export function textTemplate(text: string, range: Range): Template {
  return {
    kind: 'template',
    parts: [{ kind: 'text', text: text.normalize('NFC'), range }],
    wraps: false,
    range,
  }
}

/** The text of an expression that is a template without any sequence; otherwise `undefined`. */
export function literalText(expression: Expression): string | undefined {
  if (expression.kind !== 'template') return undefined
  let text = ''
  for (const part of expression.parts) {
    if (part.kind !== 'text') return undefined
    text += part.text
  }
  return text
}

function unescapeCodePoint(written: string): string | undefined {
  const digits = written[1] === 'u' ? 4 : 8
  if ((written[1] !== 'u' && written[1] !== 'U') || written.length !== digits + 2) return undefined
  const code = Number.parseInt(written.slice(2), 16)
  const surrogate = code >= 0xd800 && code <= 0xdfff
  return code > 0x10ffff || surrogate ? undefined : String.fromCodePoint(code)
}

function badEscape(written: string): string {
  return written[1] === 'u' || written[1] === 'U'
    ? `\`${written}\` is not a character: \`\\u\` takes four hexadecimal digits, \`\\U\` eight`
    : `\`${written}\` is not an escape that strings know`
}

/** Quoted text has no line breaks. */
function behind({ start, line, column }: Place, offset: number): Place {
  return { start: start + offset, line, column: column + offset }
}
