/**
 * Whether `text` as a whole matches a glob in which `*` is any run of characters and `?` is one (a code point). Wildcards do not stop at
 * any character. Takes at most pattern × text steps: after a mismatch only the last `*` is tried again.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  let position = 0
  while (position < text.length) {
    if (pattern[at] === '*') {
      star = at
      resume = position
      at += 1
    } else if (pattern[at] === '?') {
      at += 1
      position += widthAt(text, position)
    } else if (at < pattern.length && pattern[at] === text[position]) {
      at += 1
      position += 1
    } else if (star !== -1) {
      at = star + 1
      resume += widthAt(text, resume)
      position = resume
    } else {
      return false
    }
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}

function widthAt(text: string, position: number): number {
  return (text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1
}

export function isGlob(text: string): boolean {
  return /[*?]/.test(text)
}
