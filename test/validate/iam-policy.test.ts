import { test } from 'tap'
import { readPolicy } from '../../src/validate/policy-file.ts'

/** What is wrong with a test of a policy document: code, the words at the place that is meant, and the help. */
function problemsOf(iamPolicy: string): readonly (readonly [string, string, string?])[] {
  const text = `policy: p\nrules:\n  - { id: r, severity: low, match: a_b, require: { policy: { iam_policy: ${iamPolicy} } } }\n`
  return readPolicy(text, 'f').diagnostics.map(({ code, location, help }) => {
    const { text: line = '', column = 1, length = 0 } = location ?? {}
    const words = line.slice(column - 1, column - 1 + length)
    return help === undefined ? [code, words] : [code, words, help]
  })
}

const ROWS: readonly (readonly [iamPolicy: string, code: string, words: string, help?: RegExp])[] = [
  ['x', 'wrong-kind', 'x', /`some`, `each`, `none` or `count`/],
  ['{}', 'wrong-kind', '{}'],
  ['[{ effect: Allow }]', 'wrong-kind', '[{ effect: Allow }]'],
  ['{ effect: Allow }', 'unknown-key', 'effect', /`some: { effect: … }`/],
  ['{ sme: { effect: Allow } }', 'unknown-key', 'sme', /`some`/],
  ['{ some: {} }', 'empty-condition', '{}'],
  ['{ some: { efect: Allow } }', 'unknown-key', 'efect', /`effect`/],
  ['{ some: { Action: "s3:*" } }', 'unknown-key', 'Action', /`grants`/],
  ['{ some: { resource: "*" } }', 'unknown-key', 'resource', /`on`/],
  ['{ some: { name: x } }', 'unknown-key', 'name', /it asks for `effect`, `grants`/],
  ['{ some: { not: { all: [{ efect: Allow }] } } }', 'unknown-key', 'efect', /`effect`/],
  ['{ some: { effect: allow } }', 'unknown-value', 'allow', /`Allow`/],
  ['{ some: { effect: [Allow] } }', 'unknown-value', '[Allow]'],
  ['{ some: { public: "yes" } }', 'wrong-kind', '"yes"', /true/],
  ['{ some: { grants: PutObject } }', 'invalid-operand', 'PutObject', /the service stands before/],
  [
    '{ some: { grants: ["s3:PutObject", "s3: PutObject"] } }',
    'invalid-operand',
    '"s3: PutObject"',
    /no spaces/,
  ],
  ['{ some: { actions_within: [] } }', 'empty-list', '[]'],
  ['{ some: { grants: 5 } }', 'wrong-kind', '5'],
  ['{ some: { grants: "s3:${slf.x}" } }', 'unknown-name', 'slf', /`self`/],
  ['{ some: { on: "arn:aws:s3:bucket" } }', 'invalid-operand', '"arn:aws:s3:bucket"', /may be empty/],
  ['{ some: { principal: cloudtrail.amazonaws.com } }', 'wrong-kind', 'cloudtrail.amazonaws.com', /Service/],
  ['{ some: { principal: { Services: x } } }', 'unknown-key', 'Services', /`Service`/],
  ['{ some: { principal: { AWS: 111122223333 } } }', 'wrong-kind', '111122223333', /quotes/],
  ['{ some: { principals_within: {} } }', 'wrong-kind', '{}'],
  ['{ some: { actions: ["s3:*"] } }', 'wrong-kind', '["s3:*"]', /contains_all/],
  ['{ some: { condition: aws:SourceArn } }', 'wrong-kind', 'aws:SourceArn'],
  ['{ some: { condition: { operator: Bool } } }', 'missing-key', 'operator'],
  ['{ some: { condition: { key: [a], operator: Bool } } }', 'wrong-kind', '[a]'],
  ['{ some: { condition: { key: a, operators: Bool } } }', 'unknown-key', 'operators', /`operator`/],
  [
    '{ some: { condition: { key: a, operator: StringEqual } } }',
    'unknown-value',
    'StringEqual',
    /`StringEquals`/,
  ],
  [
    '{ some: { condition: { key: a, operator: NullIfExists } } }',
    'unknown-value',
    'NullIfExists',
    /IfExists/,
  ],
  ['{ some: { condition: { key: a, operator: [] } } }', 'empty-list', '[]'],
  ['{ some: { condition: { key: a, accepts: [] } } }', 'empty-list', '[]'],
  ['{ some: { condition: { key: a, values: { lenght: 1 } } } }', 'unknown-operator', 'lenght', /`length`/],
  ['{ some: { as: self, effect: Allow } }', 'name-taken', 'self'],
  ['{ some: { as: s } }', 'empty-condition', '{ as: s }'],
  ['{ count: { where: { effect: Allow } } }', 'missing-key', 'where'],
  ['{ count: { where: { efect: Allow }, is: 1 } }', 'unknown-key', 'efect', /`effect`/],
  ['{ count: { where: { effect: Allow }, is: x } }', 'wrong-kind', 'x'],
]

test('what is wrong with a test of a policy document is said where it stands', (t) => {
  for (const [iamPolicy, code, words, help] of ROWS) {
    const [first = ['', ''], ...others] = problemsOf(iamPolicy)
    t.same([first[0], first[1], others.length], [code, words, 0], iamPolicy)
    if (help !== undefined) t.match(first[2], help, iamPolicy)
  }
  t.end()
})

test('statement keys mean statements only directly inside of statements', (t) => {
  t.same(problemsOf('{ some: { $value.resources: { some: { starts_with: x } } } }'), [])
  t.same(
    problemsOf(
      '{ some: { refers_to: { type: a_c, through: resources, to: ["${arn}/*"], where: { effect: x } } } }',
    ),
    [],
  )
  t.end()
})
