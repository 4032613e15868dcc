import { isNumber } from './number.ts'
import type { Json, JsonObject } from './plan-document.ts'
import { ABSENT, type Marks, NULL, printPath, type Step, type Unknown, type Value } from './value.ts'

/** Deeper than any provider's schema; guards our own recursion against hostile nesting. */
const MAX_DEPTH = 500

/** A value of the plan beside its two masks, and the name that its unknown parts get. */
export interface PlannedPart {
  readonly value: Json | undefined
  /** The same place in `after_unknown`. Only a literal `true` means unknown. */
  readonly unknown: Json | undefined
  /** The same place in `after_sensitive`. */
  readonly sensitive: Json | undefined
  readonly address: string
  readonly path: readonly Step[]
}

/**
 * Reads one part of a change, whole. This is the only correct procedure (Terraform `jsonplan/plan.go`, `omitUnknowns` and
 * `unknownAsBool`): the mask decides first; then a missing member is absent and null is null.
 */
export function readPlanned(part: PlannedPart): Value {
  if (part.path.length > MAX_DEPTH) return unknownAt(part, 'it is nested too deeply to be read')
  if (part.unknown === true) return unknownAt(part)
  const marks: Marks = part.sensitive === true ? { sensitive: true } : {}
  const { value } = part
  if (value === undefined) return isContainer(part.unknown) ? readMissingContainer(part, marks) : ABSENT
  if (value === null) return part.sensitive === true ? { kind: 'null', sensitive: true } : NULL
  if (typeof value === 'string' || typeof value === 'boolean' || isNumber(value))
    return { kind: 'known', value, ...marks }
  if (isArray(value)) return readList(part, value, marks)
  return { kind: 'map', entries: readEntries(part, value), ...marks }
}

/** The value at one step below a part, without reading its siblings. */
export function plannedMember(part: PlannedPart, step: Step): PlannedPart {
  return {
    value: at(part.value, step),
    unknown: part.unknown === true ? true : at(part.unknown, step),
    sensitive: part.sensitive === true ? true : at(part.sensitive, step),
    address: part.address,
    path: [...part.path, step],
  }
}

function readList(part: PlannedPart, value: readonly Json[], marks: Marks): Value {
  const mask = part.unknown
  if (!isArray(mask) || mask.length === value.length) {
    const elements = value.map((_, index) => readPlanned(plannedMember(part, index)))
    return { kind: 'list', elements, ...marks }
  }
  const dropped = mask.filter((element) => element === true).length
  if (value.length + dropped !== mask.length) {
    return unknownAt(part, 'the plan does not hold as many elements as it announces')
  }
  return { kind: 'list', elements: readShiftedElements(part, value, mask), ...marks }
}

/**
 * Before 1.3 Terraform dropped unknown elements of sets and tuples from `after` and kept them in the mask: elements and mask
 * cannot be paired by index, but the known ones keep their order.
 */
function readShiftedElements(
  part: PlannedPart,
  value: readonly Json[],
  mask: readonly Json[],
): readonly Value[] {
  let next = 0
  return mask.map((unknown, index) => {
    const path = [...part.path, index]
    if (unknown === true) return unknownAt({ ...part, path })
    const sensitive = part.sensitive === true ? true : at(part.sensitive, next)
    const element = value[next]
    next += 1
    return readPlanned({ ...part, value: element, unknown, sensitive, path })
  })
}

function readEntries(part: PlannedPart, value: JsonObject): ReadonlyMap<string, Value> {
  const entries = new Map<string, Value>()
  for (const key of Object.keys(value)) entries.set(key, readPlanned(plannedMember(part, key)))
  if (isObject(part.unknown)) {
    for (const key of Object.keys(part.unknown)) {
      if (!entries.has(key)) entries.set(key, readPlanned(plannedMember(part, key)))
    }
  }
  return entries
}

/** A container that is in the mask alone: every part of it is unknown. */
function readMissingContainer(part: PlannedPart, marks: Marks): Value {
  const empty: Json = isArray(part.unknown) ? [] : {}
  if (!containsTrue(part.unknown)) return ABSENT
  return { ...readPlanned({ ...part, value: empty }), ...marks }
}

/** Whether anything under a mask is marked. */
export function containsTrue(mask: Json | undefined): boolean {
  const pending: (Json | undefined)[] = [mask]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === true) return true
    if (isArray(next)) pending.push(...next)
    else if (isObject(next)) pending.push(...Object.values(next))
  }
  return false
}

function unknownAt(part: PlannedPart, because?: string): Value {
  const unknown = attributeUnknown(part.address, part.path, because)
  return isMarked(part.sensitive)
    ? { kind: 'unknown', unknown, sensitive: true }
    : { kind: 'unknown', unknown }
}

/** A whole that is unknown hides which of its parts are sensitive: one mark inside makes all of it so. */
function isMarked(mask: Json | undefined): boolean {
  return mask === true || containsTrue(mask)
}

/** The unknown that an attribute of an instance is, as long as nothing tells where it comes from. */
export function attributeUnknown(address: string, path: readonly Step[], because?: string): Unknown {
  const id = path.length === 0 ? address : `${address}${printPathAfter(path)}`
  return because === undefined ? { id, waitsFor: [id] } : { id, waitsFor: [id], because }
}

function printPathAfter(path: readonly Step[]): string {
  const text = printPath(path)
  return text.startsWith('[') ? text : `.${text}`
}

function at(container: Json | undefined, step: Step): Json | undefined {
  if (typeof step === 'number') return isArray(container) ? container[step] : undefined
  return isObject(container) && Object.hasOwn(container, step) ? container[step] : undefined
}

function isContainer(value: Json | undefined): boolean {
  return isArray(value) || isObject(value)
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

/** A JSON object: neither an array nor a number. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value)
}
