import { accept, expect, fail, nested, type Parser, peek, rangeFrom, read, textOf } from './parser.ts'
import { rangeIn } from './source.ts'
import type { AttributeDefinition, Block, Body } from './syntax.ts'
import { unescapeQuoted } from './text.ts'
import type { Token } from './token.ts'

/** Parses arguments and blocks up to the closing brace of a block, or to the end of the text. Source: hclsyntax, ParseBody. */
export function parseBody(parser: Parser, close: '}' | 'end'): Body {
  const start = peek(parser)
  const attributes = new Map<string, AttributeDefinition>()
  const blocks: Block[] = []
  for (;;) {
    while (accept(parser, 'newline'));
    if (peek(parser).kind === close)
      return { attributes, blocks, range: rangeIn(parser.source, start, peek(parser).start) }
    const name = expect(parser, 'name', itemMissing(close))
    if (peek(parser).kind === '=') addAttribute(parser, attributes, name)
    else blocks.push(parseBlock(parser, name))
    endLine(parser)
  }
}

function itemMissing(close: '}' | 'end'): string {
  return close === '}'
    ? 'an argument, a block or the closing brace of the block should stand here'
    : 'an argument or a block should stand here'
}

function endLine(parser: Parser): void {
  const token = peek(parser)
  if (token.kind === 'end' || accept(parser, 'newline')) return
  fail(
    parser,
    token,
    token.kind === ',' ? 'arguments are separated by newlines, not by commas' : 'a newline must follow',
  )
}

function addAttribute(parser: Parser, attributes: Map<string, AttributeDefinition>, token: Token): void {
  const name = textOf(parser, token)
  if (attributes.has(name)) fail(parser, token, `the argument \`${name}\` is set twice`)
  expect(parser, '=', `\`=\` must follow the argument \`${name}\``)
  const expression = parser.expression(parser)
  attributes.set(name, { name, expression, range: rangeFrom(parser, token) })
}

function parseBlock(parser: Parser, token: Token): Block {
  const labels: string[] = []
  const type = textOf(parser, token)
  while (peek(parser).kind !== '{') labels.push(parseLabel(parser, type, labels.length))
  const open = read(parser)
  const body = nested(parser, () => parseBlockBody(parser, open))
  return { type, labels, body, range: rangeFrom(parser, token) }
}

function parseLabel(parser: Parser, type: string, before: number): string {
  const token = read(parser)
  if (token.kind === 'name') return textOf(parser, token)
  if (token.kind !== 'open-quote') {
    const expected =
      before === 0 ? `\`=\`, a label or \`{\` must follow \`${type}\`` : 'a label or `{` must follow'
    fail(parser, token, `${expected} on the same line`)
  }
  let label = ''
  for (let text = read(parser); text.kind !== 'close-quote'; text = read(parser)) {
    if (text.kind !== 'text') fail(parser, text, 'a label is a plain string, without templates')
    label += unescapeQuoted(parser.source, text, text.end)
  }
  return label
}

/** `name { argument = value }` on one line holds one argument and nothing else. */
function parseBlockBody(parser: Parser, open: Token): Body {
  const start = peek(parser)
  if (start.kind === 'newline' || start.kind === '}') {
    const body = parseBody(parser, '}')
    read(parser)
    return body
  }
  if (start.kind === 'end') fail(parser, open, 'the block that begins here has no closing brace')
  const name = expect(parser, 'name', 'an argument or the closing brace should stand here')
  const attributes = new Map<string, AttributeDefinition>()
  addAttribute(parser, attributes, name)
  const range = rangeFrom(parser, name)
  expect(parser, '}', 'a block on one line holds one argument, and its closing brace must stand on that line')
  return { attributes, blocks: [], range }
}
