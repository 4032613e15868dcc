import { DYNAMIC } from '../../hcl/types.ts'
import type { Json } from '../../plan/plan-document.ts'
import { readPlanned } from '../../plan/planned-value.ts'
import type { Value } from '../../plan/value.ts'

/** A JSON value of the plan as an expression would give it: arrays are tuples, objects are objects. */
export function literalOf(json: Json): Value {
  return withLiteralForms(
    readPlanned({ value: json, unknown: undefined, sensitive: undefined, address: '', path: [] }),
  )
}

function withLiteralForms(value: Value): Value {
  if (value.kind === 'null') return { ...value, type: DYNAMIC }
  if (value.kind === 'list')
    return { ...value, form: 'tuple', elements: value.elements.map(withLiteralForms) }
  if (value.kind !== 'map') return value
  return {
    ...value,
    form: 'object',
    entries: new Map([...value.entries].map(([key, entry]) => [key, withLiteralForms(entry)])),
  }
}
