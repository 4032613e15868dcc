import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from '../cli/run-command.ts'

const from = join(packageFolder, 'test/plans/compliant')

/** Nothing proves that a plan was made from the sources in a folder: what rests on them alone is not enough for the strictest rules. */
const POLICY = `policy: p
title: P
rules:
  - id: written
    severity: high
    match: aws_s3_bucket
    require: { lifecycle_rule: { configured: false } }
  - id: ordered
    severity: high
    match: aws_cloudtrail
    require:
      refers_to:
        { type: aws_s3_bucket, through: s3_bucket_name, where: { referred_by: { type: aws_s3_bucket_policy, through: bucket, where: { applied_before: self } } } }
`

test('what only a folder of sources tells is not enough for a hard-mandatory rule', async (t) => {
  const cwd = emptyFolder(t)
  for (const file of ['plan.json', 'tfplan', 'main.tf']) copyFileSync(join(from, file), join(cwd, file))
  writeFileSync(join(cwd, 'p.yaml'), POLICY)
  const judge = async (...sources: readonly string[]): Promise<unknown> => {
    const argv = ['check', 'plan.json', '--policy', 'p.yaml', '--enforce', 'written=hard-mandatory']
    const { stdout } = await runCommand(
      [...argv, '--enforce', 'ordered=hard-mandatory', '-o', 'json', ...sources],
      { cwd },
    )
    const { results } = JSON.parse(stdout) as {
      results: readonly { rule: string; status: string; basis: string }[]
    }
    return Object.fromEntries(results.map(({ rule, status }) => [rule, status]))
  }
  t.same(await judge('--plan-file', 'tfplan'), { written: 'pass', ordered: 'pass' })
  t.same(await judge('--source', '.'), { written: 'unknown', ordered: 'unknown' })
  t.same(await judge(), { written: 'unknown', ordered: 'unknown' })
})
