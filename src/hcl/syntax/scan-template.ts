import { emit, type Mode, refuse, type Scanner } from './scanner.ts'
import { trimSpace } from './space.ts'

/** Scans one token inside a quoted template. */
export function scanQuoted(scanner: Scanner): void {
  const { text, at } = scanner
  if (text[at] === '"') {
    emit(scanner, 'close-quote', at + 1)
    scanner.modes.pop()
  } else if (!openSequence(scanner)) {
    emit(scanner, 'text', quotedEnd(scanner))
  }
}

function quotedEnd(scanner: Scanner): number {
  const { text } = scanner
  for (let at = scanner.at; ; ) {
    const character = text[at]
    if (character === undefined) return at
    if (character === '"' || opensSequence(text, at)) return at
    if (character === '\\' && at + 1 < text.length) at += 1
    if (text[at] === '\n' || text[at] === '\r') {
      refuse(scanner, at, 'a quoted string cannot go on in another line: write `\\n`, or a heredoc')
    }
    at = afterCharacter(text, at)
  }
}

/** Scans one token inside a heredoc. It ends with a line that holds its marker and white space only, and has a line break. */
export function scanHeredoc(scanner: Scanner, heredoc: Mode & { kind: 'heredoc' }): void {
  const { text, at } = scanner
  if (heredoc.startsLine) {
    const lineBreak = text.indexOf('\n', at)
    if (lineBreak === -1) refuse(scanner, at, `no line with \`${heredoc.marker}\` alone ends the heredoc`)
    if (trimSpace(text.slice(at, lineBreak)) === heredoc.marker) {
      const end = text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak
      emit(scanner, 'close-heredoc', end)
      emit(scanner, 'newline', lineBreak + 1)
      scanner.modes.pop()
      return
    }
  }
  const token = scanText(scanner)
  heredoc.startsLine = token === 'text' && text[scanner.at - 1] === '\n'
}

/**
 * Scans one token of literal text in a heredoc or a bare template: what opens a sequence, or text up to the end of the line.
 * A carriage return without a newline ends all scanning in hclsyntax: what follows is literal in a bare template, refused in a heredoc.
 */
export function scanText(scanner: Scanner): 'text' | 'sequence' {
  const { text } = scanner
  if (openSequence(scanner)) return 'sequence'
  let at = scanner.at
  while (at < text.length && text[at] !== '\n' && !opensSequence(text, at)) {
    if (text[at] === '\r' && text[at + 1] !== '\n') {
      if (scanner.modes.length > 1) refuse(scanner, at, 'a heredoc cannot hold a carriage return alone')
      at = text.length
    } else at = afterCharacter(text, at)
  }
  emit(scanner, 'text', text[at] === '\n' ? at + 1 : at)
  return 'text'
}

function openSequence(scanner: Scanner): boolean {
  const { text, at } = scanner
  if (!opensSequence(text, at)) return false
  const end = text[at + 2] === '~' ? at + 3 : at + 2
  emit(scanner, text[at] === '$' ? 'open-interpolation' : 'open-directive', end)
  scanner.braces += 1
  scanner.returns.push(scanner.braces)
  scanner.modes.push({ kind: 'code' })
  return true
}

function opensSequence(text: string, at: number): boolean {
  return text[at + 1] === '{' && (text[at] === '$' || text[at] === '%')
}

/** `$${` and `%%{` stand for `${` and `%{`, so they are skipped as a whole. */
function afterCharacter(text: string, at: number): number {
  return text[at + 1] === text[at] && text[at + 2] === '{' && (text[at] === '$' || text[at] === '%')
    ? at + 3
    : at + 1
}
