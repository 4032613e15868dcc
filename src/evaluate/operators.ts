import { compareNumbers, isNumber, type PlanNumber, parseNumber } from '../plan/number.ts'
import { collectUnknowns } from '../plan/unknowns.ts'
import type { Value } from '../plan/value.ts'
import type { OperatorName } from '../policy/condition.ts'
import { type Answer, answer, NO, negate, open, some, wrongOperand, wrongType } from './answer.ts'
import { contains, containsAll, containsAny, containsNone, hasKeys } from './containment.ts'
import { equal } from './equality.ts'
import { matchText } from './language.ts'
import { cidrOverlaps, cidrWithin, isWorld } from './networks.ts'
import { endsWith, like, matches, prefixOf, startsWith } from './string-operators.ts'
import { isCertainlyText, textOf } from './text.ts'
import { compareVersion } from './versions.ts'

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
  version_equals: compareVersion((order) => order === 0),
  version_gt: compareVersion((order) => order > 0),
  version_gte: compareVersion((order) => order >= 0),
  version_lt: compareVersion((order) => order < 0),
  version_lte: compareVersion((order) => order <= 0),
  cidr_within: cidrWithin,
  cidr_overlaps: cidrOverlaps,
  is_world: isWorld,
}

function isIn(value: Value, operand: Value): Answer {
  if (operand.kind === 'list') {
    const answers = operand.elements.map((element) => equal(value, element))
    return some(operand.rest === undefined ? answers : [...answers, open(operand.rest)])
  }
  return operand.kind === 'unknown'
    ? open(operand.unknown)
    : wrongOperand('the right side of `in` must be a list')
}

/** Numbers by value; a string counts as the number that Terraform would convert it to. Null is less than nothing: no. */
function compare(holds: (order: number) => boolean): Operator {
  return (value, operand) => {
    const left = toNumber(value)
    const right = toNumber(operand)
    if (right === 'not a number') return wrongOperand('the other side must be a number')
    if (left === 'none' || right === 'none') return NO
    if (left === 'not a number') {
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

/** The text of a number as Terraform converts it (cty `ParseNumberVal`); more digits than a plan can hold are none. */
const NUMBER = '\\A[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?\\z'
const NUMBER_TEXT = /^([+-]?)(?:0*([0-9]+)(?:\.([0-9]*))?|\.([0-9]+))([eE][+-]?[0-9]{1,3})?$/

function readNumber(text: string): PlanNumber | undefined {
  const [, sign = '', whole = '0', decimals, alone, exponent = ''] = NUMBER_TEXT.exec(text) ?? []
  if (text.length > 1000 || sign + whole + exponent === '' || !NUMBER_TEXT.test(text)) return undefined
  return parseNumber(`${sign === '-' ? '-' : ''}${whole}.${decimals || alone || '0'}${exponent}`)
}

function toNumber(value: Value): PlanNumber | 'none' | 'unknown' | 'not a number' {
  switch (value.kind) {
    case 'null':
    case 'absent':
      return 'none'
    case 'unknown':
    case 'template': {
      const text = textOf(value)
      const isText = text !== undefined && isCertainlyText(value)
      return isText && matchText(text, [{ regex: NUMBER }]) === 'none' ? 'not a number' : 'unknown'
    }
    case 'known':
      if (isNumber(value.value)) return value.value
      return (typeof value.value === 'string' ? readNumber(value.value) : undefined) ?? 'not a number'
    case 'list':
    case 'map':
      return 'not a number'
  }
}
