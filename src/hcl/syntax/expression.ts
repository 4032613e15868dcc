import { accept, expect, fail, nested, type Parser, peek, rangeFrom, read } from './parser.ts'
import type { BinaryOperator, Expression } from './syntax.ts'
import { parseTerm } from './term.ts'
import type { TokenKind } from './token.ts'
import { parseTraversal } from './traversal.ts'

/** Operators that bind more tightly have higher levels; all of them associate to the left. Source: hclsyntax, binaryOps. */
const LEVELS: ReadonlyMap<TokenKind, readonly [BinaryOperator, number]> = new Map(
  ([['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']] as const).flatMap(
    (operators, level) =>
      operators.map((operator): [TokenKind, [BinaryOperator, number]] => [operator, [operator, level]]),
  ),
)

/** A longer chain of operators makes a tree deeper than anyone writes. */
const MAX_CHAIN = 1000

/** Parses an expression up to the first token that cannot belong to it. */
export function parseExpression(parser: Parser): Expression {
  return nested(parser, () => {
    const start = peek(parser)
    const condition = parseBinary(parser, 0)
    if (!accept(parser, '?')) return condition
    const then = parseExpression(parser)
    expect(parser, ':', 'the conditional lacks a colon and what it is otherwise')
    const otherwise = parseExpression(parser)
    return {
      kind: 'conditional',
      condition,
      then,
      else: otherwise,
      range: rangeFrom(parser, start),
    }
  })
}

function parseBinary(parser: Parser, lowest: number): Expression {
  const start = peek(parser)
  let left = parseUnary(parser)
  for (let chain = 0; ; chain += 1) {
    const [operator, level] = LEVELS.get(peek(parser).kind) ?? []
    if (operator === undefined || level === undefined || level < lowest) return left
    const token = read(parser)
    if (chain > MAX_CHAIN) fail(parser, token, `more than ${MAX_CHAIN} operators follow one another`)
    const right = parseBinary(parser, level + 1)
    left = { kind: 'binary', operator, left, right, range: rangeFrom(parser, start) }
  }
}

/** `-a.b` is `-(a.b)`, and `-1 + 2` is `(-1) + 2`. */
function parseUnary(parser: Parser): Expression {
  const start = peek(parser)
  if (start.kind !== '-' && start.kind !== '!') return parseTraversal(parser, start, parseTerm(parser))
  read(parser)
  const operand = nested(parser, () => parseUnary(parser))
  return { kind: 'unary', operator: start.kind, operand, range: rangeFrom(parser, start) }
}
