import { printValue } from '../plan/print-value.ts'
import type { Value } from '../plan/value.ts'

/** Text stands in quotes, so that `""` and `"true"` are told apart from nothing and from true. */
export function printQuoted(value: Value): string {
  const text = printValue(value)
  const isText = value.kind === 'template' || (value.kind === 'known' && typeof value.value === 'string')
  return isText && value.sensitive !== true ? `"${text.replaceAll('"', '\\"')}"` : text
}
