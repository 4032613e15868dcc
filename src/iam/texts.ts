import { isNumber, printNumber } from '../plan/number.ts'
import type { Value } from '../plan/value.ts'
import type { Text, Texts } from './document.ts'

/** The text of a string. Numbers and booleans have one only where `scalars` says so. */
export function readText(value: Value, scalars = false): Text | undefined {
  switch (value.kind) {
    case 'template':
      return value.parts
    case 'unknown':
      return [value.unknown]
    case 'known':
      if (typeof value.value === 'string') return value.value === '' ? [] : [value.value]
      if (!scalars) return undefined
      return [isNumber(value.value) ? printNumber(value.value) : String(value.value)]
    case 'null':
    case 'absent':
    case 'list':
    case 'map':
      return undefined
  }
}

/**
 * One text or a list of them, each once; an unknown of which nothing tells that it is a text may be either. Undefined where it is
 * neither.
 */
export function readTexts(value: Value, scalars = false): Texts | undefined {
  if (value.kind === 'unknown' && value.unknown.type?.kind !== 'string')
    return { items: [], rest: value.unknown }
  if (value.kind !== 'list') {
    const text = readText(value, scalars)
    return text === undefined ? undefined : { items: [text] }
  }
  const items = value.elements.map((element) => readText(element, scalars))
  if (items.includes(undefined)) return undefined
  const texts = distinct(items.flatMap((item) => (item === undefined ? [] : [item])))
  return value.rest === undefined ? { items: texts } : { items: texts, rest: value.rest }
}

function distinct(texts: readonly Text[]): readonly Text[] {
  const byIdentity = new Map(texts.map((text) => [identityOf(text), text]))
  return [...byIdentity.values()]
}

function identityOf(text: Text): string {
  return JSON.stringify(text.map((part) => (typeof part === 'string' ? part : { id: part.id })))
}

/** The text where all of it is known. */
export function wholeText(text: Text): string | undefined {
  const [first = ''] = text
  return text.length < 2 && typeof first === 'string' ? first : undefined
}

/** The value of a text. */
export function textValue(text: Text): Value {
  const [first = ''] = text
  if (text.length > 1) return { kind: 'template', parts: text }
  return typeof first === 'string' ? { kind: 'known', value: first } : { kind: 'unknown', unknown: first }
}
