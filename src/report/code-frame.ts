import type { Location } from '../diagnostic.ts'
import { sanitise } from './sanitise.ts'
import { columns } from './wrap.ts'

/** More of a line than this is cut around the place that is meant. */
const MAX_SHOWN = 66
/** How much of a cut line stands before the place. */
const LEAD = 30

/** The line that a location means, with carets under the place. Total: whatever the numbers say, it gives two lines or none. */
export function codeFrame({ line, column, length, text }: Location): readonly string[] {
  if (line === undefined || text === undefined || text.trim() === '') return []
  const { shown, at } = cut(text.replaceAll('\t', ' '), between((column ?? 1) - 1, 0, text.length))
  const meant = shown.slice(at, at + Math.max(length ?? 1, 1))
  const gutter = `${line} | `
  const before = ' '.repeat(gutter.length - 2)
  const caret = ' '.repeat(columns(sanitise(shown.slice(0, at))))
  return [
    `${gutter}${sanitise(shown)}`.trimEnd(),
    `${before}| ${caret}${'^'.repeat(Math.max(columns(sanitise(meant)), 1))}`,
  ]
}

/** `policies/trail.yaml:12:5`, as editors and terminals open it. */
export function printLocation({ file, line, column }: Location): string {
  const place = line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`
  return `${sanitise(file)}${place}`
}

function cut(text: string, at: number): { readonly shown: string; readonly at: number } {
  if (text.length <= MAX_SHOWN) return { shown: text, at }
  const from = at + LEAD < MAX_SHOWN ? 0 : at - LEAD
  const head = from === 0 ? '' : '…'
  const tail = from + MAX_SHOWN < text.length ? '…' : ''
  return { shown: `${head}${text.slice(from, from + MAX_SHOWN)}${tail}`, at: at - from + head.length }
}

function between(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.trunc(Math.min(Math.max(value, least), most)) : least
}
