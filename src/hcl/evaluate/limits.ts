import type { Value } from '../../plan/value.ts'
import { untold } from '../opaque.ts'

/** Larger than anything that a plan holds; texts and lists that double from local to local get there in twenty steps. */
const MAX_TEXT = 4_000_000
export const MAX_PARTS = 5_000
const MAX_SIZE = 500_000
/** How many expressions are evaluated for one plan; loops inside loops inside loops get there. A large plan may take more. */
const MAX_STEPS = 2_000_000
const MAX_STEPS_PER_INSTANCE = 2_000

/** What is left of the work that one plan may cause. */
export interface Budget {
  steps: number
}

/** For a plan of so many instances. */
export function newBudget(instances: number): Budget {
  return { steps: MAX_STEPS + instances * MAX_STEPS_PER_INSTANCE }
}

/** Whether all that one plan may cause was done. */
export function isSpent(budget: Budget | undefined): boolean {
  return budget !== undefined && budget.steps <= 0
}

/** An unknown of its own, equal to nothing else, in place of what is too large to be worked out. */
export function refused(because: string): Value {
  return untold('refused', [], { because })
}

/** How many values are inside, however often they are shared: what walks a value visits each of them. */
const sizes = new WeakMap<Value, number>()

function sizeOf(value: Value): number {
  const inner =
    value.kind === 'list' ? value.elements : value.kind === 'map' ? [...value.entries.values()] : []
  if (inner.length === 0) return 1
  const before = sizes.get(value)
  if (before !== undefined) return before
  const size = inner.reduce((sum, element) => sum + sizeOf(element), 1)
  sizes.set(value, size)
  return size
}

/** The value, unless it is larger than a plan's values are. */
export function limited(value: Value): Value {
  if (value.kind === 'known' && typeof value.value === 'string' && value.value.length > MAX_TEXT)
    return refused('the text is too long')
  if (value.kind === 'template' && value.parts.length > MAX_PARTS)
    return refused('the text has too many parts')
  return sizeOf(value) > MAX_SIZE ? refused('the value is too large') : value
}
