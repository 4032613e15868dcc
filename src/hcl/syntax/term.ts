import { parseCall } from './call.ts'
import { parseObject, parseTuple } from './collection.ts'
import { parseNumberToken } from './literal.ts'
import { expect, fail, type Parser, peek, rangeOf, read, textOf, withNewlines } from './parser.ts'
import type { Expression } from './syntax.ts'
import { parseHeredoc, parseQuoted } from './template.ts'
import type { Token } from './token.ts'

/** Parses what stands between operators, without the steps that may follow it. Source: hclsyntax, parseExpressionTerm. */
export function parseTerm(parser: Parser): Expression {
  const token = read(parser)
  switch (token.kind) {
    case '(':
      return parseParentheses(parser)
    case 'number':
      return parseNumberToken(parser, token)
    case 'name':
      return parseName(parser, token)
    case 'open-quote':
      return parseQuoted(parser, token)
    case 'open-heredoc':
      return parseHeredoc(parser, token)
    case '[':
      return parseTuple(parser, token)
    case '{':
      return parseObject(parser, token)
    case 'newline':
      return fail(parser, token, 'an expression is missing before the end of the line')
    case 'end':
      return fail(parser, token, 'an expression is missing before the end of the text')
    default:
      return fail(parser, token, `an expression cannot begin with \`${textOf(parser, token)}\``)
  }
}

function parseParentheses(parser: Parser): Expression {
  return withNewlines(parser, false, () => {
    const expression = parser.expression(parser)
    expect(parser, ')', 'a closing parenthesis is missing')
    return expression
  })
}

function parseName(parser: Parser, token: Token): Expression {
  const next = peek(parser).kind
  if (next === '(' || next === '::') return parseCall(parser, token)
  const name = textOf(parser, token)
  const range = rangeOf(parser, token)
  switch (name) {
    case 'true':
    case 'false':
      return { kind: 'literal', value: { kind: 'known', value: name === 'true' }, range }
    case 'null':
      return { kind: 'literal', value: { kind: 'null', type: { kind: 'dynamic' } }, range }
    default:
      return { kind: 'variable', name, range }
  }
}
