import { isNumber } from '../plan/number.ts'
import type { Json } from '../plan/plan-document.ts'
import { isArray } from '../plan/planned-value.ts'
import { basisOf, NULL, type TemplatePart, type Value, weakerBasis } from '../plan/value.ts'
import type { Interpolation, Operand, OperandPart } from '../policy/condition.ts'
import { readPath } from './read-path.ts'
import { enter, type Scope, type Subject } from './scope.ts'
import { textOf } from './text.ts'
import { type ErrorTruth, errorTruth } from './truth.ts'

/** How text that is interpolated is written where a pattern is meant, so that nothing in it is special. */
export type Quote = (text: string) => string

/** The other side of an operator, in this scope; `quote` is how interpolated text becomes part of a pattern. */
export function readOperand(operand: Operand, scope: Scope, quote?: Quote): Value | ErrorTruth {
  switch (operand.kind) {
    case 'literal':
      return literal(operand.value)
    case 'interpolated':
      return interpolate(operand.parts, scope, quote)
    case 'list': {
      const elements: Value[] = []
      for (const element of operand.elements) {
        const value = readOperand(element, scope, quote)
        if (value.kind === 'error') return value
        elements.push(value)
      }
      return { kind: 'list', elements }
    }
  }
}

/** A value of a policy or a parameter. */
export function literal(value: Json): Value {
  if (value === null) return NULL
  if (typeof value === 'string' || typeof value === 'boolean' || isNumber(value))
    return { kind: 'known', value }
  if (isArray(value)) return { kind: 'list', elements: value.map(literal) }
  return { kind: 'map', entries: new Map(Object.entries(value).map(([key, entry]) => [key, literal(entry)])) }
}

/** A value that is one interpolation alone keeps its type; beside other text it becomes text, unknown parts and all. */
function interpolate(parts: readonly OperandPart[], scope: Scope, quote?: Quote): Value | ErrorTruth {
  const [only] = parts
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') {
    const value = readInterpolation(only, scope)
    // A parameter alone is the pattern that whoever runs the gate gives; nothing of the plan ever is one.
    const isLiteral = quote !== undefined && only.root !== 'params'
    if (!isLiteral || value.kind === 'error' || textOf(value) === undefined) return value
  }
  const text: TemplatePart[] = []
  let sensitive = false
  let basis = basisOf({})
  for (const part of parts) {
    const value: Value | ErrorTruth =
      typeof part === 'string' ? { kind: 'known', value: part } : readInterpolation(part, scope)
    if (value.kind === 'error') return value
    const piece = textOf(value)
    if (piece === undefined) {
      const name = typeof part === 'string' ? part : printInterpolation(part)
      return errorTruth(
        'interpolation-not-text',
        `\`${name}\` is ${describe(value)}, which cannot stand inside text`,
      )
    }
    sensitive ||= value.sensitive === true
    basis = weakerBasis(basis, basisOf(value))
    const isQuoted = quote !== undefined && typeof part !== 'string'
    for (const next of piece) appendPart(text, isQuoted && typeof next === 'string' ? quote(next) : next)
  }
  const marks = { ...(sensitive ? { sensitive } : {}), ...(basis === 'known' ? {} : { basis }) }
  const [first] = text
  if (text.length === 0) return { kind: 'known', value: '', ...marks }
  if (text.length === 1 && typeof first === 'string') return { kind: 'known', value: first, ...marks }
  return { kind: 'template', parts: text, ...marks }
}

function appendPart(text: TemplatePart[], part: TemplatePart): void {
  const last = text.at(-1)
  if (typeof part === 'string' && typeof last === 'string') text[text.length - 1] = last + part
  else text.push(part)
}

/** A null here is an error: a message or pattern with a hole in it would mean something else. */
export function readInterpolation(interpolation: Interpolation, scope: Scope): Value | ErrorTruth {
  const start = startOf(interpolation.root, scope)
  if (start === undefined)
    return errorTruth('interpolation-unknown-name', `nothing here is called \`${interpolation.root}\``)
  const reading = readPath(interpolation.path, enter(scope, start), false)
  if (reading.kind === 'error') return reading
  if (reading.value.kind === 'null' || reading.value.kind === 'absent') {
    return errorTruth(
      'interpolation-null',
      `\`${printInterpolation(interpolation)}\` is ${describe(reading.value)}`,
    )
  }
  return reading.value
}

function startOf(name: string, scope: Scope): Subject | undefined {
  if (name === '') return scope.here
  if (name !== 'params') return scope.bound.get(name)
  return { kind: 'value', value: { kind: 'map', entries: scope.parameters }, path: [] }
}

export function printInterpolation({ root, path }: Interpolation): string {
  return path.text === '' ? `\${${root}}` : `\${${root}.${path.text}}`
}

function describe(value: Value): string {
  return value.kind === 'absent' ? 'not there' : value.kind === 'null' ? 'null' : `a ${value.kind}`
}
