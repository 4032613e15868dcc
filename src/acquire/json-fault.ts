import { DiagnosticError, type Location } from '../diagnostic.ts'
import type { InputCode } from './input-codes.ts'
import { walkJson } from './json-grammar.ts'

/** UTF-8 that should hold a JSON object, and what its file is called. */
export interface JsonText {
  readonly bytes: Buffer
  readonly name: string
  /** Where the object begins: something else may stand before it. */
  readonly start: number
}

/** The diagnostic for a text that is not JSON: which byte cannot stand where it stands, or that the text ends too early. */
export function jsonFault(text: JsonText): DiagnosticError {
  const walked = walkJson(text.bytes, text.start)
  const { at, expected } =
    typeof walked === 'number' ? { at: walked, expected: 'a comma or a bracket' } : walked
  if (at < text.bytes.length) return notJson(text, at, `${expected} should stand here`)
  return diagnose(
    'plan-truncated',
    `\`${text.name}\` ends at byte ${text.bytes.length}, in the middle of a value`,
    'let Terraform write the file itself, `terraform show -json tfplan > plan.json`: some wrappers cut output at 65,536 characters',
    locate(text, text.bytes.length),
  )
}

/** The diagnostic for the byte at `at`, which should not be there. */
export function notJson(text: JsonText, at: number, sentence: string): DiagnosticError {
  const location = locate(text, at)
  return diagnose(
    'plan-not-json',
    `\`${text.name}\` is not valid JSON at line ${location.line}, column ${location.column} (byte ${at}): ${sentence}`,
    'make it anew with `terraform show -json tfplan > plan.json`, with nothing else in the file',
    location,
  )
}

function diagnose(code: InputCode, message: string, help: string, location: Location): DiagnosticError {
  return new DiagnosticError({ code, severity: 'error', message, help, location })
}

/** The line and column of a byte. */
function locate({ bytes, name }: JsonText, at: number): Location {
  let line = 1
  let start = 0
  for (let end = bytes.indexOf(NEWLINE); end !== -1 && end < at; end = bytes.indexOf(NEWLINE, start)) {
    line += 1
    start = end + 1
  }
  // Columns count UTF-16 units; of a line too long for a string it is enough to know the byte.
  const column = at - start > LONGEST_LINE ? at - start : bytes.toString('utf8', start, at).length
  return { file: name, line, column: column + 1 }
}

const LONGEST_LINE = 2 ** 24
const NEWLINE = 0x0a
