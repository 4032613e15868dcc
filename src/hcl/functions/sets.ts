import type { ListValue, Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { same } from '../same.ts'
import { setValue } from '../set.ts'
import { DYNAMIC, setOf, type Type, tupleOf, typeOf } from '../types.ts'
import { unify } from '../unify.ts'
import { listArgument } from './lists.ts'
import { ANY_PARAMETER, type FunctionSpec, type FunctionTable } from './signature.ts'

/** The sets converted to their common element type. */
interface CommonSets {
  readonly sets: readonly ListValue[]
  readonly elementType: Type
}

/** `undefined` where an argument is unknown. */
function commonSets(args: readonly Value[]): CommonSets | undefined {
  const given = args.map((arg) => listArgument(arg, 'with sets'))
  const sets = given.filter((set) => set !== undefined)
  if (sets.length < given.length) return undefined
  const types = sets.map(elementTypeOf).filter((type, index) => !isEmptyAny(sets[index], type))
  const unified = types.length === 0 ? { type: DYNAMIC, ambiguous: false } : unify(types)
  if (unified === undefined) throw new HclFailure('the sets must all have compatible element types')
  const someAny = unified.type.kind === 'dynamic' && types.some((type) => type.kind !== 'dynamic')
  if (someAny || (unified.ambiguous && types.length > 1)) return undefined
  const converted = sets.map((set) => listArgument(convert(set, setOf(unified.type)), 'with sets'))
  const complete = converted.filter((set) => set !== undefined)
  return complete.length < converted.length ? undefined : { sets: complete, elementType: unified.type }
}

function elementTypeOf(set: ListValue): Type {
  const type = typeOf(set)
  return type.kind === 'set' ? type.element : DYNAMIC
}

function isEmptyAny(set: ListValue | undefined, type: Type): boolean {
  return type.kind === 'dynamic' && set?.elements.length === 0 && set.rest === undefined
}

function union(args: readonly Value[]): Value | undefined {
  const common = commonSets(args)
  if (common === undefined) return undefined
  const rests = common.sets.flatMap((set) => set.rest ?? [])
  if (rests.length > 1) return undefined
  return setValue(
    common.sets.flatMap((set) => set.elements),
    common.elementType,
    rests[0],
  )
}

/** Keeps the elements of the first set of which it is certain whether they are in the others. */
function filtered(keepFound: boolean): (args: readonly Value[]) => Value | undefined {
  return (args) => {
    const common = commonSets(args)
    const [first, ...others] = common?.sets ?? []
    if (common === undefined || first === undefined) return undefined
    if (common.sets.some((set) => set.rest !== undefined)) return undefined
    const kept: Value[] = []
    for (const element of first.elements) {
      const found = others.map((other) => isMember(other, element))
      const decisive = found.includes(!keepFound)
      if (!decisive && found.includes(undefined)) return undefined
      if (!decisive) kept.push(element)
    }
    return setValue(kept, common.elementType)
  }
}

function isMember(set: ListValue, element: Value): boolean | undefined {
  const answers = set.elements.map((other) => same(element, other))
  if (answers.includes(true)) return true
  return answers.includes(undefined) ? undefined : false
}

function setProduct(args: readonly Value[]): Value | undefined {
  if (args.length < 2) throw new HclFailure('at least two arguments are required')
  const given = args.map((arg) => listArgument(arg, 'with sets'))
  const lists = given.filter((list) => list !== undefined)
  if (lists.length < given.length || lists.some((list) => list.rest !== undefined)) return undefined
  const isList = lists.every((list) => list.form === 'list' || list.form === 'tuple')
  if (!isList && !lists.some((list) => list.form === 'set')) return undefined
  const types = lists.map(productElementType)
  const total = lists.reduce((product, list) => product * list.elements.length, 1)
  if (total > 100_000) return undefined
  if (types.some((type) => type === undefined)) return undefined
  const elementTypes = types.map((type) => type ?? DYNAMIC)
  const elementType = tupleOf(elementTypes)
  const elements = tuplesOf(
    lists.map((list, index) =>
      list.elements.map((element) => convert(element, elementTypes[index] ?? DYNAMIC)),
    ),
  )
  if (!isList) return setValue(elements, elementType)
  return { kind: 'list', form: 'list', elements, elementType }
}

/** `undefined` where the type depends on what nothing tells. */
function productElementType(list: ListValue): Type | undefined {
  const type = typeOf(list)
  if (type.kind === 'list' || type.kind === 'set') return type.element
  const unified =
    list.elements.length === 0
      ? { type: DYNAMIC, ambiguous: false }
      : unify(list.elements.map((element) => typeOf(element)))
  const told = list.elements.map((element) => typeOf(element)).filter(({ kind }) => kind !== 'dynamic')
  if (unified === undefined || (unified.type.kind === 'dynamic' && !unified.ambiguous && told.length > 0))
    throw new HclFailure('all elements must be of the same type')
  return unified.ambiguous ? undefined : unified.type
}

function tuplesOf(lists: readonly (readonly Value[])[]): readonly Value[] {
  const tuples = lists.reduce<readonly (readonly Value[])[]>(
    (all, list) => all.flatMap((tuple) => list.map((element) => [...tuple, element])),
    [[]],
  )
  return tuples.map((elements) => ({ kind: 'list', form: 'tuple', elements }))
}

function operation(call: FunctionSpec['call']): FunctionSpec {
  const parameter = { type: setOf(DYNAMIC) }
  return { parameters: [parameter], rest: parameter, symbolic: true, call }
}

/** Terraform's functions of sets. Source: go-cty `function/stdlib/set.go` and `collection.go`. */
export const SETS: FunctionTable = {
  setintersection: operation(filtered(true)),
  setproduct: { parameters: [], rest: ANY_PARAMETER, symbolic: true, marks: 'shallow', call: setProduct },
  setsubtract: {
    ...operation(filtered(false)),
    parameters: [{ type: setOf(DYNAMIC) }, { type: setOf(DYNAMIC) }],
  },
  setunion: operation(union),
}
