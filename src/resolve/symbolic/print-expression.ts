import type { Expression, TemplateSyntax } from '../../hcl/syntax/syntax.ts'
import { isNumber, printNumber } from '../../plan/number.ts'

const LONG = 80

/**
 * An expression as a line of text, for people. Text that is written out is left out: it may be a secret, and the value itself says
 * what it is. What is long ends with `…`.
 */
export function printExpression(expression: Expression): string {
  const text = print(expression)
  return text.length <= LONG ? text : `${text.slice(0, LONG - 1)}…`
}

function print(expression: Expression): string {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression
      if (value.kind === 'null') return 'null'
      return isNumber(value.value) ? printNumber(value.value) : String(value.value)
    }
    case 'template': {
      const [part] = expression.parts
      if (expression.wraps && part?.kind === 'interpolation') return print(part.expression)
      return `"${printParts(expression.parts)}"`
    }
    case 'variable':
      return expression.name
    case 'attribute':
      return `${print(expression.of)}.${expression.name}`
    case 'index':
      return `${print(expression.of)}[${printKey(expression.key)}]`
    case 'splat':
      return `${print(expression.of)}[*]${print(expression.each)}`
    case 'splat-element':
      return ''
    case 'call':
      return `${expression.name}(${expression.arguments.map(print).join(', ')})`
    case 'conditional':
      return `${print(expression.condition)} ? ${print(expression.then)} : ${print(expression.else)}`
    case 'binary':
      return `${print(expression.left)} ${expression.operator} ${print(expression.right)}`
    case 'unary':
      return `${expression.operator}${print(expression.operand)}`
    case 'tuple':
      return `[${expression.elements.map(print).join(', ')}]`
    case 'object':
      return expression.items.length === 0 ? '{}' : '{…}'
    case 'for-tuple':
      return `[for … in ${print(expression.collection)} : …]`
    case 'for-object':
      return `{for … in ${print(expression.collection)} : …}`
  }
}

/** Keys are names, not values. */
function printKey(key: Expression): string {
  if (key.kind !== 'template') return print(key)
  const [only, second] = key.parts
  return only?.kind === 'text' && second === undefined ? JSON.stringify(only.text) : print(key)
}

function printParts(parts: readonly TemplateSyntax[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return '…'
        case 'interpolation':
          return `\${${print(part.expression)}}`
        case 'if':
          return `%{if ${print(part.condition)}}…`
        case 'for':
          return `%{for … in ${print(part.collection)}}…`
      }
    })
    .join('')
}
