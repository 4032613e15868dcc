import { parseBody } from './body.ts'
import { parseExpression as parseOperation } from './expression.ts'
import { faultOr, type SyntaxFault } from './fault.ts'
import { fail, type Parser, peek } from './parser.ts'
import { scan } from './scan.ts'
import type { Source } from './source.ts'
import type { Body, Expression, Template } from './syntax.ts'
import { parseBareTemplate } from './template.ts'

/** The body of a `.tf` file: its arguments and blocks, or the first fault. An argument set twice is a fault. */
export function parseConfiguration(text: string): Body | SyntaxFault {
  return faultOr(() => parseBody(parserOf({ text }, 'code'), 'end'))
}

/** A text that is one expression, as in `terraform console`; line breaks mean nothing in it. */
export function parseExpression(text: string): Expression | SyntaxFault {
  return faultOr(() => {
    const parser = parserOf({ text }, 'code')
    parser.newlines = false
    const expression = parseOperation(parser)
    const next = peek(parser)
    if (next.kind !== 'end') fail(parser, next, 'the expression should end here')
    return expression
  })
}

/** A text that is a template as a whole: a file for `templatefile`, or a string of JSON configuration. */
export function parseTemplate(text: string): Template | SyntaxFault {
  return parseTemplateIn({ text })
}

/** As `parseTemplate`, with ranges that tell places in the file where the text stands. */
export function parseTemplateIn(source: Source): Template | SyntaxFault {
  return faultOr(() => parseBareTemplate(parserOf(source, 'bare')))
}

function parserOf(source: Source, begin: 'code' | 'bare'): Parser {
  const tokens = scan(source, begin)
  return { source, tokens, index: 0, newlines: true, depth: 0, expression: parseOperation }
}
