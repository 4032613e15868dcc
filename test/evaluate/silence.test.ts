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
  const [, empty = ''] = SILENT[1] ?? []
  t.equal(verdict(run(empty, { matchedNothing: 'error' })).exitCode, 0)
  t.end()
})

test('a rule is named once, however many instances it says nothing about', (t) => {
  const [, policy = ''] = SILENT[1] ?? []
  t.match(run(policy).diagnostics, [
    { message: 'rule `r` passed 2 times with a condition on each of nothing' },
  ])
  t.end()
})
