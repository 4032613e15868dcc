/**
 * Whether `text` as a whole matches a glob in which `*` is any run of characters and `?` is one. Wildcards do not stop at
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
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[position])) {
      at += 1
      position += 1
    } else if (star !== -1) {
      at = star + 1
      resume += 1
      position = resume
    } else {
      return false
    }
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}

export function isGlob(text: string): boolean {
  return /[*?]/.test(text)
}
