import { accept, atKeyword, expect, fail, type Parser, peek, rangeFrom, read, textOf } from './parser.ts'
import type { Expression } from './syntax.ts'
import type { Token } from './token.ts'

/** What `for` introduces: the names it binds, and what they run over. */
export interface ForIntroduction {
  readonly key?: string
  readonly value: string
  readonly collection: Expression
}

/** Parses `k, v in collection`, behind the `for` of an expression or of a template directive. */
export function parseForIntroduction(parser: Parser): ForIntroduction {
  const first = bindName(parser)
  const second = accept(parser, ',') ? bindName(parser) : undefined
  if (!atKeyword(parser, 'in')) fail(parser, peek(parser), '`in` must follow the names that `for` binds')
  read(parser)
  const collection = parser.expression(parser)
  return second === undefined ? { value: first, collection } : { key: first, value: second, collection }
}

function bindName(parser: Parser): string {
  return textOf(parser, expect(parser, 'name', '`for` must be followed by the names that it binds'))
}

/** Parses a `for` expression of which the bracket or brace is read; `for` comes next. Source: hclsyntax, finishParsingForExpr. */
export function parseFor(parser: Parser, open: Token): Expression {
  read(parser)
  const introduction = parseForIntroduction(parser)
  expect(parser, ':', 'a colon must follow the collection of `for`')
  const first = parser.expression(parser)
  const arrow = peek(parser)
  const second = accept(parser, '=>') ? parser.expression(parser) : undefined
  const ellipsis = peek(parser)
  const groups = accept(parser, '...')
  const filter = parseCondition(parser)
  if (open.kind === '[') {
    if (second !== undefined) fail(parser, arrow, 'a `for` in brackets makes a list, so it has no keys')
    if (groups) fail(parser, ellipsis, 'a `for` in brackets makes a list, so it cannot group with `...`')
    expect(parser, ']', 'the `for` lacks its closing bracket')
    return { kind: 'for-tuple', ...introduction, result: first, ...filter, range: rangeFrom(parser, open) }
  }
  if (second === undefined) fail(parser, arrow, 'a `for` in braces needs a key and `=>` before its value')
  expect(parser, '}', 'the `for` lacks its closing brace')
  return {
    kind: 'for-object',
    ...introduction,
    name: first,
    result: second,
    groups,
    ...filter,
    range: rangeFrom(parser, open),
  }
}

function parseCondition(parser: Parser): { readonly condition?: Expression } {
  if (!atKeyword(parser, 'if')) return {}
  read(parser)
  return { condition: parser.expression(parser) }
}
