import type { Operand, Relation } from '../policy/condition.ts'
import type { Path } from '../policy/path.ts'
import { didYouMean } from '../policy/suggest.ts'
import { describe, type Fields, readFields, readItems, readText, readWord, requireField } from './fields.ts'
import { readTypes } from './policy-match.ts'
import { bind, readBinding, readPath, type Scope } from './policy-scope.ts'
import { readTemplate } from './policy-template.ts'
import { readNumberTest } from './policy-test.ts'
import { quote } from './problems.ts'
import { isMapping, type YamlNode } from './yaml-node.ts'

const KEYS = ['type', 'through', 'to', 'from', 'as', 'quantifier', 'where', 'outside_plan'] as const
const QUANTIFIERS = ['some', 'each', 'none'] as const
const OUTSIDE_PLAN = ['unknown', 'holds', 'does_not_hold'] as const
const WHAT = 'a relation'

/** Reads what `refers_to` and `referred_by` hold. */
export function readRelation(
  kind: 'refers-to' | 'referred-by',
  node: YamlNode,
  scope: Scope,
): Relation | undefined {
  const { problems } = scope
  const fields = readFields(
    node,
    KEYS,
    WHAT,
    problems,
    'what is asked of the other resource goes into `where: { … }`',
  )
  if (fields === undefined) return undefined
  const typeNode = requireField(fields, 'type', node, WHAT, problems)
  const throughNode = requireField(
    fields,
    'through',
    node,
    WHAT,
    problems,
    'it is the attribute that names the other resource, such as `through: bucket`',
  )
  const types = typeNode === undefined ? undefined : readTypes(typeNode, problems)
  if (!fields.has('from') && !isOfResource(kind, node, scope)) return undefined
  const other: Scope = { ...scope, here: 'resource', inElement: false }
  const start = fields.has('from') ? other : scope
  const [naming, named] = kind === 'refers-to' ? [start, other] : [other, start]
  const through =
    throughNode === undefined ? undefined : all(readItems(throughNode), (item) => readAttribute(item, naming))
  const to = readOptional(fields, 'to', (value) => all(readItems(value), (item) => readTarget(item, named)))
  const from = readOptional(fields, 'from', (value) => readFrom(value, scope))
  const as = readOptional(fields, 'as', (value) => readBinding(value, scope))
  const quantifier = readOptional(fields, 'quantifier', (value) => readQuantifier(value, scope))
  const inside: Scope = { ...bind(scope, as?.value), here: 'resource', inElement: false, inStatement: false }
  const where = readOptional(fields, 'where', (value) => scope.readCondition(value, inside))
  const outside = readOptional(fields, 'outside_plan', (value) =>
    readWord(value, OUTSIDE_PLAN, 'outside_plan', problems),
  )
  if (types === undefined || through === undefined) return undefined
  if (
    [to, from, as, quantifier, where, outside].some((part) => part !== undefined && part.value === undefined)
  )
    return undefined
  return {
    types,
    through,
    throughAt: throughNode === undefined ? [] : readItems(throughNode).map(({ at }) => at),
    ...(to?.value === undefined ? {} : { to: to.value }),
    ...(from?.value === undefined ? {} : { from: from.value }),
    ...(as?.value === undefined ? {} : { as: as.value }),
    quantifier: quantifier?.value ?? 'some',
    ...(quantifier === undefined ? { isQuantifierImplied: true } : {}),
    ...(where?.value === undefined ? {} : { where: where.value }),
    outsidePlan: outside?.value === 'does_not_hold' ? 'does-not-hold' : (outside?.value ?? 'unknown'),
    at: node.at,
  }
}

/** Only resources name others, and are named by them. */
export function isOfResource(what: string, node: YamlNode, { here, problems }: Scope): boolean {
  if (here === 'resource' || here === 'row') return true
  problems.error(
    'relation-needs-resource',
    node.at,
    `\`${what.replace('-', '_')}\` is of a resource, and this is about ${here === 'plan' ? 'the plan as a whole' : 'the JSON of the plan'}`,
    'match resources by their type, or count them: `count: { of: { type: …, where: … }, is: … }`',
  )
  return false
}

/** Absent is undefined; written but wrong has no value. */
function readOptional<T>(
  fields: Fields<(typeof KEYS)[number]>,
  name: (typeof KEYS)[number],
  read: (node: YamlNode) => T | undefined,
): { readonly value: T | undefined } | undefined {
  const entry = fields.get(name)
  return entry === undefined ? undefined : { value: read(entry.value) }
}

function all<T>(
  nodes: readonly YamlNode[],
  read: (node: YamlNode) => T | undefined,
): readonly T[] | undefined {
  const values = nodes.map(read)
  return values.length > 0 && values.every((value) => value !== undefined) ? values : undefined
}

function readAttribute(node: YamlNode, scope: Scope): Path | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    return scope.problems.error('wrong-kind', node.at, `a path must be text, not ${describe(node)}`)
  }
  return readPath(node, scope)
}

/** An attribute of the other end, or a template of its attributes. */
function readTarget(node: YamlNode, scope: Scope): Operand | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    return scope.problems.error(
      'wrong-kind',
      node.at,
      `\`to\` must hold paths or templates, not ${describe(node)}`,
    )
  }
  if (node.text.includes('${')) {
    const parts = readTemplate(node, scope, 'here')
    return parts === undefined ? undefined : { kind: 'interpolated', parts }
  }
  const path = readPath(node, scope)
  return path === undefined ? undefined : { kind: 'interpolated', parts: [{ root: '', path, at: node.at }] }
}

function readFrom(node: YamlNode, scope: Scope): string | undefined {
  return readBoundName(node, 'from', scope)
}

/** `self`, or a name that `as` binds around here. */
export function readBoundName(node: YamlNode, what: string, scope: Scope): string | undefined {
  const name = readText(node, what, scope.problems)
  if (name === undefined || scope.bound.has(name)) return name
  return scope.problems.error(
    'unknown-name',
    node.at,
    `nothing here is called ${quote(name)}`,
    didYouMean(name, scope.bound) ?? 'it is `self`, or a name that `as` binds',
  )
}

function readQuantifier(node: YamlNode, scope: Scope): Relation['quantifier'] | undefined {
  if (!isMapping(node)) return readWord(node, QUANTIFIERS, 'quantifier', scope.problems)
  const fields = readFields(node, ['count'], 'a quantifier', scope.problems)
  const count =
    fields === undefined ? undefined : requireField(fields, 'count', node, 'a quantifier', scope.problems)
  const test = count === undefined ? undefined : readNumberTest(count, 'count', scope)
  return test === undefined ? undefined : { count: test }
}
