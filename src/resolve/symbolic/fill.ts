import { deepMarks, inherit, shallowMarks } from '../../hcl/marks.ts'
import { isWhollyKnown } from '../../hcl/opaque.ts'
import { basisOf, type Step, type Value, weakerBasis } from '../../plan/value.ts'
import { contradicts, onlyElement } from './contradiction.ts'

/** What the provider adds to what is written. */
export interface Additions {
  /** Whether it chooses a value of its own where the argument at this path comes to null. */
  readonly mayBeChosen: (path: readonly Step[]) => boolean
  /** Blocks of which the plan shows nothing, with what stands in them beside what is written. */
  readonly complete: (path: readonly Step[], written: Value) => Value
}

/**
 * What the plan shows of a value, with its unknown parts filled in by what is written in the same place. What the plan knows stays
 * as it is. A part that is written as a plain known value although the plan does not know it, or as null, is the provider's choice.
 */
export function fill(planned: Value, written: Value, path: readonly Step[], additions: Additions): Value {
  if (planned.kind === 'unknown') {
    const open = isProvidersChoice(written) || (mayBeNull(written) && additions.mayBeChosen(path))
    return open ? planned : predicted(planned, additions.complete(path, written))
  }
  if (planned.kind === 'list' && written.kind === 'list') return fillList(planned, written, path, additions)
  const only = planned.kind === 'map' ? onlyElement(written) : undefined
  if (only !== undefined) return fill(planned, only, path, additions)
  if (planned.kind !== 'map' || written.kind !== 'map') return planned
  const entries = new Map<string, Value>()
  for (const [key, entry] of planned.entries) {
    const other = written.entries.get(key)
    entries.set(
      key,
      other === undefined
        ? entry
        : fill(entry, inherit(other, shallowMarks(written)), [...path, key], additions),
    )
  }
  return { ...planned, entries }
}

/** Terraform would have known a value that depends on nothing unknown: that it does not means that the provider replaces it. */
function isProvidersChoice(written: Value): boolean {
  if (written.kind === 'null' || written.kind === 'absent') return true
  return isWhollyKnown(written) && deepMarks(written).basis === 'known'
}

function mayBeNull(written: Value): boolean {
  if (written.kind !== 'unknown') return false
  const { nonNull, nonEmpty, shape } = written.unknown
  return nonNull !== true && nonEmpty !== true && shape === undefined
}

function fillList(
  planned: Value & { kind: 'list' },
  written: Value & { kind: 'list' },
  path: readonly Step[],
  additions: Additions,
): Value {
  if (written.rest !== undefined || written.elements.length !== planned.elements.length) return planned
  const order = orderOf(planned, written)
  if (order === undefined) return planned
  // Sets carry the marks of their elements.
  const marks = shallowMarks(written)
  const elements = planned.elements.map((element, index) => {
    const other = written.elements[order[index] ?? -1]
    return other === undefined ? element : fill(element, inherit(other, marks), [...path, index], additions)
  })
  return { ...planned, elements }
}

/** Which written element each planned element is; `undefined` where that is not certain. */
function orderOf(
  planned: Value & { kind: 'list' },
  written: Value & { kind: 'list' },
): readonly number[] | undefined {
  if (planned.form === 'list' || planned.form === 'tuple') return [...planned.elements.keys()]
  // Nothing tells whether it is a set: then its elements are told apart by what is known of them alone.
  const open = planned.elements.filter(({ kind }) => kind === 'unknown')
  if (planned.form === undefined && open.length > 1) return undefined
  return pairs(planned.elements, written.elements)
}

/**
 * Which written element each planned element of a set is: what the plan knows in part must fit exactly one; what it does not know at
 * all takes the others, in any order, for a set has none.
 */
function pairs(planned: readonly Value[], written: readonly Value[]): readonly number[] | undefined {
  if (planned.length > 64) return undefined
  const chosen = new Map<number, number>()
  const taken = new Set<number>()
  for (const [at, element] of planned.entries()) {
    if (element.kind === 'unknown') continue
    const fitting = [...written.keys()].filter((index) => {
      const other = written[index]
      return other !== undefined && !taken.has(index) && !contradicts(element, other, true)
    })
    const exact = isWhollyKnown(element)
      ? fitting.filter((index) => isWhollyKnown(written[index] ?? element))
      : fitting
    const [only] = exact
    if (only === undefined || exact.length > 1) return undefined
    chosen.set(at, only)
    taken.add(only)
  }
  const free = [...written.keys()].filter((index) => !taken.has(index))
  return planned.map((_, at) => chosen.get(at) ?? free.shift() ?? -1)
}

/** The written value in place of an unknown one: no better known than predicted, and hidden where the plan hides it. */
function predicted(planned: Value, written: Value): Value {
  const inner = withBasis(written)
  return planned.sensitive === true ? { ...inner, sensitive: true } : inner
}

function withBasis(value: Value): Value {
  const basis = weakerBasis(basisOf(value), 'predicted')
  if (value.kind === 'list') return { ...value, basis, elements: value.elements.map(withBasis) }
  if (value.kind !== 'map') return { ...value, basis }
  return {
    ...value,
    basis,
    entries: new Map([...value.entries].map(([key, entry]) => [key, withBasis(entry)])),
  }
}
