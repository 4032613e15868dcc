import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'tap'
import { type Condition, typesOf } from '../../src/policy/condition.ts'
import type { Policy, Rule } from '../../src/policy/policy.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'
import { checkPolicySet, missingExamples } from '../../src/validate/policy-set.ts'
import { shippedPolicies } from './shipped-policies.ts'

test('a whole rule', (t) => {
  const policy = read(`
policy: cloudtrail-trail
title: The trail records the whole account
parameters:
  days: { type: number, default: 90, minimum: 1, description: days that events are kept }
rules:
  - id: cloudtrail-multi-region
    title: A trail records every region
    severity: high
    match: aws_cloudtrail
    when: { enable_logging: true }
    require: { is_multi_region_trail: true }
    forbid: { days: { lt: "\${params.days}" } }
    message: "\${self} records only \${self.$provider.region}; $\${x} is literal"
    why: because
    fix: fix it
    references: [https://example.com]
    controls: [cis-aws-3.0:3.1]
`)
  const [rule] = policy.rules
  t.equal(policy.name, 'cloudtrail-trail')
  t.match(policy.parameters.get('days'), {
    type: 'number',
    default: 90,
    minimum: 1,
    location: { line: 4, column: 3 },
  })
  t.match(rule, {
    id: 'cloudtrail-multi-region',
    severity: 'high',
    match: { types: ['aws_cloudtrail'], mode: 'managed' },
    why: 'because',
    fix: 'fix it',
    references: ['https://example.com'],
    controls: ['cis-aws-3.0:3.1'],
    location: { file: 'policy.yaml', line: 6, column: 9 },
  })
  t.same(
    rule?.message.parts.map((part) => (typeof part === 'string' ? part : [part.root, part.path.text])),
    [['self', ''], ' records only ', ['self', '$provider.region'], '; ${x} is literal'],
  )
  t.match(rule?.forbid, {
    kind: 'test',
    test: {
      operator: 'lt',
      operand: { kind: 'interpolated', parts: [{ root: 'params', path: { steps: ['days'] } }] },
    },
  })
  t.end()
})

test('title and message have defaults', (t) => {
  const [rule] = read(
    'policy: p\nrules:\n  - { id: r, severity: low, match: aws_x, require: { a: 1 } }',
  ).rules
  t.equal(rule?.title, 'r')
  t.same(rule?.message, { parts: ['r'] })
  t.end()
})

test('match takes a mapping', (t) => {
  const rule = readRule(
    'match: { type: [aws_x, "aws_s3_*"], mode: data, provider: aws, module: "**", address: "data.aws_x.*", actions: [delete, no-op], where: { a: 1 } }',
    'require: { a: 1 }',
  )
  t.match(rule.match, {
    types: ['aws_x', 'aws_s3_*'],
    mode: 'data',
    provider: 'aws',
    module: '**',
    address: 'data.aws_x.*',
    actions: ['delete', 'no-op'],
    where: { kind: 'test' },
  })
  t.end()
})

test('conditions', (t) => {
  const cases: readonly (readonly [yaml: string, shape: string])[] = [
    ['{ a: 1 }', 'a equals 1'],
    ['{ a: 1, b: "x" }', 'all(a equals 1, b equals "x")'],
    ['{ all: [{ a: 1 }, { b: 2 }] }', 'all(a equals 1, b equals 2)'],
    ['{ any: [{ a: 1 }, { b: 2 }] }', 'any(a equals 1, b equals 2)'],
    ['{ not: { a: 1 } }', 'not(a equals 1)'],
    ['{ when: { a: 1 }, then: { b: 2 } }', 'when(a equals 1, b equals 2)'],
    [
      '{ when: { a: 1 }, then: { b: 2 }, else: { c: 3 }, d: 4 }',
      'all(when(a equals 1, b equals 2, c equals 3), d equals 4)',
    ],
    ['{ $.all: 1, $.count: 2 }', 'all($.all equals 1, $.count equals 2)'],
    ['{ \'tags["odd key"]\': x, "rule[0].id": y }', 'all(tags["odd key"] equals "x", rule[0].id equals "y")'],
    [
      '{ $before.a: 1, $change.actions: { contains: update } }',
      'all($before.a equals 1, $change.actions contains "update")',
    ],
    ['{ a: { gt: 1, lte: 5 } }', 'a (gt 1 & lte 5)'],
    ['{ a: { in: [1, x, true] } }', 'a in [1,"x",true]'],
    ['{ a: { present: true }, b: { configured: false } }', 'all(a present, b not configured)'],
    ['{ a: { length: 0 }, b: { length: { gte: 2 } } }', 'all(a length equals 0, b length gte 2)'],
    ['{ a: { equals: 1, when_not_configured: holds } }', 'a (equals 1 else holds)'],
    ['{ a: { some: x } }', 'a some equals "x"'],
    ['{ a: { some: { starts_with: x } } }', 'a some starts_with "x"'],
    ['{ a: { each: { name: x } } }', 'a each {name equals "x"}'],
    ['{ a: { none: { as: e, name: x } } }', 'a none e {name equals "x"}'],
    ['{ a: { some: { $.equals: x } } }', 'a some {$.equals equals "x"}'],
    [
      '{ a: { some: { $value: { equals: x }, name: y } } }',
      'a some {all($value equals "x", name equals "y")}',
    ],
    ['{ a: { some: { all: [{ b: { none: { c: 1 } } }] } } }', 'a some {all(b none {c equals 1})}'],
    ['{ a: { some: { some: { in: [1] } } } }', 'a some some in [1]'],
    ['{ a: { some: { count: { where: { b: 1 }, is: 2 } } } }', 'a some count {b equals 1} equals 2'],
    ['{ a: { some: { count: { of: aws_y, is: 2 } } } }', 'a some {count of aws_y equals 2}'],
    ['{ a: { count: { where: { b: 1 }, is: { gte: 2 } } } }', 'a count {b equals 1} gte 2'],
    ['{ count: { of: { type: aws_y }, is: { lte: 1 } } }', 'count of aws_y lte 1'],
    ['{ applied_before: self }', 'before self'],
  ]
  for (const [yaml, shape] of cases) {
    const { require } = readRule('match: aws_x', `require: ${yaml}`)
    t.equal(require === undefined ? undefined : print(require), shape, yaml)
  }
  t.end()
})

