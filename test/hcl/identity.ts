import { convert } from '../../src/hcl/convert.ts'
import { callFunction, type FunctionContext } from '../../src/hcl/functions/index.ts'
import { setValue } from '../../src/hcl/set.ts'
import { BOOL, DYNAMIC, NUMBER, STRING, type Type } from '../../src/hcl/types.ts'
import { parseNumber } from '../../src/plan/number.ts'
import type { TemplatePart, Value } from '../../src/plan/value.ts'

/** What each unknown of a test turned out to be, by its id. */
export type Applied = ReadonlyMap<string, Value>

/**
 * Works an identity out once its unknowns are applied: `upper(u1)`, `format("%v", u2)`, with literals as they are written there.
 * `undefined` for an identity that stands for a whole call, whose value is the call itself.
 */
export function applyIdentity(id: string, applied: Applied, context: FunctionContext): Value | undefined {
  const reader = { id, at: 0, applied, context }
  const value = readValue(reader)
  return reader.at === id.length ? value : undefined
}

interface Reader {
  readonly id: string
  at: number
  readonly applied: Applied
  readonly context: FunctionContext
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  const match = new RegExp(pattern.source, 'y')
  match.lastIndex = reader.at
  const found = match.exec(reader.id)?.[0]
  reader.at += found?.length ?? 0
  return found
}

function readValue(reader: Reader): Value | undefined {
  const name = take(reader, /u\d+/)
  if (name !== undefined) return reader.applied.get(name)
  const digits = take(reader, /-?\d+(?:\.\d+)?/)
  if (digits !== undefined) return { kind: 'known', value: parseNumber(digits) }
  const none = take(reader, /null(?: of \w+\b(?!\())?(?! of)/)
  if (none !== undefined) return { kind: 'null', type: TYPES[none.slice(8)] ?? DYNAMIC }
  const word = take(reader, /(?:true|false)\b/)
  if (word !== undefined) return { kind: 'known', value: word === 'true' }
  if (reader.id[reader.at] === '"') return readString(reader)
  const call = take(reader, /[a-z0-9 ]+\(/)
  if (call !== undefined) return readCall(reader, call.slice(0, -1))
  const form = take(reader, /(?:list|set|tuple)?\[/)
  if (form === undefined) return undefined
  const elements = readMany(reader, ']')
  if (elements === undefined) return undefined
  if (form === 'set[') return setValue(elements)
  return { kind: 'list', form: form === 'list[' ? 'list' : 'tuple', elements }
}

function readMany(reader: Reader, close: string): readonly Value[] | undefined {
  const values: Value[] = []
  while (reader.id[reader.at] !== close) {
    const value = readValue(reader)
    if (value === undefined) return undefined
    values.push(value)
    take(reader, /, /)
  }
  reader.at += 1
  return values
}

function readString(reader: Reader): Value | undefined {
  const parts: TemplatePart[] = []
  reader.at += 1
  while (reader.id[reader.at] !== '"') {
    const literal = take(reader, /(?:\$\$|\\u[0-9a-f]{4}|\\[^u]|[^"\\$])+/)
    if (literal !== undefined) parts.push(JSON.parse(`"${literal.replaceAll('$$', () => '$')}"`))
    else if (take(reader, /\$\{/) !== undefined) {
      const value = readValue(reader)
      if (value?.kind !== 'known') return undefined
      const text = convert(value, STRING)
      parts.push(text.kind === 'known' ? String(text.value) : '')
      reader.at += 1
    } else return undefined
  }
  reader.at += 1
  return { kind: 'known', value: parts.join('') }
}

const TYPES: Readonly<Record<string, Type>> = { string: STRING, number: NUMBER, bool: BOOL }

function readCall(reader: Reader, name: string): Value | undefined {
  const args = readMany(reader, ')')
  const [first] = args ?? []
  if (args === undefined || first === undefined) return undefined
  if (name.startsWith('to ')) {
    const type = TYPES[name.slice(3)]
    return type === undefined ? undefined : convert(first, type)
  }
  if (name !== 'jsonescape') return callFunction(name, args, reader.context)
  const encoded = callFunction('jsonencode', [convert(first, STRING)], reader.context)
  return encoded.kind === 'known' ? { kind: 'known', value: String(encoded.value).slice(1, -1) } : undefined
}
