import { parseFor } from './for.ts'
import { accept, atKeyword, expect, fail, type Parser, peek, rangeFrom, withNewlines } from './parser.ts'
import type { Expression, ObjectConstructor } from './syntax.ts'
import { textTemplate } from './text.ts'
import type { Token } from './token.ts'

/** Parses behind a `[`: a tuple, or a `for` that makes one. */
export function parseTuple(parser: Parser, open: Token): Expression {
  return withNewlines(parser, false, () => {
    if (atKeyword(parser, 'for')) return parseFor(parser, open)
    const elements: Expression[] = []
    while (peek(parser).kind !== ']') {
      elements.push(parser.expression(parser))
      if (!accept(parser, ',')) break
    }
    expect(parser, ']', 'a comma or closing bracket is missing in the list')
    return { kind: 'tuple', elements, range: rangeFrom(parser, open) }
  })
}

/** Parses behind a `{`: an object, in which newlines separate as commas do, or a `for` that makes one. */
export function parseObject(parser: Parser, open: Token): Expression {
  const isFor = withNewlines(parser, false, () => atKeyword(parser, 'for'))
  if (isFor) return withNewlines(parser, false, () => parseFor(parser, open))
  return withNewlines(parser, true, () => {
    const items: ObjectConstructor['items'][number][] = []
    for (;;) {
      while (accept(parser, 'newline'));
      if (accept(parser, '}')) break
      items.push(parseItem(parser))
      if (accept(parser, '}')) break
      if (!accept(parser, ',')) {
        expect(parser, 'newline', 'a comma, a newline or a closing brace is missing in the object')
      }
    }
    return { kind: 'object', items, range: rangeFrom(parser, open) }
  })
}

function parseItem(parser: Parser): ObjectConstructor['items'][number] {
  const start = peek(parser)
  const parsed = parser.expression(parser)
  const key = start.kind === '(' ? parsed : keyOf(parsed)
  if (!accept(parser, '=') && !accept(parser, ':')) {
    fail(parser, peek(parser), 'a value must follow the key, with `=` before it')
  }
  return { key, value: parser.expression(parser) }
}

/** A bare name is its own text, even where it is `true` or `null` (hclsyntax, ObjectConsKeyExpr). */
function keyOf(key: Expression): Expression {
  const { range } = key
  if (key.kind === 'variable') return textTemplate(key.name, range)
  if (key.kind !== 'literal') return key
  if (key.value.kind === 'null') return textTemplate('null', range)
  return typeof key.value.value === 'boolean' ? textTemplate(String(key.value.value), range) : key
}
