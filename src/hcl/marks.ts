import { type Basis, basisOf, type Value, weakerBasis } from '../plan/value.ts'

/** What a result inherits from the values that it is made of. */
export interface Inherited {
  readonly sensitive: boolean
  readonly basis: Basis
}

export function childrenOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.elements
  return value.kind === 'map' ? [...value.entries.values()] : []
}

/** The marks of a value itself, not of what is inside it. */
export function shallowMarks(value: Value): Inherited {
  return { sensitive: value.sensitive === true, basis: basisOf(value) }
}

/** The marks of a value and of everything inside it. */
export function deepMarks(value: Value): Inherited {
  return childrenOf(value).map(deepMarks).reduce(combineMarks, shallowMarks(value))
}

export function combineMarks(a: Inherited, b: Inherited): Inherited {
  return { sensitive: a.sensitive || b.sensitive, basis: weakerBasis(a.basis, b.basis) }
}

export const NO_MARKS: Inherited = { sensitive: false, basis: 'known' }

/** The value with these marks added to its own. */
export function inherit(value: Value, marks: Inherited): Value {
  if (!marks.sensitive && marks.basis === 'known') return value
  const basis = weakerBasis(basisOf(value), marks.basis)
  return {
    ...value,
    ...(marks.sensitive || value.sensitive === true ? { sensitive: true } : {}),
    ...(basis === 'known' ? {} : { basis }),
  }
}

/** Sets keep no marks on their elements: what is inside loses them, and the set carries them. */
export function withoutMarks(value: Value): Value {
  const { sensitive: _sensitive, basis: _basis, origin: _origin, ...plain } = value
  if (plain.kind === 'list') return { ...plain, elements: plain.elements.map(withoutMarks) }
  if (plain.kind !== 'map') return plain
  return { ...plain, entries: new Map([...plain.entries].map(([key, entry]) => [key, withoutMarks(entry)])) }
}
