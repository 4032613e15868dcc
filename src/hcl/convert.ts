import { printNumber } from '../plan/number.ts'
import type { ListValue, MapValue, UnknownValue, Value } from '../plan/value.ts'
import { readDecimal } from './big-float.ts'
import { applyDefaults } from './defaults.ts'
import { HclFailure } from './failure.ts'
import { isTooDeep, opaque } from './opaque.ts'
import { hasCertainOrder, setValue } from './set.ts'
import {
  equalTypes,
  hasDynamic,
  isPrimitive,
  printType,
  type Type,
  typeOf,
  withoutOptional,
} from './types.ts'
import { canConvert, unify } from './unify.ts'

/**
 * The value as this type, as Terraform converts variables, arguments and results: `"5"` to 5, a tuple to a list or set, an object
 * to a map, left-out optional attributes to their defaults. Unknown parts stay, with their identity wherever the conversion
 * cannot alter them (the text of a number and the number count as one). Throws `HclFailure` where Terraform reports an error.
 * Source: go-cty `convert`.
 */
export function convert(value: Value, type: Type): Value {
  if (isTooDeep(value)) return opaque('convert', [], { because: 'the value is nested too deeply' })
  return convertValue(applyDefaults(value, type), type)
}

function convertValue(value: Value, type: Type): Value {
  if (type.kind === 'dynamic') return value
  if (value.kind === 'null' || value.kind === 'absent') return convertNull(value, type)
  if (value.kind === 'unknown') return convertUnknown(value, type)
  if (isPrimitive(type)) return convertPrimitive(value, type)
  if (value.kind === 'list') return convertList(value, type)
  if (value.kind === 'map') return convertMap(value, type)
  throw mismatch(value, type)
}

function mismatch(value: Value, type: Type): HclFailure {
  return new HclFailure(`${describe(value)} cannot be converted to ${printType(type)}`)
}

function describe(value: Value): string {
  const type = typeOf(value)
  return type.kind === 'dynamic' ? `a ${value.kind}` : `a ${type.kind}`
}

function convertNull(value: Value, type: Type): Value {
  const from = typeOf(value)
  if (!canConvert(from, type)) throw mismatch(value, type)
  const exact = hasDynamic(type) && from.kind === type.kind ? from : withoutOptional(type)
  const { sensitive, basis } = value
  return {
    kind: 'null',
    type: exact,
    ...(sensitive === true ? { sensitive } : {}),
    ...(basis === undefined ? {} : { basis }),
  }
}

function convertUnknown(value: UnknownValue, type: Type): Value {
  const from = typeOf(value)
  if (!canConvert(from, type)) throw mismatch(value, type)
  if (equalTypes(from, type)) return value
  const { nonNull, nonEmpty } = value.unknown
  if (keepsIdentity(from, type))
    return { ...value, unknown: { ...value.unknown, type: hasDynamic(type) ? from : withoutOptional(type) } }
  const certain = nonNull === true || nonEmpty === true
  return opaque(`to ${printType(type)}`, [value], {
    because: `its conversion to ${printType(type)} depends on what only the apply will tell`,
    ...(hasDynamic(type) ? {} : { type: withoutOptional(type) }),
    ...(certain ? { nonNull: true } : {}),
  })
}

/** Whether the conversion at most writes numbers and truth values as text, or alters the form alone. */
function keepsIdentity(from: Type, type: Type): boolean {
  if (type.kind === 'string') return isPrimitive(from) || from.kind === 'dynamic'
  if (type.kind !== 'list' && type.kind !== 'map') return false
  const element = type.element
  if (element.kind !== 'string' && element.kind !== 'dynamic')
    return 'element' in from && equalTypes(from, type)
  if (from.kind === 'dynamic') return true
  if (element.kind === 'dynamic') return from.kind === type.kind
  return (
    'element' in from &&
    from.kind === type.kind &&
    (isPrimitive(from.element) || from.element.kind === 'dynamic')
  )
}

function convertPrimitive(value: Value, type: Type): Value {
  if (value.kind === 'template') {
    if (type.kind === 'string') return value
    return opaque(`to ${type.kind}`, [value], { type, nonNull: true })
  }
  if (value.kind !== 'known') throw mismatch(value, type)
  const { value: given } = value
  if (typeOf(value).kind === type.kind) return value
  if (type.kind === 'string') {
    return { ...value, value: typeof given === 'boolean' ? String(given) : printNumber(given as number) }
  }
  if (typeof given !== 'string') throw mismatch(value, type)
  if (type.kind === 'bool') {
    if (given === 'true' || given === '1') return { ...value, value: true }
    if (given === 'false' || given === '0') return { ...value, value: false }
    throw new HclFailure('a bool is required')
  }
  const number = readDecimal(given)
  if (number === undefined) throw new HclFailure('a number is required')
  return number === 'too large'
    ? opaque('to number', [value], { type, because: 'the number is too large' })
    : { ...value, value: number }
}

