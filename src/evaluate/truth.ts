import { type Basis, strongerBasis, type Unknown, weakerBasis } from '../plan/value.ts'
import type { Leaf } from './result.ts'

/**
 * The answer to a condition, with what it rests on: the values that decided it, the weakest basis among those it needs,
 * and for unknown the parts that it waits for.
 */
export type Truth = TrueTruth | FalseTruth | UnknownTruth | ErrorTruth
export interface TrueTruth extends Evidence {
  readonly kind: 'true'
}
export interface FalseTruth extends Evidence {
  readonly kind: 'false'
}
export interface UnknownTruth extends Evidence {
  readonly kind: 'unknown'
  readonly unknowns: readonly Unknown[]
}
/** The question itself makes no sense here: a wrong type, an attribute that the type does not have. */
export interface ErrorTruth extends Evidence {
  readonly kind: 'error'
  readonly code: string
  readonly message: string
  readonly help?: string
}

export interface Evidence {
  readonly leaves: readonly Leaf[]
  readonly basis: Basis
  readonly notes: readonly string[]
}

const NOTHING: Evidence = { leaves: [], basis: 'known', notes: [] }

export const TRUE: Truth = { kind: 'true', ...NOTHING }
export const FALSE: Truth = { kind: 'false', ...NOTHING }

export function unknownTruth(unknowns: readonly Unknown[], evidence: Partial<Evidence> = {}): Truth {
  return { kind: 'unknown', unknowns, ...NOTHING, ...evidence }
}

export function errorTruth(code: string, message: string, help?: string): ErrorTruth {
  return { kind: 'error', code, message, ...(help === undefined ? {} : { help }), ...NOTHING }
}

export function withNote(truth: Truth, note: string): Truth {
  return truth.notes.includes(note) ? truth : { ...truth, notes: [...truth.notes, note] }
}

/** Of what holds of nothing: the report counts it. */
export const HOLDS_OF_NOTHING = 'it holds because there is nothing that could break it'

export function withBasis(truth: Truth, basis: Basis): Truth {
  return { ...truth, basis: weakerBasis(truth.basis, basis) }
}

/**
 * Conjunction: false, else unknown, else error, else true. The order of the terms never matters, and learning a value never
 * changes a settled answer (with error before unknown it could: `true, unknown, error` against `true, false, error`).
 */
export function all(terms: readonly Truth[]): Truth {
  return combine(terms, 'false', 'true')
}

/** Disjunction: true, else unknown, else error, else false. */
export function any(terms: readonly Truth[]): Truth {
  return combine(terms, 'true', 'false')
}

/** Exchanges true and false; unknown and error stay. */
export function not(term: Truth): Truth {
  switch (term.kind) {
    case 'true':
      return { ...term, kind: 'false' }
    case 'false':
      return { ...term, kind: 'true' }
    case 'unknown':
    case 'error':
      return term
  }
}

/** One term of the `decisive` kind settles it and is enough: the best evidenced one gives the basis. */
function combine(terms: readonly Truth[], decisive: 'true' | 'false', otherwise: 'true' | 'false'): Truth {
  const [only] = terms
  if (only !== undefined && terms.length === 1) return only
  const settled = ofKind(terms, decisive)
  const errors = ofKind(terms, 'error')
  if (settled.length > 0) {
    const [first] = settled
    if (first !== undefined && settled.length === 1 && errors.length === 0) return first
    const basis = settled.reduce((best, term) => strongerBasis(best, term.basis), 'reference' as Basis)
    return { kind: decisive, ...gather(settled, hiddenErrors(errors)), basis }
  }
  const open = ofKind(terms, 'unknown')
  if (open.length > 0) {
    const unknowns = open.flatMap((term) => term.unknowns)
    return { kind: 'unknown', unknowns, ...gather(open, hiddenErrors(errors)) }
  }
  const [error] = errors
  if (error !== undefined) return { ...error, ...gather(errors, []) }
  return { kind: otherwise, ...gather(terms, []) }
}

/** Most conditions are put to every instance: nothing is allocated where there is nothing. */
const NONE: readonly never[] = []

function ofKind<K extends Truth['kind']>(
  terms: readonly Truth[],
  kind: K,
): readonly Extract<Truth, { kind: K }>[] {
  const isMeant = (term: Truth): term is Extract<Truth, { kind: K }> => term.kind === kind
  return terms.some(isMeant) ? terms.filter(isMeant) : NONE
}

function hiddenErrors(errors: readonly ErrorTruth[]): readonly string[] {
  return errors.length === 0 ? NONE : errors.map((error) => `not judged: ${error.message}`)
}

function gather(terms: readonly Truth[], further: readonly string[]): Evidence {
  let basis: Basis = 'known'
  let leaves: Leaf[] | undefined
  let notes: Set<string> | undefined
  for (const term of terms) {
    basis = weakerBasis(basis, term.basis)
    if (term.leaves.length > 0) {
      leaves ??= []
      for (const leaf of term.leaves) leaves.push(leaf)
    }
    for (const note of term.notes) notes = (notes ?? new Set()).add(note)
  }
  for (const note of further) notes = (notes ?? new Set()).add(note)
  return { leaves: leaves ?? NONE, basis, notes: notes === undefined ? NONE : [...notes] }
}
