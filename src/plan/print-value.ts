import { isNumber, printNumber } from './number.ts'
import type { TemplatePart, Value } from './value.ts'

const MAX_LENGTH = 200
const MAX_MEMBERS = 8

/**
 * A value for people, on one line. The one place where a value of the plan becomes text: what is sensitive is masked here, at
 * any depth, so that it reaches no output.
 */
export function printValue(value: Value): string {
  return shorten(print(value, 0))
}

/** A value as JSON for other programs, masked like {@link printValue}: `{"$unknown": id}` and `{"$sensitive": true}` stand for what they say. */
export function valueAsJson(value: Value): unknown {
  if (value.sensitive === true) return { $sensitive: true }
  switch (value.kind) {
    case 'known':
      return isNumber(value.value) ? asJsonNumber(printNumber(value.value)) : value.value
    case 'null':
    case 'absent':
      return null
    case 'unknown':
      return { $unknown: value.unknown.id }
    case 'template':
      return {
        $template: value.parts.map((part) => (typeof part === 'string' ? part : { $unknown: part.id })),
      }
    case 'list':
      return value.elements.map(valueAsJson)
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, valueAsJson(entry)]))
  }
}

/** Digits that a double cannot hold stay a text. */
function asJsonNumber(digits: string): number | string {
  return String(Number(digits)) === digits ? Number(digits) : digits
}

function print(value: Value, depth: number): string {
  if (value.sensitive === true) return '(sensitive)'
  switch (value.kind) {
    case 'known':
      if (isNumber(value.value)) return printNumber(value.value)
      return typeof value.value === 'string' && depth > 0 ? JSON.stringify(value.value) : String(value.value)
    case 'null':
      return 'null'
    case 'absent':
      return '(not there)'
    case 'unknown':
      return '(known after apply)'
    case 'template':
      return printTemplate(value.parts)
    case 'list':
      return `[${members(
        value.elements.map((element) => () => print(element, depth + 1)),
        value.rest !== undefined,
      )}]`
    case 'map':
      return `{${members(
        [...value.entries].map(
          ([key, entry]) =>
            () =>
              `${key} = ${print(entry, depth + 1)}`,
        ),
        value.rest !== undefined,
      )}}`
  }
}

/** The text with its unknown parts as Terraform would refer to them. */
export function printTemplate(parts: readonly TemplatePart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : `\${${part.id}}`)).join('')
}

function members(prints: readonly (() => string)[], more: boolean): string {
  const shown = prints.slice(0, MAX_MEMBERS).map((print) => print())
  return [...shown, ...(more || prints.length > MAX_MEMBERS ? ['…'] : [])].join(', ')
}

function shorten(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text
}
