import type { Condition } from '../policy/condition.ts'
import { didYouMean } from '../policy/suggest.ts'
import { describe, readFields, readList, requireField } from './fields.ts'
import { readUse } from './policy-definition.ts'
import { CONDITION_KEYWORDS } from './policy-keywords.ts'
import { readMatch } from './policy-match.ts'
import { isOfResource, readBoundName, readRelation } from './policy-relation.ts'
import { checkRowTest } from './policy-row.ts'
import { readPath, type Scope } from './policy-scope.ts'
import { readStatementAsk, reportStatementKey } from './policy-statement.ts'
import { readNumberTest, readTest, TEST_KEYWORDS } from './policy-test.ts'
import { isMapping, type YamlEntry, type YamlMap, type YamlNode } from './yaml-node.ts'

type ConditionReader = (entry: YamlEntry, scope: Scope, around: YamlMap) => Condition | undefined | 'part'

/** What a condition can say besides paths: one entry for each keyword. `part`: another keyword reads it. */
const READERS: ReadonlyMap<string, ConditionReader> = new Map<string, ConditionReader>([
  ['all', readTerms('all')],
  ['any', readTerms('any')],
  ['not', readNot],
  ['when', readWhen],
  ['then', readBranch],
  ['else', readBranch],
  ['use', readUse],
  ['refers_to', readReference('refers-to')],
  ['referred_by', readReference('referred-by')],
  ['count', readCountOf],
  ['applied_before', readAppliedBefore],
])

/** Reads a condition: a mapping whose entries must all hold. Each key is a keyword or a path. */
export function readCondition(node: YamlNode, scope: Scope): Condition | undefined {
  const { problems } = scope
  if (!isMapping(node)) {
    const help =
      node.kind === 'list'
        ? 'write `all: […]` if all of them must hold, `any: […]` if one is enough'
        : 'write a path and a test, such as `{ encrypted: true }` or `{ name: { starts_with: x } }`'
    return problems.error('wrong-kind', node.at, `a condition must be a mapping, not ${describe(node)}`, help)
  }
  if (node.entries.length === 0) {
    return problems.error(
      'empty-condition',
      node.at,
      'this condition states nothing',
      'write a path and a test, such as `{ encrypted: true }`',
    )
  }
  const terms = node.entries.map((entry) => readTerm(entry, scope, node))
  if (terms.includes(undefined)) return undefined
  const conditions = terms.filter((term) => typeof term === 'object')
  const [only] = conditions
  return conditions.length === 1 ? only : { kind: 'all', terms: conditions, at: node.at }
}

function readTerm(entry: YamlEntry, scope: Scope, around: YamlMap): Condition | undefined | 'part' {
  const { key, value } = entry
  const reader = READERS.get(key.text)
  if (reader !== undefined) return reader(entry, scope, around)
  if (scope.inStatement === true) {
    const ask = readStatementAsk(entry, scope)
    if (ask !== 'no-keyword') return ask
    if (!key.text.startsWith('$')) return reportStatementKey(key, scope)
  }
  if (TEST_KEYWORDS.includes(key.text)) return reportOperator(entry, scope)
  const meant = meantKeyword(entry, around)
  if (meant !== undefined) {
    return scope.problems.error(
      'unknown-key',
      key.at,
      `\`${key.text}\` is not a keyword of conditions`,
      meant,
    )
  }
  const path = readPath(key, scope)
  const test = readTest(value, scope)
  if (path === undefined || test === undefined || !checkRowTest(path, test, scope)) return undefined
  return { kind: 'test', path, test, at: key.at }
}

/** What other languages call our keywords, where it cannot be an attribute: no test is a list, and `then` needs a `when`. */
function meantKeyword({ key, value }: YamlEntry, around: YamlMap): string | undefined {
  const foreign = FOREIGN_KEYWORDS.get(key.text)
  if (value.kind === 'list') {
    if (foreign !== undefined) return foreign
    return didYouMean(key.text, CONDITION_KEYWORDS)
  }
  const hasBranch = around.entries.some(({ key: { text } }) => text === 'then')
  return key.text === 'if' && hasBranch ? 'did you mean `when`?' : undefined
}

