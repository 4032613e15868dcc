import type { Type, Value } from '../../plan/value.ts'
import { BOOL, DYNAMIC, listOf, mapOf, NUMBER, objectOf, STRING, setOf, tupleOf } from '../types.ts'
import { failIn, faultOr, isSyntaxFault, SyntaxFailure, type SyntaxFault } from './fault.ts'
import { asReference } from './reading.ts'
import type { Call, Expression, ObjectConstructor } from './syntax.ts'
import { literalText } from './text.ts'

/** Evaluates the default of an optional attribute, a constant expression, and converts it to the attribute's type. */
export type EvaluateDefault = (expression: Expression, type: Type) => Value

/**
 * The type that the `type` of a variable constrains it to: `list(object({ a = optional(string, "x") }))`. What
 * `evaluateDefault` throws goes through. The old words `list` and `map` alone mean lists and maps of anything.
 * Source: hashicorp/hcl, ext/typeexpr, and Terraform's decodeVariableType.
 */
export function readTypeConstraint(
  expression: Expression,
  evaluateDefault: EvaluateDefault,
): Type | SyntaxFault {
  return faultOr(() => {
    const written = expression.kind === 'template' && expression.written !== undefined
    const constraint = written ? asReference(expression) : expression
    if (isSyntaxFault(constraint)) throw new SyntaxFailure(constraint)
    if (constraint.kind === 'variable' && constraint.name === 'list') return listOf(DYNAMIC)
    if (constraint.kind === 'variable' && constraint.name === 'map') return mapOf(DYNAMIC)
    return readType(constraint, evaluateDefault)
  })
}

function readType(expression: Expression, evaluateDefault: EvaluateDefault): Type {
  if (expression.kind === 'variable') return readKeyword(expression)
  if (expression.kind !== 'call') {
    return failIn(expression.range, 'a type should stand here, such as `string` or `list(string)`')
  }
  const [inner, ...more] = expression.arguments
  switch (expression.name) {
    case 'list':
    case 'set':
    case 'map': {
      if (inner === undefined || more.length > 0)
        return wrongArguments(expression, 'the type of its elements')
      const element = readType(inner, evaluateDefault)
      return expression.name === 'list'
        ? listOf(element)
        : expression.name === 'set'
          ? setOf(element)
          : mapOf(element)
    }
    case 'tuple':
      if (inner?.kind !== 'tuple' || more.length > 0)
        return wrongArguments(expression, 'the types of its elements in brackets')
      return tupleOf(inner.elements.map((element) => readType(element, evaluateDefault)))
    case 'object':
      if (inner?.kind !== 'object' || more.length > 0)
        return wrongArguments(expression, 'the types of its attributes in braces')
      return readObject(inner, evaluateDefault)
    case 'optional':
      return failIn(
        expression.range,
        '`optional` can only stand before the type of an attribute of an object',
      )
    default:
      return failIn(expression.range, `\`${expression.name}\` does not make a type`)
  }
}

function readKeyword({ name, range }: Expression & { kind: 'variable' }): Type {
  switch (name) {
    case 'string':
      return STRING
    case 'number':
      return NUMBER
    case 'bool':
      return BOOL
    case 'any':
      return DYNAMIC
    default:
      return failIn(range, `\`${name}\` is not a type, or lacks the types inside it`)
  }
}

function wrongArguments({ name, range }: Call, wanted: string): never {
  return failIn(range, `\`${name}\` takes one argument, ${wanted}`)
}

function readObject({ items }: ObjectConstructor, evaluateDefault: EvaluateDefault): Type {
  const attributes = new Map<string, Type>()
  const optional = new Set<string>()
  const defaults = new Map<string, Value>()
  for (const { key, value } of items) {
    const name = bareName(key)
    if (name === undefined) failIn(key.range, 'the name of an attribute should stand here')
    if (attributes.has(name)) failIn(key.range, `the attribute \`${name}\` is declared twice`)
    const modifier = value.kind === 'call' && value.name === 'optional' ? value : undefined
    const [declared = value, fallback, extra] = modifier?.arguments ?? []
    if (modifier !== undefined && (modifier.arguments.length === 0 || extra !== undefined)) {
      failIn(modifier.range, '`optional` takes a type, and then at most a default')
    }
    const type = readType(declared, evaluateDefault)
    attributes.set(name, type)
    if (modifier !== undefined) optional.add(name)
    if (fallback !== undefined) defaults.set(name, evaluateDefault(fallback, type))
  }
  return objectOf(attributes, optional, defaults)
}

/** The parts of a quoted key begin behind its quotation mark. */
function bareName(key: Expression): string | undefined {
  const quoted = key.kind === 'template' && key.parts[0]?.range.start !== key.range.start
  return quoted ? undefined : literalText(key)
}
