import { test } from 'tap'
import { literal } from '../../src/evaluate/operand.ts'
import { OPERATORS } from '../../src/evaluate/operators.ts'
import { parseNumber } from '../../src/plan/number.ts'
import { ABSENT, NULL, type Unknown, type Value } from '../../src/plan/value.ts'
import { OPERATOR_NAMES, type OperatorName } from '../../src/policy/condition.ts'

const unknown = (id: string, facts: Partial<Unknown> = {}): Value => ({
  kind: 'unknown',
  unknown: { id, waitsFor: [id], ...facts },
})
const U = unknown('a_b.c.id')
const V = unknown('a_b.d.id')
const template = (...parts: (string | Value)[]): Value => ({
  kind: 'template',
  parts: parts.map((part) => (typeof part === 'string' ? part : part.kind === 'unknown' ? part.unknown : '')),
})
const list = (...elements: unknown[]): Value => ({ kind: 'list', elements: elements.map(value) })
const set = (...elements: unknown[]): Value => ({ kind: 'list', form: 'set', elements: elements.map(value) })
const map = (members: Readonly<Record<string, unknown>>): Value => ({
  kind: 'map',
  entries: new Map(Object.entries(members).map(([key, member]) => [key, value(member)])),
})

function value(given: unknown): Value {
  return typeof given === 'object' && given !== null && 'kind' in given
    ? (given as Value)
    : literal(given as never)
}

type Row = readonly [
  operator: OperatorName,
  value: unknown,
  operand: unknown,
  expected: 'true' | 'false' | 'unknown' | 'error',
]

