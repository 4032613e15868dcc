import { isAscii, isUtf8 } from 'node:buffer'
import type { Diagnostic } from '../diagnostic.ts'
import { inputError } from './input-codes.ts'
import { type JsonText, notJson } from './json-fault.ts'
import { isSpace, type Range, scanObject } from './json-scan.ts'
import { HOW, recogniseObject, recogniseText } from './plan-input.ts'

/** Plan JSON whose sections are found and not yet parsed. */
export interface OpenedPlan {
  readonly text: JsonText
  readonly sections: ReadonlyMap<string, Range>
  readonly notes: readonly Diagnostic[]
}

/**
 * Finds the sections of plan JSON in what a user may give: with byte order marks, in the UTF-16 of PowerShell's `>`, and between
 * the lines that the setup-terraform wrapper prints. Throws a DiagnosticError that names what else it is.
 */
export function openPlan(given: Uint8Array, name: string): OpenedPlan {
  const raw = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const bytes = toUtf8(raw, name)
  const start = skipWrapper(bytes, 0)
  if (start === bytes.length) throw noPlan(name)
  if (String.fromCharCode(bytes[start] ?? 0) !== '{') throw recogniseText(bytes, start, name)
  if (!isUtf8(bytes)) throw notUtf8(bytes, name)
  const text = { bytes, name, start }
  const { members, end } = scanObject(text)
  const foreign = recogniseObject(new Set(members.keys()), name)
  if (foreign !== undefined) throw foreign
  const rest = skipWrapper(bytes, end)
  if (rest !== bytes.length) throw trailing(text, rest)
  const notes: Diagnostic[] = []
  if (start !== skipSpace(bytes, 0) || rest !== skipSpace(bytes, end)) notes.push(wrapperNote(name))
  if (utf16Of(raw) !== undefined && !isAscii(bytes)) notes.push(utf16Note(name))
  return { text, sections: members, notes }
}

/** UTF-8 without a byte order mark. Throws a DiagnosticError where UTF-16 is broken; UTF-8 is not looked at. */
export function toUtf8(raw: Buffer, name: string = 'the input'): Buffer {
  const encoding = utf16Of(raw)
  if (encoding !== undefined) return decodeUtf16(raw, encoding, name)
  return raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? raw.subarray(3) : raw
}

/** By the byte order mark, or by the zero beside the first character: JSON begins with an ASCII character. */
function utf16Of(raw: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = raw
  if (first === undefined || second === undefined) return undefined
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return undefined
}

/** In pieces, since the whole may be longer than a string can be. The decoder drops the byte order mark. */
function decodeUtf16(raw: Buffer, encoding: 'utf-16le' | 'utf-16be', name: string): Buffer {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const pieces: Buffer[] = []
  try {
    for (let at = 0; at < raw.length; at += PIECE) {
      pieces.push(Buffer.from(decoder.decode(raw.subarray(at, at + PIECE), { stream: true })))
    }
    return Buffer.concat([...pieces, Buffer.from(decoder.decode())])
  } catch {
    throw inputError('plan-not-utf8', `\`${name}\` is neither UTF-8 nor valid UTF-16`, MAKE_ANEW)
  }
}

const MAKE_ANEW =
  'make it anew with `terraform show -json tfplan > plan.json`, and let nothing change its encoding'

const PIECE = 2 ** 24

/**
 * Behind white space and the lines of the setup-terraform wrapper: `[command]…` stands before the plan, workflow commands such as
 * `::debug::…` on both sides.
 */
function skipWrapper(bytes: Buffer, start: number): number {
  let at = skipSpace(bytes, start)
  while (/^(?:\[command\]|::)/.test(bytes.toString('latin1', at, at + 9))) {
    const end = bytes.indexOf('\n', at)
    at = end === -1 ? bytes.length : skipSpace(bytes, end)
  }
  return at
}

function skipSpace(bytes: Buffer, start: number): number {
  let at = start
  while (isSpace(bytes[at])) at += 1
  return at
}

function noPlan(name: string): Error {
  return inputError(
    'plan-empty',
    `there is no plan in \`${name}\`: it is empty`,
    `did the command fail that should write it? ${HOW}`,
  )
}

/** What stands behind the plan: another document, other output, or a bracket too many. */
function trailing(text: JsonText, at: number): Error {
  const { bytes, name } = text
  const first = String.fromCharCode(bytes[at] ?? 0)
  if (first === '{') {
    return inputError(
      'plan-several-documents',
      `\`${name}\` holds several JSON documents, one behind the other: the second begins at byte ${at}`,
      'give each plan a file of its own: `plangate check a.json b.json`',
    )
  }
  if ('}],:"'.includes(first)) return notJson(text, at, 'the plan ends before this, yet something follows')
  return inputError(
    'plan-in-log',
    `other output follows the plan in \`${name}\`, from byte ${at} on`,
    'write nothing but the output of `terraform show -json tfplan` into the file',
  )
}

/** The place of the first byte that is wrong: a cut before the start of a character never makes what is left wrong. */
function notUtf8(bytes: Buffer, name: string): Error {
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isUtf8(bytes.subarray(0, startOfCharacter(bytes, middle)))) good = middle
    else bad = middle
  }
  return inputError(
    'plan-not-utf8',
    `\`${name}\` is not valid UTF-8: byte ${startOfCharacter(bytes, good)} belongs to no character`,
    MAKE_ANEW,
  )
}

function startOfCharacter(bytes: Buffer, at: number): number {
  let start = at
  while (start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start -= 1
  return start
}

function wrapperNote(name: string): Diagnostic {
  return {
    code: 'plan-wrapped',
    severity: 'note',
    message: `\`${name}\` holds lines of the setup-terraform wrapper around the plan; they were ignored`,
    help: 'set `terraform_wrapper: false` for the action `hashicorp/setup-terraform`',
  }
}

function utf16Note(name: string): Diagnostic {
  return {
    code: 'plan-utf16',
    severity: 'note',
    message: `\`${name}\` was written as UTF-16, and PowerShell may have changed letters beyond ASCII on the way`,
    help: 'write it with `cmd /c "terraform show -json tfplan > plan.json"`, or use PowerShell 7.4 or later',
  }
}
