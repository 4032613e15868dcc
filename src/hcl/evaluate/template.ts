import type { TemplatePart, Unknown, Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { combineMarks, deepMarks, type Inherited, inherit, NO_MARKS } from '../marks.ts'
import { applied, untold } from '../opaque.ts'
import type { TemplateSyntax } from '../syntax/syntax.ts'
import { stringOf, textOf } from '../text.ts'
import { BOOL, STRING } from '../types.ts'
import { iterate } from './access.ts'
import { attempt } from './conditional.ts'
import { bindElement } from './for.ts'
import { isSpent, MAX_PARTS } from './limits.ts'
import { type Evaluate, force, type Scope } from './scope.ts'

interface Rendering {
  readonly parts: TemplatePart[]
  marks: Inherited
}

/** The text of a template. Unknown parts stay where they are. Source: HCL specification, "Templates". */
export function renderParts(parts: readonly TemplateSyntax[], scope: Scope, evaluate: Evaluate): Value {
  const rendering: Rendering = { parts: [], marks: NO_MARKS }
  render(parts, scope, evaluate, rendering)
  return inherit(stringOf(rendering.parts), rendering.marks)
}

function render(parts: readonly TemplateSyntax[], scope: Scope, evaluate: Evaluate, into: Rendering): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        into.parts.push(part.text)
        break
      case 'interpolation':
        interpolate(force(evaluate(part.expression, scope)), scope, into)
        break
      case 'if':
        renderIf(part, scope, evaluate, into)
        break
      case 'for':
        renderFor(part, scope, evaluate, into)
        break
    }
  }
}

function interpolate(given: Value, scope: Scope, into: Rendering): void {
  const value = convert(given, STRING)
  if (value.kind === 'null' || value.kind === 'absent')
    throw new HclFailure('a null value stands in a template')
  if (value.kind === 'unknown' && value.unknown.nonNull !== true) scope.functions.mayFail?.()
  into.marks = combineMarks(into.marks, deepMarks(value))
  const text = textOf(value)
  if (text === undefined) throw new HclFailure('a template takes text, numbers and truth values')
  into.parts.push(...text)
}

function renderIf(
  part: TemplateSyntax & { kind: 'if' },
  scope: Scope,
  evaluate: Evaluate,
  into: Rendering,
): void {
  const condition = convert(force(evaluate(part.condition, scope)), BOOL)
  if (condition.kind === 'null' || condition.kind === 'absent') throw new HclFailure('the condition is null')
  into.marks = combineMarks(into.marks, deepMarks(condition))
  if (condition.kind === 'known') {
    render(condition.value === true ? part.then : part.else, scope, evaluate, into)
    return
  }
  if (condition.kind !== 'unknown' || condition.unknown.nonNull !== true) scope.functions.mayFail?.()
  const tried = [part.then, part.else].map((arm) => attempt(() => renderParts(arm, scope, evaluate)))
  const arms = tried.filter((arm) => arm !== undefined)
  into.marks = arms.map(deepMarks).reduce(combineMarks, into.marks)
  if (arms.length < tried.length) {
    scope.functions.mayFail?.()
    into.parts.push(...(textOf(untold('if', [condition, ...arms], { type: STRING, nonNull: true })) ?? []))
    return
  }
  into.parts.push(unknownText('if', [condition, ...arms]))
}

function renderFor(
  part: TemplateSyntax & { kind: 'for' },
  scope: Scope,
  evaluate: Evaluate,
  into: Rendering,
): void {
  const source = evaluate(part.collection, scope)
  const found = iterate(source)
  if (found === undefined) {
    scope.functions.mayFail?.()
    into.marks = combineMarks(into.marks, deepMarks(force(source)))
    into.parts.push(...(textOf(untold('for', [force(source)], { type: STRING, nonNull: true })) ?? []))
    return
  }
  into.marks = combineMarks(into.marks, found.marks)
  for (const element of found.elements) {
    render(part.body, bindElement(scope, part, element), evaluate, into)
    if (into.parts.length > MAX_PARTS || isSpent(scope.budget)) {
      into.parts.splice(0, into.parts.length, unknownText('too long', [untold('text', [])]))
      return
    }
  }
}

function unknownText(name: string, values: readonly Value[]): Unknown {
  return applied(name, values, { type: STRING, nonNull: true })
}
