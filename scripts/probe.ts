/**
 * Puts rules made by chance to every case that was applied, before the apply and after: `npm run probe SEED COUNT [CASE]`. Prints each
 * verdict that the apply refutes, and how many verdicts of each kind there were.
 */
import { appliedCases } from '../test/truth/cases.ts'
import { FORMS, isWrong, judgeApplied, verdicts } from '../test/truth/compare.ts'
import { probePolicy } from '../test/truth/probes.ts'
import { randomFrom } from '../test/truth/random.ts'

const [seed = '1', count = '100', only = ''] = process.argv.slice(2)
const random = randomFrom(Number(seed))
const total = new Map<string, Map<string, number>>()
let wrong = 0
for (const given of appliedCases().filter(({ name }) => name.includes(only))) {
  const policy = probePolicy(given, Number(count), random)
  const applied = judgeApplied(given, [policy])
  for (const form of FORMS) {
    const counts = total.get(form.name) ?? new Map<string, number>()
    total.set(form.name, counts)
    for (const verdict of verdicts(given, [policy], form, applied)) {
      const { rule, address, before, applied: truth } = verdict
      const kind = `${before.status}, ${before.basis} → ${truth.status}`
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      if (!isWrong(verdict)) continue
      wrong += 1
      const text = JSON.stringify(policy.rules.find(({ id }) => id === rule))
      process.stdout.write(`${form.name}: ${given.name} ${rule} ${address}: ${kind}\n  ${text}\n`)
    }
  }
}
for (const [form, counts] of total) {
  process.stdout.write(`${form}\n`)
  for (const [kind, number] of [...counts].sort(([, a], [, b]) => b - a))
    process.stdout.write(`  ${number}\t${kind}\n`)
}
process.exitCode = wrong === 0 ? 0 : 1
