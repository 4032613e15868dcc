import { certainlyNonEmpty } from '../../plan/shape.ts'
import type { ListValue, Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { combineMarks, inherit, NO_MARKS, shallowMarks } from '../marks.ts'
import { applied, identityOf, isWhollyKnown } from '../opaque.ts'
import { same } from '../same.ts'
import { hasCertainOrder } from '../set.ts'
import { wholeText } from '../text.ts'
import { DYNAMIC, listOf, STRING, typeOf } from '../types.ts'
import { unify } from '../unify.ts'
import { ANY_PARAMETER, type FunctionTable, integerArgument, NUMBER_PARAMETER } from './signature.ts'
import { textArgument } from './strings.ts'

/** The argument as a list, `undefined` where it is unknown. Sets are not lists: what needs order refuses them. */
export function listArgument(value: Value | undefined, sets: 'with sets' | 'no sets'): ListValue | undefined {
  if (value?.kind === 'unknown') return undefined
  if (value?.kind !== 'list') throw new HclFailure('a list is required')
  if (sets === 'no sets' && value.form === 'set')
    throw new HclFailure('a list is required, and this is a set')
  return value
}

/** The certain beginning of a result whose other elements depend on what only the apply will tell. */
export function certainBeginning(
  name: string,
  args: readonly Value[],
  elements: readonly Value[],
): Value | undefined {
  if (elements.length === 0) return undefined
  return { kind: 'list', elements, rest: applied(name, args, { nonNull: true }) }
}

function chunkList([list, sizeValue]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'no sets')
  if (
    values === undefined ||
    sizeValue === undefined ||
    !isWhollyKnown(sizeValue) ||
    values.rest !== undefined
  )
    return undefined
  const size = integerArgument(sizeValue)
  if (size < 0) throw new HclFailure('the size must not be negative')
  const length = values.elements.length
  const starts = size === 0 || length === 0 ? (length === 0 ? [] : [0]) : range(0, length, size)
  const chunks = starts.map((start): Value => {
    return { ...values, elements: size === 0 ? values.elements : values.elements.slice(start, start + size) }
  })
  const { elementType: _inner, ...plain } = values
  return { ...plain, form: 'list', elements: chunks, elementType: typeOf(values) }
}

function range(start: number, end: number, step: number): readonly number[] {
  return Array.from({ length: Math.ceil((end - start) / step) }, (_, index) => start + index * step)
}

function coalesceList(args: readonly Value[]): Value | undefined {
  if (args.length === 0) throw new HclFailure('at least one argument is required')
  for (const arg of args) {
    if (arg.kind === 'unknown') break
    const { kind } = typeOf(arg)
    if (kind !== 'list' && kind !== 'tuple' && !(arg.kind === 'list' && arg.form === undefined))
      throw new HclFailure('arguments must be lists or tuples')
  }
  for (const arg of args) {
    if (arg.kind === 'unknown') return undefined
    if (arg.kind === 'null') {
      if (typeOf(arg).kind === 'dynamic') throw new HclFailure('arguments must be lists or tuples')
      continue
    }
    const list = listArgument(arg, 'no sets')
    if (list === undefined) return undefined
    if (list.elements.length > 0) return list
    if (list.rest !== undefined) return undefined
  }
  throw new HclFailure('no argument is a list with elements')
}

/** Whether a string is certainly empty or null (`true`), certainly neither (`false`), or not certain. */
function isBlank(value: Value): boolean | undefined {
  if (value.kind === 'null') return true
  const text = textArgument(value)
  const whole = wholeText(text)
  if (whole !== undefined) return whole === ''
  return text.some((part) => typeof part === 'string' || certainlyNonEmpty(part)) ? false : undefined
}

function compact([list]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'with sets')
  if (list === undefined || values === undefined) return undefined
  const elements: Value[] = []
  for (const element of values.elements) {
    const blank = isBlank(element)
    if (blank === undefined) return certainBeginning('compact', [list], elements)
    if (!blank) elements.push(element)
  }
  const { rest } = values
  return {
    kind: 'list',
    form: 'list',
    elements,
    elementType: STRING,
    ...(rest === undefined ? {} : { rest }),
  }
}

/** Lists of one element type stay a list; anything else becomes a tuple. Source: go-cty `stdlib/sequence.go`. */
function concat(args: readonly Value[]): Value | undefined {
  if (args.length === 0) throw new HclFailure('at least one argument is required')
  const lists = args.map((arg) => listArgument(arg, 'no sets'))
  const open = lists.findIndex((list) => list === undefined || list.rest !== undefined)
  if (open !== -1) return certainBeginning('concat', args, stableElements(lists.slice(0, open + 1)))
  const complete = lists.filter((list) => list !== undefined)
  const elements = complete.flatMap((list) => list.elements)
  if (complete.some((list) => list.form === 'tuple')) return { kind: 'list', form: 'tuple', elements }
  if (complete.some((list) => list.form === undefined)) {
    return stableElements(complete).length === elements.length ? { kind: 'list', elements } : undefined
  }
  const unified = unify(complete.map((list) => typeOf(list)))
  if (unified === undefined) return { kind: 'list', form: 'tuple', elements }
  if (unified.type.kind !== 'list' || (unified.ambiguous && complete.length > 1)) return undefined
  const { type } = unified
  const converted = complete
    .map((list) => convert(list, type))
    .flatMap((list) => listArgument(list, 'no sets')?.elements ?? [])
  return { kind: 'list', form: 'list', elements: converted, elementType: type.element }
}

