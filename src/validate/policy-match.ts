import { parseAddressPattern, parseModulePattern } from '../plan/address-pattern.ts'
import type { Condition, Match, Selection } from '../policy/condition.ts'
import { parseDocumentPath } from '../policy/document-path.ts'
import { VIEW_NAMES } from '../policy/view.ts'
import { type Fields, readFields, readItems, readText, readWord, requireField } from './fields.ts'
import { bind, type Scope } from './policy-scope.ts'
import { enumerate, type Problems, quote } from './problems.ts'
import { isMapping, locateWithin, type YamlMap, type YamlNode } from './yaml-node.ts'

const KEYS = [
  'type',
  'mode',
  'provider',
  'module',
  'address',
  'actions',
  'where',
  'view',
  'document',
] as const
const MODES = ['managed', 'data'] as const

/** What a rule can ask to have been planned; `replace` is a deletion and a creation. */
export const ACTIONS = ['create', 'update', 'replace', 'delete', 'forget', 'no-op', 'read'] as const

const WHAT = 'a match'

/** Reads what is meant: the name of a type, `plan`, or a mapping. */
export function readMatch(node: YamlNode, scope: Scope): Match | undefined {
  const { problems } = scope
  if (node.kind === 'scalar') {
    if (node.text === 'plan') return { kind: 'plan', at: node.at }
    const type = readType(node, problems)
    return type === undefined ? undefined : { kind: 'instances', types: [type], mode: 'managed', at: node.at }
  }
  if (!isMapping(node)) {
    return problems.error(
      'wrong-kind',
      node.at,
      '`match` must be a type or a mapping, not a list',
      `write \`match: { type: [${node.items.map((item) => (item.kind === 'scalar' ? item.text : '…')).join(', ')}] }\``,
    )
  }
  const fields = readFields(node, KEYS, WHAT, problems)
  if (fields === undefined) return undefined
  if (fields.has('document')) return readDocumentMatch(fields, node, scope)
  if (fields.has('view')) return readViewMatch(fields, node, scope)
  const typeNode = requireField(fields, 'type', node, WHAT, problems)
  const types = typeNode === undefined ? undefined : readTypes(typeNode, problems)
  const modeNode = fields.get('mode')?.value
  const mode = modeNode === undefined ? 'managed' : readWord(modeNode, MODES, 'mode', problems)
  const selection = readSelection(fields, 'resource', scope)
  if (types === undefined || mode === undefined || selection === undefined) return undefined
  return { kind: 'instances', types, mode, ...selection, at: node.at }
}

/** What a rule is about once its match is read: its conditions may name other things. */
export function scopeOfMatch(match: Match | undefined, scope: Scope): Scope {
  switch (match?.kind) {
    case undefined:
    case 'instances':
      return scope
    case 'plan':
      return aboutSelf('plan', scope)
    case 'view':
      return aboutSelf('row', bind(scope, OWNER))
    case 'document':
      return aboutSelf('node', scope)
  }
}

/** The name that the resource of a row has. */
const OWNER = 'owner'

function aboutSelf(kind: Scope['here'], scope: Scope): Scope {
  return { ...scope, here: kind, self: kind }
}

type MatchFields = Fields<(typeof KEYS)[number]>

function readViewMatch(fields: MatchFields, node: YamlMap, scope: Scope): Match | undefined {
  const { problems } = scope
  const viewNode = fields.get('view')?.value ?? node
  const view = readWord(viewNode, VIEW_NAMES, 'view', problems)
  const typeNode = fields.get('type')?.value
  const types = typeNode === undefined ? undefined : readTypes(typeNode, problems)
  const isFit = onlyWith(
    fields,
    ['view', 'type', 'provider', 'module', 'address', 'actions', 'where'],
    problems,
  )
  const selection = readSelection(fields, 'row', scope)
  if (
    view === undefined ||
    !isFit ||
    selection === undefined ||
    (typeNode !== undefined && types === undefined)
  )
    return undefined
  return { kind: 'view', view, ...(types === undefined ? {} : { types }), ...selection, at: node.at }
}

function readDocumentMatch(fields: MatchFields, node: YamlMap, scope: Scope): Match | undefined {
  const { problems } = scope
  const pathNode = fields.get('document')?.value
  const text = pathNode === undefined ? undefined : readText(pathNode, 'document', problems)
  const isFit = onlyWith(fields, ['document', 'where'], problems)
  const where = readWhere(fields, 'node', scope)
  if (text === undefined || pathNode?.kind !== 'scalar') return undefined
  const path = parseDocumentPath(text)
  if ('message' in path) {
    const at = locateWithin(pathNode, path.offset, path.length)
    return problems.error(path.code, at, path.message, path.help)
  }
  return isFit && where !== undefined
    ? { kind: 'document', document: path, ...where, at: node.at }
    : undefined
}

