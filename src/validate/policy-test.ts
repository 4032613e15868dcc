import {
  type ElementCondition,
  type NotConfiguredMeaning,
  OPERATOR_NAMES,
  type Test,
} from '../policy/condition.ts'
import { didYouMean } from '../policy/suggest.ts'
import { describe, readBoolean, readFields, readJson, requireField } from './fields.ts'
import { readIamPolicy } from './policy-iam.ts'
import { FOREIGN_WORDS } from './policy-keywords.ts'
import { readOperand } from './policy-operand.ts'
import { bind, readBinding, type Scope } from './policy-scope.ts'
import { enumerate, quote } from './problems.ts'
import { isMapping, type YamlEntry, type YamlMap, type YamlNode } from './yaml-node.ts'

type TestReader = (entry: YamlEntry, scope: Scope) => Test | undefined

/** What a test can say: one entry for each keyword. */
const READERS: ReadonlyMap<string, TestReader> = new Map<string, TestReader>([
  ...OPERATOR_NAMES.map((name): [string, TestReader] => [name, readOperator(name)]),
  ['present', readFlag('present')],
  ['configured', readFlag('configured')],
  ['length', readLength],
  ['some', readQuantifier('some')],
  ['each', readQuantifier('each')],
  ['none', readQuantifier('none')],
  ['count', readCount],
  ['iam_policy', (entry, scope) => readIamPolicy(entry, scope, readNumberTest)],
  ['json', readDecode('json')],
  ['yaml', readDecode('yaml')],
  ['base64', readDecode('base64')],
])
const WHEN_NOT_CONFIGURED = 'when_not_configured'

/** The words of tests, for messages. */
export const TEST_KEYWORDS: readonly string[] = [...READERS.keys(), WHEN_NOT_CONFIGURED]

/** Reads what is asked of the value at a path: a scalar that it must equal, or operators that must all hold. */
export function readTest(node: YamlNode, scope: Scope): Test | undefined {
  if (node.kind === 'scalar') {
    const operand = readOperand('equals', node, scope)
    return operand === undefined ? undefined : { kind: 'operator', operator: 'equals', operand, at: node.at }
  }
  if (node.kind === 'list') {
    return scope.problems.error(
      'wrong-kind',
      node.at,
      'a test must be a value or a mapping of operators, not a list',
      'write `{ in: […] }` if it must be one of these, `{ contains_all: […] }` if it must hold them, `{ equals: […] }` if it must be this list',
    )
  }
  return readOperators(node, scope)
}

function readOperators(node: YamlMap, scope: Scope): Test | undefined {
  if (node.entries.length === 0) {
    return scope.problems.error(
      'empty-test',
      node.at,
      'this test asks nothing',
      'write an operator such as `equals` or `present`',
    )
  }
  const tests: (Test | undefined)[] = []
  let meaning: { readonly entry: YamlEntry; readonly meaning: NotConfiguredMeaning | undefined } | undefined
  for (const entry of node.entries) {
    const reader = READERS.get(entry.key.text)
    if (entry.key.text === WHEN_NOT_CONFIGURED) meaning = { entry, meaning: readMeaning(entry, scope) }
    else tests.push(reader === undefined ? reportOperator(entry, scope) : reader(entry, scope))
  }
  if (meaning !== undefined && tests.length === 0) {
    return scope.problems.error(
      'missing-test',
      meaning.entry.key.at,
      `\`${WHEN_NOT_CONFIGURED}\` stands beside a test and says what it means where nobody wrote the attribute`,
      'add an operator such as `equals`',
    )
  }
  if (!tests.every((test) => test !== undefined)) return undefined
  const [only] = tests
  const test: Test = tests.length === 1 && only !== undefined ? only : { kind: 'all', tests, at: node.at }
  if (meaning === undefined) return test
  if (meaning.meaning === undefined) return undefined
  return { kind: 'when-not-configured', meaning: meaning.meaning, test, at: meaning.entry.key.at }
}

