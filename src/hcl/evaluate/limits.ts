import type { Value } from '../../plan/value.ts'
import { untold } from '../opaque.ts'

/** Larger than anything that a plan holds; texts and lists that double from local to local get there in twenty steps. */
const MAX_TEXT = 4_000_000
const MAX_PARTS = 5_000
const MAX_ELEMENTS = 200_000
/** How many expressions are evaluated for one plan; loops inside loops inside loops get there. */
const MAX_STEPS = 2_000_000

/** What is left of the work that one plan may cause. */
export interface Budget {
  steps: number
}

export function newBudget(): Budget {
  return { steps: MAX_STEPS }
}

/** An unknown of its own, equal to nothing else, in place of what is too large to be worked out. */
export function refused(because: string): Value {
  return untold('refused', [], { because })
}

/** The value, unless it is larger than a plan's values are. */
export function limited(value: Value): Value {
  if (value.kind === 'known')
    return typeof value.value === 'string' && value.value.length > MAX_TEXT
      ? refused('the text is too long')
      : value
  if (value.kind === 'template' && value.parts.length > MAX_PARTS)
    return refused('the text has too many parts')
  if (value.kind === 'list')
    return value.elements.length > MAX_ELEMENTS ? refused('the list is too long') : value
  if (value.kind === 'map') return value.entries.size > MAX_ELEMENTS ? refused('the map is too large') : value
  return value
}
