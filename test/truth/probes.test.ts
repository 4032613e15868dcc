import { test } from 'tap'
import { appliedCases } from './cases.ts'
import { FORMS, isWrong, judgeApplied, verdicts } from './compare.ts'
import { probePolicy } from './probes.ts'
import { randomFrom } from './random.ts'

/** The same rules at every run; `npm run probe SEED COUNT` tries others. */
const SEED = 20_261
const RULES_A_CASE = 15

test('rules made by chance settle nothing that the apply refutes', (t) => {
  const random = randomFrom(SEED)
  let settled = 0
  for (const given of appliedCases()) {
    const policy = probePolicy(given, RULES_A_CASE, random)
    const applied = judgeApplied(given, [policy])
    const found = FORMS.flatMap((form) =>
      verdicts(given, [policy], form, applied).map((verdict) => ({ ...verdict, form })),
    )
    settled += found.filter(({ before }) => before.status === 'pass' || before.status === 'fail').length
    t.same(
      found.filter(isWrong).map(({ rule, address, before, applied: truth, form }) => {
        const text = JSON.stringify(policy.rules.find(({ id }) => id === rule))
        return `${form.name}: ${rule} ${address}: ${before.status}, not ${truth.status}\n${text}`
      }),
      [],
      given.name,
    )
  }
  t.ok(settled > 500)
  t.comment(`${settled} verdicts were given before the apply`)
  t.end()
})
