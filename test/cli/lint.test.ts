import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './run-command.ts'

const POLICY = `policy: p
rules:
  - { id: encrypted, severity: high, match: aws_cloudtrail, require: { kms_key_id: { present: true } } }
`
const WAIVERS = `waivers:
  - rules: [encrypted]
    addresses: [aws_cloudtrail.main]
    owner: o
    reason: r
    expires: 2026-06-30
`

function folderWith(t: Parameters<typeof emptyFolder>[0], files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder(t)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

function schema(name: string): ReturnType<Ajv2020['compile']> {
  return new Ajv2020({ strict: true }).compile(
    JSON.parse(readFileSync(join(packageFolder, `schemas/${name}.schema.json`), 'utf8')),
  )
}

test('the shipped policies have no problems', async (t) => {
  const { code, stdout } = await runCommand(['lint', 'policies', '--strict'])
  t.equal(code, 0)
  t.match(stdout, /^No problems in \d+ files\n$/)
})

test('errors exit with 2 and warnings with 0, unless --strict', async (t) => {
  const cwd = folderWith(t, {
    'good.yaml': POLICY,
    'wrong.yaml': POLICY.replace('kms_key_id', 'kms_key_idd').replace('present: true', 'equals: x'),
    'idle.yaml': POLICY.replace('rules:', 'parameters: { p: { type: string } }\nrules:'),
    'broken.yaml': 'policy: [',
  })
  t.match(await runCommand(['lint', 'good.yaml'], { cwd }), { code: 0, stdout: 'No problems in 1 file\n' })
  const wrong = await runCommand(['lint', 'wrong.yaml'], { cwd })
  t.equal(wrong.code, 2)
  t.match(
    wrong.stdout,
    /error\[no-such-attribute\]: `aws_cloudtrail` has no attribute `kms_key_idd`\n {2}at wrong\.yaml:3:72\n[\s\S]*did you mean `kms_key_id`\?\n\n1 error in 1 file\n$/,
  )
  t.equal(wrong.stderr, '')
  const idle = await runCommand(['lint', 'idle.yaml'], { cwd })
  t.equal(idle.code, 0)
  t.match(idle.stdout, /warning\[unused-parameter\]/)
  t.equal((await runCommand(['lint', 'idle.yaml', '--strict'], { cwd })).code, 2)
  const all = await runCommand(['lint', 'good.yaml', '-p', 'broken.yaml', '-p', 'nowhere.yaml'], { cwd })
  t.equal(all.code, 2)
  t.match(all.stdout, /file-not-found/)
  t.match(all.stdout, /at broken\.yaml:1:/)
  t.match(all.stdout, /2 errors in 2 files/)
  t.match((await runCommand(['lint', '.', 'good.yaml', '-p', '*.yaml'], { cwd })).stdout, / in 4 files/)
})

test('for programs', async (t) => {
  const cwd = folderWith(t, { 'wrong.yaml': POLICY.replace('kms_key_id', 'kms_key_idd') })
  const { code, stdout } = await runCommand(['lint', 'wrong.yaml', '-o', 'json'], { cwd })
  t.equal(code, 0)
  const document = JSON.parse(stdout)
  t.ok(schema('lint')(document))
  t.match(document, {
    status: 'pass',
    exitCode: 0,
    files: ['wrong.yaml'],
    summary: { error: 0, warning: 1, note: 0 },
    diagnostics: [
      { code: 'no-such-attribute', severity: 'warning', location: { file: 'wrong.yaml', line: 3 } },
    ],
  })
  await runCommand(['lint', 'wrong.yaml', '-o', 'json=out.json', '--strict'], { cwd })
  t.match(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')), { status: 'error', exitCode: 2 })
  t.match((await runCommand(['lint', '-o', 'sarif'], { cwd })).stderr, /usage-unknown-format/)
})

test('the configuration, what it names, and what it says of rules and parameters', async (t) => {
  const cwd = folderWith(t, {
    'policies/p.yaml': POLICY.replace('rules:', 'parameters: { days: { type: number } }\nrules:').replace(
      'kms_key_id: { present: true }',
      'name: "${params.days}"',
    ),
    'waivers.yaml': WAIVERS,
    'plangate.yaml':
      'policies: [policies/]\nwaivers: waivers.yaml\nenforcement: { rules: { encrypted: hard-mandatory, encryptd: advisory } }\nparameters: { dys: 1 }\n',
    '.git/HEAD': '',
    'below/x': '',
  })
  const { code, stdout } = await runCommand(['lint', '-o', 'json'], { cwd: join(cwd, 'below') })
  t.equal(code, 2)
  const { files, diagnostics } = JSON.parse(stdout)
  t.same(files, ['../plangate.yaml', '../policies/p.yaml', '../waivers.yaml'])
  t.same(diagnostics.map((one: { code: string; severity: string }) => `${one.severity} ${one.code}`).sort(), [
    'error unknown-parameter',
    'error unknown-rule',
    'error waiver-on-hard-mandatory',
    'warning missing-parameter',
  ])
})

test('a broken configuration, and a waiver file by itself', async (t) => {
  const cwd = folderWith(t, {
    'plangate.yaml': 'polices: [p]\n',
    'w.yaml': WAIVERS.replace('encrypted', 'cloudtrail-kms-encryptoin'),
  })
  const broken = await runCommand(['lint'], { cwd })
  t.equal(broken.code, 2)
  t.match(broken.stdout, /unknown-key[\s\S]*did you mean `policies`/)
  const other = folderWith(t, {
    'w.yaml': WAIVERS.replace('encrypted', 'cloudtrail-kms-encryptoin'),
    'old.yaml': WAIVERS.replace('encrypted', 'cloudtrail-kms-encryption').replace('2026-06-30', '2025-12-31'),
  })
  const waivers = await runCommand(['lint', 'w.yaml'], { cwd: other })
  t.equal(waivers.code, 2)
  t.match(waivers.stdout, /unknown-rule[\s\S]*did you mean `cloudtrail-kms-encryption`/)
  const old = await runCommand(['lint', 'old.yaml'], { cwd: other })
  t.equal(old.code, 0)
  t.match(old.stdout, /waiver-expired/)
  t.match((await runCommand(['lint'], { cwd: other })).stderr, /usage-nothing-to-lint/)
})

test('list: the rules, and what a fail of each does', async (t) => {
  const cwd = folderWith(t, {
    'p.yaml': POLICY,
    'plangate.yaml': 'policies: [p.yaml]\nenforcement: { rules: { encrypted: hard-mandatory } }\n',
  })
  const listed = await runCommand(['list'], { cwd })
  t.match(listed, { code: 0, stdout: 'p.yaml\n  encrypted  high      hard-mandatory  encrypted\n\n1 rule\n' })
  const shipped = await runCommand(['list', 'plangate:aws/cloudtrail', '-o', 'json'], { cwd })
  const document = JSON.parse(shipped.stdout)
  t.ok(schema('list')(document))
  t.match(
    document.rules.find(({ id }: { id: string }) => id === 'cloudtrail-multi-region'),
    {
      severity: 'high',
      enforcement: 'soft-mandatory',
      location: { file: 'plangate:aws/cloudtrail/trail.yaml' },
    },
  )
  t.match((await runCommand(['list', 'plangate:aws/cloudtrial'], { cwd })).stderr, /did you mean/)
  t.equal((await runCommand(['list', 'plangate.yaml'], { cwd })).code, 2, 'no policy')
})

test('schema: every one that is shipped', async (t) => {
  const names = readdirSync(join(packageFolder, 'schemas')).map((file) => file.replace('.schema.json', ''))
  t.ok(names.includes('waivers'))
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false })
  for (const name of names) {
    const { code, stdout } = await runCommand(['schema', name])
    t.equal(code, 0)
    t.ok(ajv.compile(JSON.parse(stdout)), name)
  }
  t.match((await runCommand(['schema', 'wavers'])).stderr, /did you mean `waivers`/)
  t.match((await runCommand(['schema'])).stderr, /the schemas are .*`policy`/)
})

