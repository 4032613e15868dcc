import { ABSENT, type ListValue, type MapValue, type Value } from '../../../plan/value.ts'
import {
  type MakeUnknown,
  objectOf,
  optionalText,
  type PolicyDocument,
  type Statement,
  textMember,
} from './model.ts'
import { parseDocument } from './parse.ts'
import { everyone, mayBeEveryone } from './principals.ts'
import { sortDescending } from './set.ts'
import { compareBytes, knownString, stringOf, textOf } from './strings.ts'

const SOMETHING = { nonNull: true, nonEmpty: true } as const

/**
 * A document that was given as JSON text, as Go reads it: names in any case, unknown ones dropped. `none` for null and the empty
 * text; undefined where the provider refuses it, or where it is of a form that policies do not have.
 * Source: provider `policy_model.go`, its types and `UnmarshalJSON`.
 */
export function sourceDocument(
  value: Value,
  place: string,
  unknown: MakeUnknown,
): PolicyDocument | 'none' | undefined {
  if (value.kind === 'absent' || value.kind === 'null' || knownString(value) === '') return 'none'
  const document = value.kind === 'known' ? parseDocument(knownString(value) ?? '') : value.decoded
  if (document?.kind === 'null') return 'none'
  if (document === undefined && value.kind === 'known') return undefined
  if (document?.kind !== 'map') return openDocument(value, place, unknown)
  const at = reader(document, place, unknown)
  const version = optionalText(at('Version'), `${place}.Version`, unknown)
  const id = optionalText(at('Id'), `${place}.Id`, unknown)
  const list = at('Statement')
  if (version === undefined || id === undefined) return undefined
  const head = { version, id }
  if (list.kind === 'absent' || list.kind === 'null') return { ...head, statements: [], isOrdered: true }
  if (list.kind === 'unknown')
    return { ...head, statements: [], isOrdered: true, rest: unknown(`${place}.Statement`, [list]) }
  if (list.kind !== 'list') return undefined
  const statements = list.elements.map((statement, index) =>
    readStatement(statement, `${place}.Statement[${index}]`, unknown),
  )
  const read = statements.flatMap((statement) => statement ?? [])
  if (read.length < statements.length) return undefined
  const isOrdered = list.form !== 'set'
  return { ...head, statements: read, isOrdered, ...(list.rest === undefined ? {} : { rest: list.rest }) }
}

/** A document of which nothing is known; it may also be none at all. */
function openDocument(value: Value, place: string, unknown: MakeUnknown): PolicyDocument {
  const part = (name: string): ReturnType<MakeUnknown> =>
    unknown(`${place}.${name}`, [value], { type: { kind: 'string' }, nonNull: true })
  return {
    version: [part('Version')],
    id: [part('Id')],
    statements: [],
    isOrdered: true,
    rest: unknown(`${place}.Statement`, [value]),
  }
}

/** Reads members in any case. */
function reader(map: MapValue, place: string, unknown: MakeUnknown): (name: string) => Value {
  const members = new Map([...map.entries].map(([key, value]) => [key.toLowerCase(), value]))
  const { rest } = map
  return (name) =>
    members.get(name.toLowerCase()) ??
    (rest === undefined
      ? ABSENT
      : { kind: 'unknown', unknown: unknown(`${place}.${name}`, [{ kind: 'unknown', unknown: rest }]) })
}

function readStatement(value: Value, place: string, unknown: MakeUnknown): Statement | undefined {
  if (value.kind === 'unknown')
    return {
      sid: [unknown(`${place}.Sid`, [value], { nonNull: true })],
      members: new Map(),
      rest: unknown(place, [value]),
    }
  if (value.kind !== 'map') return undefined
  const at = reader(value, place, unknown)
  const sid = optionalText(at('Sid'), `${place}.Sid`, unknown)
  const effect = optionalText(at('Effect'), `${place}.Effect`, unknown)
  if (sid === undefined || effect === undefined) return undefined
  const principals = (name: string): Value | undefined =>
    readPrincipals(at(name), `${place}.${name}`, unknown)
  const members: readonly (readonly [string, Value | undefined])[] = [
    ['Sid', textMember(sid)],
    ['Effect', textMember(effect)],
    ...['Action', 'NotAction', 'Resource', 'NotResource'].map((name) => [name, readAny(at(name))] as const),
    ['Principal', principals('Principal')],
    ['NotPrincipal', principals('NotPrincipal')],
    ['Condition', readConditions(at('Condition'), `${place}.Condition`, unknown)],
  ]
  const read = members.flatMap(([name, member]) => (member === undefined ? [] : [[name, member] as const]))
  return read.length < members.length ? undefined : { sid, ...objectOf(read) }
}

