import { ABSENT, type Value } from '../../../plan/value.ts'
import { conditionsOf } from './conditions.ts'
import {
  type MakeUnknown,
  objectOf,
  optionalText,
  type PolicyDocument,
  type Statement,
  textMember,
} from './model.ts'
import { principalsOf } from './principals.ts'
import { stringSet } from './set.ts'
import { replaceVariables, stringOf, type Text, textOf, wholeText } from './strings.ts'

const VERSION_SHAPE = '(?:2008-10-17|2012-10-17)'
const EFFECT_SHAPE = '(?:Allow|Deny)'
const SID_SHAPE = '[0-9A-Za-z]+'

/**
 * The document that the arguments themselves make: version, id and `statement` blocks. Undefined where the provider refuses them.
 * Source: provider `policy_document_data_source.go`, `dataSourcePolicyDocumentRead`.
 */
export function ownDocument(
  argument: (name: string) => Value,
  unknown: MakeUnknown,
): PolicyDocument | undefined {
  const version = withDefault(argument('version'), '2012-10-17', VERSION_SHAPE, 'version', unknown)
  const id = optionalText(argument('policy_id'), 'policy_id', unknown)
  const blocks = argument('statement')
  if (id === undefined || version === undefined) return undefined
  const own = { version, id, isOrdered: true }
  if (blocks.kind === 'absent' || blocks.kind === 'null') return { ...own, statements: [] }
  if (blocks.kind === 'unknown') return { ...own, statements: [], rest: unknown('statement', [blocks]) }
  if (blocks.kind !== 'list') return undefined
  const statements = blocks.elements.map((block, index) =>
    readStatement(block, wholeText(version), `statement[${index}]`, unknown),
  )
  if (statements.includes(undefined)) return undefined
  const read = statements.flatMap((statement) => statement ?? [])
  const sids = read.flatMap(({ sid }) => wholeText(sid) || [])
  if (new Set(sids).size < sids.length) return undefined
  return { ...own, statements: read, ...(blocks.rest === undefined ? {} : { rest: blocks.rest }) }
}

/** Terraform plans a data source without the provider's defaults: null is the default. */
function withDefault(
  value: Value,
  otherwise: string,
  shape: string,
  place: string,
  unknown: MakeUnknown,
): Text | undefined {
  if (value.kind === 'absent' || value.kind === 'null') return [otherwise]
  const text = textOf(value)
  const whole = text === undefined ? undefined : wholeText(text)
  if (whole !== undefined) return new RegExp(`^${shape}$`).test(whole) ? text : undefined
  return [unknown(place, [value], { shape, type: { kind: 'string' }, nonNull: true, nonEmpty: true })]
}

function readStatement(
  block: Value,
  version: string | undefined,
  place: string,
  unknown: MakeUnknown,
): Statement | undefined {
  if (block.kind === 'unknown') {
    const rest = unknown(place, [block])
    return { sid: [unknown(`${place}.sid`, [block], { nonNull: true })], members: new Map(), rest }
  }
  if (block.kind !== 'map') return undefined
  const at = (name: string): Value =>
    block.entries.get(name) ??
    (block.rest === undefined ? ABSENT : { kind: 'unknown', unknown: unknown(`${place}.${name}`, [block]) })
  const sid = optionalText(at('sid'), `${place}.sid`, unknown, SID_SHAPE)
  const effect = withDefault(at('effect'), 'Allow', EFFECT_SHAPE, `${place}.effect`, unknown)
  if (sid === undefined || effect === undefined) return undefined
  const keep = (text: Text): Text => text
  const replace = (text: Text): Text | undefined => replaceVariables(text, version)
  const set = (name: string, change: (text: Text) => Text | undefined): Value | undefined =>
    stringSet(at(name), change, `${place}.${name}`, unknown)
  const principals = (name: string): Value | undefined =>
    principalsOf(at(name), version, `${place}.${name}`, unknown)
  const members: readonly (readonly [string, Value | undefined])[] = [
    ['Sid', textMember(sid)],
    ['Effect', stringOf(effect)],
    ['Action', set('actions', keep)],
    ['NotAction', set('not_actions', keep)],
    ['Resource', set('resources', replace)],
    ['NotResource', set('not_resources', replace)],
    ['Principal', principals('principals')],
    ['NotPrincipal', principals('not_principals')],
    ['Condition', conditionsOf(at('condition'), version, `${place}.condition`, unknown)],
  ]
  const read = members.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
  return read.length < members.length ? undefined : { sid, ...objectOf(read) }
}