test('relations', (t) => {
  const { require } = readRule(
    'match: aws_cloudtrail',
    'require: { refers_to: { type: aws_s3_bucket, through: s3_bucket_name, to: [id, "${arn}:*"], from: self, as: bucket, quantifier: { count: 1 }, outside_plan: does_not_hold, where: { referred_by: { type: [aws_y], through: [a, "b[0].c"], where: { d: "${bucket.arn}" } } } } }',
  )
  t.match(require, {
    kind: 'refers-to',
    relation: {
      types: ['aws_s3_bucket'],
      through: [{ text: 's3_bucket_name' }],
      to: [
        { kind: 'interpolated', parts: [{ root: '', path: { text: 'id' } }] },
        { kind: 'interpolated', parts: [{ root: '', path: { text: 'arn' } }, ':*'] },
      ],
      from: 'self',
      as: 'bucket',
      quantifier: { count: { kind: 'operator', operator: 'equals' } },
      outsidePlan: 'does-not-hold',
      where: {
        kind: 'referred-by',
        relation: {
          types: ['aws_y'],
          through: [{ text: 'a' }, { steps: ['b', 0, 'c'] }],
          quantifier: 'some',
          outsidePlan: 'unknown',
        },
      },
    },
  })
  t.end()
})

test('interpolations', (t) => {
  const cases: readonly (readonly [yaml: string, parts: unknown])[] = [
    ['"${self.a}"', [['self', 'a']]],
    ['\'x${self.tags["a}b"]}y\'', ['x', ['self', 'tags["a}b"]'], 'y']],
    ['\'${self["a b"]}\'', [['self', '["a b"]']]],
    ['"$${self.a}"', '${self.a}'],
    ['"$$${self.a}"', '$${self.a}'],
    ['"$5"', '$5'],
    ['"a$"', 'a$'],
    ['"{x}"', '{x}'],
  ]
  for (const [yaml, expected] of cases) {
    const { policy } = readPolicy(ruleText('match: aws_x', `require: { a: ${yaml} }`), 'policy.yaml')
    const require = policy?.rules[0]?.require
    const operand =
      require?.kind === 'test' && require.test.kind === 'operator' ? require.test.operand : undefined
    const found =
      operand?.kind === 'interpolated'
        ? operand.parts.map((part) => (typeof part === 'string' ? part : [part.root, part.path.text]))
        : operand?.kind === 'literal'
          ? operand.value
          : undefined
    t.same(found, expected, yaml)
  }
  t.end()
})

test('policies meet', (t) => {
  const first = read(
    'policy: a\nparameters: { n: { type: number, default: 1 } }\nrules:\n  - { id: r, severity: low, match: aws_x, require: { a: "${params.n}" } }',
  )
  const second = read(
    'policy: b\nparameters: { n: { type: string } }\nrules:\n  - { id: r, severity: low, match: aws_x, require: { a: "${params.n}" } }',
  )
  const third = read(
    'policy: a\nparameters: { n: { type: number, default: 2 } }\nrules:\n  - { id: s, severity: low, match: aws_x, require: { a: "${params.n}" } }',
  )
  t.same(checkPolicySet([first]), [])
  t.same(
    checkPolicySet([first, second]).map(({ code }) => code),
    ['duplicate-rule', 'parameter-conflict'],
  )
  t.same(
    checkPolicySet([first, third]).map(({ code }) => code),
    ['duplicate-policy', 'parameter-conflict'],
  )
  t.end()
})

