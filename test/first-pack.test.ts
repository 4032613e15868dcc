import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { lintPolicies } from '../src/lint/lint.ts'
import { missingExamples } from '../src/validate/policy-set.ts'
import { runCommand } from './cli/run-command.ts'
import { policyOf } from './judge.ts'

/**
 * Rules of a general pack, to show that the language says them: those of a hundred that the peers have for AWS. Each is
 * decided rightly where the plan knows, and unknown where it does not.
 */
const folder = new URL('first-pack/', import.meta.url)
const policies = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => policyOf(readFileSync(new URL(name, folder), 'utf8'), name))

/** What they match is what they forbid. */
const NEVER_PASS = new Set(['iam-no-user-policies', 'iam-no-access-keys', 'no-destroy-of-protected-types'])

test('there is nothing wrong with them', (t) => {
  t.same(lintPolicies(policies), [])
  t.end()
})

for (const rule of policies.flatMap(({ rules }) => rules)) {
  test(`${rule.id} shows itself`, (t) => {
    const missing = missingExamples(rule).filter((kind) => !(kind === 'pass' && NEVER_PASS.has(rule.id)))
    t.same(missing, [], 'an example of each kind')
    t.end()
  })
}

test('every example comes as it says', async (t) => {
  const { stdout } = await runCommand(['test', 'test/first-pack', '-o', 'json'])
  const report = JSON.parse(stdout) as {
    readonly examples: readonly { readonly rule: string; readonly title: string; readonly status: string }[]
    readonly diagnostics: readonly unknown[]
  }
  t.same(report.diagnostics, [])
  t.ok(report.examples.length > 250, `${report.examples.length} examples`)
  for (const { rule, title, status, ...more } of report.examples) {
    t.equal(status, 'pass', `${rule}: ${title}: ${JSON.stringify(more)}`)
  }
})
