import { isSyntaxFault, type SyntaxFault } from './fault.ts'
import { parseExpression } from './parse.ts'
import type { Expression } from './syntax.ts'
import { literalText, textTemplate } from './text.ts'

/**
 * An expression in a place that takes references or type constraints, not values: `depends_on`, `provider`, `providers`,
 * `ignore_changes`, `replace_triggered_by`, `type`. JSON has them as strings, and native syntax may, from times before 0.12.
 * Gives the expression that the string holds, with ranges counted from the beginning of that string; anything else as it is.
 */
export function asReference(expression: Expression): Expression | SyntaxFault {
  const text = expression.kind === 'template' ? (expression.written ?? literalText(expression)) : undefined
  if (text === undefined) return expression
  const parsed = parseExpression(text)
  if (!isSyntaxFault(parsed)) return parsed
  return { ...parsed, line: expression.range.line, column: expression.range.column }
}

/**
 * An expression in a place that takes constants only: a variable's `default` and `description`, a module's `source`, a backend.
 * Strings of JSON, at any depth, are no templates there; native syntax stays as it is.
 */
export function asConstant(expression: Expression): Expression {
  switch (expression.kind) {
    case 'template':
      return expression.written === undefined
        ? expression
        : { ...textTemplate(expression.written, expression.range) }
    case 'tuple':
      return { ...expression, elements: expression.elements.map(asConstant) }
    case 'object': {
      const items = expression.items.map(({ key, value }) => ({
        key: asConstant(key),
        value: asConstant(value),
      }))
      return { ...expression, items }
    }
    default:
      return expression
  }
}