test('a rule needs an example of each kind, or says why not', (t) => {
  const resources = 'resources: { aws_x.a: { a: 1 } }'
  t.same(missingExamples(readRule('match: aws_x', 'require: { a: 1 }')), ['pass', 'fail', 'unknown'])
  const rule = readRule(
    'match: aws_x',
    `require: { a: 1 }`,
    `examples: [{ pass: x, ${resources} }, { unknown_cannot_happen: it is the name }]`,
  )
  t.same(missingExamples(rule), ['fail'])
  t.equal(rule.unknownCannotHappen, 'it is the name')
  t.end()
})

test('the shipped policies are right', (t) => {
  const policies = shippedPolicies().map((file) => {
    const { policy, diagnostics } = readPolicy(readFileSync(file, 'utf8'), file)
    t.same(diagnostics, [], file)
    return policy
  })
  const found = policies.filter((policy) => policy !== undefined)
  t.same(checkPolicySet(found), [])
  t.end()
})

test('mutilated policies give diagnostics and never throw', (t) => {
  const texts = shippedPolicies().map((file) => readFileSync(file, 'utf8'))
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ': ',
    '- ',
    '\n',
    '"',
    '${',
    '}',
    '$',
    '!unknown ',
    '&a ',
    '*a',
    'null',
    '012',
    'equals',
    'some',
    'as',
    'all',
    'count',
    '~',
    '.',
    '\u0000',
    '😀',
  ]
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.nat(30),
    insert: fc.constantFrom(...pieces),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      (text, changes) => {
        let mutilated = text.slice(0, 6000)
        for (const { at, remove, insert } of changes) {
          const start = Math.floor(at * mutilated.length)
          mutilated = mutilated.slice(0, start) + insert + mutilated.slice(start + remove)
        }
        const { policy, diagnostics } = readPolicy(mutilated, 'f')
        return (
          policy !== undefined ||
          diagnostics.some(({ severity, location }) => severity === 'error' && location !== undefined)
        )
      },
    ),
    { numRuns: 60 },
  )
  t.end()
})

function read(text: string): Policy {
  const { policy, diagnostics } = readPolicy(text.trimStart(), 'policy.yaml')
  if (policy === undefined) throw new Error(JSON.stringify(diagnostics))
  return policy
}

function ruleText(...lines: readonly string[]): string {
  return `policy: p\nrules:\n  - id: r\n    severity: low\n${lines.map((line) => `    ${line}\n`).join('')}`
}

function readRule(...lines: readonly string[]): Rule {
  const [rule] = read(ruleText(...lines)).rules
  if (rule === undefined) throw new Error('no rule')
  return rule
}

/** A condition on one line, for comparison. */
function print(condition: Condition): string {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return `${condition.kind}(${condition.terms.map(print).join(', ')})`
    case 'not':
      return `not(${print(condition.term)})`
    case 'when': {
      const parts = [
        condition.when,
        condition.then,
        ...(condition.otherwise === undefined ? [] : [condition.otherwise]),
      ]
      return `when(${parts.map(print).join(', ')})`
    }
    case 'test':
      return `${condition.path.text} ${printTest(condition.test)}`
    case 'count-of':
      return `count of ${typesOf(condition.of).join()} ${printTest(condition.test)}`
    case 'statement':
      return JSON.stringify(condition.ask)
    case 'applied-before':
      return `before ${condition.name}`
    case 'refers-to':
    case 'referred-by':
      return condition.kind
  }
}

type Test = Extract<Condition, { kind: 'test' }>['test']
type Where = Extract<Test, { kind: 'quantifier' }>['where']

function printTest(tested: Test): string {
  switch (tested.kind) {
    case 'all':
      return `(${tested.tests.map(printTest).join(' & ')})`
    case 'operator':
      return `${tested.operator} ${JSON.stringify(tested.operand.kind === 'literal' ? tested.operand.value : tested.operand)}`
    case 'present':
    case 'configured':
      return tested.expected ? tested.kind : `not ${tested.kind}`
    case 'length':
      return `length ${printTest(tested.test)}`
    case 'quantifier':
      return `${tested.quantifier} ${tested.as === undefined ? '' : `${tested.as} `}${printWhere(tested.where)}`
    case 'count':
      return `count ${printWhere(tested.where)} ${printTest(tested.test)}`
    case 'iam-policy':
      return tested.asks
        .map(({ quantifier, where }) => `${JSON.stringify(quantifier)} ${print(where)}`)
        .join(' & ')
    case 'decode':
      return `${tested.format} ${printWhere(tested.where)}`
    case 'when-not-configured':
      return `(${printTest(tested.test)} else ${tested.meaning.kind})`
  }
}

function printWhere(where: Where): string {
  return where.kind === 'test' ? printTest(where.test) : `{${print(where.condition)}}`
}