function reportOperator({ key, value }: YamlEntry, scope: Scope): undefined {
  const known = FOREIGN_WORDS.get(key.text)
  const near = known === undefined ? didYouMean(key.text, TEST_KEYWORDS) : `did you mean \`${known}\`?`
  const inside =
    isMapping(value) || value.kind === 'scalar'
      ? `to test what is inside a list of blocks write \`some: { ${key.text}: … }\`, inside a map \`PATH.${key.text}: …\``
      : `the operators are ${enumerate(TEST_KEYWORDS, 'and')}`
  return scope.problems.error(
    'unknown-operator',
    key.at,
    `${quote(key.text)} is not an operator`,
    near ?? inside,
  )
}

function readOperator(operator: (typeof OPERATOR_NAMES)[number]): TestReader {
  return ({ key, value }, scope) => {
    const operand = readOperand(operator, value, scope)
    return operand === undefined ? undefined : { kind: 'operator', operator, operand, at: key.at }
  }
}

function readFlag(kind: 'present' | 'configured'): TestReader {
  return ({ key, value }, scope) => {
    const expected = readBoolean(value, kind, scope.problems)
    return expected === undefined ? undefined : { kind, expected, at: key.at }
  }
}

function readLength({ key, value }: YamlEntry, scope: Scope): Test | undefined {
  const test = readNumberTest(value, 'length', scope)
  return test === undefined ? undefined : { kind: 'length', test, at: key.at }
}

const NUMBER_OPERATORS: readonly string[] = ['equals', 'not_equals', 'in', 'not_in', 'gt', 'gte', 'lt', 'lte']

/** A test that a number is put to: the number itself, or operators that numbers have. */
export function readNumberTest(node: YamlNode, what: string, scope: Scope): Test | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string' && !node.text.includes('${')) {
    return scope.problems.error(
      'wrong-kind',
      node.at,
      `\`${what}\` must be a number or a test of one, not text`,
    )
  }
  if (node.kind === 'scalar' && typeof node.value === 'boolean') {
    return scope.problems.error(
      'wrong-kind',
      node.at,
      `\`${what}\` must be a number or a test of one, not ${node.text}`,
    )
  }
  const strange = isMapping(node)
    ? node.entries.find(({ key }) => READERS.has(key.text) && !NUMBER_OPERATORS.includes(key.text))
    : undefined
  if (strange !== undefined) {
    return scope.problems.error(
      'invalid-operand',
      strange.key.at,
      `\`${strange.key.text}\` cannot be asked of a number`,
      `write one of ${enumerate(NUMBER_OPERATORS, 'or')}`,
    )
  }
  return readTest(node, scope)
}

function readQuantifier(quantifier: 'some' | 'each' | 'none'): TestReader {
  return ({ key, value }, scope) => {
    const element = readElement(value, quantifier, { ...scope, inContent: false })
    return element === undefined ? undefined : { kind: 'quantifier', quantifier, ...element, at: key.at }
  }
}

/** What is asked of the content of a text: a condition on a document, or a test of a plain value. */
function readDecode(format: 'json' | 'yaml' | 'base64'): TestReader {
  return ({ key, value }, scope) => {
    const content = readElement(value, format, { ...scope, inContent: true })
    return content === undefined ? undefined : { kind: 'decode', format, ...content, at: key.at }
  }
}

function readCount({ key, value }: YamlEntry, scope: Scope): Test | undefined {
  const { problems } = scope
  const fields = readFields(value, ['where', 'is', 'as'], 'a count of elements', problems)
  if (fields === undefined) return undefined
  const whereNode = requireField(fields, 'where', value, 'a count of elements', problems)
  const isNode = requireField(fields, 'is', value, 'a count of elements', problems)
  const as = fields.get('as')
  const name = as === undefined ? undefined : readBinding(as.value, scope)
  const where =
    whereNode === undefined
      ? undefined
      : readElementCondition(whereNode, 'where', { ...bind(scope, name), inContent: false })
  const test = isNode === undefined ? undefined : readNumberTest(isNode, 'is', scope)
  if (where === undefined || test === undefined || (as !== undefined && name === undefined)) return undefined
  return { kind: 'count', where, test, ...(name === undefined ? {} : { as: name }), at: key.at }
}

