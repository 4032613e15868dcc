import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './run-command.ts'

const compliant = join(packageFolder, 'test/plans/cloudtrail/compliant')

/** A folder with a plan that nothing is wrong with, and its JSON. */
function folderWithPlan(t: Parameters<typeof emptyFolder>[0]): string {
  const folder = emptyFolder(t)
  writeFileSync(join(folder, 'plan.json'), gunzipSync(readFileSync(join(compliant, 'plan.json.gz'))))
  writeFileSync(join(folder, 'tfplan'), readFileSync(join(compliant, 'tfplan')))
  return folder
}

test('init writes files that fit the plan, and that lint, test and check accept', async (t) => {
  const cwd = folderWithPlan(t)
  const { code, stdout, stderr } = await runCommand(['init', 'plan.json'], { cwd })
  t.equal(code, 0, stderr)
  t.match(stdout, /Wrote plangate\.yaml and policies\/own\.yaml/)
  t.match(stdout, /plangate check plan\.json/, 'it says what to do next')
  const configuration = readFileSync(join(cwd, 'plangate.yaml'), 'utf8')
  t.match(configuration, /^ {2}- plangate:aws\/cloudtrail /m, 'the sets of the provider of the plan')
  t.match(readFileSync(join(cwd, 'policies/own.yaml'), 'utf8'), /match: aws_/, 'a type of the plan')

  const lint = await runCommand(['lint'], { cwd })
  t.equal(lint.code, 0, lint.told)
  t.match(lint.stdout, /^No problems/)
  const check = await runCommand(['check', '--plan-file', 'tfplan', 'plan.json', '-o', 'json'], { cwd })
  t.equal(check.code, 0, check.told)
  const report = JSON.parse(check.stdout)
  t.equal(report.diagnostics.filter(({ severity }: { severity: string }) => severity !== 'note').length, 0)
  t.ok(
    report.results.some(({ rule }: { rule: string }) => rule === 'own-owner-tag'),
    'the own rule judged',
  )
})

test('init without a plan writes files that do for any provider', async (t) => {
  const cwd = emptyFolder(t)
  t.equal((await runCommand(['init'], { cwd })).code, 0)
  t.match(
    readFileSync(join(cwd, 'plangate.yaml'), 'utf8'),
    /^ {2}# - plangate:aws\/cloudtrail$/m,
    'sets to choose from',
  )
  const lint = await runCommand(['lint'], { cwd })
  t.equal(lint.code, 0, lint.told)
  t.match(lint.stdout, /^No problems/)
  writeFileSync(
    join(cwd, 'plan.json'),
    readFileSync(join(packageFolder, 'test/plans/dependencies/plan.json')),
  )
  const check = await runCommand(['check', 'plan.json'], { cwd })
  t.equal(check.code, 0, check.told)
})

test('init overwrites nothing, unless it is told to', async (t) => {
  const cwd = emptyFolder(t)
  mkdirSync(join(cwd, 'policies'))
  writeFileSync(join(cwd, 'policies/own.yaml'), 'mine')
  const refused = await runCommand(['init'], { cwd })
  t.equal(refused.code, 2)
  t.match(refused.told, /init-would-overwrite.*`policies\/own\.yaml` is there already/s)
  t.notOk(existsSync(join(cwd, 'plangate.yaml')), 'nothing was written')
  t.equal(readFileSync(join(cwd, 'policies/own.yaml'), 'utf8'), 'mine')
  t.equal((await runCommand(['init', '--force'], { cwd })).code, 0)
  t.match(readFileSync(join(cwd, 'policies/own.yaml'), 'utf8'), /^policy: own$/m)
})

test('init says what is wrong with what it is given', async (t) => {
  const cwd = emptyFolder(t)
  t.equal((await runCommand(['init', 'a', 'b'], { cwd })).code, 2)
  t.equal((await runCommand(['init', 'missing.json'], { cwd })).code, 2)
  writeFileSync(join(cwd, 'state.json'), '{"format_version":"1.0","values":{}}')
  t.equal((await runCommand(['init', 'state.json'], { cwd })).code, 2)
  writeFileSync(join(cwd, 'policies'), 'a file')
  const blocked = await runCommand(['init'], { cwd })
  t.equal(blocked.code, 2)
  t.match(blocked.told, /cannot make the folder/)
})

test('shipped sets of parameters are found by their names', async (t) => {
  const cwd = folderWithPlan(t)
  const check = (name: string) =>
    runCommand(
      [
        'check',
        '--plan-file',
        'tfplan',
        'plan.json',
        '-o',
        'json',
        '-p',
        'plangate:aws/cloudtrail',
        '--parameters',
        name,
      ],
      { cwd },
    )
  const strict = await check('plangate:aws/cloudtrail/strict')
  t.equal(strict.code, 1)
  const failed = JSON.parse(strict.stdout).results.filter(
    ({ status }: { status: string }) => status === 'fail',
  )
  t.same(failed.map(({ rule }: { rule: string }) => rule).sort(), [
    'cloudtrail-bucket-archive-transition',
    'cloudtrail-bucket-retention-minimum',
    'cloudtrail-bucket-tags-required',
    'cloudtrail-log-group-retention',
    'cloudtrail-tags-required',
  ])
  const unknown = await check('plangate:aws/cloudtrail/strickt')
  t.equal(unknown.code, 2)
  t.match(unknown.told, /parameter-set-not-found.*did you mean `plangate:aws\/cloudtrail\/strict`/s)
  t.equal((await check('plangate:../package')).code, 2)
})
