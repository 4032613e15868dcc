/** Control characters, line and paragraph separators, bidirectional overrides, zero-width and other invisible characters. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/**
 * Text from a plan, a policy or a source, made fit for a terminal or a log: what cannot be seen is shown as an escape, and a
 * space breaks what CI systems take for a command, so that no value can drive a build: `::name::` where a line could begin
 * (GitHub ignores spaces before it), `##[name]` and `##vso[name]` anywhere. ARNs, with their `::`, stay as they are.
 */
export function sanitise(text: string): string {
  return text
    .replace(INVISIBLE, escapeCharacter)
    .replace(/##(?=\[|vso\[)/g, '# #')
    .replace(/(^|\s)::/g, '$1: :')
}

/** The same for text that may have several lines, which are kept. */
export function sanitiseLines(text: string): string {
  return text.split('\n').map(sanitise).join('\n')
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
