import { parseNumber } from '../../plan/number.ts'
import { fail, type Parser, rangeOf, textOf } from './parser.ts'
import type { Literal } from './syntax.ts'
import type { Token } from './token.ts'

const NUMBER = /^\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/
/** `1e999999999` in full is a gigabyte of digits. */
const HUGE = /[eE][+-]?0*[1-9]\d{4}/

/** The number that a token says, with all digits. Leading zeros mean nothing: `010` is ten (cty.ParseNumberVal). */
export function parseNumberToken(parser: Parser, token: Token): Literal {
  const text = textOf(parser, token)
  if (!NUMBER.test(text)) fail(parser, token, `\`${text}\` is not a number`)
  if (HUGE.test(text)) fail(parser, token, `the number \`${text}\` is too large`)
  return {
    kind: 'literal',
    value: { kind: 'known', value: parseNumber(text) },
    range: rangeOf(parser, token),
  }
}
