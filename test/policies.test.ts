import { test } from 'tap'
import { checkPolicySet, missingExamples } from '../src/validate/policy-set.ts'
import { runCommand } from './cli/run-command.ts'
import { shippedPolicies } from './judge.ts'

const policies = shippedPolicies()

/** Rules that an example in plan JSON cannot show to fail: that there is no dependency is certain only with the sources. */
const CANNOT_FAIL = new Set([
  'cloudtrail-waits-for-bucket-policy',
  'cloudtrail-waits-for-public-access-block',
  's3-bucket-policy-after-public-access-block',
])

test('the shipped policies form one set', (t) => {
  t.same(checkPolicySet(policies), [])
  t.ok(policies.length > 0)
  t.end()
})

for (const policy of policies) {
  for (const rule of policy.rules) {
    test(`${rule.id} shows and explains itself`, (t) => {
      const missing = missingExamples(rule).filter((kind) => !(kind === 'fail' && CANNOT_FAIL.has(rule.id)))
      t.same(missing, [], 'an example of each kind')
      t.ok(rule.why !== undefined && rule.fix !== undefined, 'it says why and how to fix it')
      t.end()
    })
  }
}

test('every example of the shipped policies comes as it says', async (t) => {
  const { stdout } = await runCommand(['test', 'policies', '-o', 'json'])
  const report = JSON.parse(stdout) as {
    readonly examples: readonly { readonly rule: string; readonly title: string; readonly status: string }[]
    readonly diagnostics: readonly unknown[]
  }
  t.same(report.diagnostics, [])
  t.equal(
    report.examples.length,
    policies.flatMap(({ rules }) => rules.flatMap(({ examples }) => examples)).length,
  )
  for (const { rule, title, status, ...more } of report.examples) {
    t.equal(status, 'pass', `${rule}: ${title}: ${JSON.stringify(more)}`)
  }
})
