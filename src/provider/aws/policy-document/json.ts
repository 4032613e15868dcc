import { certainlyOnly } from '../../../plan/shape.ts'
import type { TemplatePart, Unknown, Value } from '../../../plan/value.ts'
import { derivedString } from './strings.ts'

/**
 * The text that Go prints for a document, in parts: `json.MarshalIndent` with two spaces, or `json.Marshal`. Members stand in the
 * order of the map. Undefined where something other than the text inside a string is not certain.
 */
export function jsonText(value: Value, style: 'indented' | 'minified'): readonly TemplatePart[] | undefined {
  return print(value, style === 'minified' ? '' : '\n')
}

function print(value: Value, newline: string): readonly TemplatePart[] | undefined {
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'string' ? [`"${escapeJson(value.value)}"`] : undefined
    case 'template':
      return ['"', ...value.parts.map(escapePart), '"']
    case 'unknown':
      return isString(value.unknown) ? ['"', escapePart(value.unknown), '"'] : undefined
    case 'list': {
      if (value.rest !== undefined || value.form === 'set') return undefined
      const inner = value.elements.map((element) => print(element, deeper(newline)))
      return bracketed('[', inner, ']', newline)
    }
    case 'map': {
      if (value.rest !== undefined) return undefined
      const colon = newline === '' ? ':' : ': '
      const inner = [...value.entries].map(([key, entry]) => {
        const parts = print(entry, deeper(newline))
        return parts === undefined ? undefined : [`"${escapeJson(key)}"${colon}`, ...parts]
      })
      return bracketed('{', inner, '}', newline)
    }
    case 'null':
    case 'absent':
      return undefined
  }
}

function deeper(newline: string): string {
  return newline === '' ? '' : `${newline}  `
}

function bracketed(
  open: string,
  members: readonly (readonly TemplatePart[] | undefined)[],
  close: string,
  newline: string,
): readonly TemplatePart[] | undefined {
  if (members.length === 0) return [open + close]
  const parts: TemplatePart[] = [open]
  for (const [index, member] of members.entries()) {
    if (member === undefined) return undefined
    parts.push(`${index > 0 ? ',' : ''}${deeper(newline)}`, ...member)
  }
  return [...parts, newline, close]
}

function isString(unknown: Unknown): boolean {
  return unknown.type?.kind === 'string' && unknown.nonNull === true
}

/** Go `encoding/json` escapes what HTML could misread, too. */
function escapeJson(text: string): string {
  return JSON.stringify(text.toWellFormed())
    .slice(1, -1)
    .replace(
      /[<>&\u2028\u2029]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}

/** An unknown part as it stands inside quotes: itself where it certainly has nothing to escape. */
function escapePart(part: TemplatePart): TemplatePart {
  if (typeof part === 'string') return escapeJson(part)
  return certainlyOnly(part, (character) => escapeJson(character) === character)
    ? part
    : derivedString('jsonescape', [part])
}
