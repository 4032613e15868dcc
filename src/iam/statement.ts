import type { MapValue, Unknown, Value } from '../plan/value.ts'
import { readConditions } from './conditions.ts'
import type { Listed, MalformedStatement, Principals, Statement, Text, Texts } from './document.ts'
import { type Members, readMembers } from './members.ts'
import { readPrincipals } from './principals.ts'
import { readText, readTexts, wholeText } from './texts.ts'

const ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const

/** Reads a statement, which may be unknown in any of its elements. `variables`: whether the document has policy variables. */
export function parseStatement(
  value: Value,
  index: number,
  variables: boolean | undefined,
): Statement | MalformedStatement {
  const wrong = (message: string): MalformedStatement => ({
    kind: 'malformed',
    index,
    written: value,
    message,
  })
  if (value.kind === 'unknown') return openStatement(value, value.unknown, index, variables)
  if (value.kind !== 'map') return wrong('a statement is no object')
  const members = readMembers(value, ELEMENTS, 'a statement')
  if (typeof members === 'string') return wrong(members)
  const sid = readOptional(members, 'Sid')
  const effect = readEffect(members)
  const actions = readListed(members, 'Action', readTexts)
  const resources = readListed(members, 'Resource', readTexts)
  const principals = readListed(members, 'Principal', readPrincipals)
  const conditions = readConditions(members.at('Condition'), members.rest)
  if (sid === undefined) return wrong('the `Sid` of a statement is no text')
  if (typeof effect === 'string') return wrong(effect)
  if (typeof actions === 'string') return wrong(actions)
  if (typeof resources === 'string') return wrong(resources)
  if (typeof principals === 'string') return wrong(principals)
  if (typeof conditions === 'string') return wrong(conditions)
  if (actions.of === undefined && actions.not === undefined && actions.open === undefined)
    return wrong('a statement has neither `Action` nor `NotAction`')
  return {
    kind: 'statement',
    index,
    written: inOrder(value),
    sid,
    effect,
    actions,
    resources,
    principals,
    conditions,
    variables,
  }
}

/** The elements as people read them: the name first. */
function inOrder(map: MapValue): MapValue {
  const place = ([name]: readonly [string, Value]): number =>
    ELEMENTS.findIndex((element) => element.toLowerCase() === name.toLowerCase())
  return { ...map, entries: new Map([...map.entries].sort((a, b) => place(a) - place(b))) }
}

/** A statement of which nothing is known. */
function openStatement(
  written: Value,
  unknown: Unknown,
  index: number,
  variables: boolean | undefined,
): Statement {
  const open = { open: unknown }
  return {
    kind: 'statement',
    index,
    written,
    sid: [unknown],
    effect: [unknown],
    actions: open,
    resources: open,
    principals: open,
    conditions: { items: [], rest: unknown },
    variables,
  }
}

/** The empty text is none. */
function readOptional(members: Members, name: string): Text | undefined {
  const value = members.at(name)
  if (value.kind === 'absent') return members.rest === undefined ? [] : [members.rest]
  return readText(value)
}

/** AWS takes these words in this case only. */
function readEffect(members: Members): Text | string {
  const value = members.at('Effect')
  if (value.kind === 'absent')
    return members.rest === undefined ? 'a statement has no `Effect`' : [members.rest]
  const text = readText(value)
  const whole = text === undefined ? '' : wholeText(text)
  if (text === undefined || (whole !== undefined && whole !== 'Allow' && whole !== 'Deny'))
    return 'the `Effect` of a statement is neither `Allow` nor `Deny`'
  return text
}

function readListed<Names extends Texts | Principals>(
  members: Members,
  name: string,
  read: (value: Value) => Names | undefined,
): Listed<Names> | string {
  const [of, not] = [members.at(name), members.at(`Not${name}`)]
  const named = of.kind === 'absent' ? undefined : read(of)
  const excluded = not.kind === 'absent' ? undefined : read(not)
  if (of.kind !== 'absent' && named === undefined) return `the \`${name}\` of a statement is malformed`
  if (not.kind !== 'absent' && excluded === undefined) return `the \`Not${name}\` of a statement is malformed`
  if (named !== undefined && excluded !== undefined)
    return `a statement has both \`${name}\` and \`Not${name}\``
  if (named !== undefined) return { of: named }
  if (excluded !== undefined) return { not: excluded }
  return members.rest === undefined ? {} : { open: members.rest }
}
