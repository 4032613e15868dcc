import type { Diagnostic } from '../diagnostic.ts'
import { printDiagnostics } from './diagnostics.ts'
import { diagnosticAsJson } from './json.ts'
import { list, plural } from './plural.ts'
import { styleFor } from './style.ts'

/** What was looked at, and what is wrong with it. */
export interface Remarks {
  readonly files: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The first number changes when something is taken away or gets another meaning, the second when something is added. */
const LINT_VERSION = '1.0'

/** For people: each problem with the line that it is in; the last line counts them. */
export function lintAsText(
  { files, diagnostics }: Remarks,
  options: { readonly color: boolean; readonly width: number },
): string {
  const style = styleFor(options.color)
  const counts = [
    ...countOf(diagnostics, 'error'),
    ...countOf(diagnostics, 'warning'),
    ...countOf(diagnostics, 'note'),
  ]
  const looked = plural(files.length, 'file')
  const last = counts.length === 0 ? `No problems in ${looked}` : `${list(counts)} in ${looked}`
  const paint = hasErrors(diagnostics) ? style.red : counts.length === 0 ? style.green : style.yellow
  const problems = printDiagnostics(diagnostics, options)
  return `${problems}${problems === '' ? '' : '\n'}${style.bold(paint(last))}\n`
}

/** For programs: `schemas/lint.schema.json` says what is in it. */
export function lintAsJson({ files, diagnostics }: Remarks): string {
  const count = (wanted: Diagnostic['severity']): number =>
    diagnostics.filter(({ severity }) => severity === wanted).length
  const document = {
    lintVersion: LINT_VERSION,
    status: hasErrors(diagnostics) ? 'error' : 'pass',
    exitCode: hasErrors(diagnostics) ? 2 : 0,
    files,
    summary: { error: count('error'), warning: count('warning'), note: count('note') },
    diagnostics: diagnostics.map(diagnosticAsJson),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

function countOf(diagnostics: readonly Diagnostic[], wanted: Diagnostic['severity']): readonly string[] {
  const count = diagnostics.filter(({ severity }) => severity === wanted).length
  return count === 0 ? [] : [plural(count, wanted)]
}
