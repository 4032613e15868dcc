import type { Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { inherit, shallowMarks } from '../marks.ts'
import { opaque, untold } from '../opaque.ts'
import { same } from '../same.ts'
import type { Conditional } from '../syntax/syntax.ts'
import { BOOL, DYNAMIC, hasDynamic, type Type, typeOf } from '../types.ts'
import { unify } from '../unify.ts'
import { type Evaluate, force, type Scope } from './scope.ts'

/**
 * The arm that the condition picks, converted to the type that both arms share. Where the condition is not known the result is
 * certain only if both arms are the same. Source: hcl `hclsyntax/expression.go`, `ConditionalExpr.Value`.
 */
export function chooseArm(
  given: Value,
  { then, else: otherwise }: Conditional,
  scope: Scope,
  evaluate: Evaluate,
): Value {
  const condition = convert(given, BOOL)
  if (condition.kind === 'null' || condition.kind === 'absent') throw new HclFailure('the condition is null')
  const marks = shallowMarks(condition)
  if (condition.kind === 'known') {
    const [taken, other] = condition.value === true ? [then, otherwise] : [otherwise, then]
    const value = force(evaluate(taken, scope))
    const otherType = attempt(() => force(evaluate(other, quiet(scope))))
    return inherit(asShared(value, otherType), marks)
  }
  if (condition.kind !== 'unknown' || condition.unknown.nonNull !== true) scope.functions.mayFail?.()
  const arms = [then, otherwise].map((arm) => attempt(() => force(evaluate(arm, scope))))
  const [left, right] = arms
  const present = arms.filter((arm) => arm !== undefined)
  if (left === undefined || right === undefined) {
    scope.functions.mayFail?.()
    return inherit(untold('conditional', [condition, ...present]), marks)
  }
  const [a, b] = [asShared(left, right), asShared(right, left)]
  if (same(a, b) === true) return inherit(a, marks)
  const type = typeOf(a)
  return opaque('conditional', [condition, a, b], {
    ...(hasDynamic(type) ? {} : { type }),
    ...(isNonNull(a) && isNonNull(b) ? { nonNull: true } : {}),
    because: 'which arm is taken depends on what only the apply will tell',
  })
}

/** An arm that fails has no say unless it is taken. */
export function attempt(make: () => Value): Value | undefined {
  try {
    return make()
  } catch (error) {
    if (error instanceof HclFailure) return undefined
    throw error
  }
}

function quiet(scope: Scope): Scope {
  return { ...scope, functions: { ...scope.functions, mayFail: () => undefined } }
}

function asShared(value: Value, other: Value | undefined): Value {
  const otherType: Type = other === undefined ? DYNAMIC : typeOf(other)
  const type = typeOf(value)
  if (value.kind === 'null' && isNullLiteral(value))
    return otherType.kind === 'dynamic' ? value : { ...value, type: otherType }
  if (other === undefined || isNullLiteral(other)) return value
  const unified = unify([type, otherType])
  if (unified === undefined) throw new HclFailure('the arms of a conditional must have one type')
  if (!unified.ambiguous) return convert(value, unified.type)
  return isStable(value) ? value : opaque('arm', [value], { nonNull: value.kind !== 'null' })
}

/** Whatever type the other arm turns out to have, a conversion leaves this as it is. */
function isStable(value: Value): boolean {
  if (value.kind === 'known') return typeof value.value === 'string'
  return value.kind === 'template' || value.kind === 'unknown' || value.kind === 'null'
}

function isNullLiteral(value: Value): boolean {
  return value.kind === 'null' && value.type?.kind === 'dynamic' && value.type.untold !== true
}

function isNonNull(value: Value): boolean {
  if (value.kind !== 'unknown') return value.kind !== 'null' && value.kind !== 'absent'
  const { nonNull, nonEmpty, shape } = value.unknown
  return nonNull === true || nonEmpty === true || shape !== undefined
}
