/** Colours as escape sequences; `none` leaves text as it is. */
export interface Style {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly green: (text: string) => string
  readonly cyan: (text: string) => string
}

export function styleFor(color: boolean): Style {
  const paint =
    (code: number, end: number) =>
    (text: string): string =>
      color && text !== '' ? `\u001b[${code}m${text}\u001b[${end}m` : text
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    yellow: paint(33, 39),
    green: paint(32, 39),
    cyan: paint(36, 39),
  }
}

/**
 * Breaks text at spaces into lines of at most `width` columns, each behind `indent`. Addresses and other long words are never
 * broken. Lines that the text itself has are kept, with their own indentation.
 */
export function wrap(text: string, width: number, indent: string): readonly string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width, indent))
}

function wrapLine(text: string, width: number, indent: string): readonly string[] {
  const own = /^ */.exec(text)?.[0] ?? ''
  const start = indent + own
  const lines: string[] = []
  let line = ''
  for (const word of text.trim().split(/ +/)) {
    if (line !== '' && columns(start) + columns(line) + 1 + columns(word) > width) {
      lines.push(start + line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  if (own.length >= 4) return [`${start}${text.trim()}`.trimEnd()]
  return [...lines, `${start}${line}`.trimEnd()]
}

/** How many columns text takes: wide East Asian characters and emoji take two, marks that combine none. */
export function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let count = 0
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue
    count +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
        character,
      )
        ? 2
        : 1
  }
  return count
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
