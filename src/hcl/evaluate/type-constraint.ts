import type { Type, Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import type { Expression } from '../syntax/syntax.ts'
import { BOOL, DYNAMIC, listOf, mapOf, NUMBER, objectOf, STRING, setOf, tupleOf } from '../types.ts'
import { evaluate } from './evaluate.ts'
import type { Scope } from './scope.ts'

const NAMED: ReadonlyMap<string, Type> = new Map([
  ['string', STRING],
  ['number', NUMBER],
  ['bool', BOOL],
  ['any', DYNAMIC],
  // Before Terraform 0.12 these stood alone, and still may.
  ['list', listOf(DYNAMIC)],
  ['map', mapOf(DYNAMIC)],
])

/** Defaults of `optional` are constants: no name means anything in them. */
const CONSTANT: Scope = { lookup: () => undefined, functions: {} }

/**
 * The type that a variable's `type` argument states; `undefined` where it is not a type. Throws `HclFailure` for a default that is
 * none. Source: hcl `ext/typeexpr`, Terraform "Type Constraints".
 */
export function readTypeConstraint(expression: Expression): Type | undefined {
  if (expression.kind === 'variable') return NAMED.get(expression.name)
  if (expression.kind === 'template') {
    const [part] = expression.parts
    return part?.kind === 'text' && expression.parts.length === 1 ? NAMED.get(part.text) : undefined
  }
  if (expression.kind !== 'call') return undefined
  const [argument] = expression.arguments
  if (argument === undefined) return undefined
  if (expression.name === 'object') return readObject(argument)
  if (expression.name === 'tuple') return readTuple(argument)
  const element = readTypeConstraint(argument)
  if (element === undefined) return undefined
  if (expression.name === 'list') return listOf(element)
  if (expression.name === 'set') return setOf(element)
  return expression.name === 'map' ? mapOf(element) : undefined
}

function readTuple(argument: Expression): Type | undefined {
  if (argument.kind !== 'tuple') return undefined
  const elements = argument.elements.map(readTypeConstraint)
  return elements.every((element) => element !== undefined) ? tupleOf(elements) : undefined
}

function readObject(argument: Expression): Type | undefined {
  if (argument.kind !== 'object') return undefined
  const attributes = new Map<string, Type>()
  const optional = new Set<string>()
  const defaults = new Map<string, Value>()
  for (const { key, value } of argument.items) {
    const [part] = key.kind === 'template' ? key.parts : []
    if (part?.kind !== 'text') return undefined
    const isOptional = value.kind === 'call' && value.name === 'optional'
    const [constraint, fallback] = isOptional ? value.arguments : [value]
    const type = constraint === undefined ? undefined : readTypeConstraint(constraint)
    if (type === undefined) return undefined
    attributes.set(part.text, type)
    if (isOptional) optional.add(part.text)
    if (fallback !== undefined) defaults.set(part.text, convert(evaluate(fallback, CONSTANT), type))
  }
  return objectOf(attributes, optional, defaults)
}
