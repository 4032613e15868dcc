import { CONDITION_OPERATORS, parseOperator } from '../iam/operators.ts'
import { PRINCIPAL_TYPES } from '../iam/principals.ts'
import type { AskedPrincipals, Condition, Operand, StatementAsk } from '../policy/condition.ts'
import { didYouMean } from '../policy/suggest.ts'
import { describe, readBoolean, readFields, readItems, readText, readWord, requireField } from './fields.ts'
import type { Scope } from './policy-scope.ts'
import { readTemplate } from './policy-template.ts'
import { readTest } from './policy-test.ts'
import { enumerate, quote } from './problems.ts'
import { isMapping, type YamlEntry, type YamlNode, type YamlScalar } from './yaml-node.ts'

type AskReader = (node: YamlNode, scope: Scope) => StatementAsk | undefined

/** What a condition can ask of a statement: one entry for each keyword. */
const READERS: ReadonlyMap<string, AskReader> = new Map<string, AskReader>([
  ['effect', readEffect],
  ['grants', readActions('grants')],
  ['grants_any', readActions('grants-any')],
  ['on', readResources('on')],
  ['principal', readPrincipal],
  ['public', readFlag('public')],
  ['conditional', readFlag('conditional')],
  ['actions_within', readActions('actions-within')],
  ['resources_within', readResources('resources-within')],
  ['principals_within', readPrincipalsWithin],
  ['actions', readListTest('actions')],
  ['resources', readListTest('resources')],
  ['principals', readListTest('principals')],
  ['sid', readListTest('sid')],
  ['condition', readConditionAsk],
])

/** The keywords of conditions on statements, beside those of all conditions. */
export const STATEMENT_KEYWORDS: readonly string[] = [...READERS.keys()]

/** What the documents themselves, and other languages, call what we ask. */
const FOREIGN_WORDS: ReadonlyMap<string, string> = new Map([
  ['action', 'grants'],
  ['allows', 'grants'],
  ['not_action', 'actions'],
  ['notaction', 'actions'],
  ['resource', 'on'],
  ['not_resource', 'resources'],
  ['notresource', 'resources'],
  ['not_principal', 'principals'],
  ['notprincipal', 'principals'],
  ['conditions', 'condition'],
  ['service', 'principal'],
])

/** Reads what stands under a key of a condition on a statement; `no-keyword` where the key is none. */
export function readStatementAsk(
  { key, value }: YamlEntry,
  scope: Scope,
): Extract<Condition, { kind: 'statement' }> | undefined | 'no-keyword' {
  const reader = READERS.get(key.text)
  if (reader === undefined) return 'no-keyword'
  const ask = reader(value, { ...scope, inStatement: false })
  return ask === undefined ? undefined : { kind: 'statement', ask, at: key.at }
}

/** A key of a condition on a statement that is neither a keyword nor a path from a root. */
export function reportStatementKey(key: YamlScalar, scope: Scope): undefined {
  const known = FOREIGN_WORDS.get(key.text.toLowerCase())
  const help =
    known === undefined
      ? (didYouMean(key.text, STATEMENT_KEYWORDS) ?? `it asks for ${enumerate(STATEMENT_KEYWORDS, 'or')}`)
      : `did you mean \`${known}\`?`
  return scope.problems.error(
    'unknown-key',
    key.at,
    `${quote(key.text)} cannot be asked of a statement`,
    help,
  )
}

function readEffect(node: YamlNode, { problems }: Scope): StatementAsk | undefined {
  const expected = readWord(node, ['Allow', 'Deny'] as const, 'effect', problems)
  return expected === undefined ? undefined : { kind: 'effect', expected }
}

function readFlag(kind: 'public' | 'conditional'): AskReader {
  return (node, { problems }) => {
    const expected = readBoolean(node, kind, problems)
    return expected === undefined ? undefined : { kind, expected }
  }
}

function readActions(kind: 'grants' | 'grants-any' | 'actions-within'): AskReader {
  return (node, scope) => {
    const patterns = readTexts(node, kind.replace('-', '_'), scope, checkAction)
    return patterns === undefined ? undefined : { kind, patterns }
  }
}

function readResources(kind: 'on' | 'resources-within'): AskReader {
  return (node, scope) => {
    const patterns = readTexts(node, kind.replace('-', '_'), scope, checkResource)
    return patterns === undefined ? undefined : { kind, patterns }
  }
}

function readListTest(of: 'actions' | 'resources' | 'principals' | 'sid'): AskReader {
  return (node, scope) => {
    const test = readTest(node, scope)
    return test === undefined ? undefined : { kind: 'list', of, test }
  }
}

function readPrincipal(node: YamlNode, scope: Scope): StatementAsk | undefined {
  const principals = readPrincipals(node, 'principal', scope)
  return principals === undefined ? undefined : { kind: 'principal', principals }
}

function readPrincipalsWithin(node: YamlNode, scope: Scope): StatementAsk | undefined {
  const principals = readPrincipals(node, 'principals_within', scope)
  return principals === undefined ? undefined : { kind: 'principals-within', principals }
}

