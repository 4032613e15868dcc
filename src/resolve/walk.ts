import { ABSENT, printPath, type Step, type Unknown, type Value } from '../plan/value.ts'

/**
 * One step into a value. A part of an unknown is an unknown of its own; what does not exist is absent; what has no parts
 * (text, a list asked for a name) is absent too: whoever must tell these apart looks at the kind first.
 */
export function stepInto(value: Value, step: Step): Value {
  const marks = value.sensitive === true ? { sensitive: true } : {}
  switch (value.kind) {
    case 'unknown':
      return { kind: 'unknown', unknown: partOf(value.unknown, step), ...marks }
    case 'list':
      if (typeof step !== 'number') return ABSENT
      return inherit(value.elements[step] ?? missing(value.rest, step), value)
    case 'map':
      if (typeof step !== 'string') return ABSENT
      return inherit(value.entries.get(step) ?? missing(value.rest, step), value)
    case 'known':
    case 'template':
    case 'null':
    case 'absent':
      return ABSENT
  }
}

/** The identity of a part follows from the identity of the whole. */
export function partOf(unknown: Unknown, step: Step): Unknown {
  const part = printPath([step])
  const id = part.startsWith('[') ? `${unknown.id}${part}` : `${unknown.id}.${part}`
  return {
    id,
    waitsFor: unknown.waitsFor,
    ...(unknown.because === undefined ? {} : { because: unknown.because }),
  }
}

function missing(rest: Unknown | undefined, step: Step): Value {
  return rest === undefined ? ABSENT : { kind: 'unknown', unknown: partOf(rest, step) }
}

/** A part of something sensitive is sensitive, and no better known than the whole. */
function inherit(part: Value, whole: Value): Value {
  if (whole.sensitive !== true || part.sensitive === true) return part
  return { ...part, sensitive: true }
}
