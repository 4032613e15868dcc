import type { ResourceInstance } from '../plan/plan.ts'
import type { BlockExpressions, Expression, Json } from '../plan/plan-document.ts'
import { isArray, isObject } from '../plan/planned-value.ts'
import type { Step } from '../plan/value.ts'

/**
 * What the provider's schema says of the place that a path of names leads to; undefined where it is not known.
 * `attribute`: nothing but an argument can be written there, neither a block nor an attribute in the syntax of blocks.
 */
export type Nesting = (
  type: string,
  names: readonly string[],
) => 'attribute' | 'single' | 'list' | 'set' | 'map' | undefined

/** The expressions of the configuration that may have produced what a path leads to. */
export interface Written {
  readonly expressions: readonly Expression[]
  /** Why there may be more of them than plan JSON shows. */
  readonly because?: string
}

const DYNAMIC = 'a `dynamic` block may have written it, and plan JSON shows none'
const MISALIGNED = 'the blocks of the configuration cannot be matched with those of the plan'

/**
 * Finds what is written at a path of an instance (plan JSON: attributes are one expression, blocks are objects, arrays of
 * objects or objects by label; `dynamic` blocks leave no trace, blocks of a set stand in any order). A block of the plan is
 * matched with the one of the configuration only where there are equally many, and by index only in a list.
 */
export function findWritten(instance: ResourceInstance, path: readonly Step[], nesting: Nesting): Written {
  const written = instance.configuration?.expressions
  if (written === undefined && instance.configuration === undefined) {
    return { expressions: [], because: 'its block of the configuration is not in the plan' }
  }
  const found: Expression[] = []
  let because: string | undefined
  let blocks: readonly (Json | undefined)[] = [written as Json | undefined]
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number') continue
    const here = path.slice(0, index + 1)
    const next = path[index + 1]
    const inner: (Json | undefined)[] = []
    for (const block of blocks) {
      const value = own(block, step)
      if (value === undefined) {
        if (!isArgument(instance, here, nesting)) because = DYNAMIC
      } else if (isExpression(value) && !(isEmpty(value) && index < path.length - 1)) {
        found.push(value)
      } else if (isArray(value)) {
        const planned = countBlocks(instance, here)
        if (planned !== value.length) because = planned === undefined ? DYNAMIC : MISALIGNED
        const ordered = blocks.length === 1 && nesting(instance.address.type, namesOf(here)) === 'list'
        const exact = ordered && planned === value.length && typeof next === 'number'
        for (const element of exact ? [value[next]] : value) inner.push(element)
      } else {
        inner.push(value)
      }
    }
    blocks = inner
  }
  const inside = blocks.flatMap(expressionsIn)
  const expressions = [...found, ...inside]
  return because === undefined ? { expressions } : { expressions, because }
}

/** All expressions of a block and of the blocks in it. */
export function expressionsIn(block: BlockExpressions | Json | undefined): readonly Expression[] {
  const found: Expression[] = []
  const pending: (Json | undefined)[] = [block as Json | undefined]
  for (let at = 0; at < pending.length; at += 1) {
    const value = pending[at]
    if (isExpression(value)) found.push(value)
    else if (isArray(value)) for (const element of value) pending.push(element)
    else if (isObject(value)) for (const key of Object.keys(value)) pending.push(value[key])
  }
  return found
}

/** Nothing is written there, and nothing but an argument could be: what it holds is the provider's choice. */
function isArgument(instance: ResourceInstance, path: readonly Step[], nesting: Nesting): boolean {
  const told = nesting(instance.address.type, namesOf(path))
  if (told !== undefined) return told === 'attribute'
  const { before, after } = instance.change
  return [before, after].some((side) => isScalar(walk(side, path)))
}

function isScalar(value: Json | undefined): boolean {
  return value !== undefined && value !== null && !isArray(value) && !isObject(value)
}

/** How many blocks the plan has there; undefined when only the apply will tell. */
function countBlocks(instance: ResourceInstance, path: readonly Step[]): number | undefined {
  const mask = walk(instance.change.after_unknown, path)
  if (mask === true) return undefined
  if (isArray(mask)) return mask.length
  const value = walk(instance.change.after, path)
  return isArray(value) ? value.length : value === undefined || value === null ? 0 : 1
}

/** A mask that is `true` is `true` for everything in it. */
function walk(value: Json | undefined, path: readonly Step[]): Json | undefined {
  let here = value
  for (const step of path) {
    if (here === true) return true
    here = typeof step === 'number' ? (isArray(here) ? here[step] : undefined) : own(here, step)
  }
  return here
}

function namesOf(path: readonly Step[]): readonly string[] {
  return path.filter((step) => typeof step === 'string')
}

function own(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

/** Nothing but `constant_value` and an array of `references`; a block whose attributes are so named holds objects there. */
function isExpression(value: Json | undefined): value is Expression & Json {
  if (!isObject(value)) return false
  if (Object.keys(value).some((key) => key !== 'constant_value' && key !== 'references')) return false
  return !Object.hasOwn(value, 'references') || isArray(value['references'])
}

/** An expression without references and constant, or a block in which nothing is written. */
function isEmpty(value: Expression): boolean {
  return value.constant_value === undefined && value.references === undefined
}
