import { test } from 'tap'
import { shippedPolicies } from '../judge.ts'
import { appliedCases } from './cases.ts'
import { isWrong, judgeApplied, verdicts } from './compare.ts'
import { editSources } from './edit-sources.ts'
import { randomFrom } from './random.ts'

const EDITS_A_CASE = 3

/**
 * Sources that were edited after the plan was made. An edit that changes what the plan knows, a reference list or the structure is
 * noticed; only a literal beside an unknown, and what stands in locals and `dynamic` blocks, cannot be.
 */
test('no verdict rests on sources that are noticeably not those of the plan', (t) => {
  const random = randomFrom(20_262)
  const policies = shippedPolicies()
  let edits = 0
  for (const given of appliedCases()) {
    const applied = judgeApplied(given, policies)
    for (let count = 0; count < EDITS_A_CASE; count += 1) {
      const edit = editSources(given.planFile ?? given.folder, random)
      if (edit === undefined || edit.kind === 'literal' || edit.isHidden) continue
      edits += 1
      const form = { name: 'edited', sources: () => edit.tree, withAccount: true }
      const wrong = verdicts(given, policies, form, applied).filter(isWrong)
      t.same(
        wrong.map(({ rule, address }) => `${rule} ${address}`),
        [],
        `${given.name}: ${edit.text}`,
      )
    }
  }
  t.ok(edits > 5)
  t.comment(`${edits} edits`)
  t.end()
})
