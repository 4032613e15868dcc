import { printNumber } from '../../plan/number.ts'
import { certainlyOnly } from '../../plan/shape.ts'
import type { TemplatePart, Unknown, Value } from '../../plan/value.ts'
import { readDecimal } from '../big-float.ts'
import { HclFailure } from '../failure.ts'
import { appliedPart, isWhollyKnown, unknownValue } from '../opaque.ts'
import { compareStrings, hasCertainOrder } from '../set.ts'
import { stringOf } from '../text.ts'
import { DYNAMIC, STRING, typeOf } from '../types.ts'
import { ANY_PARAMETER, type FunctionTable, known, STRING_PARAMETER, stringArgument } from './signature.ts'

const MAX_DEPTH = 200

/** Go `encoding/json` escapes what HTML could misread, too. */
export function escapeJson(text: string): string {
  return JSON.stringify(text.toWellFormed())
    .slice(1, -1)
    .replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}

/** The JSON text of a value in parts, `undefined` where even its structure is not certain. Source: go-cty `json/marshal.go`. */
export function jsonParts(value: Value): readonly TemplatePart[] | undefined {
  switch (value.kind) {
    case 'null':
    case 'absent':
      return ['null']
    case 'known':
      if (typeof value.value === 'string') return [`"${escapeJson(value.value)}"`]
      return [typeof value.value === 'boolean' ? String(value.value) : printNumber(value.value)]
    case 'template':
      return ['"', ...value.parts.map(escapePart), '"']
    case 'unknown':
      return unknownParts(value.unknown)
    case 'list': {
      if (value.rest !== undefined || !hasCertainOrder(value)) return undefined
      return bracketed('[', value.elements.map(jsonParts), ']')
    }
    case 'map': {
      if (value.rest !== undefined) return undefined
      const members = [...value.entries]
        .sort(([a], [b]) => compareStrings(a, b))
        .map(([key, entry]) => {
          const parts = jsonParts(entry)
          return parts === undefined ? undefined : [`"${escapeJson(key)}":`, ...parts]
        })
      return bracketed('{', members, '}')
    }
  }
}

/** Inside quotes only what is certainly a string and not null; the JSON text of anything else is a part of its own. */
function unknownParts(unknown: Unknown): readonly TemplatePart[] {
  const isString = typeOf(unknownValue(unknown)).kind === 'string'
  const isNonNull = unknown.nonNull === true || unknown.nonEmpty === true || unknown.shape !== undefined
  return isString && isNonNull
    ? ['"', escapePart(unknown), '"']
    : [appliedPart('jsonencode', [unknown], STRING)]
}

/** An unknown part as it stands inside quotes: itself where it certainly has nothing to escape. */
export function escapePart(part: TemplatePart): TemplatePart {
  if (typeof part === 'string') return escapeJson(part)
  const plain = certainlyOnly(part, (character) => escapeJson(character) === character)
  return plain ? part : appliedPart('jsonescape', [part], STRING)
}

function bracketed(
  open: string,
  members: readonly (readonly TemplatePart[] | undefined)[],
  close: string,
): readonly TemplatePart[] | undefined {
  const parts: TemplatePart[] = [open]
  for (const [index, member] of members.entries()) {
    if (member === undefined) return undefined
    if (index > 0) parts.push(',')
    parts.push(...member)
  }
  return [...parts, close]
}

function jsonEncode([value]: readonly Value[]): Value | undefined {
  const parts = value === undefined ? undefined : jsonParts(value)
  if (value === undefined || parts === undefined) return undefined
  const text = stringOf(parts)
  return text.kind === 'template' ? { ...text, decoded: decodedView(value) } : text
}

/** The value as it decodes again from JSON: only objects and tuples, no declared types. */
export function decodedView(value: Value): Value {
  const { sensitive: _sensitive, ...plain } = value
  if (plain.kind === 'list') {
    const { elementType: _element, form, ...list } = plain
    const kept = hasCertainOrder(plain) ? { form: 'tuple' as const } : form === undefined ? {} : { form }
    return { ...list, ...kept, elements: plain.elements.map(decodedView) }
  }
  if (plain.kind === 'map') {
    const { elementType: _element, ...map } = plain
    return {
      ...map,
      form: 'object',
      entries: new Map([...plain.entries].map(([key, entry]) => [key, decodedView(entry)])),
    }
  }
  return plain.kind === 'null' ? { ...plain, type: DYNAMIC } : plain
}

function jsonDecode([value]: readonly Value[]): Value | undefined {
  if (value?.decoded !== undefined) return value.decoded
  if (value === undefined || !isWhollyKnown(value)) return undefined
  return readJson(stringArgument(value))
}

/** A JSON text as Terraform decodes it. Throws `HclFailure` where it is none. */
export function readJson(text: string): Value | undefined {
  if (isNestedTooDeep(text)) return undefined
  const numbers = new Map<object, Value>()
  try {
    return toValue(JSON.parse(text, numberReviver(numbers)), numbers)
  } catch (error) {
    if (error instanceof HclFailure) throw error
    throw new HclFailure('the string is not a JSON document')
  }
}

function isNestedTooDeep(text: string): boolean {
  let depth = 0
  for (const [bracket] of text.replace(/"(?:[^"\\]|\\.)*"/gs, '').matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    if (depth > MAX_DEPTH) return true
  }
  return false
}

/**
 * Keeps the digits of numbers: the reviver is given the source text of primitive values. Each is stood in for by an object of its
 * own, so that nothing in the document can pose as one.
 */
function numberReviver(
  numbers: Map<object, Value>,
): (key: string, value: unknown, context?: unknown) => unknown {
  return (_key, value, context?) => {
    const source = (context as { readonly source?: string } | undefined)?.source
    if (typeof value !== 'number' || source === undefined) return value
    const number = readDecimal(source)
    if (number === undefined || number === 'too large')
      throw new HclFailure('a number of the document is too large')
    const standIn = {}
    numbers.set(standIn, known(number))
    return standIn
  }
}

function toValue(json: unknown, numbers: ReadonlyMap<object, Value>): Value {
  if (json === null) return { kind: 'null', type: DYNAMIC }
  if (typeof json === 'string') return known(json.toWellFormed())
  if (typeof json !== 'object') return known(json === true)
  if (Array.isArray(json))
    return { kind: 'list', form: 'tuple', elements: json.map((element) => toValue(element, numbers)) }
  const number = numbers.get(json)
  if (number !== undefined) return number
  const entries = Object.entries(json).map(([key, entry]): [string, Value] => {
    return [key.toWellFormed().normalize('NFC'), toValue(entry, numbers)]
  })
  return { kind: 'map', form: 'object', entries: new Map(entries) }
}

/** Terraform's functions of JSON. Source: go-cty `function/stdlib/json.go`. */
export const JSON_FUNCTIONS: FunctionTable = {
  jsondecode: { parameters: [STRING_PARAMETER], nullable: true, symbolic: true, call: jsonDecode },
  jsonencode: {
    parameters: [{ ...ANY_PARAMETER, nullable: true }],
    returns: STRING,
    symbolic: true,
    total: true,
    call: jsonEncode,
  },
}
