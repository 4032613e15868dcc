import { literal } from '../evaluate/operand.ts'
import { OPERATORS } from '../evaluate/operators.ts'
import { compareNumbers, isNumber, type PlanNumber, printNumber } from '../plan/number.ts'
import type { Json } from '../plan/plan-document.ts'
import { isArray } from '../plan/planned-value.ts'
import type { OperatorName, Test } from '../policy/condition.ts'

/** An operator with a constant on its other side. */
export interface Constant {
  readonly operator: OperatorName
  readonly value: Json
}

/** Which numbers there can be at all: lengths and counts are whole, and not below nothing. */
export interface Domain {
  readonly least: number
  readonly most?: number
}

/** What is not present. */
const NOTHING: Json = [null, '', [], {}]

/** The operators of a test that must all hold, as far as their other side is constant. */
export function constantsOf(test: Test): readonly Constant[] {
  switch (test.kind) {
    case 'all':
      return test.tests.flatMap(constantsOf)
    case 'operator':
      return test.operand.kind === 'literal' ? [{ operator: test.operator, value: test.operand.value }] : []
    case 'present':
      return [{ operator: test.expected ? 'not_in' : 'in', value: NOTHING }]
    default:
      return []
  }
}

/** Whether no value satisfies all of these; `domain`: whole numbers from `least` to `most` alone are asked. */
export function areContradictory(constants: readonly Constant[], domain?: Domain): boolean {
  const allowed = constants.map(valuesOf).find((values) => values !== undefined)
  const finite = domain === undefined ? allowed?.flatMap(spellings) : allowed
  if (finite !== undefined) {
    return !finite.some((value) => isIn(value, domain) && constants.every((one) => mayHold(one, value)))
  }
  return isEmptyRange(constants, domain) || haveDistinctEnds(constants) || excludeTheirOwn(constants)
}

/** Whether every number of the domain satisfies all of these. */
export function holdAlways(constants: readonly Constant[], { least, most }: Domain): boolean {
  return (
    constants.length > 0 &&
    constants.every(({ operator, value }) => {
      if (!isNumber(value)) return false
      switch (operator) {
        case 'gt':
          return compareNumbers(value, least) < 0
        case 'gte':
          return compareNumbers(value, least) <= 0
        case 'lt':
          return most !== undefined && compareNumbers(value, most) > 0
        case 'lte':
          return most !== undefined && compareNumbers(value, most) >= 0
        default:
          return false
      }
    })
  )
}

/** The only values that a constant allows; undefined where there is no end of them. */
function valuesOf({ operator, value }: Constant): readonly Json[] | undefined {
  if (operator === 'equals') return [value]
  return operator === 'in' && isArray(value) ? value : undefined
}

/** Text and what it spells count as equal: `true` allows `"true"`, of which more can be asked. */
function spellings(value: Json): readonly Json[] {
  if (typeof value === 'boolean' || isNumber(value)) return [value, literalText(value)]
  return value === 'true' || value === 'false' ? [value, value === 'true'] : [value]
}

function literalText(value: boolean | PlanNumber): string {
  return typeof value === 'boolean' ? String(value) : printNumber(value)
}

/** By the evaluator's own operators: what lint and a run say of a value is the same. What cannot be asked does not hold. */
function mayHold({ operator, value }: Constant, candidate: Json): boolean {
  const { kind } = OPERATORS[operator](literal(candidate), literal(value))
  return kind === 'true' || kind === 'unknown'
}

function isIn(value: Json, domain: Domain | undefined): boolean {
  if (domain === undefined || !isNumber(value)) return true
  const { least, most } = domain
  const isWhole = Number.isInteger(Number(value))
  return (
    isWhole && compareNumbers(value, least) >= 0 && (most === undefined || compareNumbers(value, most) <= 0)
  )
}

interface Bound {
  readonly value: PlanNumber
  readonly isOpen: boolean
}

function isEmptyRange(constants: readonly Constant[], domain: Domain | undefined): boolean {
  let low: Bound | undefined = domain === undefined ? undefined : { value: domain.least, isOpen: false }
  let high: Bound | undefined = domain?.most === undefined ? undefined : { value: domain.most, isOpen: false }
  for (const { operator, value } of constants) {
    if (!isNumber(value)) continue
    const isOpen = operator === 'gt' || operator === 'lt'
    if (operator === 'gt' || operator === 'gte') low = tighter(low, whole({ value, isOpen }, 1, domain), 1)
    if (operator === 'lt' || operator === 'lte')
      high = tighter(high, whole({ value, isOpen }, -1, domain), -1)
  }
  if (low === undefined || high === undefined) return false
  const order = compareNumbers(low.value, high.value)
  return order > 0 || (order === 0 && (low.isOpen || high.isOpen))
}

/** Of whole numbers `gt: 1` is `gte: 2`. */
function whole(bound: Bound, direction: 1 | -1, domain: Domain | undefined): Bound {
  const number = Number(bound.value)
  if (domain === undefined || !Number.isSafeInteger(number) || !bound.isOpen) return bound
  return { value: number + direction, isOpen: false }
}

function tighter(a: Bound | undefined, b: Bound, direction: 1 | -1): Bound {
  if (a === undefined) return b
  const order = compareNumbers(a.value, b.value) * direction
  if (order !== 0) return order > 0 ? a : b
  return { value: a.value, isOpen: a.isOpen || b.isOpen }
}

/** Two beginnings, or two ends, of which neither begins or ends with the other. */
function haveDistinctEnds(constants: readonly Constant[]): boolean {
  return (['starts_with', 'ends_with'] as const).some((operator) => {
    const ends = constants.filter((one) => one.operator === operator)
    return ends.some((a, index) =>
      ends.slice(index + 1).some((b) => !mayHold(a, b.value) && !mayHold(b, a.value)),
    )
  })
}

/** Something must be held that must not be held. */
function excludeTheirOwn(constants: readonly Constant[]): boolean {
  const asked = constants.flatMap(({ operator, value }) => {
    if (operator === 'contains') return [value]
    return operator === 'contains_all' && isArray(value) ? value : []
  })
  const banned = constants.flatMap(({ operator, value }) =>
    operator === 'contains_none' && isArray(value) ? value : [],
  )
  return asked.some((value) => banned.some((other) => JSON.stringify(other) === JSON.stringify(value)))
}
