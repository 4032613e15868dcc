import { accept, expect, type Parser, peek, rangeFrom, textOf, withNewlines } from './parser.ts'
import type { Call, Expression } from './syntax.ts'
import type { Token } from './token.ts'

/** Parses a call of which the first name is read: `name(a, b...)`, `provider::aws::arn_parse(a)`. */
export function parseCall(parser: Parser, first: Token): Call {
  let name = textOf(parser, first)
  while (accept(parser, '::')) {
    name += `::${textOf(parser, expect(parser, 'name', 'the name of a function must follow `::`'))}`
  }
  expect(parser, '(', `the arguments of \`${name}\` must follow in parentheses`)
  return withNewlines(parser, false, () => {
    const given: Expression[] = []
    let expands = false
    while (!expands && peek(parser).kind !== ')') {
      given.push(parser.expression(parser))
      expands = accept(parser, '...')
      if (expands || !accept(parser, ',')) break
    }
    expect(parser, ')', missing(name, expands))
    return { kind: 'call', name, arguments: given, expands, range: rangeFrom(parser, first) }
  })
}

function missing(name: string, expands: boolean): string {
  return expands
    ? 'a closing parenthesis must follow `...`'
    : `a comma or closing parenthesis is missing in the arguments of \`${name}\``
}
