import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './run-command.ts'

const plans = join(packageFolder, 'test/plans')

test('sources that cannot be used are named, with the place', async (t) => {
  const cwd = emptyFolder(t)
  copyFileSync(join(plans, 'compliant/plan.json'), join(cwd, 'plan.json'))
  writeFileSync(join(cwd, 'main.tf'), 'locals {\n  a = (1\n}\n')
  const { code, stdout } = await runCommand(['check', 'plan.json', '--source', '.'], { cwd })
  t.not(code, 2, 'the plan is judged by what it knows itself')
  t.match(stdout, /warning\[sources-unusable\]: the sources of the root module are not used/)
  t.match(stdout, /at main\.tf:\d+:\d+/)
})

test('modules whose sources are not there are named', async (t) => {
  const cwd = emptyFolder(t)
  const from = join(plans, 'mod_foreach_modules')
  copyFileSync(join(from, 'plan.json'), join(cwd, 'plan.json'))
  for (const file of ['main.tf', 'provider.tf']) copyFileSync(join(from, file), join(cwd, file))
  const policy =
    'policy: p\nrules:\n  - { id: r, severity: low, match: "*", require: { id: { present: true } } }\n'
  writeFileSync(join(cwd, 'p.yaml'), policy)
  const argv = ['check', 'plan.json', '--source', '.', '--policy', 'p.yaml']
  const { stdout } = await runCommand(argv, { cwd })
  t.match(stdout, /warning\[sources-missing\]: the sources of `module\.\w+` are not in the\s+folder/)
  mkdirSync(join(cwd, '.terraform/modules'), { recursive: true })
  mkdirSync(join(cwd, 'svc'))
  copyFileSync(join(from, 'svc/main.tf'), join(cwd, 'svc/main.tf'))
  const calls = [...readFileSync(join(from, 'main.tf'), 'utf8').matchAll(/^module "(\w+)"/gm)]
  const modules = calls.map(([, name = '']) => ({ Key: name, Source: './svc', Dir: 'svc' }))
  const listed = JSON.stringify({ Modules: [{ Key: '', Source: '', Dir: '.' }, ...modules] })
  writeFileSync(join(cwd, '.terraform/modules/modules.json'), listed)
  t.notMatch((await runCommand(argv, { cwd })).stdout, /sources-missing/, 'once they are there')
})

test('files that only OpenTofu reads are not passed over in silence', async (t) => {
  const cwd = emptyFolder(t)
  copyFileSync(join(plans, 'compliant/plan.json'), join(cwd, 'plan.json'))
  copyFileSync(join(plans, 'compliant/main.tf'), join(cwd, 'main.tf'))
  writeFileSync(join(cwd, 'more.tofu'), 'locals {}\n')
  const { stdout } = await runCommand(['check', 'plan.json', '--source', '.'], { cwd })
  t.match(stdout, /sources-unusable[\s\S]*files for OpenTofu\s+alone/)
})

test('what is written otherwise than the plan knows it is named', async (t) => {
  const cwd = emptyFolder(t)
  copyFileSync(join(plans, 'guide/plan.json'), join(cwd, 'plan.json'))
  const written = readFileSync(join(plans, 'guide/main.tf'), 'utf8')
  writeFileSync(join(cwd, 'main.tf'), written.replace('"acme-${var', '"other-${var'))
  const { stdout } = await runCommand(['check', 'plan.json', '--source', '.'], { cwd })
  t.match(
    stdout,
    /sources-contradict-plan\]: the sources of `aws_s3_bucket\.\w+`\s+give\s+another\s+`bucket`/,
  )
})
