import fc, { type Arbitrary } from 'fast-check'
import type { Json } from '../../src/plan/plan-document.ts'

/** Values and the conditions put to them, of few words, so that they meet. */
const TEXTS = [
  'a',
  'ab',
  'a-1',
  'b',
  '',
  '1',
  '22',
  '1.2',
  '1.29.3',
  '8.0.x',
  '0.5',
  'true',
  'false',
  'arn:a',
  'arn:*',
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.1.2.3',
  '0.0.0.0/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '::/0',
  'fd00::/8',
  '{"a": "b"}',
  '{"a": ["1", "ab"]}',
  '["a"]',
  'a: b\n',
  '- a\n- 1\n',
  'YQ==',
  'eyJhIjoiYiJ9',
  '{"Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::b/*"}}',
  '{"Statement": [{"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}, {"Effect": "Allow", "Action": "*", "Resource": "*"}]}',
] as const
const texts = fc.constantFrom<string>(...TEXTS)
const scalars = fc.oneof(
  { weight: 6, arbitrary: texts },
  fc.constantFrom<Json>(0, 1, 2, 22, 1.5, true, false, null),
)

export const values: Arbitrary<Json> = fc.letrec<{ readonly value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: scalars },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }) },
  ),
})).value

/** What `${self.other}` is: text, so that no question is senseless for what the other side turns out to be. */
export const others: Arbitrary<string> = texts

const OTHER = '${self.other}'
const operandTexts = fc.oneof(
  { weight: 4, arbitrary: texts },
  fc.constantFrom(OTHER, `${OTHER}-1`, `a${OTHER}`),
)
const scalarOperands = fc.oneof(
  { weight: 3, arbitrary: operandTexts },
  fc.constantFrom<Json>(0, 1, 22, 1.5, true, false),
)
const lists = fc.array(scalarOperands, { minLength: 1, maxLength: 3 })
const numbers = fc.oneof(fc.constantFrom<Json>(0, 1, 1.5, 2, 22), fc.constant(OTHER))
const patterns = fc.constantFrom(
  'a',
  '^a',
  'b$',
  '^[a-z]+$',
  '^(a|ab)$',
  '[0-9]{2}',
  '^arn:',
  '.',
  '\\b1',
  `^${OTHER}$`,
  `${OTHER}-`,
  '(?i)A',
)
const globs = fc.constantFrom('a*', '*b', '?', '*', 'arn:*', 'a?1', `${OTHER}*`, `*${OTHER}`, '\\*', '1.?')
const versions = fc.constantFrom('1', '1.2', '8.0', '8.0.x', '1.29.3-rc.1', OTHER)
const networks = fc.constantFrom('10.0.0.0/8', '10.1.2.3', '::/0', '0.0.0.0/1', OTHER)
const networkLists = fc.oneof(networks, fc.array(networks, { minLength: 1, maxLength: 3 }))
const flags = fc.boolean()

function test(name: string, operand: Arbitrary<unknown>): Arbitrary<Readonly<Record<string, unknown>>> {
  return operand.map((value) => ({ [name]: value }))
}

const numberTests = fc.oneof(
  fc.constantFrom<unknown>(0, 1, 2),
  test('gte', fc.constantFrom(1, 2)),
  test('lt', fc.constantFrom(1, 2)),
  test('in', fc.constant([0, 2])),
  test('not_equals', fc.constant(1)),
)

const SIMPLE = fc.oneof(
  test(
    'equals',
    fc.oneof(
      scalarOperands,
      fc.array(
        scalars.filter((value) => value !== null),
        { maxLength: 2 },
      ),
    ),
  ),
  test('not_equals', scalarOperands),
  test('in', lists),
  test('not_in', lists),
  test('present', flags),
  test('configured', flags),
  test('gt', numbers),
  test('gte', numbers),
  test('lt', numbers),
  test('lte', numbers),
  test('matches', patterns),
  test('not_matches', patterns),
  test('like', globs),
  test('starts_with', operandTexts),
  test('ends_with', operandTexts),
  test('prefix_of', operandTexts),
  test('contains', scalarOperands),
  test('contains_all', lists),
  test('contains_any', lists),
  test('contains_none', lists),
  test('has_keys', fc.oneof(fc.constantFrom<unknown>(['a'], ['a', 'b'], ['a', OTHER]))),
  test('version_equals', versions),
  test('version_gt', versions),
  test('version_gte', versions),
  test('version_lt', versions),
  test('version_lte', versions),
  test('cidr_within', networkLists),
  test('cidr_overlaps', networkLists),
  test('is_world', flags),
  test('length', numberTests),
)

const statement = fc.constantFrom<unknown>(
  { effect: 'Allow' },
  { grants: 's3:GetObject' },
  { effect: 'Allow', grants: '*', on: '*' },
  { on: 'arn:aws:s3:::b/*' },
  { actions: { contains: '*' } },
)
const statements = fc.oneof(
  test('some', statement),
  test('each', statement),
  test('none', statement),
  test('count', fc.record({ where: statement, is: numberTests })),
)

type Test = Readonly<Record<string, unknown>>
type Condition = Readonly<Record<string, unknown>>

const tied = fc.letrec<{ readonly test: Test; readonly condition: Condition }>((tie) => {
  const element = fc.oneof(
    tie('test').map((tested): unknown => ({ $value: tested })),
    tie('test')
      .map((tested): unknown => ({ a: tested }))
      .map((condition) => ({ all: [condition] })),
  )
  return {
    test: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 30, arbitrary: SIMPLE },
      { weight: 2, arbitrary: test('some', element) },
      { weight: 2, arbitrary: test('each', element) },
      { weight: 2, arbitrary: test('none', element) },
      { weight: 2, arbitrary: fc.record({ where: element, is: numberTests }).map((count) => ({ count })) },
      { weight: 2, arbitrary: test('json', element) },
      { weight: 1, arbitrary: test('yaml', element) },
      { weight: 3, arbitrary: test('iam_policy', statements) },
      { weight: 1, arbitrary: test('base64', element) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(SIMPLE, fc.constantFrom<unknown>('holds', 'does_not_hold', 'unknown', { default: 'a' }))
          .map(([tested, meaning]) => ({ ...tested, when_not_configured: meaning })),
      },
      { weight: 3, arbitrary: fc.tuple(SIMPLE, SIMPLE).map(([a, b]) => ({ ...a, ...b })) },
    ),
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 6, arbitrary: tie('test').map((tested) => ({ 'at.value': tested })) },
      {
        weight: 1,
        arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      },
      {
        weight: 1,
        arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      },
      { weight: 1, arbitrary: tie('condition').map((not) => ({ not })) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('condition'), tie('condition'), fc.option(tie('condition'), { nil: undefined }))
          .map(([when, then, otherwise]) => ({
            when,
            then,
            ...(otherwise === undefined ? {} : { else: otherwise }),
          })),
      },
    ),
  }
})

/** Tests of every operator, quantifier and decoder. */
export const tests: Arbitrary<Test> = tied.test
/** Conditions on `at.value`, with every way to combine them. */
export const conditions: Arbitrary<Condition> = tied.condition
