import { flushHeredoc } from './flush.ts'
import { parseForIntroduction } from './for.ts'
import { expect, fail, type Parser, peek, rangeFrom, rangeOf, read, textOf, withNewlines } from './parser.ts'
import { trimSpaceEnd, trimSpaceStart } from './space.ts'
import type { Template } from './syntax.ts'
import type { Directive, TemplatePiece, TextPiece } from './template-piece.ts'
import { buildTemplate } from './template-tree.ts'
import { unescapeBare, unescapeQuoted } from './text.ts'
import type { Token, TokenKind } from './token.ts'

/** Parses behind an opening quotation mark. */
export function parseQuoted(parser: Parser, open: Token): Template {
  return finish(
    parser,
    open,
    parsePieces(parser, 'close-quote', 'the string that begins here has no end', open),
  )
}

/** Parses behind the introduction of a heredoc. */
export function parseHeredoc(parser: Parser, open: Token): Template {
  const pieces = parsePieces(parser, 'close-heredoc', 'the heredoc that begins here has no end', open)
  if (textOf(parser, open).startsWith('<<-')) flushHeredoc(pieces)
  return finish(parser, open, pieces)
}

/** Parses a whole text as a template, as `templatefile` and JSON strings do. */
export function parseBareTemplate(parser: Parser): Template {
  const start = peek(parser)
  return finish(parser, start, parsePieces(parser, 'end', '', start))
}

function finish(parser: Parser, open: Token, pieces: readonly TemplatePiece[]): Template {
  const [only] = pieces
  const range = rangeFrom(parser, open)
  const parts = buildTemplate(pieces, range)
  return { kind: 'template', parts, wraps: pieces.length === 1 && only?.kind === 'interpolation', range }
}

/**
 * Parses up to the closing token, with trim markers applied: `~}` removes the white space that follows on its line, with the
 * line break, and `${~` that before it on its line. Source: hclsyntax, parseTemplateParts.
 */
function parsePieces(parser: Parser, close: TokenKind, unclosed: string, open: Token): TemplatePiece[] {
  const pieces: TemplatePiece[] = []
  let trimsNext = false
  for (;;) {
    const token = read(parser)
    if (token.kind === close) return pieces
    if (token.kind === 'text') {
      const text = literalPiece(parser, token, close)
      if (trimsNext) text.text = trimSpaceStart(text.text)
      trimsNext = false
      pieces.push(text)
    } else if (token.kind === 'open-interpolation' || token.kind === 'open-directive') {
      const before = pieces.at(-1)
      if (before?.kind === 'text' && textOf(parser, token).length === 3)
        before.text = trimSpaceEnd(before.text)
      const interpolates = token.kind === 'open-interpolation'
      pieces.push(interpolates ? parseInterpolation(parser, token) : parseDirective(parser, token))
      trimsNext = closedBy(parser) === '~}'
    } else fail(parser, open, unclosed)
  }
}

function closedBy(parser: Parser): string {
  const closing = parser.tokens[parser.index - 1]
  return closing === undefined ? '' : textOf(parser, closing)
}

function literalPiece(parser: Parser, token: Token, close: TokenKind): TextPiece {
  const text =
    close === 'close-quote'
      ? unescapeQuoted(parser.source, token, token.end)
      : unescapeBare(textOf(parser, token))
  return { kind: 'text', text, range: rangeOf(parser, token) }
}

function parseInterpolation(parser: Parser, open: Token): TemplatePiece {
  return withNewlines(parser, false, () => {
    const expression = parser.expression(parser)
    expect(
      parser,
      'close-sequence',
      'the interpolation must end here with `}`; a literal `${` is written `$${`',
    )
    return { kind: 'interpolation', expression, range: rangeFrom(parser, open) }
  })
}

function parseDirective(parser: Parser, open: Token): TemplatePiece {
  return withNewlines(parser, false, () => {
    const directive = parseKeyword(parser)
    expect(parser, 'close-sequence', 'the directive must end here with `}`; a literal `%{` is written `%%{`')
    return { ...directive, range: rangeFrom(parser, open) }
  })
}

function parseKeyword(parser: Parser): Directive {
  const token = expect(parser, 'name', 'a directive begins with `if`, `else`, `endif`, `for` or `endfor`')
  const keyword = textOf(parser, token)
  switch (keyword) {
    case 'if':
      return { kind: keyword, condition: parser.expression(parser) }
    case 'for':
      return { kind: keyword, ...parseForIntroduction(parser) }
    case 'else':
    case 'endif':
    case 'endfor':
      return { kind: keyword }
    default:
      return fail(parser, token, `\`${keyword}\` is not a directive: there are \`if\` and \`for\``)
  }
}
