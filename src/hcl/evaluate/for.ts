import type { Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { combineMarks, inherit, shallowMarks } from '../marks.ts'
import { unknownValue, untold } from '../opaque.ts'
import type { Expression, ForObject, ForTuple } from '../syntax/syntax.ts'
import { BOOL, STRING } from '../types.ts'
import { type Element, iterate } from './access.ts'
import { isSpent } from './limits.ts'
import { bind, type Evaluate, force, type Scope } from './scope.ts'

/** `[for …]`. Source: hcl `hclsyntax/expression.go`, `ForExpr.Value`. */
export function evaluateForTuple(expression: ForTuple, scope: Scope, evaluate: Evaluate): Value {
  const source = evaluate(expression.collection, scope)
  const found = iterate(source)
  if (found === undefined) return openResult(force(source), scope)
  if (found.elements.length === 0) tryCondition(expression, scope, evaluate)
  const elements: Value[] = []
  let marks = found.marks
  for (const element of found.elements) {
    if (isSpent(scope.budget)) return inherit(openResult(force(source), scope), marks)
    const inner = bindElement(scope, expression, element)
    const condition = conditionOf(expression.condition, inner, evaluate)
    marks = combineMarks(marks, shallowMarks(condition))
    if (condition.kind !== 'known') return inherit(openResult(force(source), scope), marks)
    if (condition.value === true) elements.push(force(evaluate(expression.result, inner)))
  }
  return inherit({ kind: 'list', form: 'tuple', elements }, marks)
}

/** `{for …}`, with `...` grouping what falls under one key. */
export function evaluateForObject(expression: ForObject, scope: Scope, evaluate: Evaluate): Value {
  const source = evaluate(expression.collection, scope)
  const found = iterate(source)
  if (found === undefined) return openResult(force(source), scope)
  if (found.elements.length === 0) tryCondition(expression, scope, evaluate)
  const groups = new Map<string, Value[]>()
  let marks = found.marks
  for (const element of found.elements) {
    if (isSpent(scope.budget)) return inherit(openResult(force(source), scope), marks)
    const inner = bindElement(scope, expression, element)
    const condition = conditionOf(expression.condition, inner, evaluate)
    marks = combineMarks(marks, shallowMarks(condition))
    if (condition.kind !== 'known') return inherit(openResult(force(source), scope), marks)
    if (condition.value !== true) continue
    const key = convert(force(evaluate(expression.name, inner)), STRING)
    if (key.kind === 'null' || key.kind === 'absent') throw new HclFailure('a key must not be null')
    marks = combineMarks(marks, shallowMarks(key))
    if (key.kind !== 'known' || typeof key.value !== 'string')
      return inherit(openResult(force(source), scope), marks)
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
  return inherit({ kind: 'map', form: 'object', entries }, marks)
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

/** Terraform tries the condition on elements of which nothing is known, so that a wrong one is an error even where there are none. */
function tryCondition(expression: ForTuple | ForObject, scope: Scope, evaluate: Evaluate): void {
  if (expression.condition === undefined) return
  const anything = unknownValue({ id: 'any element', waitsFor: [] })
  const quiet = { ...scope, functions: { ...scope.functions, mayFail: () => {} } }
  conditionOf(
    expression.condition,
    bindElement(quiet, expression, { key: anything, node: anything }),
    evaluate,
  )
}

const INCLUDED: Value = { kind: 'known', value: true }

/** Whether an element is taken, as a value: its marks are on the result, whatever it says. */
function conditionOf(condition: Expression | undefined, scope: Scope, evaluate: Evaluate): Value {
  if (condition === undefined) return INCLUDED
  const value = convert(force(evaluate(condition, scope)), BOOL)
  if (value.kind === 'null' || value.kind === 'absent') throw new HclFailure('the condition is null')
  return value
}

function openResult(source: Value, scope: Scope): Value {
  scope.functions.mayFail?.()
  return untold('for', [source], { nonNull: true })
}
