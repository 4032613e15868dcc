import { isNumber } from '../../plan/number.ts'
import { printPath, type Step, type Type, type Unknown, type Value } from '../../plan/value.ts'
import { toInteger } from '../big-float.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { type Inherited, inherit, NO_MARKS, shallowMarks } from '../marks.ts'
import { isWhollyKnown, opaque, unknownValue } from '../opaque.ts'
import { compareStrings, hasCertainOrder } from '../set.ts'
import { NUMBER, STRING, typeOf } from '../types.ts'
import type { Elements, Node, Scope } from './scope.ts'

/** `of.name`. A part of an unknown is an unknown of its own, whose identity follows from the whole. */
export function attributeOf(of: Node, name: string, scope: Scope): Node {
  if (of.kind === 'deferred') return of.attribute(name)
  switch (of.kind) {
    case 'map': {
      const found = of.entries.get(name)
      if (found !== undefined) return inherit(found, shallowMarks(of))
      if (of.rest === undefined) throw new HclFailure(`there is no attribute named "${name}"`)
      scope.functions.mayFail?.()
      return inherit(unknownValue(partOf(of.rest, name)), shallowMarks(of))
    }
    case 'unknown':
      return partOfUnknown(of, name, scope)
    case 'list':
    case 'known':
    case 'template':
      throw new HclFailure(`a ${of.kind === 'list' ? 'list' : 'plain value'} has no attribute "${name}"`)
    case 'null':
    case 'absent':
      throw new HclFailure(`a null value has no attribute "${name}"`)
  }
}

/** `of[key]`. */
export function elementAt(of: Node, key: Value, scope: Scope): Node {
  if (of.kind === 'deferred') {
    const elements = of.elements()
    if (elements === undefined || elements === 'unknown')
      return isText(key) ? of.attribute(key.value) : elementAt(of.force(), key, scope)
    const step = stepOf(key, elements.form === 'tuple')
    if (step === undefined) return elementAt(of.force(), key, scope)
    const found = elements.entries.get(step)
    if (found === undefined) throw new HclFailure('there is no instance with this key')
    return inheritNode(found, key)
  }
  if (key.kind === 'null' || key.kind === 'absent') throw new HclFailure('an index must not be null')
  if (of.kind === 'null' || of.kind === 'absent') throw new HclFailure('a null value has no elements')
  if (of.kind === 'known' || of.kind === 'template') throw new HclFailure('a plain value has no elements')
  if (of.kind === 'list' && of.form === 'set') throw new HclFailure('elements of a set have no index')
  const marks = shallowMarks(key)
  if (of.kind === 'unknown') {
    const step = stepOf(key, key.kind === 'known' && isNumber(key.value))
    if (step !== undefined) return inherit(partOfUnknown(of, step, scope), marks)
    scope.functions.mayFail?.()
    return opaque('index', [of, key])
  }
  const step = stepOf(key, of.kind === 'list')
  if (step === undefined) {
    scope.functions.mayFail?.()
    return opaque('index', [of, key])
  }
  if (of.kind === 'map') return inheritNode(attributeOf(of, String(step), scope), key)
  return inherit(listElement(of, Number(step), scope), marks)
}

function listElement(of: Value & { kind: 'list' }, index: number, scope: Scope): Value {
  const found = of.elements[index]
  if (found === undefined && of.rest === undefined) throw new HclFailure('the index is out of range')
  if (found === undefined || !hasCertainOrder(of)) {
    scope.functions.mayFail?.()
    return opaque('index', [of, { kind: 'known', value: index }])
  }
  return inherit(found, shallowMarks(of))
}

/** What a key that is known says, as a number or as text; throws where it cannot be that. */
function stepOf(key: Value, wantsNumber: boolean): Step | undefined {
  const converted = convert(key, wantsNumber ? NUMBER : STRING)
  if (converted.kind !== 'known') return undefined
  if (typeof converted.value === 'string') return converted.value
  const index = isNumber(converted.value) ? toInteger(converted.value) : undefined
  if (index === undefined || index < 0n) throw new HclFailure('an index must be a whole number from 0 on')
  return Number(index)
}

function isText(key: Value): key is Value & { kind: 'known'; value: string } {
  return key.kind === 'known' && typeof key.value === 'string'
}

function inheritNode(node: Node, key: Value): Node {
  return node.kind === 'deferred' ? node : inherit(node, shallowMarks(key))
}

function partOfUnknown(of: Value & { kind: 'unknown' }, step: Step, scope: Scope): Value {
  const type = partType(of.unknown.type, step)
  if (type === 'none') throw new HclFailure('there is no such attribute or element')
  if (type === undefined || of.unknown.nonNull !== true) scope.functions.mayFail?.()
  const unknown = partOf(of.unknown, step)
  return inherit(unknownValue(type === undefined ? unknown : { ...unknown, type }), shallowMarks(of))
}

