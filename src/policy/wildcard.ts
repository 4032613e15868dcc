import { quotePattern } from './pattern.ts'

/** `*` is any run of characters, `?` is one, and `\` takes the meaning from a `*`, `?` or `\` behind it. */
const PIECES = /\\[*?\\]|[*?]|(?:[^*?\\]|\\(?![*?\\]))+/gs

/** The regular expression that a whole text matches where it is `like` a pattern; without its ends. */
export function wildcardSource(pattern: string): string {
  return pattern.replace(PIECES, (piece) => {
    if (piece === '*') return '(?s:.*)'
    if (piece === '?') return '(?s:.)'
    return quotePattern(/^\\[*?\\]$/.test(piece) ? piece.slice(1) : piece)
  })
}

/** Text as `like` takes it literally. */
export function quoteWildcards(text: string): string {
  return text.replace(/[*?\\]/g, '\\$&')
}
