import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { type Answer, type Case, judgeCase } from '../../../scripts/accuracy/judge-case.ts'

/** Configurations that the real AWS provider planned and applied, with what the apply made of every unknown leaf. */
const folder = new URL('../../../../shared/cases/aws/', import.meta.url)

function cases(): readonly Case[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => existsSync(new URL(`${name}/expect.json`, folder)))
    .map((name) => ({
      name,
      plan: readFileSync(new URL(`${name}/plan.json`, folder)),
      archive: readFileSync(new URL(`${name}/tfplan`, folder)),
      expect: JSON.parse(readFileSync(new URL(`${name}/expect.json`, folder), 'utf8')),
    }))
}

function wrong(answers: readonly Answer[]): readonly string[] {
  return answers
    .filter(({ outcome }) => outcome === 'wrong')
    .map(({ place, because }) => `${place}: ${because}`)
}

test('no predicted value differs from the applied one', (t) => {
  const all = cases()
  if (all.length === 0) t.comment('skipped: ../shared/cases is not here')
  const answers: Answer[] = []
  for (const given of all) {
    const found = judgeCase(given, true)
    answers.push(...found)
    t.same(wrong(found), [], `${given.name}, with the account id`)
    t.same(wrong(judgeCase(given, false)), [], `${given.name}, without it`)
  }
  const derivable = answers.filter(({ class: kind }) => kind === 'derivable')
  const right = derivable.filter(({ outcome }) => outcome === 'right')
  t.ok(right.length >= 0.97 * derivable.length, `predicted: ${right.length} of ${derivable.length}`)
  t.end()
})

test('the page of accuracy says what is so', (t) => {
  const all = cases()
  if (all.length === 0) t.comment('skipped: ../shared/cases is not here')
  const page = readFileSync(new URL('../../../docs/accuracy.md', import.meta.url), 'utf8')
  const derivable = all
    .flatMap((given) => judgeCase(given, true))
    .filter(({ class: kind }) => kind === 'derivable')
  const count = (outcome: Answer['outcome']): number =>
    derivable.filter((answer) => answer.outcome === outcome).length
  const line = `| derivable | ${count('right')} | ${count('wrong')} | ${count('unknown')} |`
  t.ok(all.length === 0 || page.includes(line), line)
  t.end()
})
