import { collectUnknowns } from '../plan/unknowns.ts'
import { basisOf, type Step, type Unknown, type Value } from '../plan/value.ts'
import type { ElementCondition, Test } from '../policy/condition.ts'
import { stepInto } from '../resolve/walk.ts'
import { countTruths } from './counting.ts'
import { leafOf } from './decide.ts'
import type { Reading } from './reading.ts'
import { enter, type Scope, type Subject } from './scope.ts'
import {
  all,
  any,
  errorTruth,
  HOLDS_OF_NOTHING,
  not,
  type Truth,
  unknownTruth,
  withBasis,
  withNote,
} from './truth.ts'

type Quantifier = Extract<Test, { kind: 'quantifier' }>
type Count = Extract<Test, { kind: 'count' }>

/** `some` of nothing does not hold; `each` of nothing holds, and says so. */
export function evaluateQuantifier(test: Quantifier, reading: Reading, scope: Scope): Truth {
  const collection = elementsOf(reading)
  if ('kind' in collection) return collection
  const terms = collection.elements.map((element) => askElement(test, element, scope))
  if (collection.rest !== undefined)
    terms.push(unknownTruth([collection.rest], { leaves: [leafOf(reading)] }))
  const truth = withBasis(quantify(test.quantifier, terms), basisOf(reading.value))
  if (terms.length > 0) return truth
  const shown = { ...truth, leaves: [leafOf(reading)] }
  return test.quantifier === 'each' ? withNote(shown, HOLDS_OF_NOTHING) : shown
}

/** Puts a quantifier to what is known of each element. */
export function quantify(quantifier: Quantifier['quantifier'], terms: readonly Truth[]): Truth {
  switch (quantifier) {
    case 'some':
      return any(terms)
    case 'none':
      return not(any(terms))
    case 'each':
      return all(terms)
  }
}

/** How many elements satisfy `where`. */
export function evaluateCount(test: Count, reading: Reading, scope: Scope): Truth {
  const collection = elementsOf(reading)
  if ('kind' in collection) return collection
  if (collection.rest !== undefined) return unknownTruth([collection.rest], { leaves: [leafOf(reading)] })
  const truths = collection.elements.map((element) => askElement(test, element, scope))
  const counted = countTruths(
    truths,
    test.test,
    scope,
    reading.value.kind === 'list' ? mayCoincide(reading.value, truths) : 0,
  )
  return { ...withBasis(counted, basisOf(reading.value)), leaves: [leafOf(reading)] }
}

/** Elements of what may be a set are one when their unknown parts turn out equal: how many of the holding ones may vanish. */
function mayCoincide(list: Extract<Value, { kind: 'list' }>, truths: readonly Truth[]): number {
  if (list.form === 'list' || list.form === 'tuple') return 0
  const holding = list.elements.filter((_, index) => truths[index]?.kind === 'true')
  const settled = holding.filter((element) => collectUnknowns(element).length === 0).length
  return holding.length - Math.max(settled, Math.min(holding.length, 1))
}

/** Puts a value that stands inside another to a condition or a test. */
export function askElement(
  test: { readonly where: ElementCondition; readonly as?: string },
  element: Subject & { readonly kind: 'value' },
  scope: Scope,
): Truth {
  const inside = enter(scope, element, test.as)
  if (test.where.kind === 'condition') return scope.evaluator.condition(test.where.condition, inside)
  const { value, path, instance, isDecoded } = element
  const place = { ...(instance === undefined ? {} : { instance }), ...(isDecoded ? { isDecoded } : {}) }
  return scope.evaluator.test(test.where.test, { kind: 'reading', value, path, ...place }, inside)
}

/** The elements of a list or the values of a map. Null and absent have none. */
function elementsOf(
  reading: Reading,
): { readonly elements: readonly (Subject & { readonly kind: 'value' })[]; readonly rest?: Unknown } | Truth {
  const { value } = reading
  switch (value.kind) {
    case 'null':
    case 'absent':
      return { elements: [] }
    case 'unknown':
      return unknownTruth([value.unknown], { leaves: [leafOf(reading)] })
    case 'list': {
      const elements = value.elements.map((_, index) => element(reading, index))
      return value.rest === undefined ? { elements } : { elements, rest: value.rest }
    }
    case 'map': {
      const elements = [...value.entries.keys()].map((key) => element(reading, key))
      return value.rest === undefined ? { elements } : { elements, rest: value.rest }
    }
    case 'known':
    case 'template':
      return {
        ...errorTruth(
          'wrong-type',
          'this is a single value; quantifiers ask about the elements of a list or map',
        ),
        leaves: [leafOf(reading)],
      }
  }
}

function element(reading: Reading, key: Step): Subject & { readonly kind: 'value' } {
  return {
    kind: 'value',
    value: stepInto(reading.value, key),
    key,
    path: [...reading.path, key],
    ...(reading.instance === undefined ? {} : { instance: reading.instance }),
    ...(reading.isDecoded === undefined ? {} : { isDecoded: reading.isDecoded }),
  }
}