/** The elements, where unifying their types could not alter any; none otherwise. */
function stableElements(lists: readonly (ListValue | undefined)[]): readonly Value[] {
  const elements = lists.flatMap((list) => list?.elements ?? [])
  const kinds = new Set(
    elements.filter((element) => element.kind === 'known').map((element) => typeOf(element).kind),
  )
  const isPlain = elements.every((element) => element.kind !== 'list' && element.kind !== 'map')
  const stringsOnly = [...kinds].every((kind) => kind === 'string')
  const isTuple = lists.some((list) => list?.form === 'tuple')
  return (isPlain && stringsOnly) || isTuple || lists.length === 1 ? elements : []
}

function distinct([list]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'with sets')
  if (list === undefined || values === undefined) return undefined
  const elements: Value[] = []
  const open: Value[] = []
  const scalars = new Set<string>()
  for (const element of values.elements) {
    const isScalar = element.kind === 'known'
    if (isScalar && scalars.has(identityOf(element))) continue
    const answers = (isScalar ? open : elements).map((other) => same(element, other))
    if (answers.includes(true)) continue
    if (answers.includes(undefined)) return certainBeginning('distinct', [list], elements)
    elements.push(element)
    if (isScalar) scalars.add(identityOf(element))
    else open.push(element)
  }
  return { ...values, form: 'list', elements }
}

function element([list, indexValue]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'no sets')
  if (values === undefined || indexValue === undefined || !isWhollyKnown(indexValue)) return undefined
  const index = integerArgument(indexValue)
  const length = values.elements.length
  if (values.rest !== undefined) return index >= 0 && index < length ? values.elements[index] : undefined
  if (length === 0) throw new HclFailure('cannot use element function with an empty list')
  return index < 0 ? undefined : values.elements[index % length]
}

function flatten([list]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'with sets')
  if (list === undefined || values === undefined) return undefined
  const elements: Value[] = []
  const isComplete = flattenInto(values, elements)
  const marks = hoistedMarks(values)
  if (!isComplete) {
    const beginning = certainBeginning('flatten', [list], elements)
    return beginning === undefined ? undefined : inherit(beginning, marks)
  }
  return inherit({ kind: 'list', form: 'tuple', elements }, marks)
}

function hoistedMarks(list: ListValue): ReturnType<typeof shallowMarks> {
  return list.elements
    .map((element) => (element.kind === 'list' ? hoistedMarks(element) : NO_MARKS))
    .reduce(combineMarks, shallowMarks(list))
}

/** Whether every element could be told; on false the elements are those before the first that could not. */
function flattenInto(list: ListValue, elements: Value[]): boolean {
  if (!hasCertainOrder(list)) return false
  for (const element of list.elements) {
    if (element.kind === 'list') {
      if (!flattenInto(element, elements)) return false
    } else if (element.kind === 'unknown' && mayBeList(element)) return false
    else elements.push(element)
  }
  return list.rest === undefined
}

function mayBeList(element: Value): boolean {
  return ['dynamic', 'list', 'set', 'tuple'].includes(typeOf(element).kind)
}

function reverse([list]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'with sets')
  if (values === undefined || values.rest !== undefined || !hasCertainOrder(values)) return undefined
  return {
    ...values,
    ...(values.form === 'set' ? { form: 'list' } : {}),
    elements: [...values.elements].reverse(),
  }
}

function slice([list, startValue, endValue]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'no sets')
  const indexes = [startValue, endValue].map((value) => {
    return value !== undefined && isWhollyKnown(value) ? integerArgument(value) : undefined
  })
  const [start, end] = indexes
  if (indexes.some((index) => index !== undefined && index < 0))
    throw new HclFailure('an index must not be negative')
  if (start !== undefined && end !== undefined && start > end)
    throw new HclFailure('the start must not be after the end')
  if (values === undefined) return undefined
  const length = values.elements.length
  if (values.rest === undefined && indexes.some((index) => index !== undefined && index > length)) {
    throw new HclFailure('an index must not be greater than the length of the list')
  }
  if (start === undefined || end === undefined || end > length) return undefined
  const { rest: _rest, ...plain } = values
  return { ...plain, elements: values.elements.slice(start, end) }
}

const ANY_LIST = { type: listOf(DYNAMIC) }

/**
 * Terraform's functions that make lists of lists. Versions differ about negative indexes of `element`: an error in some, a result in
 * others, unknown here. Source: go-cty `function/stdlib/collection.go`.
 */
export const LISTS: FunctionTable = {
  chunklist: { parameters: [ANY_LIST, NUMBER_PARAMETER], symbolic: true, marks: 'shallow', call: chunkList },
  coalescelist: {
    parameters: [],
    rest: { ...ANY_PARAMETER, nullable: true },
    symbolic: true,
    call: coalesceList,
  },
  compact: {
    parameters: [{ type: listOf(STRING) }],
    returns: listOf(STRING),
    symbolic: true,
    total: true,
    call: compact,
  },
  concat: { parameters: [], rest: ANY_PARAMETER, symbolic: true, marks: 'shallow', call: concat },
  distinct: { parameters: [ANY_LIST], symbolic: true, total: true, call: distinct },
  element: {
    parameters: [ANY_PARAMETER, NUMBER_PARAMETER],
    nullable: true,
    symbolic: true,
    marks: 'shallow',
    call: element,
  },
  flatten: { parameters: [ANY_PARAMETER], symbolic: true, marks: 'shallow', call: flatten },
  reverse: { parameters: [ANY_PARAMETER], symbolic: true, marks: 'shallow', call: reverse },
  slice: {
    parameters: [ANY_PARAMETER, NUMBER_PARAMETER, NUMBER_PARAMETER],
    symbolic: true,
    marks: 'shallow',
    call: slice,
  },
}
