import { convert } from '../../hcl/convert.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import type { Scope } from '../../hcl/evaluate/scope.ts'
import { isSyntaxFault } from '../../hcl/syntax/fault.ts'
import type { Block, Expression } from '../../hcl/syntax/syntax.ts'
import { readTypeConstraint } from '../../hcl/syntax/type-constraint.ts'
import { DYNAMIC, type Type } from '../../hcl/types.ts'
import type { Value } from '../../plan/value.ts'

/** Where constants stand: there are no names. */
export const EMPTY: Scope = { lookup: () => undefined, functions: {} }

/** The declared type of a variable; undefined where it cannot be read. */
export function typeOfVariable(block: Block): Type | undefined {
  const expression = block.body.attributes.get('type')?.expression
  if (expression === undefined) return DYNAMIC
  const type = readTypeConstraint(expression, (fallback, wanted) =>
    convert(evaluate(fallback, EMPTY), wanted),
  )
  return isSyntaxFault(type) ? undefined : type
}

/** `sensitive = true` on a variable or output marks its value. */
export function hide(value: Value, block: Block): Value {
  return isSet(block, 'sensitive') ? { ...value, sensitive: true } : value
}

/** Whether an argument is written as anything but `false`. */
export function isSet(block: Block, name: string): boolean {
  const written = block.body.attributes.get(name)?.expression
  return written !== undefined && !isFalse(written)
}

export function isFalse(expression: Expression): boolean {
  return (
    expression.kind === 'literal' && expression.value.kind === 'known' && expression.value.value === false
  )
}
