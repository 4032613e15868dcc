import { test } from 'tap'
import { check } from '../../src/check.ts'
import type { Report } from '../../src/evaluate/result.ts'
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts'
import { verdict } from '../../src/report/verdict.ts'

/** A role of which nothing is known but that it has no inline policies. */
const PLAN = Buffer.from(
  JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: ['a', 'b'].map((name) => ({
      address: `aws_iam_role.${name}`,
      mode: 'managed',
      type: 'aws_iam_role',
      name,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: {
        actions: ['create'],
        before: null,
        after: { inline_policy: [], path: '/' },
        after_unknown: { inline_policy: [] },
      },
    })),
    configuration: { root_module: {} },
  }),
)

function run(policy: string, given: Partial<typeof DEFAULT_CONFIGURATION> = {}): Report {
  return check({
    plans: [{ id: 'p', input: 'json', sources: 'none', bytes: PLAN }],
    policies: [{ file: 'p.yaml', text: `policy: p\n${policy}` }],
    configuration: { ...DEFAULT_CONFIGURATION, ...given },
    trustReferences: false,
  })
}

const SILENT: readonly (readonly [string, string, 'note' | 'warning'])[] = [
  [
    'rule-matched-nothing',
    'rules: [{ id: r, severity: high, match: aws_sns_topic, require: { name: x } }]',
    'note',
  ],
  [
    'rule-matched-nothing',
    'rules: [{ id: r, severity: high, match: aws_iam_rloe, require: { name: x } }]',
    'warning',
  ],
  [
    'policy-matched-nothing',
    'rules: [{ id: r, severity: high, match: aws_sns_topic, require: { name: x } }, { id: s, severity: high, match: aws_sqs_queue, require: { name: x } }]',
    'note',
  ],
  [
    'empty-quantifier',
    'rules: [{ id: r, severity: high, match: aws_iam_role, require: { inline_policy: { each: { name: x } } } }]',
    'note',
  ],
  [
    'unused-parameter',
    'parameters: { p: { type: string, default: x } }\nrules: [{ id: r, severity: high, match: aws_iam_role, require: { path: / } }]',
    'warning',
  ],
  [
    'unused-definition',
    'define: { d: { path: / } }\nrules: [{ id: r, severity: high, match: aws_iam_role, require: { path: / } }]',
    'warning',
  ],
]

for (const [code, policy, severity] of SILENT) {
  test(`${code} is told, and stops a strict gate`, (t) => {
    const report = run(policy)
    t.match(report.diagnostics, [{ code, severity }])
    t.equal(report.diagnostics.length, 1)
    t.equal(verdict(report).exitCode, 0)
    const strict = run(policy, { strict: true })
    t.match(strict.diagnostics, [{ code, severity: 'error' }])
    t.equal(verdict(strict).exitCode, 2)
    t.end()
  })
}

test('a rule that matched nothing can be an error by itself', (t) => {
  const [, policy = ''] = SILENT[0] ?? []
  t.equal(verdict(run(policy, { matchedNothing: 'error' })).exitCode, 2)
  const [, empty = ''] = SILENT.find(([code]) => code === 'empty-quantifier') ?? []
  t.equal(verdict(run(empty, { matchedNothing: 'error' })).exitCode, 0)
  t.end()
})

const rule = (id: string, match: string, path = 'path'): string =>
  `{ id: ${id}, severity: high, match: ${match}, require: { ${path}: / } }`

test('a type that looks misspelt is told with the one that was probably meant', (t) => {
  const told = (match: string, path?: string): readonly unknown[] =>
    run(`rules: [${rule('r', match, path)}, ${rule('other', 'aws_iam_role')}]`).diagnostics.map(
      ({ help, severity }) => [severity, help],
    )
  t.same(told('aws_iam_rloe'), [['warning', 'did you mean `aws_iam_role`?']], 'a type of the plan')
  t.same(told('aws_cloudtrial'), [['warning', 'did you mean `aws_cloudtrail`?']], 'a type of the provider')
  t.same(told('{ type: [aws_sns_topic, aws_iam_rol] }'), [['warning', 'did you mean `aws_iam_role`?']])
  const plain = 'leave its policy out, or correct its `match`; `--strict` makes this an error'
  t.same(told('aws_sns_topic'), [['note', plain]], 'a type that there is')
  t.same(told('"aws_cloudtrial*"'), [['note', plain]], 'a wildcard')
  t.same(told('{ view: network_rule }', 'cidr'), [['note', plain]])
  t.same(told('{ document: $.configuration.provider_config.google }'), [['note', plain]])
  t.end()
})

test('a policy of which no rule matched anything is named once', (t) => {
  const silent = run(`rules: [${rule('a', 'aws_sns_topic')}, ${rule('b', 'aws_sqs_queue')}]`)
  t.match(silent.diagnostics, [
    {
      code: 'policy-matched-nothing',
      message: 'none of the 2 rules of policy `p` matched anything in this run',
      location: { file: 'p.yaml' },
    },
  ])
  t.equal(silent.diagnostics.length, 1)
  const partly = run(
    `rules: [${rule('a', 'aws_sns_topic')}, ${rule('b', 'aws_sqs_queue')}, ${rule('c', 'aws_iam_role')}]`,
  )
  t.same(
    partly.diagnostics.map(({ code }) => code),
    ['rule-matched-nothing', 'rule-matched-nothing'],
  )
  const misspelt = run(`rules: [${rule('a', 'aws_sns_topic')}, ${rule('b', 'aws_iam_rloe')}]`)
  t.same(
    misspelt.diagnostics.map(({ code, severity }) => `${code} ${severity}`),
    ['rule-matched-nothing note', 'rule-matched-nothing warning'],
  )
  t.end()
})

test('a rule is named once, however many instances it says nothing about', (t) => {
  const [, policy = ''] = SILENT.find(([code]) => code === 'empty-quantifier') ?? []
  t.match(run(policy).diagnostics, [
    { message: 'rule `r` passed 2 times with a condition on each of nothing' },
  ])
  t.end()
})
