import type { Binary, Expression, Splat, TemplateSyntax } from '../../../src/hcl/syntax/syntax.ts'
import { isNumber, printNumber } from '../../../src/plan/number.ts'

type Scope = Readonly<Record<string, unknown>>

/** The name by which a scope knows the element of the innermost splat. */
const ELEMENT = '*'

/** The value of an expression of constants as plain data: just enough to show that the tree says what the text means. */
export function constantOf(expression: Expression, scope: Scope = {}): unknown {
  const of = (inner: Expression): unknown => constantOf(inner, scope)
  switch (expression.kind) {
    case 'literal': {
      if (expression.value.kind === 'null') return null
      const { value } = expression.value
      return isNumber(value) ? Number(value) : value
    }
    case 'template': {
      const [only] = expression.parts
      if (expression.wraps && only?.kind === 'interpolation') return of(only.expression)
      return textOf(expression.parts, scope)
    }
    case 'variable':
      if (!Object.hasOwn(scope, expression.name)) throw new Error(`no ${expression.name}`)
      return scope[expression.name]
    case 'splat-element':
      return scope[ELEMENT]
    case 'attribute':
      return (of(expression.of) as Scope)[expression.name]
    case 'index':
      return (of(expression.of) as Scope)[String(of(expression.key))]
    case 'splat':
      return splat(expression, scope)
    case 'call':
      return expression.name === 'max' && expression.expands
        ? Math.max(...(of(expression.arguments[0] as Expression) as number[]))
        : undefined
    case 'conditional':
      return of(expression.condition) ? of(expression.then) : of(expression.else)
    case 'binary':
      return binary(expression, of)
    case 'unary':
      return expression.operator === '-' ? -(of(expression.operand) as number) : !of(expression.operand)
    case 'tuple':
      return expression.elements.map(of)
    case 'object':
      return Object.fromEntries(expression.items.map(({ key, value }) => [String(of(key)), of(value)]))
    case 'for-tuple':
      return scopesOf(expression, scope)
        .filter((inner) => expression.condition === undefined || constantOf(expression.condition, inner))
        .map((inner) => constantOf(expression.result, inner))
    case 'for-object': {
      const grouped: Record<string, unknown[]> = {}
      for (const inner of scopesOf(expression, scope)) {
        if (expression.condition !== undefined && !constantOf(expression.condition, inner)) continue
        const name = String(constantOf(expression.name, inner))
        grouped[name] = [...(grouped[name] ?? []), constantOf(expression.result, inner)]
      }
      return expression.groups
        ? grouped
        : Object.fromEntries(Object.entries(grouped).map(([name, values]) => [name, values[0]]))
    }
  }
}

function splat({ of, each }: Splat, scope: Scope): unknown {
  const value = constantOf(of, scope)
  const elements = Array.isArray(value) ? value : value === null ? [] : [value]
  return elements.map((element) => constantOf(each, { ...scope, [ELEMENT]: element }))
}

function textOf(parts: readonly TemplateSyntax[], scope: Scope): string {
  return parts.map((part) => partOf(part, scope)).join('')
}

function partOf(part: TemplateSyntax, scope: Scope): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'interpolation': {
      const { expression } = part
      if (
        expression.kind === 'literal' &&
        expression.value.kind === 'known' &&
        isNumber(expression.value.value)
      ) {
        return printNumber(expression.value.value)
      }
      return String(constantOf(expression, scope))
    }
    case 'if':
      return textOf(constantOf(part.condition, scope) ? part.then : part.else, scope)
    case 'for':
      return scopesOf(part, scope)
        .map((inner) => textOf(part.body, inner))
        .join('')
  }
}

function scopesOf(
  { key, value, collection }: { key?: string; value: string; collection: Expression },
  scope: Scope,
): readonly Scope[] {
  return Object.entries(constantOf(collection, scope) as object).map(([name, element]) => ({
    ...scope,
    ...(key === undefined ? {} : { [key]: name }),
    [value]: element,
  }))
}

function binary({ operator, left, right }: Binary, of: (inner: Expression) => unknown): unknown {
  const [a, b] = [of(left), of(right)] as [number, number]
  switch (operator) {
    case '+':
      return Number((a + b).toPrecision(12))
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    case '==':
      return a === b
    case '!=':
      return a !== b
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
    case '&&':
      return a && b
    case '||':
      return a || b
  }
}
