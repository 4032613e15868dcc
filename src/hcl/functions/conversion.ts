import { certainlyNonEmpty } from '../../plan/shape.ts'
import type { Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { mayCoincide } from '../set.ts'
import { textOf, wholeText } from '../text.ts'
import { BOOL, DYNAMIC, listOf, mapOf, NUMBER, STRING, setOf, type Type, typeOf } from '../types.ts'
import { unify } from '../unify.ts'
import { graphemesOf, hasCertainGraphemes } from './graphemes.ts'
import { ANY_PARAMETER, type FunctionSpec, type FunctionTable, known } from './signature.ts'

const ANYTHING = { ...ANY_PARAMETER, nullable: true } as const

function conversionTo(type: Type): FunctionSpec {
  return {
    parameters: [ANYTHING],
    nullable: true,
    symbolic: true,
    marks: 'own',
    call: ([value]) => (value === undefined ? undefined : convert(value, type)),
  }
}

function length([value]: readonly Value[]): Value | undefined {
  if (value?.kind === 'unknown') return undefined
  if (value?.kind === 'map') return value.rest === undefined ? known(value.entries.size) : undefined
  if (value?.kind === 'list') {
    const certain = value.form === 'list' || value.form === 'tuple' || !mayCoincide(value.elements)
    return certain && value.rest === undefined ? known(value.elements.length) : undefined
  }
  if (value === undefined || typeOf(value).kind !== 'string')
    throw new HclFailure('a string or a collection is required')
  const text = wholeText(textOf(value) ?? [])
  return text === undefined || !hasCertainGraphemes(text) ? undefined : known(graphemesOf(text).length)
}

/** The first that is neither null nor empty, as the common type of all. */
function coalesce(args: readonly Value[]): Value | undefined {
  const unified = unify(args.map((arg) => typeOf(arg)))
  if (unified === undefined) throw new HclFailure('all arguments must have the same type')
  const wanted = unified.type
  for (const [index, arg] of args.entries()) {
    const blank = isBlank(arg, wanted)
    if (blank === true) continue
    const isLast = args.slice(index + 1).every((other) => isBlank(other, wanted) === true)
    if (blank === undefined && !isLast) return undefined
    if (unified.ambiguous) return isStable(arg) ? nonBlank(arg, wanted) : undefined
    return nonBlank(convert(arg, wanted), wanted)
  }
  throw new HclFailure('no argument is neither null nor empty')
}

/** What `coalesce` returned is not null, and no empty string. */
function nonBlank(value: Value, wanted: Type): Value {
  if (value.kind !== 'unknown') return value
  const fact = wanted.kind === 'string' ? { nonNull: true, nonEmpty: true } : { nonNull: true }
  return { ...value, unknown: { ...value.unknown, ...fact } }
}

function isBlank(value: Value, wanted: Type): boolean | undefined {
  if (value.kind === 'null') return true
  if (value.kind === 'known') return wanted.kind === 'string' && value.value === ''
  if (value.kind === 'list' || value.kind === 'map') return false
  const parts = value.kind === 'template' ? value.parts : value.kind === 'unknown' ? [value.unknown] : []
  if (parts.some((part) => typeof part === 'string' || certainlyNonEmpty(part))) return false
  const isOther = value.kind === 'unknown' && value.unknown.nonNull === true && isOtherThanString(wanted)
  return isOther ? false : undefined
}

function isOtherThanString(type: Type): boolean {
  return type.kind !== 'string' && type.kind !== 'dynamic'
}

/** No conversion to a type that nothing tells could alter it. */
function isStable(value: Value): boolean {
  const { kind } = typeOf(value)
  return kind === 'string' || (kind === 'dynamic' && value.kind === 'unknown')
}

function isSensitive([value]: readonly Value[]): Value | undefined {
  if (value?.sensitive === true) return known(true)
  return value?.kind === 'unknown' ? undefined : known(false)
}

function withoutSensitive(value: Value): Value {
  const { sensitive: _sensitive, ...plain } = value
  return plain
}

/** Terraform's functions of type and sensitivity. Source: Terraform `lang/funcs/conversion.go` and `sensitive.go`. */
export const CONVERSION: FunctionTable = {
  coalesce: { parameters: [], rest: ANYTHING, symbolic: true, call: coalesce },
  ephemeralasnull: {
    parameters: [ANYTHING],
    nullable: true,
    symbolic: true,
    total: true,
    marks: 'own',
    call: ([value]) => value,
  },
  issensitive: {
    parameters: [ANYTHING],
    returns: BOOL,
    symbolic: true,
    total: true,
    marks: 'own',
    call: isSensitive,
  },
  length: {
    parameters: [ANY_PARAMETER],
    returns: NUMBER,
    symbolic: true,
    marks: 'shallow',
    call: length,
  },
  nonsensitive: {
    parameters: [ANYTHING],
    nullable: true,
    symbolic: true,
    marks: 'own',
    call: ([value]) => (value === undefined ? undefined : withoutSensitive(value)),
  },
  sensitive: {
    parameters: [ANYTHING],
    nullable: true,
    symbolic: true,
    total: true,
    marks: 'own',
    call: ([value]) => (value === undefined ? undefined : { ...value, sensitive: true }),
  },
  tobool: conversionTo(BOOL),
  tolist: conversionTo(listOf(DYNAMIC)),
  tomap: conversionTo(mapOf(DYNAMIC)),
  tonumber: conversionTo(NUMBER),
  toset: conversionTo(setOf(DYNAMIC)),
  tostring: conversionTo(STRING),
}
