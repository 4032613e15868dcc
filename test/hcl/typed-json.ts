import { setValue } from '../../src/hcl/set.ts'
import { DYNAMIC, printType, readType, typeOf } from '../../src/hcl/types.ts'
import { isNumber, parseNumber, printNumber } from '../../src/plan/number.ts'
import type { Json } from '../../src/plan/plan-document.ts'
import type { Type, Value } from '../../src/plan/value.ts'

/** A vector's argument or result: cty type JSON, and the value with numbers as text. */
export type TypedJson = readonly [Json, Json]

export function readTyped([type, json]: TypedJson): Value {
  return readValue(readType(type) ?? DYNAMIC, json)
}

function readValue(type: Type, json: Json | undefined): Value {
  if (json === null || json === undefined) return { kind: 'null', type }
  switch (type.kind) {
    case 'string':
      return { kind: 'known', value: String(json) }
    case 'number':
      return { kind: 'known', value: parseNumber(plainDigits(String(json))) }
    case 'bool':
      return { kind: 'known', value: json === true }
    case 'list':
    case 'set': {
      const elements = (json as readonly Json[]).map((element) => readValue(type.element, element))
      if (type.kind === 'set') return setValue(elements, type.element)
      return { kind: 'list', form: 'list', elements, elementType: type.element }
    }
    case 'tuple': {
      const elements = (json as readonly Json[]).map((element, index) =>
        readValue(type.elements[index] ?? DYNAMIC, element),
      )
      return { kind: 'list', form: 'tuple', elements }
    }
    case 'map': {
      const entries = Object.entries(json as object).map(
        ([key, entry]) => [key, readValue(type.element, entry)] as const,
      )
      return { kind: 'map', form: 'map', entries: new Map(entries), elementType: type.element }
    }
    case 'object': {
      const entries = [...type.attributes].map(([key, attribute]) => {
        return [key, readValue(attribute, (json as Record<string, Json>)[key])] as const
      })
      return { kind: 'map', form: 'object', entries: new Map(entries) }
    }
    case 'dynamic':
      throw new Error('a value of no type')
  }
}

/** Literals are written with exponents; plan numbers never are. */
function plainDigits(text: string): string {
  return printNumber(parseNumber(text))
}

/** The type and value of a result as one comparable text. */
export function printTyped(value: Value): string {
  return `${printType(withoutOrder(typeOf(value)))} ${printValue(value)}`
}

function withoutOrder(type: Type): Type {
  return type.kind === 'object'
    ? {
        ...type,
        attributes: new Map(
          [...type.attributes]
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, attribute]) => [name, withoutOrder(attribute)]),
        ),
      }
    : type.kind === 'tuple'
      ? { ...type, elements: type.elements.map(withoutOrder) }
      : 'element' in type
        ? { ...type, element: withoutOrder(type.element) }
        : type
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'known':
      return isNumber(value.value) ? printNumber(value.value) : JSON.stringify(value.value)
    case 'list':
      return `[${value.elements.map(printValue).join(', ')}]`
    case 'map':
      return `{${[...value.entries]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => `${JSON.stringify(key)} = ${printValue(entry)}`)
        .join(', ')}}`
    case 'null':
    case 'absent':
      return 'null'
    case 'unknown':
      return `<${value.unknown.id}>`
    case 'template':
      return `<${value.parts.map((part) => (typeof part === 'string' ? part : `\${${part.id}}`)).join('')}>`
  }
}
