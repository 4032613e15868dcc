import { compareNumbers, isNumber, type PlanNumber, parseNumber } from '../plan/number.ts'
import { collectUnknowns } from '../plan/unknowns.ts'
import type { Value } from '../plan/value.ts'
import type { OperatorName } from '../policy/condition.ts'
import { type Answer, answer, NO, negate, open, some, wrongType } from './answer.ts'
import { contains, containsAll, containsAny, containsNone, hasKeys } from './containment.ts'
import { equal } from './equality.ts'
import { endsWith, like, matches, prefixOf, startsWith } from './string-operators.ts'

/** Asks something of a value; the operand is the other side. Both may be unknown in part. */
export type Operator = (value: Value, operand: Value) => Answer

/** One function for each name of the language: forgetting one does not compile. */
export const OPERATORS: Readonly<Record<OperatorName, Operator>> = {
  equals: equal,
  not_equals: (value, operand) => negate(equal(value, operand)),
  in: isIn,
  not_in: (value, operand) => negate(isIn(value, operand)),
  gt: compare((order) => order > 0),
  gte: compare((order) => order >= 0),
  lt: compare((order) => order < 0),
  lte: compare((order) => order <= 0),
  matches,
  not_matches: (value, operand) => negate(matches(value, operand)),
  like,
  starts_with: startsWith,
  ends_with: endsWith,
  prefix_of: prefixOf,
  contains,
  contains_all: containsAll,
  contains_any: containsAny,
  contains_none: containsNone,
  has_keys: hasKeys,
}

function isIn(value: Value, operand: Value): Answer {
  if (operand.kind === 'list') {
    const answers = operand.elements.map((element) => equal(value, element))
    return some(operand.rest === undefined ? answers : [...answers, open(operand.rest)])
  }
  return operand.kind === 'unknown'
    ? open(operand.unknown)
    : wrongType('the right side of `in` must be a list')
}

/** Numbers by value; a string counts as the number that Terraform would convert it to. Null is less than nothing: no. */
function compare(holds: (order: number) => boolean): Operator {
  return (value, operand) => {
    const left = toNumber(value)
    const right = toNumber(operand)
    if (left === 'none' || right === 'none') return NO
    if (left === 'not a number' || right === 'not a number') {
      return wrongType(
        'only numbers can be compared',
        'is this the right attribute? use `equals` or `matches` for text',
      )
    }
    if (left === 'unknown' || right === 'unknown') {
      return open(...collectUnknowns(value), ...collectUnknowns(operand))
    }
    return answer(holds(compareNumbers(left, right)))
  }
}

function toNumber(value: Value): PlanNumber | 'none' | 'unknown' | 'not a number' {
  switch (value.kind) {
    case 'null':
    case 'absent':
      return 'none'
    case 'unknown':
    case 'template':
      return 'unknown'
    case 'known':
      if (isNumber(value.value)) return value.value
      return typeof value.value === 'string' && /^-?[0-9]+(\.[0-9]+)?$/.test(value.value)
        ? parseNumber(value.value.replace(/^(-?)0+(?=[0-9])/, '$1'))
        : 'not a number'
    case 'list':
    case 'map':
      return 'not a number'
  }
}