/** The type of a part that is certainly there; `undefined` where it may be missing, `none` where it certainly is. */
function partType(type: Type | undefined, step: Step): Type | 'none' | undefined {
  if (type?.kind === 'object')
    return typeof step === 'string' ? (type.attributes.get(step) ?? 'none') : 'none'
  if (type?.kind === 'tuple') return typeof step === 'number' ? (type.elements[step] ?? 'none') : 'none'
  const isScalar = type?.kind === 'string' || type?.kind === 'number' || type?.kind === 'bool'
  return isScalar || type?.kind === 'set' ? 'none' : undefined
}

/** The same identities as for parts of unknown values of the plan: `aws_x.y.list[0]`. */
function partOf(unknown: Unknown, step: Step): Unknown {
  const part = printPath([step])
  return {
    id: part.startsWith('[') ? `${unknown.id}${part}` : `${unknown.id}.${part}`,
    waitsFor: unknown.waitsFor,
    ...(unknown.because === undefined ? {} : { because: unknown.because }),
  }
}

export interface Element {
  readonly key: Value
  readonly node: Node
}

/** What a splat goes over. */
export type Found =
  | {
      readonly kind: 'elements'
      readonly form: 'list' | 'tuple'
      readonly elements: readonly Element[]
      readonly marks: { readonly sensitive?: true }
    }
  | { readonly kind: 'unknown'; readonly value: Value }

/** The elements for a splat: of a list, of a set in its order; a null is an empty list, anything else a list of one. */
export function elementsOf(source: Node, scope: Scope): Found {
  if (source.kind === 'deferred') {
    const instances = source.elements()
    if (instances === 'unknown') return { kind: 'unknown', value: source.force() }
    if (instances?.form !== 'tuple') return single(source)
    return { kind: 'elements', form: 'tuple', elements: withKeys(instances), marks: {} }
  }
  switch (source.kind) {
    case 'null':
    case 'absent':
      return { kind: 'elements', form: 'tuple', elements: [], marks: marksOf(source) }
    case 'unknown': {
      const { kind } = typeOf(source)
      const isScalar =
        kind === 'string' || kind === 'number' || kind === 'bool' || kind === 'object' || kind === 'map'
      if (isScalar && source.unknown.nonNull === true) return single(source)
      scope.functions.mayFail?.()
      return { kind: 'unknown', value: source }
    }
    case 'list':
      if (source.rest !== undefined || source.form === undefined || !hasCertainOrder(source))
        return { kind: 'unknown', value: source }
      return {
        kind: 'elements',
        form: source.form === 'tuple' ? 'tuple' : 'list',
        elements: source.elements.map((node, index) => ({ key: known(index), node })),
        marks: marksOf(source),
      }
    case 'known':
    case 'template':
    case 'map':
      return single(source)
  }
}

function withKeys({ entries }: Elements): readonly Element[] {
  return [...entries].map(([key, node]) => ({ key: known(key), node }))
}

function single(node: Node): Found {
  return { kind: 'elements', form: 'tuple', elements: [{ key: known(0), node }], marks: {} }
}

/** What `for` goes over. */
export interface Iteration {
  readonly elements: readonly Element[]
  /** Those of the collection. */
  readonly marks: Inherited
}

/** Keys with elements; `undefined` where their number, keys or order is not certain. What is in something sensitive is sensitive. */
export function iterate(source: Node): Iteration | undefined {
  if (source.kind === 'deferred') {
    const instances = source.elements()
    if (instances === 'unknown') return undefined
    if (instances === undefined) return iterate(source.force())
    return { elements: withKeys(instances), marks: NO_MARKS }
  }
  const marks = shallowMarks(source)
  if (source.kind === 'map') {
    if (source.rest !== undefined) return undefined
    const entries = [...source.entries].sort(([a], [b]) => compareStrings(a, b))
    const elements = entries.map(([key, entry]) => ({
      key: inherit(known(key), marks),
      node: inherit(entry, marks),
    }))
    return { elements, marks }
  }
  if (source.kind === 'list') {
    if (source.rest !== undefined || source.form === undefined) return undefined
    if (source.form === 'set' && !source.elements.every(isWhollyKnown)) return undefined
    const elements = source.elements.map((element, index) => {
      const node = inherit(element, marks)
      return { key: source.form === 'set' ? node : inherit(known(index), marks), node }
    })
    return { elements, marks }
  }
  if (source.kind === 'unknown') return undefined
  throw new HclFailure(
    source.kind === 'null' ? 'a null value has no elements' : 'a plain value has no elements',
  )
}

function known(value: string | number): Value {
  return { kind: 'known', value }
}

function marksOf(value: Value): { readonly sensitive?: true } {
  return value.sensitive === true ? { sensitive: true } : {}
}