const FOREIGN_KEYWORDS: ReadonlyMap<string, string> = new Map([
  ...['or', 'any_of', 'anyOf', 'one_of', 'oneOf', 'some_of'].map(
    (word) => [word, 'did you mean `any`?'] as const,
  ),
  ...['and', 'all_of', 'allOf'].map((word) => [word, 'did you mean `all`?'] as const),
  ...['nor', 'none_of', 'noneOf'].map((word) => [word, 'write `not: { any: […] }`'] as const),
])

/** An operator where a path should stand: nearly always the path was forgotten. */
function reportOperator({ key }: YamlEntry, scope: Scope): undefined {
  return scope.problems.error(
    'operator-without-path',
    key.at,
    `\`${key.text}\` is an operator, and it does not say of what`,
    `write \`PATH: { ${key.text}: … }\`; for an attribute of this name \`$.${key.text}\``,
  )
}

function readTerms(kind: 'all' | 'any'): ConditionReader {
  return ({ key, value }, scope) => {
    const items = readList(value, kind, scope.problems)
    if (items === undefined) return undefined
    if (items.length === 0)
      return scope.problems.error('empty-list', value.at, `\`${kind}\` holds no condition`)
    const terms = items.map((item) => readCondition(item, scope))
    return terms.every((term) => term !== undefined) ? { kind, terms, at: key.at } : undefined
  }
}

function readNot({ key, value }: YamlEntry, scope: Scope): Condition | undefined {
  const term = readCondition(value, scope)
  return term === undefined ? undefined : { kind: 'not', term, at: key.at }
}

function readWhen({ key, value }: YamlEntry, scope: Scope, around: YamlMap): Condition | undefined {
  const find = (name: string) => around.entries.find((entry) => entry.key.text === name)
  const thenEntry = find('then')
  const elseEntry = find('else')
  const when = readCondition(value, scope)
  const then = thenEntry === undefined ? undefined : readCondition(thenEntry.value, scope)
  const otherwise = elseEntry === undefined ? undefined : readCondition(elseEntry.value, scope)
  if (thenEntry === undefined) {
    return scope.problems.error(
      'missing-key',
      key.at,
      '`when` inside a condition needs a `then` beside it',
      'to say where the rule applies at all write `when` beside `require`',
    )
  }
  if (when === undefined || then === undefined || (elseEntry !== undefined && otherwise === undefined))
    return undefined
  return { kind: 'when', when, then, ...(otherwise === undefined ? {} : { otherwise }), at: key.at }
}

function readBranch({ key }: YamlEntry, scope: Scope, around: YamlMap): 'part' | undefined {
  if (around.entries.some((entry) => entry.key.text === 'when')) return 'part'
  return scope.problems.error('missing-key', key.at, `\`${key.text}\` needs a \`when\` beside it`)
}

function readReference(kind: 'refers-to' | 'referred-by'): ConditionReader {
  return ({ key, value }, scope) => {
    const relation = readRelation(kind, value, scope)
    return relation === undefined ? undefined : { kind, relation, at: key.at }
  }
}

function readCountOf({ key, value }: YamlEntry, scope: Scope): Condition | undefined {
  const { problems } = scope
  if (!isMapping(value)) {
    return problems.error(
      'wrong-kind',
      value.at,
      `\`count\` must be a mapping with \`of\` and \`is\`, not ${describe(value)}`,
      'for an attribute of this name write `$.count`',
    )
  }
  const what = 'a count of instances'
  const fields = readFields(value, ['of', 'is'], what, problems)
  if (fields === undefined) return undefined
  const ofNode = requireField(fields, 'of', value, what, problems)
  const isNode = requireField(fields, 'is', value, what, problems)
  const of = ofNode === undefined ? undefined : readMatch(ofNode, { ...scope, inStatement: false })
  const test = isNode === undefined ? undefined : readNumberTest(isNode, 'is', scope)
  return of === undefined || test === undefined ? undefined : { kind: 'count-of', of, test, at: key.at }
}

function readAppliedBefore({ key, value }: YamlEntry, scope: Scope): Condition | undefined {
  if (!isOfResource('applied_before', value, scope)) return undefined
  const name = readBoundName(value, 'applied_before', scope)
  return name === undefined ? undefined : { kind: 'applied-before', name, at: key.at }
}
