import { compareNumbers, isNumber, type PlanNumber } from '../../plan/number.ts'
import type { Value } from '../../plan/value.ts'
import { add, divide, modulo, multiply, negate, subtract } from '../big-float.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { combineMarks, deepMarks, inherit } from '../marks.ts'
import { opaque } from '../opaque.ts'
import { same } from '../same.ts'
import type { BinaryOperator } from '../syntax/syntax.ts'
import { BOOL, NUMBER } from '../types.ts'
import type { Scope } from './scope.ts'

/** A binary operator on values that may be unknown. Source: HCL specification, "Operations"; go-cty `value_ops.go`. */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value, scope: Scope): Value {
  const marks = combineMarks(deepMarks(left), deepMarks(right))
  return inherit(apply(operator, left, right, scope), marks)
}

function apply(operator: BinaryOperator, left: Value, right: Value, scope: Scope): Value {
  switch (operator) {
    case '==':
    case '!=': {
      const equal = same(left, right)
      if (equal === undefined) return truth(operator, [left, right])
      return known(operator === '==' ? equal : !equal)
    }
    case '&&':
    case '||':
      return connect(operator, left, right, scope)
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return arithmetic(operator, left, right, scope)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(operator, left, right, scope)
  }
}

function connect(operator: '&&' | '||', left: Value, right: Value, scope: Scope): Value {
  const [a, b] = [operand(left, BOOL, scope), operand(right, BOOL, scope)]
  const decisive = operator === '||'
  const isDecisive = (value: Value): boolean => value.kind === 'known' && value.value === decisive
  if (isDecisive(a) || isDecisive(b)) return known(decisive)
  if (a.kind === 'known') return b
  if (b.kind === 'known') return a
  return truth(operator, [a, b])
}

function arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: Value, right: Value, scope: Scope): Value {
  const [a, b] = [operand(left, NUMBER, scope), operand(right, NUMBER, scope)]
  const [x, y] = [numberOf(a), numberOf(b)]
  // Terraform divides by zero: the result is infinite, for which there is no value here, or an error.
  const isInfinite = (operator === '/' || operator === '%') && y !== undefined && compareNumbers(y, 0) === 0
  if (x === undefined || y === undefined || isInfinite) {
    if (operator === '/' || operator === '%') scope.functions.mayFail?.()
    return opaque(operator, [a, b], { type: NUMBER, nonNull: true })
  }
  const operate = { '+': add, '-': subtract, '*': multiply, '/': divide, '%': modulo }[operator]
  return { kind: 'known', value: operate(x, y) }
}

function order(operator: '<' | '<=' | '>' | '>=', left: Value, right: Value, scope: Scope): Value {
  const [a, b] = [operand(left, NUMBER, scope), operand(right, NUMBER, scope)]
  const [x, y] = [numberOf(a), numberOf(b)]
  if (x === undefined || y === undefined) return truth(operator, [a, b])
  const comparison = compareNumbers(x, y)
  if (operator === '<') return known(comparison < 0)
  if (operator === '<=') return known(comparison <= 0)
  return known(operator === '>' ? comparison > 0 : comparison >= 0)
}

export function applyUnary(operator: '-' | '!', given: Value, scope: Scope): Value {
  const value = operand(given, operator === '-' ? NUMBER : BOOL, scope)
  if (value.kind !== 'known') {
    return opaque(operator, [value], { type: operator === '-' ? NUMBER : BOOL, nonNull: true })
  }
  const number = numberOf(value)
  return inherit(
    number === undefined ? known(value.value !== true) : { kind: 'known', value: negate(number) },
    deepMarks(given),
  )
}

/** The operand as the operator wants it. An unknown one may turn out to be null or of a wrong type, which is an error. */
function operand(given: Value, type: typeof BOOL, scope: Scope): Value {
  const value = convert(given, type)
  if (value.kind === 'null' || value.kind === 'absent') throw new HclFailure('an operand is null')
  if (value.kind === 'unknown' && (value.unknown.nonNull !== true || value.unknown.type?.kind !== type.kind))
    scope.functions.mayFail?.()
  return value
}

function numberOf(value: Value): PlanNumber | undefined {
  return value.kind === 'known' && isNumber(value.value) ? value.value : undefined
}

function known(value: boolean): Value {
  return { kind: 'known', value }
}

function truth(operator: string, values: readonly Value[]): Value {
  return opaque(operator, values, { type: BOOL, nonNull: true })
}
