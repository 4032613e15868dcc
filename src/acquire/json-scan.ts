import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'

/**
 * Finds the members of a JSON object in its bytes, so that a plan of any size is read piece by piece: no giant string is made,
 * and what nobody needs is never parsed. What is skipped is checked for its structure only: strings closed, brackets paired.
 */
export interface Range {
  /** The first byte of the value. */
  readonly start: number
  /** The byte behind it. */
  readonly end: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

const MAX_DEPTH = 2000

/** The members of the object that is the whole of `bytes`. Throws a DiagnosticError where there is none. */
export function scanObject(
  bytes: Buffer,
  whole: Range = { start: 0, end: bytes.length },
): ReadonlyMap<string, Range> {
  const members = new Map<string, Range>()
  let at = skipSpace(bytes, whole.start)
  if (bytes[at] !== OPEN_BRACE) throw fault(bytes, at, 'an object should begin here')
  at = skipSpace(bytes, at + 1)
  if (bytes[at] === CLOSE_BRACE) return finish(bytes, at + 1, whole, members)
  for (;;) {
    if (bytes[at] !== QUOTE) throw fault(bytes, at, 'a key in quotes should stand here')
    const keyEnd = skipString(bytes, at)
    const key = parseText(bytes, { start: at, end: keyEnd }) as string
    at = skipSpace(bytes, keyEnd)
    if (bytes[at] !== COLON) throw fault(bytes, at, 'a colon should stand here')
    const start = skipSpace(bytes, at + 1)
    const end = skipValue(bytes, start)
    if (members.has(key)) throw duplicateKey(key, bytes, start)
    members.set(key, { start, end })
    at = skipSpace(bytes, end)
    if (bytes[at] === CLOSE_BRACE) return finish(bytes, at + 1, whole, members)
    if (bytes[at] !== COMMA) throw fault(bytes, at, 'a comma or a closing brace should stand here')
    at = skipSpace(bytes, at + 1)
  }
}

/** The elements of the array at `range`. */
export function scanArray(bytes: Buffer, range: Range): readonly Range[] {
  const elements: Range[] = []
  let at = skipSpace(bytes, range.start + 1)
  if (bytes[at] === CLOSE_BRACKET) return elements
  for (;;) {
    const end = skipValue(bytes, at)
    elements.push({ start: at, end })
    at = skipSpace(bytes, end)
    if (bytes[at] === CLOSE_BRACKET) return elements
    if (bytes[at] !== COMMA) throw fault(bytes, at, 'a comma or a closing bracket should stand here')
    at = skipSpace(bytes, at + 1)
  }
}

function finish<T>(bytes: Buffer, at: number, whole: Range, result: T): T {
  const rest = skipSpace(bytes, at)
  if (rest >= whole.end) return result
  if (bytes[rest] === OPEN_BRACE) throw severalDocuments(rest)
  throw fault(bytes, rest, 'the plan ends before this, yet something follows')
}

function severalDocuments(at: number): DiagnosticError {
  return new DiagnosticError({
    code: 'plan-several-documents',
    severity: 'error',
    message: `this holds several JSON documents, one behind the other; the second begins at byte ${at}`,
    help: 'give each plan a file of its own: `plangate check a.json b.json`',
  })
}

/** The byte behind the value that starts at `start`. */
function skipValue(bytes: Buffer, start: number): number {
  const first = bytes[start]
  if (first === QUOTE) return skipString(bytes, start)
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return skipContainer(bytes, start)
  let at = start
  while (at < bytes.length && isWordByte(bytes[at] ?? 0)) at += 1
  if (at === start) throw fault(bytes, start, 'a value should stand here')
  return at
}

/** Letters, digits, `+`, `-` and `.`: numbers and the three words; whether they make sense is left to the parser. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2d ||
    byte === 0x2e ||
    byte === 0x2b ||
    byte === 0x45
  )
}

function skipContainer(bytes: Buffer, start: number): number {
  const closers: number[] = []
  let at = start
  do {
    const byte = bytes[at]
    if (byte === undefined) throw fault(bytes, at, '')
    if (byte === QUOTE) {
      at = skipString(bytes, at)
      continue
    }
    if (byte === OPEN_BRACE) closers.push(CLOSE_BRACE)
    else if (byte === OPEN_BRACKET) closers.push(CLOSE_BRACKET)
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      if (closers.pop() !== byte) throw fault(bytes, at, 'this bracket closes nothing')
    }
    if (closers.length > MAX_DEPTH) throw tooDeep()
    at += 1
  } while (closers.length > 0)
  return at
}

/** The byte behind the closing quote. Quotes are found by the engine's own search; a quote behind an odd run of `\` is escaped. */
function skipString(bytes: Buffer, start: number): number {
  let at = start + 1
  for (;;) {
    const quote = bytes.indexOf(QUOTE, at)
    if (quote === -1) throw fault(bytes, bytes.length, '')
    let backslash = quote - 1
    while (backslash > start && bytes[backslash] === BACKSLASH) backslash -= 1
    if ((quote - 1 - backslash) % 2 === 0) return quote + 1
    at = quote + 1
  }
}

function skipSpace(bytes: Buffer, start: number): number {
  let at = start
  for (;;) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at
    at += 1
  }
}

function parseText(bytes: Buffer, range: Range): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', range.start, range.end))
  } catch {
    throw fault(bytes, range.start, 'this is not JSON')
  }
}

/** A diagnostic for the byte at `at`: the end of the file is its own story. */
export function fault(bytes: Buffer, at: number, message: string): DiagnosticError {
  return new DiagnosticError(at >= bytes.length ? truncated(bytes) : notJson(bytes, at, message))
}

function truncated(bytes: Buffer): Diagnostic {
  return {
    code: 'plan-truncated',
    severity: 'error',
    message: `the plan ends at byte ${bytes.length}, in the middle of a value`,
    help: 'write it anew with `terraform show -json PLAN > plan.json`; some wrappers cut output at 65,536 characters',
  }
}

function notJson(bytes: Buffer, at: number, message: string): Diagnostic {
  const before = bytes.subarray(0, at)
  const line = countBytes(before, 0x0a) + 1
  const column = at - before.lastIndexOf(0x0a)
  return {
    code: 'plan-not-json',
    severity: 'error',
    message: `this is not valid JSON at line ${line}, column ${column} (byte ${at}): ${message}`,
    help: 'write it anew with `terraform show -json PLAN > plan.json`, and nothing else in the file',
  }
}

function countBytes(bytes: Buffer, byte: number): number {
  let count = 0
  for (let at = bytes.indexOf(byte); at !== -1; at = bytes.indexOf(byte, at + 1)) count += 1
  return count
}

function duplicateKey(key: string, bytes: Buffer, at: number): DiagnosticError {
  return new DiagnosticError({
    code: 'plan-duplicate-key',
    severity: 'error',
    message: `\`${key}\` stands twice in the plan (again at byte ${at} of ${bytes.length})`,
    help: 'Terraform never writes that; make the plan JSON anew',
  })
}

function tooDeep(): DiagnosticError {
  return new DiagnosticError({
    code: 'plan-too-deep',
    severity: 'error',
    message: `the plan is nested more than ${MAX_DEPTH} levels deep`,
    help: 'no provider needs that; make the plan JSON anew',
  })
}
