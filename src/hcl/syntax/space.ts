/** White space as Go's `unicode.IsSpace` has it, which is not quite what `String.prototype.trim` removes. */
const LEADING = /^\p{White_Space}+/u
const SPACE = /^\p{White_Space}$/u

/** The text without white space before it. */
export function trimSpaceStart(text: string): string {
  return text.replace(LEADING, '')
}

/** The text without white space after it. */
export function trimSpaceEnd(text: string): string {
  let end = text.length
  while (end > 0 && SPACE.test(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

/** The text without white space around it. */
export function trimSpace(text: string): string {
  return trimSpaceEnd(trimSpaceStart(text))
}
