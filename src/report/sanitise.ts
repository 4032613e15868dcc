/**
 * Control, format and private characters, lone surrogates, and line and paragraph separators: whatever moves the cursor,
 * reorders text or cannot be seen. Format characters hold the bidirectional overrides and those of no width.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** `##[name]` (GitHub, Azure), `##vso[name]` (Azure), `##teamcity[name]`: commands wherever they stand in a line. */
const HASH_COMMAND = /##(?=[a-z]*\[)/gi

/**
 * `::name::` (GitHub): a command at the start of a line, spaces before it ignored. Any word may come to stand there when text
 * is wrapped, so it is broken before every word; and inside a word where it reads like a whole command. ARNs, with their
 * `::`, stay as they are.
 */
const COLON_COMMAND = /(?<=^|\s):{2,}|::(?=[a-z][a-z-]*(?:\s[^:]*)?::)/gi

/**
 * Text from a plan, a policy or a source, made fit for one line of a terminal or a log: what cannot be seen is shown as an
 * escape (a newline as `\n`), and what CI systems take for a command is broken by a space, so that no value drives a build.
 */
export function sanitise(text: string): string {
  return text
    .replace(INVISIBLE, escapeCharacter)
    .replace(HASH_COMMAND, '# #')
    .replace(COLON_COMMAND, (colons) => [...colons].join(' '))
}

/** The same for text that may have several lines, which are kept. */
export function sanitiseLines(text: string): string {
  return text.split('\n').map(sanitise).join('\n')
}

function escapeCharacter(character: string): string {
  return SHORT_ESCAPES.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