/** Reports keys that say nothing of this kind of match. */
function onlyWith(
  fields: MatchFields,
  allowed: readonly (typeof KEYS)[number][],
  problems: Problems,
): boolean {
  const [kind] = allowed
  const strange = [...fields].filter(([name]) => !allowed.includes(name))
  for (const [name, { key }] of strange) {
    problems.error(
      'invalid-match',
      key.at,
      `\`${name}\` does not go with \`${kind}\``,
      `beside \`${kind}\` there can be ${enumerate(allowed.slice(1), 'and')}`,
    )
  }
  return strange.length === 0
}

/** Undefined where a condition is wrong; what else is wrong is reported. */
function readSelection(
  fields: MatchFields,
  about: Scope['here'],
  scope: Scope,
): Omit<Selection, 'at'> | undefined {
  const { problems } = scope
  const actions = fields.get('actions')
  const where = readWhere(fields, about, scope)
  const parts = {
    ...readPattern('provider', fields.get('provider')?.value, problems),
    ...readPattern('module', fields.get('module')?.value, problems),
    ...readPattern('address', fields.get('address')?.value, problems),
    ...(actions === undefined ? {} : { actions: readActions(actions.value, problems) }),
  }
  return where === undefined ? undefined : { ...parts, ...where }
}

function readWhere(
  fields: MatchFields,
  about: Scope['here'],
  scope: Scope,
): { readonly where?: Condition } | undefined {
  const entry = fields.get('where')
  if (entry === undefined) return {}
  const bound = about === 'row' ? bind(scope, OWNER) : scope
  const isRule = scope.self === undefined
  const where = scope.readCondition(entry.value, {
    ...bound,
    here: about,
    ...(isRule ? { self: about } : {}),
    inElement: false,
  })
  return where === undefined ? undefined : { where }
}

/** One type, or a list of them. */
export function readTypes(node: YamlNode, problems: Problems): readonly string[] | undefined {
  const items = readItems(node)
  if (items.length === 0) return problems.error('empty-list', node.at, '`type` names no type')
  const types = items.map((item) => readType(item, problems))
  return types.every((type) => type !== undefined) ? types : undefined
}

function readType(node: YamlNode, problems: Problems): string | undefined {
  const type = readText(node, 'type', problems)
  if (type === undefined || /^[\p{L}_*?][\p{L}\p{N}_*?-]*$/u.test(type)) return type
  const data = /^data\.([\p{L}\p{N}_-]+)$/u.exec(type)?.[1]
  if (data !== undefined) {
    return problems.error(
      'invalid-match',
      node.at,
      `${quote(type)} is not a resource type`,
      `to match data sources write \`match: { type: ${data}, mode: data }\``,
    )
  }
  const help = /^(?:data\.|module\.)?[\p{L}\p{N}_-]+[.[]/u.test(type)
    ? 'to select by address write `match: { type: …, address: … }`'
    : 'a type is a name such as `aws_s3_bucket`, in which `*` and `?` are wildcards'
  return problems.error('invalid-match', node.at, `${quote(type)} is not a resource type`, help)
}

function readPattern(
  name: 'provider' | 'module' | 'address',
  node: YamlNode | undefined,
  problems: Problems,
): { readonly [key in typeof name]?: string } {
  if (node === undefined) return {}
  const text = readText(node, name, problems)
  if (text === undefined) return {}
  if (name === 'module' && parseModulePattern(text) === undefined) {
    problems.error(
      'invalid-match',
      node.at,
      `${quote(text)} is not a pattern of module addresses`,
      'write it as Terraform does: `module.app[*].module.*`, or `**` for any modules',
    )
  }
  if (name === 'address' && parseAddressPattern(text) === undefined) {
    problems.error(
      'invalid-match',
      node.at,
      `${quote(text)} is not a pattern of addresses`,
      'write it as Terraform does: `module.app[*].aws_s3_bucket.*`, with `**` for any modules',
    )
  }
  return { [name]: text }
}

function readActions(node: YamlNode, problems: Problems): readonly string[] {
  const items = readItems(node)
  if (items.length === 0) problems.error('empty-list', node.at, '`actions` names no action')
  return items.flatMap((item) => readWord(item, ACTIONS, 'actions', problems) ?? [])
}
