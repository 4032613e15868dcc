import { emit, refuse, type Scanner } from './scanner.ts'
import { PUNCTUATION } from './token.ts'

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy
const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy
const SPACES = /[ \t]+/y

/** Scans one token, or skips white space or a comment. */
export function scanCode(scanner: Scanner): void {
  const { text, at } = scanner
  const character = text[at] ?? ''
  if (character === ' ' || character === '\t') scanner.at = matchEnd(SPACES, text, at)
  else if (character === '\n') breakLine(scanner, at + 1)
  else if (text.startsWith('\r\n', at)) breakLine(scanner, at + 2)
  else if (character === '#' || text.startsWith('//', at)) skipLine(scanner)
  else if (text.startsWith('/*', at)) skipComment(scanner)
  else if (isDigit(character)) emit(scanner, 'number', numberEnd(text, at))
  else if (character === '"') {
    emit(scanner, 'open-quote', at + 1)
    scanner.modes.push({ kind: 'quoted' })
  } else if (character === '{') {
    emit(scanner, '{', at + 1)
    scanner.braces += 1
  } else if (character === '}') closeBrace(scanner, at + 1)
  else if (text.startsWith('~}', at)) closeBrace(scanner, at + 2)
  else if (!text.startsWith('<<', at) || !openHeredoc(scanner)) scanWord(scanner, character)
}

function scanWord(scanner: Scanner, character: string): void {
  const { text, at } = scanner
  const end = matchEnd(NAME, text, at)
  if (end > at) {
    emit(scanner, 'name', end)
    return
  }
  const mark = PUNCTUATION.find((candidate) => candidate[0] === character && text.startsWith(candidate, at))
  if (mark === undefined)
    refuse(scanner, at, strangeCharacter(String.fromCodePoint(text.codePointAt(at) ?? 0)))
  emit(scanner, mark, at + mark.length)
}

function strangeCharacter(character: string): string {
  if (character === "'") return 'strings stand in double quotation marks, not in single ones'
  if (character === ';') return 'arguments are separated by newlines, not by semicolons'
  return `the character ${JSON.stringify(character)} has no meaning here`
}

function breakLine(scanner: Scanner, end: number): void {
  if (scanner.tokens.at(-1)?.kind === 'newline') scanner.at = end
  else emit(scanner, 'newline', end)
}

/** A comment to the end of the line ends the line, too. */
function skipLine(scanner: Scanner): void {
  const end = scanner.text.indexOf('\n', scanner.at)
  scanner.at = end === -1 ? scanner.text.length : end
}

function skipComment(scanner: Scanner): void {
  const end = scanner.text.indexOf('*/', scanner.at + 2)
  if (end === -1) refuse(scanner, scanner.at, 'the comment that begins here has no end')
  scanner.at = end + 2
}

/** A brace ends an interpolation or directive if it is the one that the sequence opened. `~}` never closes anything else. */
function closeBrace(scanner: Scanner, end: number): void {
  const ends = scanner.returns.length > 0 && scanner.returns.at(-1) === scanner.braces
  emit(scanner, ends || end === scanner.at + 2 ? 'close-sequence' : '}', end)
  scanner.braces -= 1
  if (!ends) return
  scanner.returns.pop()
  scanner.modes.pop()
}

function openHeredoc(scanner: Scanner): boolean {
  HEREDOC.lastIndex = scanner.at
  const match = HEREDOC.exec(scanner.text)
  if (match === null) return false
  const opened = emit(scanner, 'open-heredoc', scanner.at + match[0].length)
  scanner.modes.push({ kind: 'heredoc', marker: match[1] ?? '', opened, startsLine: true })
  return true
}

/** Digits, dots and exponents as far as they end in a digit: `1..2` is one token, which is no number. */
function numberEnd(text: string, start: number): number {
  let end = start + 1
  for (let at = end; ; ) {
    const character = text[at] ?? ''
    if (isDigit(character)) at += 1
    else if (character === '.') {
      at += 1
      continue
    } else {
      const digit = text[at + 1] === '+' || text[at + 1] === '-' ? at + 2 : at + 1
      if ((character !== 'e' && character !== 'E') || !isDigit(text[digit] ?? '')) return end
      at = digit + 1
    }
    end = at
  }
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
