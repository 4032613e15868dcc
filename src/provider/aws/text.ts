import { printNumber } from '../../plan/number.ts'
import type { Marks, TemplatePart, Unknown, Value } from '../../plan/value.ts'

/** A value as text with unknown parts; undefined for null, absent, empty and what is no text. */
export function partsOf(value: Value): readonly TemplatePart[] | undefined {
  switch (value.kind) {
    case 'known':
      if (value.value === '') return undefined
      if (typeof value.value === 'string') return [value.value]
      return [typeof value.value === 'boolean' ? String(value.value) : printNumber(value.value)]
    case 'unknown':
      return [value.unknown]
    case 'template':
      return value.parts
    default:
      return undefined
  }
}

/** The inverse of {@link partsOf}: adjacent literals become one. Undefined for a text that is empty. */
export function textValue(parts: readonly TemplatePart[], marks: Marks): Value | undefined {
  const joined: TemplatePart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else if (part !== '') joined.push(part)
  }
  const [first] = joined
  if (first === undefined) return undefined
  if (joined.length > 1) return { kind: 'template', parts: joined, ...marks }
  return typeof first === 'string'
    ? { kind: 'known', value: first, ...marks }
    : { kind: 'unknown', unknown: first, ...marks }
}

/** Letters, digits and signs that stand for themselves in a shape, within classes whose ranges are only of letters and digits. */
const PLAIN_SHAPE =
  /^(?:[0-9A-Za-z_-]|\[(?:0-9|a-z|A-Z|a-f|A-F|[0-9A-Za-z_]|-(?=\]))+\]|\{\d+(?:,\d*)?\}|[()|?+*])*$/

/** Whether the character `text` certainly does not stand in the applied string. */
export function lacks(unknown: Unknown, text: string): boolean {
  return unknown.shape !== undefined && /^[^0-9A-Za-z_-]$/.test(text) && PLAIN_SHAPE.test(unknown.shape)
}
