/** Compares predicted values with applied ones over cases that hold both: `npm run accuracy FOLDER [--without-account]`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Case, type Count, countLeaves, judgeCase } from './accuracy/judge-case.ts'

const [folder = '../shared/cases/aws', ...flags] = process.argv.slice(2)
const withAccount = !flags.includes('--without-account')
const verbose = flags.includes('--verbose')

const total = new Map<string, Count>()
for (const name of readdirSync(folder).sort()) {
  const path = join(folder, name)
  if (!existsSync(join(path, 'expect.json'))) continue
  const given: Case = {
    name,
    plan: readFileSync(join(path, 'plan.json')),
    archive: readFileSync(join(path, 'tfplan')),
    expect: JSON.parse(readFileSync(join(path, 'expect.json'), 'utf8')),
  }
  for (const answer of judgeCase(given, withAccount)) {
    countLeaves(total, answer)
    if (verbose && answer.outcome !== 'right' && answer.class !== 'opaque')
      process.stdout.write(`${answer.outcome} ${name} ${answer.place} ${answer.why}: ${answer.because}\n`)
    else if (answer.outcome === 'wrong')
      process.stdout.write(`wrong ${name} ${answer.place} ${answer.why}: ${answer.because}\n`)
  }
}

process.stdout.write('| leaves | right | wrong | unknown | share |\n|---|---|---|---|---|\n')
for (const [kind, { right, wrong, unknown }] of [...total].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const share = ((100 * right) / Math.max(1, right + wrong + unknown)).toFixed(1)
  process.stdout.write(`| ${kind} | ${right} | ${wrong} | ${unknown} | ${share} % |\n`)
}