/** `"*"`, or a mapping of types to identifiers. */
function readPrincipals(node: YamlNode, what: string, scope: Scope): readonly AskedPrincipals[] | undefined {
  const { problems } = scope
  if (node.kind === 'scalar' && node.text === '*') return [everyone()]
  if (!isMapping(node) || node.entries.length === 0) {
    return problems.error(
      'wrong-kind',
      node.at,
      `\`${what}\` must be a mapping of kinds of principals, not ${describe(node)}`,
      'write `{ Service: … }`, `{ AWS: … }`, or "*" for everyone',
    )
  }
  const read = node.entries.map(({ key, value }): AskedPrincipals | undefined => {
    const type = PRINCIPAL_TYPES.find((name) => name === key.text)
    if (type === undefined) {
      const help = didYouMean(key.text, PRINCIPAL_TYPES) ?? `they are ${enumerate(PRINCIPAL_TYPES, 'and')}`
      return problems.error('unknown-key', key.at, `${quote(key.text)} is no kind of principal`, help)
    }
    const identifiers = readTexts(value, key.text, scope)
    if (identifiers === undefined) return undefined
    const isEveryone = type === 'AWS' && value.kind === 'scalar' && value.text === '*'
    return isEveryone ? everyone() : { type, identifiers }
  })
  return read.every((one) => one !== undefined) ? read : undefined
}

function everyone(): AskedPrincipals {
  return { type: '*', identifiers: { kind: 'literal', value: '*' } }
}

const CONDITION_KEYS = ['key', 'operator', 'accepts', 'values'] as const
const CONDITION = 'a condition of a statement'

function readConditionAsk(node: YamlNode, scope: Scope): StatementAsk | undefined {
  const { problems } = scope
  const fields = readFields(node, CONDITION_KEYS, CONDITION, problems)
  if (fields === undefined) return undefined
  const keyNode = requireField(fields, 'key', node, CONDITION, problems)
  const [operatorNode, acceptsNode, valuesNode] = [
    fields.get('operator')?.value,
    fields.get('accepts')?.value,
    fields.get('values')?.value,
  ]
  const key = keyNode === undefined ? undefined : readKey(keyNode, scope)
  const operators = operatorNode === undefined ? undefined : readOperators(operatorNode, scope)
  const accepts = acceptsNode === undefined ? undefined : readTexts(acceptsNode, 'accepts', scope)
  const values = valuesNode === undefined ? undefined : readTest(valuesNode, scope)
  if (key === undefined) return undefined
  if (operatorNode !== undefined && operators === undefined) return undefined
  if (acceptsNode !== undefined && accepts === undefined) return undefined
  if (valuesNode !== undefined && values === undefined) return undefined
  return {
    kind: 'condition',
    key,
    ...(operators === undefined ? {} : { operators }),
    ...(accepts === undefined ? {} : { accepts }),
    ...(values === undefined ? {} : { values }),
  }
}

function readKey(node: YamlNode, scope: Scope): Operand | undefined {
  if (node.kind === 'scalar') return readTexts(node, 'key', scope)
  return scope.problems.error('wrong-kind', node.at, `\`key\` must be text, not ${describe(node)}`)
}

function readOperators(node: YamlNode, { problems }: Scope): readonly string[] | undefined {
  const items = readItems(node)
  if (items.length === 0) return problems.error('empty-list', node.at, '`operator` holds no operator')
  const operators = items.map((item) => {
    const text = readText(item, 'operator', problems)
    if (text === undefined || parseOperator(text) !== undefined) return text
    return problems.error(
      'unknown-value',
      item.at,
      `${quote(text)} is no condition operator of IAM`,
      didYouMean(text, CONDITION_OPERATORS) ??
        'with `IfExists` behind it, or `ForAnyValue:` or `ForAllValues:` before it, it is another operator',
    )
  })
  return operators.every((operator) => operator !== undefined) ? operators : undefined
}

type CheckText = (text: string, node: YamlScalar, scope: Scope) => boolean

/** One text or a list of them, with interpolations. */
function readTexts(node: YamlNode, what: string, scope: Scope, check?: CheckText): Operand | undefined {
  const items = readItems(node)
  if (items.length === 0) return scope.problems.error('empty-list', node.at, `\`${what}\` holds nothing`)
  const operands = items.map((item) => readOne(item, what, scope, check))
  const [only] = operands
  if (!operands.every((operand) => operand !== undefined)) return undefined
  return operands.length === 1 ? only : { kind: 'list', elements: operands }
}

function readOne(node: YamlNode, what: string, scope: Scope, check?: CheckText): Operand | undefined {
  if (node.kind === 'scalar' && what === 'accepts' && typeof node.value === 'boolean')
    return { kind: 'literal', value: String(node.value) }
  if (node.kind === 'scalar' && what === 'accepts' && node.value === '') return { kind: 'literal', value: '' }
  const text = readText(node, what, scope.problems)
  if (text === undefined || node.kind !== 'scalar') return undefined
  const parts = readTemplate(node, scope)
  if (parts === undefined) return undefined
  if (!parts.every((part) => typeof part === 'string')) return { kind: 'interpolated', parts }
  const value = parts.join('')
  return check === undefined || check(value, node, scope) ? { kind: 'literal', value } : undefined
}

/** An action is a service and a name; nothing else is ever granted. */
function checkAction(text: string, node: YamlScalar, { problems }: Scope): boolean {
  if (/^\*+$/.test(text) || /^[A-Za-z0-9*?-]+:[A-Za-z0-9*?]+$/.test(text)) return true
  const help = text.includes(':')
    ? 'it has no spaces and one colon'
    : 'the service stands before the name, as in `s3:PutObject`'
  problems.error('invalid-operand', node.at, `${quote(text)} is no action`, help)
  return false
}

/** Nearly every resource is an ARN; where one is meant, its five colons must be there, unless a wildcard stands for them. */
function checkResource(text: string, node: YamlScalar, { problems }: Scope): boolean {
  const wildcard = text.search(/[*?]/)
  const colons = text.split(':').length - 1
  if (!text.startsWith('arn:') || colons >= 5 || (wildcard !== -1 && text.includes('*'))) return true
  problems.error(
    'invalid-operand',
    node.at,
    `${quote(text)} is no ARN`,
    'it is `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`; region and account may be empty',
  )
  return false
}
