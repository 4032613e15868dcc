import type { Value } from '../../plan/value.ts'
import { add } from '../big-float.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { isWhollyKnown } from '../opaque.ts'
import { same } from '../same.ts'
import { mayCoincide } from '../set.ts'
import { BOOL, DYNAMIC, listOf, NUMBER } from '../types.ts'
import { listArgument } from './lists.ts'
import { ANY_PARAMETER, type FunctionTable, known, numberArgument } from './signature.ts'

function allOrAny(decisive: boolean): (args: readonly Value[]) => Value | undefined {
  return ([list]) => {
    const values = listArgument(list, 'with sets')
    if (values === undefined) return undefined
    const decided = values.elements.some((element) => {
      if (element.kind === 'null') return !decisive
      return element.kind === 'known' && element.value === decisive
    })
    if (decided) return known(decisive)
    return isWhollyKnown(values) ? known(!decisive) : undefined
  }
}

function index([list, wanted]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'no sets')
  if (values === undefined || wanted === undefined) return undefined
  if (values.elements.length === 0 && values.rest === undefined)
    throw new HclFailure('cannot search an empty list')
  for (const [position, element] of values.elements.entries()) {
    const equal = same(element, wanted)
    if (equal === undefined) return undefined
    if (equal) return known(position)
  }
  if (values.rest !== undefined) return undefined
  throw new HclFailure('item not found')
}

function contains([list, wanted]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'with sets')
  if (values === undefined || wanted === undefined || wanted.kind === 'null') return undefined
  const answers = values.elements.map((element) => same(element, wanted))
  if (answers.includes(true)) return known(true)
  return answers.includes(undefined) || values.rest !== undefined ? undefined : known(false)
}

/** Elements of a set that may coincide leave `one` two ways: it is the first of them, or an error. */
function one([list]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'with sets')
  if (values === undefined) return undefined
  const [first] = values.elements
  if (first === undefined) {
    if (values.rest !== undefined) return undefined
    return { kind: 'null', type: values.form === 'tuple' ? DYNAMIC : (values.elementType ?? DYNAMIC) }
  }
  const coincide = values.form !== 'list' && values.form !== 'tuple' && mayCoincide(values.elements)
  if (values.elements.length > 1 && !coincide)
    throw new HclFailure('must be a list with either zero or one elements')
  const differ = values.elements.some((element) => same(first, element) === false)
  if (differ) throw new HclFailure('must be a set with either zero or one elements')
  return first
}

/** Where all are numbers that are whole, in whatever order; fractions add up in cty's precision. */
function sum([list]: readonly Value[]): Value | undefined {
  const values = listArgument(list, 'with sets')
  if (values === undefined) return undefined
  if (values.elements.length === 0 && values.rest === undefined)
    throw new HclFailure('cannot sum an empty list')
  if (values.elements.some((element) => element.kind === 'null')) throw new HclFailure('cannot sum null')
  const numbers = values.elements.map((element) => convert(element, NUMBER))
  if (numbers.some((number) => !isWhollyKnown(number)) || values.rest !== undefined) return undefined
  return known(numbers.map(numberArgument).reduce((total, number) => add(total, number)))
}

const BOOL_LIST = { type: listOf(BOOL) }

/**
 * Terraform's functions that ask something of a list. Versions differ about `contains` of null: an error in some, a result in others,
 * unknown here. Source: go-cty `function/stdlib/collection.go`, Terraform `lang/funcs/collection.go`.
 */
export const LIST_QUESTIONS: FunctionTable = {
  alltrue: { parameters: [BOOL_LIST], returns: BOOL, symbolic: true, total: true, call: allOrAny(false) },
  anytrue: { parameters: [BOOL_LIST], returns: BOOL, symbolic: true, total: true, call: allOrAny(true) },
  contains: {
    parameters: [ANY_PARAMETER, { ...ANY_PARAMETER, nullable: true }],
    returns: BOOL,
    symbolic: true,
    call: contains,
  },
  index: { parameters: [ANY_PARAMETER, ANY_PARAMETER], returns: NUMBER, symbolic: true, call: index },
  one: { parameters: [ANY_PARAMETER], nullable: true, symbolic: true, call: one },
  sum: { parameters: [ANY_PARAMETER], returns: NUMBER, symbolic: true, call: sum },
}
