import { parseNumberToken } from './literal.ts'
import {
  accept,
  expect,
  fail,
  nested,
  type Parser,
  peek,
  rangeFrom,
  read,
  textOf,
  withNewlines,
} from './parser.ts'
import type { Expression } from './syntax.ts'
import type { Token } from './token.ts'

const MAX_STEPS = 200

/** Parses the steps that follow a term: `.name`, `.0`, `[key]`, `.*` and `[*]`. `start` is the first token of the term. */
export function parseTraversal(parser: Parser, start: Token, term: Expression): Expression {
  let expression = term
  for (let steps = 0; ; steps += 1) {
    const token = peek(parser)
    if (token.kind !== '.' && token.kind !== '[') return expression
    if (steps > MAX_STEPS) fail(parser, token, `more than ${MAX_STEPS} steps follow one another`)
    read(parser)
    if (token.kind === '[') expression = parseBrackets(parser, start, token, expression)
    else if (peek(parser).kind === '*') expression = parseAttributeSplat(parser, start, token, expression)
    else expression = parseDot(parser, start, expression)
  }
}

/** Behind the dot: a name, or the number of the legacy index. Source: hclsyntax, parseExpressionTraversals. */
function parseDot(parser: Parser, start: Token, of: Expression): Expression {
  const token = read(parser)
  if (token.kind === 'name') {
    const name = textOf(parser, token).normalize('NFC')
    return { kind: 'attribute', of, name, range: rangeFrom(parser, start) }
  }
  if (token.kind !== 'number') fail(parser, token, 'the name of an attribute must follow the dot')
  const [first, second] = textOf(parser, token).split('.')
  if (second !== undefined) {
    fail(parser, token, `two indexes in a row must be written \`[${first}][${second}]\``)
  }
  const key = parseNumberToken(parser, token)
  return { kind: 'index', of, key, range: rangeFrom(parser, start) }
}

/** What follows `.*` is taken of every element as far as it begins with dots: `a.*.b[0]` is `(a.*.b)[0]`. */
function parseAttributeSplat(parser: Parser, start: Token, dot: Token, of: Expression): Expression {
  read(parser)
  let each: Expression = { kind: 'splat-element', range: rangeFrom(parser, dot) }
  for (let steps = 0; peek(parser).kind === '.'; steps += 1) {
    if (steps > MAX_STEPS) fail(parser, peek(parser), `more than ${MAX_STEPS} steps follow one another`)
    read(parser)
    if (peek(parser).kind === '*') {
      fail(parser, peek(parser), 'a splat `.*` cannot stand in another one: write `[*]`')
    }
    each = parseDot(parser, dot, each)
  }
  return { kind: 'splat', form: 'attribute', of, each, range: rangeFrom(parser, start) }
}

function parseBrackets(parser: Parser, start: Token, open: Token, of: Expression): Expression {
  if (accept(parser, '*')) {
    expect(parser, ']', 'a closing bracket must follow `[*`')
    const element: Expression = { kind: 'splat-element', range: rangeFrom(parser, open) }
    const each = nested(parser, () => parseTraversal(parser, open, element))
    return { kind: 'splat', form: 'full', of, each, range: rangeFrom(parser, start) }
  }
  const key = withNewlines(parser, false, () => {
    const parsed = parser.expression(parser)
    expect(parser, ']', 'the index lacks its closing bracket')
    return parsed
  })
  return { kind: 'index', of, key, range: rangeFrom(parser, start) }
}
