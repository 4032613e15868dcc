import { parseAddressPattern, parseModulePattern } from '../plan/address-pattern.ts'
import type { Match } from '../policy/condition.ts'
import { readFields, readItems, readText, readWord, requireField } from './fields.ts'
import type { Scope } from './policy-scope.ts'
import { type Problems, quote } from './problems.ts'
import { isMapping, type YamlNode } from './yaml-node.ts'

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

/** Reads which instances are meant: the name of a type, or a mapping. */
export function readMatch(node: YamlNode, scope: Scope): Match | undefined {
  const { problems } = scope
  if (node.kind === 'scalar') {
    if (node.text === 'plan')
      return problems.error('not-supported', node.at, '`match: plan` is not supported by this version')
    const type = readType(node, problems)
    return type === undefined ? undefined : { types: [type], mode: 'managed', at: node.at }
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
  const toCome = fields.get('view') ?? fields.get('document')
  if (toCome !== undefined) {
    return problems.error(
      'not-supported',
      toCome.key.at,
      `\`match\` by \`${toCome.key.text}\` is not supported by this version`,
    )
  }
  const typeNode = requireField(fields, 'type', node, WHAT, problems)
  const types = typeNode === undefined ? undefined : readTypes(typeNode, problems)
  const mode = fields.get('mode')
  const actions = fields.get('actions')
  const where = fields.get('where')
  const parts = {
    mode: mode === undefined ? 'managed' : readWord(mode.value, MODES, 'mode', problems),
    ...readPattern('provider', fields.get('provider')?.value, problems),
    ...readPattern('module', fields.get('module')?.value, problems),
    ...readPattern('address', fields.get('address')?.value, problems),
    ...(actions === undefined ? {} : { actions: readActions(actions.value, problems) }),
    ...(where === undefined ? {} : { where: scope.readCondition(where.value, scope) }),
  }
  if (types === undefined || parts.mode === undefined) return undefined
  if ('where' in parts && parts.where === undefined) return undefined
  return { types, ...parts, at: node.at } as Match
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
