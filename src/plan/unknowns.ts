import type { Unknown, Value } from './value.ts'

/** Every unknown part of a value, at any depth. */
export function collectUnknowns(value: Value): readonly Unknown[] {
  switch (value.kind) {
    case 'unknown':
      return [value.unknown]
    case 'template':
      return value.parts.filter((part) => typeof part !== 'string')
    case 'list':
      return [...value.elements.flatMap(collectUnknowns), ...(value.rest === undefined ? [] : [value.rest])]
    case 'map':
      return [
        ...[...value.entries.values()].flatMap(collectUnknowns),
        ...(value.rest === undefined ? [] : [value.rest]),
      ]
    case 'known':
    case 'null':
    case 'absent':
      return []
  }
}
