import type { Expression, TemplateSyntax } from '../../hcl/syntax/syntax.ts'
import { isNumber } from '../../plan/number.ts'
import type { Step } from '../../plan/value.ts'
import type { Reference } from '../reference.ts'

/**
 * What an expression refers to, as Terraform writes it into plan JSON: each traversal up to the first key that is no literal, in the
 * order of the text, without the names that the expression binds itself. Source: hashicorp/hcl `hclsyntax/variables.go`.
 */
export function writtenReferences(expression: Expression): readonly (readonly Step[])[] {
  const found: (readonly Step[])[] = []
  collect(expression, new Set(), found)
  return found
}

/** A reference of plan JSON in the same form. */
export function stepsOfReference(reference: Reference): readonly Step[] | undefined {
  const rest =
    'rest' in reference
      ? reference.rest.map((step) => (step.kind === 'attribute' ? step.name : step.key))
      : []
  const key = 'key' in reference && reference.key !== undefined ? [reference.key] : []
  switch (reference.kind) {
    case 'resource': {
      const { mode, type, name } = reference
      return [...(mode === 'managed' ? [] : [mode]), type, name, ...key, ...rest]
    }
    case 'module':
      return [
        'module',
        reference.call,
        ...key,
        ...(reference.output === undefined ? [] : [reference.output]),
        ...rest,
      ]
    case 'self':
      return ['self', ...rest]
    case 'action':
      return ['action', reference.type, reference.name, ...key, ...rest]
    case 'unreadable':
      return undefined
    default:
      return [reference.kind, reference.name, ...rest]
  }
}

function collect(expression: Expression, bound: ReadonlySet<string>, found: (readonly Step[])[]): void {
  const name = traversal(expression)
  if (name !== undefined) {
    if (!bound.has(String(name[0]))) found.push(name[0] === 'resource' ? name.slice(1) : name)
    return
  }
  if (expression.kind === 'template') {
    collectParts(expression.parts, bound, found)
    return
  }
  if (expression.kind === 'for-tuple' || expression.kind === 'for-object') {
    collect(expression.collection, bound, found)
    const inner = new Set([...bound, expression.value, expression.key ?? expression.value])
    if (expression.kind === 'for-object') collect(expression.name, inner, found)
    collect(expression.result, inner, found)
    if (expression.condition !== undefined) collect(expression.condition, inner, found)
    return
  }
  for (const inner of partsOf(expression)) collect(inner, bound, found)
}

function collectParts(
  parts: readonly TemplateSyntax[],
  bound: ReadonlySet<string>,
  found: (readonly Step[])[],
): void {
  for (const part of parts) {
    if (part.kind === 'interpolation') collect(part.expression, bound, found)
    if (part.kind === 'if') {
      collect(part.condition, bound, found)
      collectParts([...part.then, ...part.else], bound, found)
    }
    if (part.kind === 'for') {
      collect(part.collection, bound, found)
      collectParts(part.body, new Set([...bound, part.value, part.key ?? part.value]), found)
    }
  }
}

/** The expressions right inside of one that binds no names, in the order in which Terraform visits them. */
export function partsOf(
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
      return [expression.of, expression.each]
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

/** The steps of a traversal; what stands in parentheses, or behind a key that is no literal, is none. */
export function traversal(expression: Expression): readonly Step[] | undefined {
  if (expression.kind === 'variable') return [expression.name]
  if (expression.kind === 'template' && expression.wraps) {
    const [part] = expression.parts
    return part?.kind === 'interpolation' ? traversal(part.expression) : undefined
  }
  if (expression.kind !== 'attribute' && expression.kind !== 'index') return undefined
  if (expression.of.range.start !== expression.range.start || expression.of.kind === 'template')
    return undefined
  const of = traversal(expression.of)
  if (of === undefined) return undefined
  if (expression.kind === 'attribute') return [...of, expression.name]
  const key = literalKey(expression.key)
  return key === undefined ? undefined : [...of, key]
}

function literalKey(key: Expression): Step | undefined {
  if (key.kind === 'literal' && key.value.kind === 'known' && isNumber(key.value.value))
    return Number(key.value.value)
  if (key.kind !== 'template' || key.parts.length > 1) return undefined
  const [only] = key.parts
  if (only === undefined) return ''
  return only.kind === 'text' ? only.text : undefined
}
