import type { StatementsAsk, Test } from '../policy/condition.ts'
import { didYouMean } from '../policy/suggest.ts'
import { describe, readFields, requireField } from './fields.ts'
import { bind, readBinding, type Scope } from './policy-scope.ts'
import { enumerate, quote } from './problems.ts'
import { isMapping, type YamlEntry, type YamlNode } from './yaml-node.ts'

const QUANTIFIERS = ['some', 'each', 'none'] as const
const KEYS = [...QUANTIFIERS, 'count'] as const
const WHAT = 'a count of statements'

type ReadNumberTest = (node: YamlNode, what: string, scope: Scope) => Test | undefined

/** Reads `iam_policy`: quantifiers over the statements of a document, which must all hold. */
export function readIamPolicy(
  { key, value }: YamlEntry,
  scope: Scope,
  readNumberTest: ReadNumberTest,
): Test | undefined {
  const { problems } = scope
  if (!isMapping(value) || value.entries.length === 0) {
    return problems.error(
      'wrong-kind',
      value.at,
      `\`iam_policy\` must be a mapping of quantifiers, not ${isMapping(value) ? 'empty' : describe(value)}`,
      'write `some`, `each`, `none` or `count`, and what is asked of a statement',
    )
  }
  const asks = value.entries.map((entry) => {
    const quantifier = QUANTIFIERS.find((name) => name === entry.key.text)
    if (quantifier !== undefined) return readQuantifier(quantifier, entry, scope)
    return entry.key.text === 'count' ? readCount(entry, scope, readNumberTest) : reportKey(entry, scope)
  })
  return asks.every((ask) => ask !== undefined) ? { kind: 'iam-policy', asks, at: key.at } : undefined
}

function reportKey({ key }: YamlEntry, { problems }: Scope): undefined {
  const help =
    didYouMean(key.text, KEYS) ??
    `write ${enumerate(QUANTIFIERS, 'or')} around it: \`some: { ${key.text}: … }\``
  return problems.error('unknown-key', key.at, `${quote(key.text)} is not a key of \`iam_policy\``, help)
}

function readQuantifier(
  quantifier: (typeof QUANTIFIERS)[number],
  { key, value }: YamlEntry,
  scope: Scope,
): StatementsAsk | undefined {
  const as = isMapping(value) ? value.entries.find((entry) => entry.key.text === 'as') : undefined
  const name = as === undefined ? undefined : readBinding(as.value, scope)
  const rest =
    as === undefined || !isMapping(value)
      ? value
      : { ...value, entries: value.entries.filter((one) => one !== as) }
  const where = readStatementCondition(rest, bind(scope, name))
  if (where === undefined || (as !== undefined && name === undefined)) return undefined
  return { quantifier, where, ...(name === undefined ? {} : { as: name }), at: key.at }
}

function readCount(
  { key, value }: YamlEntry,
  scope: Scope,
  readNumberTest: ReadNumberTest,
): StatementsAsk | undefined {
  const { problems } = scope
  const fields = readFields(value, ['where', 'is', 'as'], WHAT, problems)
  if (fields === undefined) return undefined
  const whereNode = requireField(fields, 'where', value, WHAT, problems)
  const isNode = requireField(fields, 'is', value, WHAT, problems)
  const as = fields.get('as')
  const name = as === undefined ? undefined : readBinding(as.value, scope)
  const where = whereNode === undefined ? undefined : readStatementCondition(whereNode, bind(scope, name))
  const count = isNode === undefined ? undefined : readNumberTest(isNode, 'is', scope)
  if (where === undefined || count === undefined || (as !== undefined && name === undefined)) return undefined
  return { quantifier: { count }, where, ...(name === undefined ? {} : { as: name }), at: key.at }
}

function readStatementCondition(node: YamlNode, scope: Scope): StatementsAsk['where'] | undefined {
  return scope.readCondition(node, { ...scope, inElement: true, inStatement: true })
}