const TABLE: readonly Row[] = [
  // equals: known, by value
  ['equals', 'a', 'a', 'true'],
  ['equals', 'a', 'A', 'false'],
  ['equals', true, 'true', 'true'],
  ['equals', 'true', true, 'true'],
  ['equals', 'True', true, 'false'],
  ['equals', 22, '22', 'true'],
  ['equals', '022', 22, 'false'],
  ['equals', '1.50', 1.5, 'false'],
  ['equals', 1, true, 'false'],
  ['equals', parseNumber('9007199254740993'), parseNumber('9007199254740992'), 'false'],
  ['equals', parseNumber('9007199254740993'), '9007199254740993', 'true'],
  // absent and null
  ['equals', NULL, 'a', 'false'],
  ['equals', ABSENT, 'a', 'false'],
  ['equals', NULL, NULL, 'true'],
  ['equals', ABSENT, NULL, 'true'],
  ['not_equals', NULL, 'a', 'true'],
  ['not_equals', ABSENT, 'a', 'true'],
  // unknown
  ['equals', U, 'a', 'unknown'],
  ['equals', U, U, 'true'],
  ['equals', U, V, 'unknown'],
  ['not_equals', U, U, 'false'],
  ['equals', U, NULL, 'unknown'],
  ['equals', unknown('x', { nonNull: true }), NULL, 'false'],
  ['equals', unknown('x', { nonEmpty: true }), '', 'false'],
  ['equals', unknown('x', { unique: 'a_b.id' }), unknown('y', { unique: 'a_b.id' }), 'false'],
  ['equals', unknown('x', { unique: 'a_b.id' }), unknown('y', { unique: 'a_c.id' }), 'unknown'],
  // partly unknown
  ['equals', template('arn:', U), 'arn:x', 'unknown'],
  ['equals', template('arn:', U), 'urn:x', 'false'],
  ['equals', template(U, ':*'), 'abc', 'false'],
  ['equals', template('a', U, 'b', V, 'c'), 'axbyc', 'unknown'],
  ['equals', template('a', U, 'b', V, 'c'), 'axyc', 'false'],
  ['equals', template('a', U, 'a'), 'a', 'false'],
  ['equals', template('a', U), template('a', U), 'true'],
  ['equals', template('a', U), template('a', V), 'unknown'],
  ['equals', template('a', U), template('b', U), 'false'],
  ['equals', template('a', U), 5, 'false'],
  ['equals', template('a', U), NULL, 'false'],
  ['equals', template('a', unknown('n', { nonEmpty: true })), 'a', 'false'],
  // containers
  ['equals', list('a', 'b'), list('a', 'b'), 'true'],
  ['equals', set('b', 'a'), list('a', 'b'), 'true'],
  ['equals', list('b', 'a'), list('a', 'b'), 'unknown'],
  ['equals', { ...list('b', 'a'), form: 'list' }, list('a', 'b'), 'false'],
  ['equals', list('a'), list('a', 'b'), 'false'],
  ['equals', list('a', U), list('a', 'b'), 'unknown'],
  ['equals', list('c', U), list('a', 'b'), 'false'],
  ['equals', set('a', U), list('a'), 'unknown'],
  ['equals', list(), list(), 'true'],
  ['equals', map({ a: 1 }), map({ a: '1' }), 'true'],
  ['equals', map({ a: 1 }), map({ a: 1, b: 2 }), 'false'],
  ['equals', map({ a: U }), map({ a: 1 }), 'unknown'],
  ['equals', list('a'), 'a', 'false'],
  // in
  ['in', 'a', list('a', 'b'), 'true'],
  ['in', 'c', list('a', 'b'), 'false'],
  ['in', U, list('a', 'b'), 'unknown'],
  ['in', U, list(), 'false'],
  ['in', NULL, list('a'), 'false'],
  ['not_in', NULL, list('a'), 'true'],
  ['not_in', U, list('a'), 'unknown'],
  ['in', 'a', 'a', 'error'],
  // numbers
  ['gte', 90, 90, 'true'],
  ['gt', 90, 90, 'false'],
  ['lt', 1, 2, 'true'],
  ['lte', 3, 2, 'false'],
  ['gte', '100', 90, 'true'],
  ['gte', '0100', 90, 'true'],
  ['gte', 'abc', 90, 'error'],
  ['gte', true, 1, 'error'],
  ['gte', list(1), 1, 'error'],
  ['gte', NULL, 90, 'false'],
  ['lte', NULL, 90, 'false'],
  ['gte', ABSENT, 90, 'false'],
  ['gte', U, 90, 'unknown'],
  ['gte', template('1', U), 90, 'unknown'],
  ['gt', U, 1, 'unknown'],
  ['lt', U, 1, 'unknown'],
  ['lte', 1, U, 'unknown'],
  ['not_matches', U, 'a', 'unknown'],
  ['contains_any', list('x', U), list('a'), 'unknown'],
  ['gt', parseNumber('9007199254740993'), parseNumber('9007199254740992'), 'true'],
  // text
  ['matches', 'abc', '^a.c$', 'true'],
  ['matches', 'xabcx', 'b', 'true'],
  ['matches', 'abc', '^b', 'false'],
  ['matches', 12, '^1', 'true'],
  ['matches', U, 'a', 'unknown'],
  ['matches', NULL, '.*', 'false'],
  ['not_matches', NULL, '.*', 'true'],
  ['matches', list('a'), 'a', 'error'],
  ['matches', 'a', '(', 'error'],
  ['like', 'aws_s3_bucket', 'aws_*_bucket', 'true'],
  ['like', 'aws_s3_bucket', 'aws_??_bucket', 'true'],
  ['like', 'aws_s3_buckets', 'aws_*_bucket', 'false'],
  ['like', template('arn:aws:', U), 'arn:gcp:*', 'false'],
  ['like', template('arn:aws:', U), 'arn:aws:s3*', 'unknown'],
  ['starts_with', 'arn:aws', 'arn:', 'true'],
  ['starts_with', template('arn:aws:', U), 'arn:', 'true'],
  ['starts_with', template('arn:', U), 'arn:aws', 'unknown'],
  ['starts_with', template('urn:', U), 'arn:', 'false'],
  ['starts_with', U, 'arn:', 'unknown'],
  ['starts_with', U, '', 'unknown'],
  ['starts_with', unknown('x', { shape: '[a-z]+' }), '', 'true'],
  ['starts_with', NULL, '', 'false'],
  ['ends_with', template(U, ':*'), ':*', 'true'],
  ['ends_with', template(U, '*'), ':*', 'unknown'],
  ['ends_with', template(U, 'x'), ':*', 'false'],
  ['ends_with', 'a:*', ':*', 'true'],
  ['prefix_of', 'AWS', 'AWSLogs/', 'true'],
  ['prefix_of', '', 'AWSLogs/', 'true'],
  ['prefix_of', 'AWSLogs/x', 'AWSLogs/', 'false'],
  ['prefix_of', U, 'AWSLogs/', 'unknown'],
  ['prefix_of', template('b', U), 'AWSLogs/', 'false'],
  // containment
  ['contains', list('a', 'b'), 'a', 'true'],
  ['contains', list('a', 'b'), 'c', 'false'],
  ['contains', list('a', U), 'a', 'true'],
  ['contains', list('a', U), 'c', 'unknown'],
  ['contains', { ...list('a'), rest: { id: 'r', waitsFor: [] } }, 'c', 'unknown'],
  ['contains', U, 'a', 'unknown'],
  ['contains', NULL, 'a', 'false'],
  ['contains', ABSENT, 'a', 'false'],
  ['contains', list(), 'a', 'false'],
  ['contains', map({ a: U }), 'a', 'true'],
  ['contains', map({ a: 1 }), 'b', 'false'],
  ['contains', 'abc', 'b', 'true'],
  ['contains', template('abc', U), 'b', 'true'],
  ['contains', template('abc', U), 'z', 'unknown'],
  ['contains', 5, 5, 'error'],
  ['contains_all', list('a', 'b'), list('a', 'b'), 'true'],
  ['contains_all', list('a', U), list('a', 'b'), 'unknown'],
  ['contains_all', list('a'), list('b', 'c'), 'false'],
  ['contains_any', list('a', U), list('a', 'b'), 'true'],
  ['contains_any', list('x'), list('a', 'b'), 'false'],
  ['contains_none', list('x'), list('a', 'b'), 'true'],
  ['contains_none', list('x', U), list('a'), 'unknown'],
  ['contains_none', NULL, list('a'), 'true'],
  ['contains_all', list('a'), 'a', 'error'],
  ['has_keys', map({ a: NULL }), list('a'), 'true'],
  ['has_keys', map({ a: 1 }), list('a', 'b'), 'false'],
  ['has_keys', U, list('a'), 'unknown'],
  ['has_keys', NULL, list('a'), 'false'],
  ['has_keys', list('a'), list('a'), 'error'],
]

test('operators, line by line', (t) => {
  for (const [operator, subject, operand, expected] of TABLE) {
    const found = OPERATORS[operator](value(subject), value(operand))
    t.equal(found.kind, expected, `${JSON.stringify(subject)} ${operator} ${JSON.stringify(operand)}`)
  }
  t.end()
})

test('no operator turns an unknown into an error or a crash', (t) => {
  const operands: readonly Value[] = [value('a'), value(1), list('a'), value(true)]
  for (const name of OPERATOR_NAMES) {
    for (const operand of operands) t.doesNotThrow(() => OPERATORS[name](U, operand), name)
  }
  t.end()
})
