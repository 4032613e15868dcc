import type { Diagnostic } from '../diagnostic.ts'
import { codeFrame, printLocation } from './code-frame.ts'
import { sanitise } from './sanitise.ts'
import { type Paint, type Style, styleFor } from './style.ts'
import { wrap, wrapHanging } from './wrap.ts'

/** Problems with the inputs, for people: code, sentence, place, the line itself, and what to do. Ends in a newline, or is empty. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: { readonly color: boolean; readonly width: number },
): string {
  const style = styleFor(options.color)
  return diagnostics
    .map((diagnostic) => `${diagnosticLines(diagnostic, style, options.width).join('\n')}\n`)
    .join('\n')
}

/** One diagnostic, whole. */
export function diagnosticLines(diagnostic: Diagnostic, style: Style, width: number): readonly string[] {
  const { help, location } = diagnostic
  return [
    ...diagnosticHeadLines(diagnostic, style, width),
    ...(location === undefined ? [] : codeFrame(location).map((line) => `    ${line}`)),
    ...(help === undefined ? [] : wrap(`help: ${sanitise(help)}`, width, '  ')),
  ]
}

/** Code, sentence and place. Only the first line stands at the left edge, and it begins with words of ours. */
function diagnosticHeadLines(diagnostic: Diagnostic, style: Style, width: number): readonly string[] {
  const { code, severity, message, location } = diagnostic
  const label = `${severity}[${sanitise(code)}]:`
  const [first = '', ...more] = wrapHanging(`${label} ${sanitise(message)}`, width, '  ')
  return [
    `${style.bold(paintOf(severity, style)(label))}${first.slice(label.length)}`,
    ...more,
    ...(location === undefined ? [] : [`  ${style.dim(`at ${printLocation(location)}`)}`]),
  ]
}

function paintOf(severity: Diagnostic['severity'], style: Style): Paint {
  switch (severity) {
    case 'error':
      return style.red
    case 'warning':
      return style.yellow
    case 'note':
      return style.cyan
  }
}
