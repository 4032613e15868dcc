import type { Condition, Message } from '../policy/condition.ts'
import { type Example, type Rule, SEVERITIES } from '../policy/policy.ts'
import {
  type Fields,
  forbidTags,
  readFields,
  readList,
  readText,
  readTextList,
  readWord,
  requireField,
} from './fields.ts'
import { readCondition } from './policy-condition.ts'
import { readExamples } from './policy-example.ts'
import { readMatch, scopeOfMatch } from './policy-match.ts'
import type { Scope } from './policy-scope.ts'
import { readTemplate } from './policy-template.ts'
import { quote } from './problems.ts'
import type { YamlNode } from './yaml-node.ts'

const KEYS = [
  'id',
  'title',
  'severity',
  'match',
  'when',
  'require',
  'forbid',
  'message',
  'why',
  'fix',
  'references',
  'controls',
  'examples',
] as const
type Key = (typeof KEYS)[number]
const WHAT = 'a rule'
const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

/** Reads one rule. Undefined where something of it is wrong; all of that is reported. */
export function readRule(node: YamlNode, around: Scope): Rule | undefined {
  const { problems } = around
  const fields = readFields(node, KEYS, WHAT, problems)
  if (fields === undefined) return undefined
  for (const [name, { value }] of fields) if (name !== 'examples') forbidTags(value, problems)
  const need = (name: Key) => requireField(fields, name, node, WHAT, problems)
  const idNode = need('id')
  const severityNode = need('severity')
  const matchNode = need('match')
  const id = idNode === undefined ? undefined : readId(idNode, 'id', around)
  const severity =
    severityNode === undefined ? undefined : readWord(severityNode, SEVERITIES, 'severity', problems)
  const match = matchNode === undefined ? undefined : readMatch(matchNode, around)
  const scope = scopeOfMatch(match, { ...around, self: 'resource' })
  const conditions = readConditions(fields, node, scope)
  const documentation = readDocumentation(fields, scope)
  const message = readMessage(fields, scope)
  const examples = readRuleExamples(fields, scope)
  if (id === undefined || severity === undefined || match === undefined || conditions === undefined)
    return undefined
  const title = documentation.title ?? id
  return {
    id,
    severity,
    match,
    ...conditions,
    ...documentation,
    title,
    message: message ?? { parts: [title] },
    ...examples,
    location: idNode?.at ?? node.at,
  }
}

/** Ids stand in reports, waivers and addresses: small letters, digits and dashes. */
export function readId(node: YamlNode, what: string, scope: Pick<Scope, 'problems'>): string | undefined {
  const id = readText(node, what, scope.problems)
  if (id === undefined || KEBAB_CASE.test(id)) return id
  const better = id
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
  return scope.problems.error(
    'invalid-name',
    node.at,
    `${quote(id)} is not written in small letters, digits and single dashes`,
    better === '' ? undefined : `write ${quote(better)}`,
  )
}

function readConditions(
  fields: Fields<Key>,
  node: YamlNode,
  scope: Scope,
): { readonly when?: Condition; readonly require?: Condition; readonly forbid?: Condition } | undefined {
  const conditions: { when?: Condition; require?: Condition; forbid?: Condition } = {}
  let isWrong = false
  for (const name of ['when', 'require', 'forbid'] as const) {
    const entry = fields.get(name)
    if (entry === undefined) continue
    const condition = readCondition(entry.value, scope)
    if (condition === undefined) isWrong = true
    else conditions[name] = condition
  }
  if (!fields.has('require') && !fields.has('forbid')) {
    const at = fields.get('id')?.key.at ?? node.at
    return scope.problems.error(
      'missing-key',
      at,
      `${WHAT} needs \`require\` or \`forbid\``,
      '`require` must hold, `forbid` must not',
    )
  }
  return isWrong ? undefined : conditions
}

type Documentation = Pick<Rule, 'why' | 'fix' | 'references' | 'controls'> & { readonly title?: string }

function readDocumentation(fields: Fields<Key>, { problems }: Scope): Documentation {
  const text = (name: 'title' | 'why' | 'fix') => {
    const entry = fields.get(name)
    const value = entry === undefined ? undefined : readText(entry.value, name, problems)
    return value === undefined ? {} : { [name]: value }
  }
  const list = (name: 'references' | 'controls') => {
    const entry = fields.get(name)
    return entry === undefined ? [] : readTextList(entry.value, name, problems)
  }
  return {
    ...text('title'),
    ...text('why'),
    ...text('fix'),
    references: list('references'),
    controls: list('controls'),
  }
}

function readMessage(fields: Fields<Key>, scope: Scope): Message | undefined {
  const node = fields.get('message')?.value
  if (node === undefined) return undefined
  if (readText(node, 'message', scope.problems) === undefined || node.kind !== 'scalar') return undefined
  const parts = readTemplate(node, scope)
  return parts === undefined ? undefined : { parts }
}

function readRuleExamples(
  fields: Fields<Key>,
  scope: Scope,
): { readonly examples: readonly Example[]; readonly unknownCannotHappen?: string } {
  const entry = fields.get('examples')
  const items = entry === undefined ? undefined : readList(entry.value, 'examples', scope.problems)
  return items === undefined ? { examples: [] } : readExamples(items, scope.problems)
}
