import { printNumber } from '../plan/number.ts'
import type { TemplatePart, Unknown, UnknownValue, Value } from '../plan/value.ts'
import { childrenOf, combineMarks, deepMarks, inherit, NO_MARKS } from './marks.ts'
import { printType, type Type } from './types.ts'

/** Deeper than anything that people write; guards the recursion over values. */
export const MAX_VALUE_DEPTH = 200

/** Longer identities are hashed where a hash is at hand, for they grow with every function that is applied. */
const LONG_IDENTITY = 600
/** Without a hash, identities that double from step to step are given up here: such a value is equal to nothing else. */
const ENDLESS_IDENTITY = 200_000

export interface OpaqueFacts {
  readonly type?: Type
  readonly nonNull?: boolean
  readonly because?: string
  /** Gives a short text that is equal only for equal texts. */
  readonly digest?: ((text: string) => string) | undefined
}

/**
 * The unknown result of a function: equal functions of equal arguments give equal identities, and nothing else does.
 * It waits for whatever its arguments wait for.
 */
export function applied(name: string, values: readonly Value[], facts: OpaqueFacts = {}): Unknown {
  const text = `${name}(${values.map(identityOf).join(', ')})`
  const long = text.length > LONG_IDENTITY && facts.digest !== undefined
  return {
    id: long ? `${name}(#${facts.digest?.(text)})` : text.length > ENDLESS_IDENTITY ? distinct(name) : text,
    waitsFor: [...new Set(values.flatMap(unknownsIn).flatMap((unknown) => unknown.waitsFor))],
    because: facts.because ?? `the result of \`${name}\` depends on what only the apply will tell`,
    ...(facts.type === undefined ? {} : { type: facts.type }),
    ...(facts.nonNull === true ? { nonNull: true } : {}),
  }
}

let distinctions = 0

/** A name that nothing else has. */
function distinct(name: string): string {
  distinctions += 1
  return `${name}#${distinctions}`
}

/** The unknown result of something that its values alone do not tell: equal to nothing else, not even to its like. */
export function untold(name: string, values: readonly Value[], facts: OpaqueFacts = {}): Value {
  return opaque(distinct(name), values, facts)
}

/** `applied` as a value that carries the marks of its arguments. */
export function opaque(name: string, values: readonly Value[], facts: OpaqueFacts = {}): Value {
  const marks = values.map(deepMarks).reduce(combineMarks, NO_MARKS)
  return inherit(unknownValue(applied(name, values, facts)), marks)
}

export function unknownValue(unknown: Unknown): UnknownValue {
  return { kind: 'unknown', unknown }
}

/** A function of one unknown part of a string; the arguments are those of the function, in its order. */
export function appliedPart(name: string, args: readonly (string | number | Unknown)[], type: Type): Unknown {
  const values = args.map(
    (arg): Value => (typeof arg === 'object' ? unknownValue(arg) : { kind: 'known', value: arg }),
  )
  return applied(name, values, { type, nonNull: true })
}

/** A text that is equal only for values that will be equal: what they are, what they hold, in which form. */
export function identityOf(value: Value): string {
  switch (value.kind) {
    case 'known':
      if (typeof value.value === 'string') return `"${identityOfPart(value.value)}"`
      return typeof value.value === 'boolean' ? String(value.value) : printNumber(value.value)
    case 'null':
      return value.type === undefined || value.type.kind === 'dynamic'
        ? 'null'
        : `null of ${printType(value.type)}`
    case 'absent':
      return 'null'
    case 'unknown':
      return value.unknown.id
    case 'template':
      return `"${value.parts.map(identityOfPart).join('')}"`
    case 'list': {
      const inner = value.elements.map(identityOf)
      if (value.rest !== undefined) inner.push(`...${value.rest.id}`)
      return `${value.form ?? ''}[${inner.join(', ')}]`
    }
    case 'map': {
      const inner = [...value.entries]
        .map(([key, entry]) => `${JSON.stringify(key)} = ${identityOf(entry)}`)
        .sort()
      if (value.rest !== undefined) inner.push(`...${value.rest.id}`)
      return `${value.form ?? ''}{${inner.join(', ')}}`
    }
  }
}

function identityOfPart(part: TemplatePart): string {
  return typeof part === 'string'
    ? JSON.stringify(part)
        .slice(1, -1)
        .replaceAll('$', () => '$$')
    : `\${${part.id}}`
}

/** Every unknown in a value, at any depth. */
export function unknownsIn(value: Value): readonly Unknown[] {
  if (value.kind === 'unknown') return [value.unknown]
  if (value.kind === 'template') return value.parts.filter((part) => typeof part !== 'string')
  const rest = (value.kind === 'list' || value.kind === 'map') && value.rest !== undefined ? [value.rest] : []
  return [...childrenOf(value).flatMap(unknownsIn), ...rest]
}

/** Whether nothing in the value waits for the apply. */
export function isWhollyKnown(value: Value): boolean {
  if (value.kind === 'unknown' || value.kind === 'template') return false
  if ((value.kind === 'list' || value.kind === 'map') && value.rest !== undefined) return false
  return childrenOf(value).every(isWhollyKnown)
}

/** Whether the value is nested deeper than this language is evaluated. */
export function isTooDeep(value: Value): boolean {
  let level: readonly Value[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_VALUE_DEPTH) return true
    level = level.flatMap(childrenOf)
  }
  return false
}
