import { readdirSync } from 'node:fs'
import { test } from 'tap'
import { checkPolicySet, missingExamples } from '../src/validate/policy-set.ts'
import { judge, readPlan, shippedPolicies } from './judge.ts'

const policies = shippedPolicies()

/** Rules that an example in plan JSON cannot show to fail: that there is no dependency is certain only with the sources. */
const CANNOT_FAIL = new Set([
  'cloudtrail-waits-for-bucket-policy',
  's3-bucket-policy-after-public-access-block',
])

test('the shipped policies form one set', (t) => {
  t.same(checkPolicySet(policies), [])
  t.end()
})

for (const policy of policies) {
  for (const rule of policy.rules) {
    test(`examples of ${rule.id}`, (t) => {
      const missing = missingExamples(rule).filter((kind) => !(kind === 'fail' && CANNOT_FAIL.has(rule.id)))
      t.same(missing, [], 'one of each')
      t.ok(rule.why !== undefined && rule.fix !== undefined, 'it says why and how to fix it')
      for (const example of rule.examples) {
        const document =
          example.source.kind === 'document'
            ? example.source.document
            : readPlan(
                new URL(
                  `../policies/${policy.file.replace(/[^/]+$/, '')}${example.source.path}/plan.json`,
                  import.meta.url,
                ),
              )
        const results = judge(document, [{ ...policy, rules: [rule] }])
        t.ok(results.length > 0, `${example.kind}: ${example.title}: it matches something`)
        for (const result of results) {
          const expected = example.expect?.get(result.address ?? '') ?? example.kind
          t.equal(
            result.status,
            expected,
            `${example.kind}: ${example.title}: ${result.address}: ${result.error?.message ?? ''}`,
          )
        }
      }
      t.end()
    })
  }
}

test('there are policies', (t) => {
  t.ok(readdirSync(new URL('../policies/aws', import.meta.url)).length > 0)
  t.end()
})
