/** The first byte that no JSON text can have there (the length of the text, if it ends too early), and what could stand there. */
export interface Fault {
  readonly at: number
  readonly expected: string
}

/** What may come next. The `first` ones allow the container to be closed instead. */
type State = 'value' | 'first value' | 'key' | 'first key' | 'after a value'

/**
 * Walks the JSON value at `start` by the grammar of RFC 8259, without recursion, and tells where it breaks. A value without a fault
 * gives the byte behind it; what stands there is not looked at. Slow: for texts of which it is known that something is wrong.
 */
export function walkJson(bytes: Buffer, start: number): number | Fault {
  const closers: string[] = []
  let state: State = 'value'
  let at = start
  for (;;) {
    at = skipSpace(bytes, at)
    const closer = closers.at(-1)
    const character = characterAt(bytes, at)
    if (state !== 'value' && state !== 'key' && closer !== undefined && character === closer) {
      closers.pop()
      at += 1
      state = 'after a value'
    } else if (state === 'after a value') {
      if (closer === undefined) return at
      if (character !== ',') return { at, expected: `a comma or \`${closer}\`` }
      at += 1
      state = closer === '}' ? 'key' : 'value'
    } else if (state === 'key' || state === 'first key') {
      const walked = walkKey(bytes, at)
      if (typeof walked !== 'number') return walked
      at = walked
      state = 'value'
    } else if (character === '{' || character === '[') {
      closers.push(character === '{' ? '}' : ']')
      at += 1
      state = character === '{' ? 'first key' : 'first value'
    } else {
      const walked = walkScalar(bytes, at, character)
      if (typeof walked !== 'number') return walked
      at = walked
      state = 'after a value'
    }
  }
}

/** The byte behind what was walked, or where it breaks. */
type Walked = number | Fault

function walkKey(bytes: Buffer, start: number): Walked {
  if (characterAt(bytes, start) !== '"') return { at: start, expected: 'a key in quotes' }
  const end = walkString(bytes, start)
  if (typeof end !== 'number') return end
  const at = skipSpace(bytes, end)
  return characterAt(bytes, at) === ':' ? at + 1 : { at, expected: 'a colon' }
}

function walkScalar(bytes: Buffer, start: number, first: string): Walked {
  if (first === '"') return walkString(bytes, start)
  if (first === '-' || isDigit(first)) return walkNumber(bytes, start)
  const word = ['true', 'false', 'null'].find((candidate) => candidate.startsWith(first) && first !== '')
  return word === undefined ? { at: start, expected: 'a value' } : walkWord(bytes, start, word)
}

function walkWord(bytes: Buffer, start: number, word: string): Walked {
  for (let index = 0; index < word.length; index += 1) {
    if (characterAt(bytes, start + index) !== word[index])
      return { at: start + index, expected: `\`${word}\`` }
  }
  return start + word.length
}

function walkString(bytes: Buffer, start: number): Walked {
  let at = start + 1
  for (;;) {
    const character = characterAt(bytes, at)
    if (character === '"') return at + 1
    if (character < ' ') return { at, expected: 'the rest of a string' }
    const walked = character === '\\' ? walkEscape(bytes, at + 1) : at + 1
    if (typeof walked !== 'number') return walked
    at = walked
  }
}

function walkEscape(bytes: Buffer, start: number): Walked {
  const character = characterAt(bytes, start)
  if (/^["\\/bfnrt]$/.test(character)) return start + 1
  if (character !== 'u') return { at: start, expected: 'an escape that JSON knows' }
  for (let at = start + 1; at < start + 5; at += 1) {
    if (!/^[0-9a-f]$/i.test(characterAt(bytes, at))) return { at, expected: 'a hexadecimal digit' }
  }
  return start + 5
}

function walkNumber(bytes: Buffer, start: number): Walked {
  let at = start + (characterAt(bytes, start) === '-' ? 1 : 0)
  const whole = characterAt(bytes, at) === '0' ? at + 1 : walkDigits(bytes, at)
  if (typeof whole !== 'number') return whole
  at = whole
  if (characterAt(bytes, at) === '.') {
    const fraction = walkDigits(bytes, at + 1)
    if (typeof fraction !== 'number') return fraction
    at = fraction
  }
  if (!/^[eE]$/.test(characterAt(bytes, at))) return at
  return walkDigits(bytes, at + (/^[+-]$/.test(characterAt(bytes, at + 1)) ? 2 : 1))
}

function walkDigits(bytes: Buffer, start: number): Walked {
  let at = start
  while (isDigit(characterAt(bytes, at))) at += 1
  return at === start ? { at, expected: 'a digit' } : at
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9'
}

function skipSpace(bytes: Buffer, start: number): number {
  let at = start
  while (/^[ \n\r\t]$/.test(characterAt(bytes, at))) at += 1
  return at
}

/** Bytes of other than ASCII characters only stand in strings, where they need no telling apart. Empty behind the end. */
function characterAt(bytes: Buffer, at: number): string {
  const byte = bytes[at]
  return byte === undefined ? '' : String.fromCharCode(byte)
}
