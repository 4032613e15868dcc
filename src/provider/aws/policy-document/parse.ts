import type { Value } from '../../../plan/value.ts'

/** Nothing in a policy document lies deeper: document, statements, statement, conditions, operator, values, value. */
const MAX_DEPTH = 8

/** A JSON text as a value; what lies deeper than anything in a policy document is left out. Undefined where it is none. */
export function parseDocument(text: string): Value | undefined {
  try {
    return readValue(JSON.parse(text), 0)
  } catch {
    return undefined
  }
}

function readValue(json: unknown, depth: number): Value {
  if (json === null) return { kind: 'null' }
  if (typeof json === 'string') return { kind: 'known', value: json.toWellFormed() }
  if (typeof json === 'number' || typeof json === 'boolean') return { kind: 'known', value: json }
  if (typeof json !== 'object' || depth > MAX_DEPTH) return { kind: 'absent' }
  if (Array.isArray(json))
    return { kind: 'list', form: 'tuple', elements: json.map((element) => readValue(element, depth + 1)) }
  const entries = Object.entries(json).map(([key, entry]): [string, Value] => [
    key,
    readValue(entry, depth + 1),
  ])
  return { kind: 'map', form: 'object', entries: new Map(entries) }
}