/** Actions and resources are printed again as they were read. */
function readAny(value: Value): Value | undefined {
  switch (value.kind) {
    case 'absent':
    case 'null':
      return ABSENT
    case 'unknown':
      return value
    case 'list':
      return value.elements.every((element) => textOf(element) !== undefined) ? asPrinted(value) : undefined
    case 'map':
      return undefined
    default:
      return typeof knownString(value) === 'string' || value.kind === 'template' ? value : undefined
  }
}

function asPrinted(list: ListValue): ListValue {
  return { ...list, form: list.form === 'set' ? 'set' : 'tuple' }
}

/** Any text means everyone; arrays are sorted anew. */
function readPrincipals(value: Value, place: string, unknown: MakeUnknown): Value | undefined {
  const open = (facts: object): Value => ({ kind: 'unknown', unknown: unknown(place, [value], facts) })
  if (value.kind === 'absent') return ABSENT
  if (value.kind === 'unknown') return open(value.unknown.nonEmpty === true ? SOMETHING : {})
  if (value.kind === 'template' || knownString(value) !== undefined) return { kind: 'known', value: '*' }
  if (value.kind !== 'map') return undefined
  if (value.rest !== undefined) return open(value.entries.size > 0 ? SOMETHING : {})
  if (value.entries.size === 0) return ABSENT
  const entries = new Map<string, Value>()
  for (const [type, identifiers] of [...value.entries].sort(([a], [b]) => compareBytes(a, b))) {
    const read = readIdentifiers(identifiers, `${place}.${type}`, unknown)
    if (read === undefined) return undefined
    entries.set(type, read)
  }
  return (
    everyone(entries) ?? (mayBeEveryone(entries) ? open(SOMETHING) : { kind: 'map', form: 'object', entries })
  )
}

function readIdentifiers(value: Value, place: string, unknown: MakeUnknown): Value | undefined {
  if (value.kind === 'template' || knownString(value) !== undefined) return value
  if (value.kind === 'unknown')
    return value.unknown.type?.kind === 'string'
      ? value
      : { kind: 'unknown', unknown: unknown(place, [value], { nonNull: true }) }
  if (value.kind !== 'list') return undefined
  const texts = value.elements.flatMap((element) => {
    const text = isText(element) ? textOf(element) : undefined
    return text === undefined ? [] : [text]
  })
  if (texts.length < value.elements.length) return undefined
  const sorted = sortDescending(texts)
  const isCertain = sorted !== undefined && value.form !== 'set' && value.rest === undefined
  return { ...value, form: isCertain ? 'tuple' : 'set', elements: (sorted ?? texts).map(stringOf) }
}

function isText(value: Value): boolean {
  return value.kind === 'template' || value.kind === 'unknown' || knownString(value) !== undefined
}

/** Booleans become text, numbers are dropped, and so is a value that is neither text nor an array. */
function readConditions(value: Value, place: string, unknown: MakeUnknown): Value | undefined {
  const open = (): Value => ({ kind: 'unknown', unknown: unknown(place, [value]) })
  if (value.kind === 'absent' || value.kind === 'null') return ABSENT
  if (value.kind === 'unknown') return open()
  if (value.kind !== 'map') return undefined
  if (value.rest !== undefined) return open()
  const entries = new Map<string, Value>()
  for (const [test, variables] of [...value.entries].sort(([a], [b]) => compareBytes(a, b))) {
    if (variables.kind === 'null') continue
    if (variables.kind === 'unknown' || (variables.kind === 'map' && variables.rest !== undefined))
      return open()
    if (variables.kind !== 'map') return undefined
    const inner = new Map<string, Value>()
    for (const [variable, given] of [...variables.entries].sort(([a], [b]) => compareBytes(a, b))) {
      if (given.kind === 'unknown' && given.unknown.type?.kind !== 'string') return open()
      const read = readValues(given)
      if (read === undefined) return undefined
      if (read.kind !== 'absent') inner.set(variable, read)
    }
    if (inner.size > 0) entries.set(test, { kind: 'map', form: 'object', entries: inner })
  }
  return entries.size === 0 ? ABSENT : { kind: 'map', form: 'object', entries }
}

function readValues(value: Value): Value | undefined {
  switch (value.kind) {
    case 'known':
      if (typeof value.value === 'boolean') return { kind: 'known', value: String(value.value) }
      return typeof value.value === 'string' ? value : ABSENT
    case 'template':
    case 'unknown':
      return value
    case 'list': {
      if (!value.elements.every(isText)) return undefined
      const [only] = value.elements
      const isOne = value.elements.length === 1 && value.rest === undefined && only !== undefined
      return isOne ? only : asPrinted(value)
    }
    default:
      return ABSENT
  }
}
