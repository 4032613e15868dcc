import type { Diagnostic } from '../diagnostic.ts'
import { codeFrame, printLocation } from './code-frame.ts'
import { sanitise } from './sanitise.ts'
import { type Style, styleFor, wrap } from './text.ts'

/** Problems with the inputs, for people: code, sentence, place, the line itself, and what to do. Ends in a newline, or is empty. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: { readonly color: boolean; readonly width: number },
): string {
  const style = styleFor(options.color)
  return diagnostics
    .map((diagnostic) => `${printDiagnostic(diagnostic, style, options.width).join('\n')}\n`)
    .join('\n')
}

function printDiagnostic(diagnostic: Diagnostic, style: Style, width: number): readonly string[] {
  const { code, severity, message, help, location } = diagnostic
  const paint = severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.cyan
  const [first = '', ...more] = wrap(`${severity}[${code}]: ${sanitise(message)}`, width, '')
  const label = `${severity}[${code}]:`
  const lines = [
    first.startsWith(label) ? style.bold(paint(label)) + first.slice(label.length) : first,
    ...more,
  ]
  if (location !== undefined) {
    lines.push(`  ${style.dim(`at ${printLocation(location)}`)}`)
    lines.push(...codeFrame(location).map((line) => `    ${line}`))
  }
  if (help !== undefined) lines.push(...wrap(`help: ${sanitise(help)}`, width, '  '))
  return lines
}
