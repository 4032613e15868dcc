import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './run-command.ts'

const article = join(packageFolder, 'test/plans/article')

interface Described {
  readonly resources: readonly { readonly attributes: readonly { readonly state: string }[] }[]
}

async function predictedLeaves(cwd: string, ...options: readonly string[]): Promise<number> {
  const { code, stdout, told } = await runCommand(['resolve', 'plan.json', '--format', 'json', ...options], {
    cwd,
  })
  if (code !== 0) throw new Error(told)
  const { resources } = JSON.parse(stdout) as Described
  return resources.flatMap(({ attributes }) => attributes).filter(({ state }) => state === 'predicted').length
}

test('sources tell more than plan JSON alone', async (t) => {
  const cwd = emptyFolder(t)
  for (const name of ['plan.json', 'tfplan', 'main.tf']) cpSync(join(article, name), join(cwd, name))
  const alone = await predictedLeaves(cwd)
  const withFile = await predictedLeaves(cwd, '--plan-file', 'tfplan')
  t.ok(withFile > alone, `${withFile} instead of ${alone}`)
  t.ok((await predictedLeaves(cwd, '--source', '.')) > alone, 'and so does the folder')
})

test('sources that are not the plan’s are refused or not used', async (t) => {
  const cwd = emptyFolder(t)
  for (const name of ['plan.json', 'tfplan', 'main.tf']) cpSync(join(article, name), join(cwd, name))
  const text = readFileSync(join(cwd, 'plan.json'), 'utf8')
  writeFileSync(
    join(cwd, 'other.json'),
    text.replace(/"timestamp":"[^"]*"/, '"timestamp":"2001-01-01T00:00:00Z"'),
  )
  const mismatch = await runCommand(['check', '--plan-file', 'tfplan', 'other.json'], { cwd })
  t.equal(mismatch.code, 2)
  t.match(mismatch.told, 'plan-file-mismatch')

  writeFileSync(join(cwd, 'old.json'), text.replace(/"timestamp":"[^"]*",/, ''))
  const old = await runCommand(['check', '--plan-file', 'tfplan', 'old.json'], { cwd })
  t.equal(old.code, 2)
  t.match(old.told, 'nothing proves')

  const several = await runCommand(['check', '--source', '.', 'plan.json', 'other.json'], { cwd })
  t.equal(several.code, 2)
  t.match(several.told, 'usage-several-plans')

  const none = await runCommand(['check', '--source', emptyFolder(t), 'plan.json'], { cwd })
  t.equal(none.code, 2)
  t.match(none.told, 'source-folder-empty')

  const noPlan = await runCommand(['check', '--plan-file', 'main.tf', 'plan.json'], { cwd })
  t.equal(noPlan.code, 2)
  t.match(noPlan.told, 'plan-file-sources')

  const edited = readFileSync(join(cwd, 'main.tf'), 'utf8').replaceAll(
    /enable_log_file_validation\s*=\s*true/g,
    'enable_log_file_validation = false',
  )
  writeFileSync(join(cwd, 'main.tf'), edited)
  const contradicting = await runCommand(['check', '--source', '.', 'plan.json'], { cwd })
  t.match(contradicting.told, 'sources-of-another-plan')
})
