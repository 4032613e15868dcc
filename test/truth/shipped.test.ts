import { test } from 'tap'
import { shippedPolicies } from '../judge.ts'
import { appliedCases } from './cases.ts'
import { FORMS, isWrong, judgeApplied, verdicts } from './compare.ts'

/** Every shipped rule, on every case, before the apply: what is settled is what the applied state says, however the plan is given. */
const policies = shippedPolicies()
const cases = appliedCases().map((given) => ({ given, applied: judgeApplied(given, policies) }))

for (const form of FORMS) {
  test(`the shipped rules settle nothing that the apply refutes: ${form.name}`, (t) => {
    const counts = { decided: 0, open: 0, assumed: 0, reference: 0 }
    for (const { given, applied } of cases) {
      const found = verdicts(given, policies, form, applied)
      for (const { before } of found) {
        if (before.status === 'unknown' || before.status === 'error') counts.open += 1
        else if (before.basis === 'assumed') counts.assumed += 1
        else if (before.basis === 'reference') counts.reference += 1
        else counts.decided += 1
      }
      const wrong = found.filter(isWrong)
      t.same(
        wrong.map(
          ({ rule, address, before, applied: truth }) =>
            `${rule} ${address}: ${before.status}, not ${truth.status}`,
        ),
        [],
        given.name,
      )
    }
    t.ok(counts.decided > 0)
    t.comment(`${cases.length} cases: ${JSON.stringify(counts)}`)
    t.end()
  })
}

test('what the applied state settles, the plan file with the account settles too', (t) => {
  const open: string[] = []
  for (const { given, applied } of cases) {
    const form = { name: 'sources', sources: () => given.planFile ?? given.folder, withAccount: true }
    for (const { rule, address, before, applied: truth } of verdicts(given, policies, form, applied))
      if (before.status === 'unknown' && truth.status !== 'unknown')
        open.push(`${given.name} ${rule} ${address}`)
  }
  t.comment(open.join('\n'))
  t.ok(
    open.length * 100 < cases.length * policies.flatMap(({ rules }) => rules).length,
    `${open.length} are open`,
  )
  t.end()
})
