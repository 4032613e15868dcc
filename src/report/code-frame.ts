import type { Location } from '../diagnostic.ts'
import { sanitise } from './sanitise.ts'

/** More of a line than this is cut around the place that is meant. */
const WIDTH = 76

/** The line that a location means, with carets under the place. Total: whatever the numbers say, it gives some lines or none. */
export function codeFrame({ line, column, length, text }: Location): readonly string[] {
  if (line === undefined || text === undefined || text.trim() === '') return []
  const at = Math.min(Math.max((column ?? 1) - 1, 0), text.length)
  const from = at > WIDTH - 10 ? at - Math.floor(WIDTH / 2) : 0
  const shown = text.slice(from, from + WIDTH).replaceAll('\t', ' ')
  const gutter = `${line} | `
  const room = Math.max(1, shown.length - (at - from))
  const carets = '^'.repeat(Math.min(Math.max(length ?? 1, 1), room))
  return [`${gutter}${sanitise(shown)}`, `${' '.repeat(gutter.length + at - from)}${carets}`]
}

/** `policies/trail.yaml:12:5`, as editors and terminals open it. */
export function printLocation({ file, line, column }: Location): string {
  const place = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`
  return `${sanitise(file)}${place}`
}
