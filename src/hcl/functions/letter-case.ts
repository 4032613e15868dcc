/** Lower-case Greek letters with iota subscript, whose simple upper case is the title-case letter eight places further on. */
const GREEK_IOTA = /[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]/
const GREEK_IOTA_SINGLE: ReadonlyMap<string, string> = new Map([
  ['\u1fb3', '\u1fbc'],
  ['\u1fc3', '\u1fcc'],
  ['\u1ff3', '\u1ffc'],
])

/** Their upper case is younger than the Unicode version (15) of Terraform's library. */
const NO_UPPER_CASE = /[\u019b\u0264\ua7d3\ua7d5]/
/** Georgian has an upper case, and its title case is the lower. */
const NO_TITLE_CASE = /[\u10d0-\u10ff]/

/** Go `strings.ToUpper`: each character by its simple mapping, never one character to several. */
export function toUpper(text: string): string {
  return mapCharacters(text, (character) => {
    if (NO_UPPER_CASE.test(character)) return character
    if (GREEK_IOTA.test(character)) return String.fromCharCode(character.charCodeAt(0) + 8)
    return GREEK_IOTA_SINGLE.get(character) ?? character.toUpperCase()
  })
}

/** Go `strings.ToLower`. */
export function toLower(text: string): string {
  return mapCharacters(text, (character) => (character === '\u0130' ? 'i' : character.toLowerCase()))
}

/** Digraphs and the letters above have a title case of their own. */
const TITLE_CASE: ReadonlyMap<string, string> = new Map([
  ...['\u01c4', '\u01c5', '\u01c6'].map((letter) => [letter, '\u01c5'] as const),
  ...['\u01c7', '\u01c8', '\u01c9'].map((letter) => [letter, '\u01c8'] as const),
  ...['\u01ca', '\u01cb', '\u01cc'].map((letter) => [letter, '\u01cb'] as const),
  ...['\u01f1', '\u01f2', '\u01f3'].map((letter) => [letter, '\u01f2'] as const),
])

/** Go `strings.Title`: the first letter of each word to title case, the others as they are. */
export function toTitle(text: string, before = ' '): string {
  let previous = before
  return mapCharacters(text, (character) => {
    const starts = isWordSeparator(previous)
    previous = character
    if (!starts || NO_TITLE_CASE.test(character)) return character
    return TITLE_CASE.get(character) ?? toUpper(character)
  })
}

/** Go `strings.isSeparator`. */
export function isWordSeparator(character: string): boolean {
  if (character.charCodeAt(0) < 128) return !/[0-9A-Za-z_]/.test(character)
  return !/[\p{L}\p{Nd}]/u.test(character) && /\p{White_Space}/u.test(character)
}

function mapCharacters(text: string, map: (character: string) => string): string {
  let result = ''
  for (const character of text) {
    const mapped = map(character)
    result += [...mapped].length === 1 ? mapped : character
  }
  return result
}
