import type { Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { inherit, shallowMarks } from '../marks.ts'
import { opaque } from '../opaque.ts'
import type { Expression, ForObject, ForTuple } from '../syntax/syntax.ts'
import { BOOL, STRING } from '../types.ts'
import { type Element, iterate } from './access.ts'
import { bind, type Evaluate, force, type Scope } from './scope.ts'

/** `[for …]`. Source: hcl `hclsyntax/expression.go`, `ForExpr.Value`. */
export function evaluateForTuple(expression: ForTuple, scope: Scope, evaluate: Evaluate): Value {
  const source = evaluate(expression.collection, scope)
  const found = iterate(source)
  if (found === undefined) return opaqueResult(force(source), expression, scope)
  const elements: Value[] = []
  for (const element of found.elements) {
    const inner = bindElement(scope, expression, element)
    const included = includes(expression.condition, inner, evaluate)
    if (included === undefined) return opaqueResult(force(source), expression, scope)
    if (included) elements.push(force(evaluate(expression.result, inner)))
  }
  return inherit({ kind: 'list', form: 'tuple', elements }, shallowMarks(found.value))
}

/** `{for …}`, with `...` grouping what falls under one key. */
export function evaluateForObject(expression: ForObject, scope: Scope, evaluate: Evaluate): Value {
  const source = evaluate(expression.collection, scope)
  const found = iterate(source)
  if (found === undefined) return opaqueResult(force(source), expression, scope)
  const groups = new Map<string, Value[]>()
  for (const element of found.elements) {
    const inner = bindElement(scope, expression, element)
    const included = includes(expression.condition, inner, evaluate)
    if (included === undefined) return opaqueResult(force(source), expression, scope)
    if (!included) continue
    const key = convert(force(evaluate(expression.name, inner)), STRING)
    if (key.kind === 'null' || key.kind === 'absent') throw new HclFailure('a key must not be null')
    if (key.kind !== 'known' || typeof key.value !== 'string')
      return opaqueResult(force(source), expression, scope)
    const group = groups.get(key.value)
    if (group !== undefined && !expression.groups)
      throw new HclFailure(`the key "${key.value}" is given twice`)
    const value = force(evaluate(expression.result, inner))
    if (group === undefined) groups.set(key.value, [value])
    else group.push(value)
  }
  const entries = new Map<string, Value>()
  for (const [key, group] of groups) {
    const [only] = group
    entries.set(
      key,
      expression.groups || only === undefined ? { kind: 'list', form: 'tuple', elements: group } : only,
    )
  }
  return inherit({ kind: 'map', form: 'object', entries }, shallowMarks(found.value))
}

/** The names that the iteration binds for one element. */
export function bindElement(
  scope: Scope,
  names: { readonly key?: string; readonly value: string },
  { key, node }: Element,
): Scope {
  const bound = new Map([[names.value, node]])
  if (names.key !== undefined) bound.set(names.key, key)
  return bind(scope, bound)
}

/** `undefined` where the condition is not known. */
function includes(condition: Expression | undefined, scope: Scope, evaluate: Evaluate): boolean | undefined {
  if (condition === undefined) return true
  const value = convert(force(evaluate(condition, scope)), BOOL)
  if (value.kind === 'null' || value.kind === 'absent') throw new HclFailure('the condition is null')
  return value.kind === 'known' ? value.value === true : undefined
}

/**
 * The same expression over the same values gives the same result; where it stands in the text and what it reads beside the
 * collection is part of its identity, so that no two different ones share it.
 */
function opaqueResult(source: Value, expression: ForTuple | ForObject, scope: Scope): Value {
  scope.functions.mayFail?.()
  forExpressions += 1
  return opaque(`for#${forExpressions}@${expression.range.start}`, [source], { nonNull: true })
}

let forExpressions = 0
