import { trimSpaceStart } from './space.ts'
import type { TemplatePiece, TextPiece } from './template-piece.ts'

/**
 * Takes the indentation off a `<<-` heredoc: the least white space that any line begins with, counted over the literal text
 * only. Blank lines do not count and stay as they are. Source: hclsyntax, flushHeredocTemplateParts.
 */
export function flushHeredoc(pieces: readonly TemplatePiece[]): void {
  let least = Number.POSITIVE_INFINITY
  let startsLine = true
  const indented: TextPiece[] = []
  for (const piece of pieces) {
    const text = piece.kind === 'text' ? piece.text : ''
    if (startsLine) {
      const spaces = text.length - trimSpaceStart(text).length
      const blank = spaces === text.length && text.endsWith('\n')
      if (!blank) least = Math.min(least, spaces)
      if (!blank && piece.kind === 'text') indented.push(piece)
    }
    startsLine = text.endsWith('\n')
  }
  for (const piece of indented) piece.text = piece.text.slice(least)
}