/** The element that a quantifier speaks of: `as` gives it a name, the rest is asked of it. */
function readElement(
  node: YamlNode,
  what: string,
  scope: Scope,
): { readonly where: ElementCondition; readonly as?: string } | undefined {
  const as = isMapping(node) ? node.entries.find(({ key }) => key.text === 'as') : undefined
  if (as === undefined || !isMapping(node)) {
    const where = readElementCondition(node, what, scope)
    return where === undefined ? undefined : { where }
  }
  const name = readBinding(as.value, scope)
  const rest = { ...node, entries: node.entries.filter((entry) => entry !== as) }
  const where = readElementCondition(rest, what, bind(scope, name))
  return where === undefined || name === undefined ? undefined : { where, as: name }
}

/**
 * A mapping whose keys are all operators is a test of the element itself; one without any is a condition on a block. Both at
 * once could mean either, so it must be said.
 */
function readElementCondition(node: YamlNode, what: string, scope: Scope): ElementCondition | undefined {
  const inside: Scope = { ...scope, inElement: true, inStatement: false }
  if (isMapping(node) && node.entries.length > 0) {
    const operators = node.entries.filter((entry) => isOperator(entry))
    const [operator] = operators
    if (operator !== undefined && operators.length < node.entries.length) {
      const other = node.entries.find((entry) => !operators.includes(entry))?.key.text ?? ''
      return scope.problems.error(
        'ambiguous-element',
        operator.key.at,
        `\`${operator.key.text}\` beside ${quote(other)} could be an operator or an attribute of the block`,
        `write \`$value: { ${operator.key.text}: … }\` for the element itself, \`$.${operator.key.text}: …\` for the attribute`,
      )
    }
    if (operator === undefined) {
      const condition = inside.readCondition(node, inside)
      return condition === undefined ? undefined : { kind: 'condition', condition }
    }
  } else if (node.kind !== 'scalar') {
    return scope.problems.error(
      'wrong-kind',
      node.at,
      `\`${what}\` must say what is asked of an element, not hold ${isMapping(node) ? 'nothing' : describe(node)}`,
      'write a condition on a block, `{ name: … }`, or a test of a plain value, `{ starts_with: … }`',
    )
  }
  const test = readTest(node, inside)
  return test === undefined ? undefined : { kind: 'test', test }
}

/** `count` is both: `count: { of: … }` is a condition about the plan. */
function isOperator({ key, value }: YamlEntry): boolean {
  if (key.text === 'count' && isMapping(value)) return !value.entries.some((entry) => entry.key.text === 'of')
  return TEST_KEYWORDS.includes(key.text)
}

const MEANINGS = new Map<string, NotConfiguredMeaning>([
  ['holds', { kind: 'holds' }],
  ['does_not_hold', { kind: 'does-not-hold' }],
  ['unknown', { kind: 'unknown' }],
])

function readMeaning({ value }: YamlEntry, scope: Scope): NotConfiguredMeaning | undefined {
  const { problems } = scope
  const word = value.kind === 'scalar' ? MEANINGS.get(value.text) : undefined
  if (word !== undefined) return word
  if (!isMapping(value)) {
    const help = `it is ${enumerate([...MEANINGS.keys()], 'or')}, or \`{ default: VALUE }\``
    const near = value.kind === 'scalar' ? didYouMean(value.text, MEANINGS.keys()) : undefined
    const found = value.kind === 'scalar' && value.text !== '' ? quote(value.text) : describe(value)
    return problems.error(
      'unknown-value',
      value.at,
      `\`${WHEN_NOT_CONFIGURED}\` cannot be ${found}`,
      near ?? help,
    )
  }
  const fields = readFields(value, ['default'], `\`${WHEN_NOT_CONFIGURED}\``, problems)
  if (fields === undefined) return undefined
  const node = requireField(fields, 'default', value, `\`${WHEN_NOT_CONFIGURED}\``, problems)
  const json = node === undefined ? undefined : readJson(node, problems)
  if (json === null && node !== undefined) {
    return problems.error(
      'operand-null',
      node.at,
      'a provider does not choose null',
      'write the value that it chooses',
    )
  }
  return json === undefined ? undefined : { kind: 'default', value: json }
}
