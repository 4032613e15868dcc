/** East Asian characters and emoji, about as terminals measure them (Unicode's East_Asian_Width W and F). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const COMBINING = /\p{M}/u
const ASCII = /^[ -~]*$/

/**
 * Breaks text at spaces into lines of at most `width` columns, each behind `indent`. A word that is longer, such as an
 * address, is never broken: it stands alone. Lines that the text itself has are kept, with their own indentation.
 */
export function wrap(text: string, width: number, indent: string): readonly string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width, indent))
}

/** The same with the first line at the left edge and the others behind `indent`. */
export function wrapHanging(text: string, width: number, indent: string): readonly string[] {
  const [first = '', ...more] = wrap(text, width, '')
  return more.length === 0 ? [first] : [first, ...wrap(more.join(' '), width, indent)]
}

/** As in Markdown, what stands behind four spaces is code: it keeps its spaces and its lines. */
function wrapLine(text: string, width: number, indent: string): readonly string[] {
  if (/^ {4}/.test(text)) return [indent + text]
  const words = text.split(' ').filter((word) => word !== '')
  if (words.length === 0) return ['']
  const start = indent + (/^ */.exec(text)?.[0] ?? '')
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of words) {
    const length = columns(word)
    if (line !== '' && start.length + used + 1 + length > width) {
      lines.push(start + line)
      line = ''
      used = 0
    }
    used += line === '' ? length : length + 1
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, start + line]
}

/** How many columns text takes: wide characters take two, marks that combine none. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length
  let count = 0
  for (const character of text) {
    if (!COMBINING.test(character)) count += WIDE.test(character) ? 2 : 1
  }
  return count
}
