import type { MapValue, Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { combineMarks, inherit, NO_MARKS, shallowMarks } from '../marks.ts'
import { applied, isWhollyKnown, opaque } from '../opaque.ts'
import { same } from '../same.ts'
import { compareStrings } from '../set.ts'
import { wholeText } from '../text.ts'
import { DYNAMIC, equalTypes, isPrimitive, listOf, mapOf, STRING, type Type, typeOf } from '../types.ts'
import { canConvert, unify } from '../unify.ts'
import { listArgument } from './lists.ts'
import { ANY_PARAMETER, type FunctionTable, known, STRING_PARAMETER, stringArgument } from './signature.ts'
import { textArgument } from './strings.ts'

/** The argument as a map, `undefined` where it is unknown. */
function mapArgument(value: Value | undefined): MapValue | undefined {
  if (value?.kind === 'unknown') {
    const { kind } = typeOf(value)
    if (kind === 'dynamic' || kind === 'map' || kind === 'object') return undefined
  }
  if (value?.kind !== 'map') throw new HclFailure('a map or object is required')
  return value
}

/** Maps give lists, objects give tuples. */
function sequenceForm(map: MapValue): { readonly form?: 'list' | 'tuple' } {
  return map.form === undefined ? {} : { form: map.form === 'map' ? 'list' : 'tuple' }
}

function sortedKeys(map: MapValue): readonly string[] {
  return [...map.entries.keys()].sort(compareStrings)
}

function keys([map]: readonly Value[]): Value | undefined {
  const given = mapArgument(map)
  if (given === undefined || given.rest !== undefined) return undefined
  const elementType = given.form === 'map' ? { elementType: STRING } : {}
  return { kind: 'list', ...sequenceForm(given), elements: sortedKeys(given).map(known), ...elementType }
}

function values([map]: readonly Value[]): Value | undefined {
  const given = mapArgument(map)
  if (given === undefined || given.rest !== undefined) return undefined
  const elements = sortedKeys(given).flatMap((key) => given.entries.get(key) ?? [])
  const elementType =
    given.form === 'map' && given.elementType !== undefined ? { elementType: given.elementType } : {}
  return { kind: 'list', ...sequenceForm(given), elements, ...elementType }
}

function lookup(args: readonly Value[]): Value | undefined {
  const [map, keyValue, fallback] = args
  if (args.length > 3) throw new HclFailure('lookup takes two or three arguments')
  const given = mapArgument(map)
  const key = wholeText(textArgument(keyValue))
  if (given === undefined || key === undefined) return undefined
  if (given.form === 'map' && fallback !== undefined && !canConvert(typeOf(fallback), elementTypeOf(given))) {
    throw new HclFailure('the default value must have the type of the elements')
  }
  const found = given.entries.get(key)
  const converted = fallback === undefined ? undefined : lookupDefault(given, fallback)
  if (found !== undefined) return found
  if (given.rest !== undefined) return undefined
  if (fallback === undefined) throw new HclFailure(`there is no element with the key "${key}"`)
  return converted
}

/** A map converts the default to the type of its elements, an object leaves it as it is. */
function lookupDefault(map: MapValue, fallback: Value): Value | undefined {
  if (map.form === 'object') return fallback
  const type = elementTypeOf(map)
  if (map.form === 'map') return convert(fallback, type)
  const stable = fallback.kind === 'null' || equalTypes(typeOf(fallback), type) || map.entries.size === 0
  return stable || (typeOf(fallback).kind === 'string' && isPrimitive(type)) || !isPrimitive(type)
    ? fallback
    : undefined
}

function elementTypeOf(map: MapValue): Type {
  if (map.elementType !== undefined) return map.elementType
  const told = [...map.entries.values()].map((entry) => typeOf(entry)).find((type) => type.kind !== 'dynamic')
  return told ?? DYNAMIC
}

/** Later arguments win. An unknown argument may hold, and so replace, any key of those before it. */
function merge(args: readonly Value[]): Value | undefined {
  const maps = args.filter((arg) => arg.kind !== 'null')
  if (args.some((arg) => arg.kind === 'null' && !['dynamic', 'map', 'object'].includes(typeOf(arg).kind))) {
    throw new HclFailure('arguments must be maps or objects')
  }
  const entries = new Map<string, Value>()
  const replaced = new Set<string>()
  let isOpen = false
  for (const arg of maps) {
    const map = mapArgument(arg)
    if (map === undefined || map.rest !== undefined) {
      isOpen = true
      for (const key of entries.keys()) replaced.add(key)
    }
    for (const [key, entry] of map?.entries ?? []) {
      entries.set(key, entry)
      replaced.delete(key)
    }
  }
  for (const key of replaced) entries.set(key, opaque('lookup(merge', [...args, known(key)]))
  const rest = isOpen ? { rest: applied('merge', args, { nonNull: true }) } : {}
  if (isOpen && entries.size === 0) return undefined
  return { kind: 'map', entries, ...mergedForm(args, maps), ...rest }
}

/** Maps of one type give that type, anything else an object. */
function mergedForm(args: readonly Value[], maps: readonly Value[]): Pick<MapValue, 'form' | 'elementType'> {
  const types = args.map((arg) => typeOf(arg))
  const [first] = types
  if (maps.some((map) => map.kind === 'map' && map.form === 'object') || first === undefined)
    return { form: 'object' }
  if (types.some((type) => type.kind === 'dynamic')) {
    return types.some((type) => type.kind === 'dynamic' && type.untold === true) ? {} : { form: 'object' }
  }
  if (!types.every((type) => equalTypes(type, first))) return { form: 'object' }
  return first.kind === 'map' ? { form: 'map', elementType: first.element } : { form: 'object' }
}

function zipMap([keyList, valueList]: readonly Value[]): Value | undefined {
  const keyValues = listArgument(keyList, 'with sets')
  const given = listArgument(valueList, 'no sets')
  if (keyValues === undefined || given === undefined || !isWhollyKnown(keyValues) || given.rest !== undefined)
    return undefined
  if (keyValues.elements.length !== given.elements.length) {
    throw new HclFailure('the number of keys does not match the number of values')
  }
  const entries = new Map<string, Value>()
  for (const [index, key] of keyValues.elements.entries()) {
    const value = given.elements[index]
    if (key.kind === 'null') throw new HclFailure('a key is null')
    if (value !== undefined) entries.set(stringArgument(key), value)
  }
  const marks = keyValues.elements.map(shallowMarks).reduce(combineMarks, NO_MARKS)
  const elementType =
    given.form === 'list' && given.elementType !== undefined ? { elementType: given.elementType } : {}
  const form =
    given.form === undefined ? {} : { form: given.form === 'tuple' ? ('object' as const) : ('map' as const) }
  return inherit({ kind: 'map', ...form, entries, ...elementType }, marks)
}

function transpose([map]: readonly Value[]): Value {
  const lists = new Map<string, string[]>()
  for (const [key, list] of mapArgument(map)?.entries ?? []) {
    if (list.kind === 'null') throw new HclFailure('the map must not contain a null list')
    for (const element of listArgument(list, 'with sets')?.elements ?? []) {
      if (element.kind === 'null') throw new HclFailure('a list must not contain a null string')
      const name = stringArgument(element)
      lists.set(name, [...(lists.get(name) ?? []), key])
    }
  }
  const entries = [...lists].map(([name, names]): [string, Value] => {
    const elements = names.sort(compareStrings).map(known)
    return [name, { kind: 'list', form: 'list', elements, elementType: STRING }]
  })
  return { kind: 'map', form: 'map', entries: new Map(entries), elementType: listOf(STRING) }
}

function matchKeys([valueList, keyList, searchList]: readonly Value[]): Value | undefined {
  const [given, keyed, searched] = [valueList, keyList, searchList].map((list) =>
    listArgument(list, 'with sets'),
  )
  if (given === undefined || keyed === undefined || searched === undefined) return undefined
  if ([given, keyed, searched].some((list) => list.rest !== undefined)) return undefined
  const unified = unify([typeOf(keyed), typeOf(searched)])
  if (unified === undefined) throw new HclFailure('keys and searchset must be of the same type')
  if (given.elements.length !== keyed.elements.length)
    throw new HclFailure('keys and values must be of one length')
  if (unified.ambiguous) return undefined
  const [ours, theirs] = [convert(keyed, unified.type), convert(searched, unified.type)]
  const [keysOf, searchset] = [listArgument(ours, 'with sets'), listArgument(theirs, 'with sets')]
  const elements: Value[] = []
  for (const [index, key] of (keysOf?.elements ?? []).entries()) {
    const answers = (searchset?.elements ?? []).map((search) => same(key, search))
    const element = given.elements[index]
    if (answers.includes(true) && element !== undefined) elements.push(element)
    else if (answers.includes(undefined)) return undefined
  }
  return { ...given, elements }
}

const ANY_LIST = { type: listOf(DYNAMIC) }
const STRING_LISTS = mapOf(listOf(STRING))

/** Terraform's functions of maps. Source: go-cty `function/stdlib/collection.go`, Terraform `lang/funcs/collection.go`. */
export const MAPS: FunctionTable = {
  keys: { parameters: [ANY_PARAMETER], symbolic: true, marks: 'shallow', call: keys },
  lookup: {
    parameters: [ANY_PARAMETER, STRING_PARAMETER],
    rest: { ...ANY_PARAMETER, nullable: true },
    nullable: true,
    symbolic: true,
    marks: 'own',
    call: (args) => {
      const result = lookup(args)
      const marks = args.slice(0, 2).map(shallowMarks).reduce(combineMarks, NO_MARKS)
      return result === undefined ? undefined : inherit(result, marks)
    },
  },
  matchkeys: { parameters: [ANY_LIST, ANY_LIST, ANY_LIST], symbolic: true, call: matchKeys },
  merge: {
    parameters: [],
    rest: { ...ANY_PARAMETER, nullable: true },
    symbolic: true,
    marks: 'shallow',
    call: merge,
  },
  transpose: { parameters: [{ type: STRING_LISTS }], returns: STRING_LISTS, call: transpose },
  values: { parameters: [ANY_PARAMETER], symbolic: true, marks: 'shallow', call: values },
  zipmap: {
    parameters: [{ type: listOf(STRING) }, ANY_PARAMETER],
    symbolic: true,
    marks: 'shallow',
    call: zipMap,
  },
}
