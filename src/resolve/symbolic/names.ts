import type { Expression, TemplateSyntax } from '../../hcl/syntax/syntax.ts'
import { isNumber } from '../../plan/number.ts'
import type { Step } from '../../plan/value.ts'

/** A name that an expression looks up: its parts as far as they are written out. */
export interface Name {
  readonly steps: readonly Step[]
  /** Nothing else is done to what it names: the expression is this name alone. */
  readonly isAll: boolean
}

/** The names that an expression looks up, each once, in the order of their first appearance; without those that it binds itself. */
export function namesIn(expression: Expression): readonly Name[] {
  const own = nameOf(expression)
  if (own !== undefined) return [{ steps: own, isAll: true }]
  const found = new Map<string, Name>()
  collect(expression, new Set(), (steps) => {
    const key = JSON.stringify(steps)
    if (!found.has(key)) found.set(key, { steps, isAll: false })
  })
  return [...found.values()]
}

/** The steps of a traversal; undefined for everything else. An index that is no literal ends it. */
function nameOf(expression: Expression): readonly Step[] | undefined {
  if (expression.kind === 'variable') return [expression.name]
  if (expression.kind === 'template' && expression.wraps) {
    const [part] = expression.parts
    return part?.kind === 'interpolation' ? nameOf(part.expression) : undefined
  }
  if (expression.kind === 'attribute') {
    const of = nameOf(expression.of)
    return of === undefined ? undefined : [...of, expression.name]
  }
  if (expression.kind !== 'index') return undefined
  const of = nameOf(expression.of)
  const key = literalKey(expression.key)
  return of === undefined || key === undefined ? undefined : [...of, key]
}

function literalKey(key: Expression): Step | undefined {
  if (key.kind === 'literal' && key.value.kind === 'known' && isNumber(key.value.value))
    return Number(key.value.value)
  if (key.kind !== 'template') return undefined
  const [only, second] = key.parts
  return only?.kind === 'text' && second === undefined ? only.text : undefined
}

type Take = (steps: readonly Step[]) => void

function collect(expression: Expression, bound: ReadonlySet<string>, take: Take): void {
  const name = nameOf(expression)
  if (name !== undefined) {
    if (!bound.has(String(name[0]))) take(name)
    return
  }
  if (expression.kind === 'template') {
    for (const part of expression.parts) collectPart(part, bound, take)
    return
  }
  if (expression.kind !== 'for-tuple' && expression.kind !== 'for-object') {
    for (const inner of partsOf(expression)) collect(inner, bound, take)
    return
  }
  collect(expression.collection, bound, take)
  const inner = new Set([...bound, expression.value, expression.key ?? expression.value])
  if (expression.kind === 'for-object') collect(expression.name, inner, take)
  collect(expression.result, inner, take)
  if (expression.condition !== undefined) collect(expression.condition, inner, take)
}

/** The expressions right inside of one that binds no names. */
function partsOf(
  expression: Exclude<Expression, { readonly kind: 'template' | 'for-tuple' | 'for-object' }>,
): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
    case 'splat-element':
      return []
    case 'attribute':
      return [expression.of]
    case 'index':
      return [expression.of, expression.key]
    case 'splat':
      return [expression.of]
    case 'call':
      return expression.arguments
    case 'conditional':
      return [expression.condition, expression.then, expression.else]
    case 'binary':
      return [expression.left, expression.right]
    case 'unary':
      return [expression.operand]
    case 'tuple':
      return expression.elements
    case 'object':
      return expression.items.flatMap(({ key, value }) => [key, value])
  }
}

function collectPart(part: TemplateSyntax, bound: ReadonlySet<string>, take: Take): void {
  switch (part.kind) {
    case 'text':
      return
    case 'interpolation':
      collect(part.expression, bound, take)
      return
    case 'if':
      collect(part.condition, bound, take)
      for (const inner of [...part.then, ...part.else]) collectPart(inner, bound, take)
      return
    case 'for': {
      collect(part.collection, bound, take)
      const names = new Set([...bound, part.value, ...(part.key === undefined ? [] : [part.key])])
      for (const inner of part.body) collectPart(inner, names, take)
    }
  }
}