function convertList(value: ListValue, type: Type): Value {
  const from = typeOf(value)
  if (!canConvert(from, type)) throw mismatch(value, type)
  if (type.kind === 'tuple') {
    if (value.form !== undefined && value.form !== 'tuple') throw mismatch(value, type)
    if (value.rest === undefined && value.elements.length !== type.elements.length)
      throw mismatch(value, type)
    const elements = value.elements.map((element, index) =>
      convertValue(element, type.elements[index] ?? { kind: 'dynamic' }),
    )
    return { ...value, form: 'tuple', elements }
  }
  if (type.kind !== 'list' && type.kind !== 'set') throw mismatch(value, type)
  const elementType = elementTypeFor(value, value.elements, type.element)
  if (elementType === undefined) return opaqueConversion(value, type)
  const { elementType: _declared, ...plain } = value
  const elements = value.elements.map((element) => convertValue(element, elementType))
  if (type.kind === 'set') {
    const set = setValue(elements, withoutOptional(elementType), value.rest)
    return { ...marksOf(value), ...set, ...(value.sensitive === true ? { sensitive: true } : {}) }
  }
  if (!hasCertainOrder(value) || (value.form === 'set' && value.rest !== undefined))
    return opaqueConversion(value, type)
  return { ...plain, form: 'list', elements, elementType: withoutOptional(elementType) }
}

function marksOf(value: Value): Pick<Value, 'basis' | 'origin'> {
  const { basis, origin } = value
  return { ...(basis === undefined ? {} : { basis }), ...(origin === undefined ? {} : { origin }) }
}

function opaqueConversion(value: Value, type: Type): Value {
  return opaque(`to ${printType(type)}`, [value], {
    ...(hasDynamic(type) ? {} : { type: withoutOptional(type) }),
    nonNull: true,
    because: `its conversion to ${printType(type)} depends on what only the apply will tell`,
  })
}

/** The element type to convert to; `undefined` where it depends on what nothing tells. */
function elementTypeFor(
  value: ListValue | MapValue,
  elements: readonly Value[],
  wanted: Type,
): Type | undefined {
  const given = elements.map((element) => typeOf(element))
  if (!hasDynamic(wanted)) return wanted
  if (wanted.kind !== 'dynamic') {
    const unified = unify(elements.map((element) => typeOf(convertValue(element, wanted))))
    return unified?.ambiguous === true ? undefined : (unified?.type ?? wanted)
  }
  if (value.elementType !== undefined && value.form !== 'tuple' && value.form !== 'object')
    return value.elementType
  if (given.length === 0) return wanted
  const unified = unify(given)
  if (unified === undefined) throw new HclFailure('all elements must be of one type')
  if (unified.ambiguous) return undefined
  // A literal null takes the one type that the others have.
  const told = given.find(({ kind }) => kind !== 'dynamic')
  return unified.type.kind === 'dynamic' && told !== undefined ? told : unified.type
}

function convertMap(value: MapValue, type: Type): Value {
  const from = typeOf(value)
  if (!canConvert(from, type)) throw mismatch(value, type)
  const { elementType: _declared, ...plain } = value
  if (type.kind === 'object') return { ...plain, form: 'object', entries: convertAttributes(value, type) }
  if (type.kind !== 'map') throw mismatch(value, type)
  const elementType = elementTypeFor(value, [...value.entries.values()], type.element)
  if (elementType === undefined) return opaqueConversion(value, type)
  const entries = new Map([...value.entries].map(([key, entry]) => [key, convertValue(entry, elementType)]))
  return { ...plain, form: 'map', entries, elementType: withoutOptional(elementType) }
}

function convertAttributes(value: MapValue, type: Type & { kind: 'object' }): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>()
  for (const [name, attribute] of type.attributes) {
    const given = value.entries.get(name)
    if (given !== undefined) entries.set(name, convertValue(given, attribute))
    else if (value.rest !== undefined) {
      entries.set(name, opaque('attribute', [value, { kind: 'known', value: name }], {}))
    } else if (type.optional?.has(name) === true)
      entries.set(name, { kind: 'null', type: withoutOptional(attribute) })
    else throw new HclFailure(`attribute "${name}" is required`)
  }
  return entries
}