test('test files, and the examples of policies', async (t) => {
  const cwd = folderWith(t, {
    'policies/p.yaml': `policy: p
parameters: { least: { type: number, minimum: 1 } }
rules:
  - id: kept
    severity: low
    match: aws_kms_key
    require: { deletion_window_in_days: { gte: "\${params.least}" } }
    examples:
      - pass: p
        parameters: { least: 0 }
        resources: { aws_kms_key.k: { deletion_window_in_days: 7 } }
`,
    'policies/p.policy_test.yaml': `policies: [p.yaml]
parameters: { leest: 7 }
tests:
  kept:
    - fail: f
      resources: { aws_kms_key.k: { deletion_window_in_day: 7 } }
    - fail: the same again
      resources: { aws_kms_key.k: { deletion_window_in_day: 7 } }
    - pass: x
      resources: { aws_kms_key.k: { deletion_window_in_days: 7 } }
      expect: { aws_kms_key.k: fail }
  kpt:
    - fail: f
      resources: { aws_kms_key.k: {} }
`,
    'policies/gone.policy_test.yaml':
      'policies: [q.yaml]\ntests: { kept: [{ fail: f, resources: { aws_kms_key.k: {} } }] }\n',
    'tests.yaml': 'policies: []\ntest: {}\n',
  })
  const remarks = async (...names: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await runCommand(['lint', ...names, '-o', 'json'], { cwd })
    const document = JSON.parse(stdout) as {
      diagnostics: { code: string; location?: { file: string; line: number; column: number } }[]
    }
    return document.diagnostics.map(
      ({ code, location }) => `${location?.file}:${location?.line}:${location?.column} ${code}`,
    )
  }
  t.same(await remarks('policies/p.yaml'), ['policies/p.yaml:10:30 invalid-parameter'])
  t.same(await remarks('policies/p.policy_test.yaml'), ['policies/p.policy_test.yaml:11:7 invalid-example'])
  writeFileSync(
    join(cwd, 'policies/p.policy_test.yaml'),
    readFileSync(join(cwd, 'policies/p.policy_test.yaml'), 'utf8').replace('k: fail', 'k: pass'),
  )
  t.same(await remarks('policies'), [
    'policies/gone.policy_test.yaml:1:12 file-not-found',
    'policies/p.yaml:10:30 invalid-parameter',
    'policies/p.policy_test.yaml:2:22 unknown-parameter',
    'policies/p.policy_test.yaml:12:3 unknown-rule',
    'policies/p.policy_test.yaml:5:7 no-such-attribute',
    'policies/p.policy_test.yaml:7:7 no-such-attribute',
    'policies/p.policy_test.yaml:7:7 duplicate-example',
  ])
})
