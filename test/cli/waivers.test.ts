import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './run-command.ts'

/** The clock of these tests stands at 2026-01-01. */
const waivers = (expires: string): string => `waivers:
  - rules: [encrypted]
    addresses: ["**.aws_cloudtrail.*"]
    owner: platform@example.com
    reason: no key yet
    expires: ${expires}
`
const POLICY = `policy: p
rules:
  - { id: encrypted, severity: high, match: aws_cloudtrail, require: { name: nothing } }
`

function folderWith(t: Parameters<typeof emptyFolder>[0], files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder(t)
  cpSync(join(packageFolder, 'test/plans/article/plan.json'), join(folder, 'plan.json'))
  for (const [name, text] of Object.entries({ 'p.yaml': POLICY, ...files })) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

test('--waivers lets through what somebody answers for, until the day is over', async (t) => {
  const cwd = folderWith(t, {
    'today.yaml': waivers('2026-01-01'),
    'yesterday.yaml': waivers('2025-12-31'),
    'far.yaml': waivers('2027-01-03'),
  })
  const run = (...more: readonly string[]) =>
    runCommand(['check', 'plan.json', '-p', 'p.yaml', ...more], { cwd })
  t.equal((await run()).code, 1)
  const waived = await run('--waivers', 'today.yaml')
  t.equal(waived.code, 0)
  t.match(waived.stdout, /WAIVED aws_cloudtrail\.bad/)
  const over = await run('--waivers', 'yesterday.yaml')
  t.equal(over.code, 1)
  t.match(over.told, /waiver-expired[\s\S]*yesterday\.yaml:6:14/)
  t.match(over.stdout, /the waiver of platform@example\.com ended on 2025-12-31/)
  const far = await run('--waivers', 'far.yaml')
  t.equal(far.code, 2)
  t.match(far.told, /waiver-too-long/)
  t.equal((await run('--waivers', 'today.yaml', '--enforce', 'encrypted=hard-mandatory')).code, 2)
  t.match((await run('--waivers', 'tody.yaml')).told, /did you mean `.*today\.yaml`/)
})

test('the configuration names the waiver file from where it stands', async (t) => {
  const cwd = folderWith(t, {
    'gate/plangate.yaml': 'policies: [../p.yaml]\nwaivers: waivers.yaml\n',
    'gate/waivers.yaml': waivers('2026-06-30'),
    'gate/short.yaml': 'policies: [../p.yaml]\nwaivers: waivers.yaml\nmax_waiver_days: 30\n',
  })
  t.equal((await runCommand(['check', 'plan.json', '-c', 'gate/plangate.yaml'], { cwd })).code, 0)
  t.equal((await runCommand(['check', 'plan.json', '-c', 'gate/short.yaml'], { cwd })).code, 2)
  const explained = await runCommand(
    ['explain', 'plan.json', 'encrypted', 'aws_cloudtrail.bad', '-c', 'gate/plangate.yaml'],
    { cwd },
  )
  t.match(explained.stdout, /waived until 2026-06-30 by platform@example\.com/)
})
