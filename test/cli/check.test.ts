import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './run-command.ts'

const article = 'test/plans/article/plan.json'
const compliant = 'test/plans/compliant/plan.json'

test('the article fails, the compliant base passes', async (t) => {
  const bad = await runCommand(['check', article])
  t.equal(bad.code, 1)
  t.match(bad.stdout, /FAIL aws_cloudtrail\.bad/)
  t.match(bad.told, /policies-chosen/)
  const good = await runCommand(['check', compliant])
  t.equal(good.code, 0)
  t.match(good.stdout, /Passed: nothing blocks, but \d+ results are unknown/)
})

test('the attribute rules judge the three trails of the article as its defects are', async (t) => {
  const { stdout } = await runCommand(['check', article, '-o', 'json', '--trust-references'])
  const report = JSON.parse(stdout)
  const of = (address: string, status: string): readonly string[] =>
    report.results
      .filter(
        (result: { address: string; status: string }) =>
          result.address === address && result.status === status,
      )
      .map((result: { rule: string }) => result.rule)
      .sort()
  t.same(
    of('aws_cloudtrail.main', 'fail'),
    [
      'cloudtrail-delivery-role-confused-deputy',
      'cloudtrail-iam-changes-alarm',
      'cloudtrail-kms-key-policy-allows-cloudtrail',
      'cloudtrail-root-usage-alarm',
      'cloudtrail-single-account-wide-trail',
    ],
    'nothing bounds the role, raises an alarm or lets CloudTrail use the key, and org records the account too',
  )
  t.ok(of('aws_cloudtrail.main', 'pass').includes('cloudtrail-kms-encryption'), 'a reference is trusted')
  for (const rule of [
    'cloudtrail-cloudwatch-logs-integration',
    'cloudtrail-event-selector-explicit',
    'cloudtrail-global-service-events-explicit',
    'cloudtrail-kms-encryption',
    'cloudtrail-log-file-validation',
    'cloudtrail-multi-region',
  ]) {
    t.ok(of('aws_cloudtrail.bad', 'fail').includes(rule), rule)
  }
  t.ok(of('aws_cloudtrail.org[0]', 'fail').includes('cloudtrail-cloudwatch-logs-integration'))
})

test('several plans, standard input, and one broken plan among good ones', async (t) => {
  const two = await runCommand(['check', article, compliant])
  t.equal(two.code, 1)
  t.match(two.stdout, /aws_cloudtrail\.bad in test\/plans\/article\/plan\.json/)
  const stdin = await runCommand(['check', '-'], { stdin: readFileSync(join(packageFolder, compliant)) })
  t.equal(stdin.code, 0)
  const mixed = await runCommand(['check', 'package.json', article])
  t.equal(mixed.code, 2, 'could not judge comes before fail')
  t.match(mixed.stdout, /FAIL aws_cloudtrail\.bad/, 'the good one is judged all the same')
  t.match(mixed.told, /plan-not-a-plan/)
})

test('enforcement, unknown, strict and exit-zero decide the exit code', async (t) => {
  const policy = ['--policy', 'plangate:aws/cloudtrail']
  t.equal((await runCommand(['check', compliant, ...policy, '--unknown', 'block'])).code, 3)
  t.equal(
    (
      await runCommand([
        'check',
        compliant,
        ...policy,
        '--enforce',
        'cloudtrail-kms-encryption=hard-mandatory',
      ])
    ).code,
    3,
  )
  t.equal(
    (
      await runCommand([
        'check',
        compliant,
        ...policy,
        '--enforce',
        'cloudtrail-kms-encryption=hard-mandatory',
        '--trust-references',
      ])
    ).code,
    3,
  )
  t.equal((await runCommand(['check', compliant, ...policy, '--unknown', 'block', '--exit-zero'])).code, 0)
  t.equal((await runCommand(['check', 'missing.json', ...policy, '--exit-zero'])).code, 2)
  const silent = await runCommand(['check', 'test/plans/numbers/plan.json', ...policy])
  t.equal(silent.code, 0)
  t.match(silent.stdout, /because no rule matched anything/)
  t.equal((await runCommand(['check', 'test/plans/numbers/plan.json', ...policy, '--strict'])).code, 2)
})

test('what is wrong with the arguments is said, with what to do', async (t) => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['check'], /usage-no-plan/],
    [['chek', article], /usage-unknown-command.*\n(.*\n)*.*did you mean `plangate check`/],
    [['check', '--polcy', 'x', article], /usage-unknown-option[\s\S]*did you mean `--policy`/],
    [['check', '--policy'], /usage-option-value[\s\S]*needs a value/],
    [['check', article, '--enforce', 'x=hard'], /usage-option-value/],
    [['check', article, '--unknown', 'maybe'], /usage-option-value/],
    [['check', article, '-o', 'jsn'], /usage-unknown-format[\s\S]*did you mean `json`/],
    [['check', article, '-o', 'json', '-o', 'human'], /usage-two-outputs/],
    [['check', 'test/plans/article/plna.json'], /file-not-found[\s\S]*did you mean `.*plan\.json`/],
    [['check', 'test/plans'], /file-is-a-folder/],
    [
      ['check', article, '--policy', 'plangate:aws/cloudtrial'],
      /policy-set-not-found[\s\S]*did you mean `plangate:aws\/cloudtrail`/,
    ],
    [['check', article, '--policy', 'docs'], /policy-none-found|file-not/],
    [
      ['check', article, '--parameter', 'required_tag=1'],
      /unknown-parameter[\s\S]*did you mean `required_tags`/,
    ],
    [['check', article, '--config', 'nowhere.yaml'], /file-not-found/],
  ]
  for (const [argv, expected] of cases) {
    const { code, told } = await runCommand(argv)
    t.equal(code, 2, argv.join(' '))
    t.match(told, expected, argv.join(' '))
    t.notMatch(told, /\n\s+at .*\.(ts|js):\d+/, 'no stack trace')
  }
})

test('what is no plan is named for what it is', async (t) => {
  const folder = emptyFolder(t)
  const inputs: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['empty.json', '', 'plan-empty'],
    ['state.json', '{"format_version":"1.0"}', 'plan-is-state'],
    ['state2.json', '{"format_version":"1.0","terraform_version":"1.5.0","values":{}}', 'plan-is-state'],
    [
      'raw.json',
      '{"version":4,"terraform_version":"1.5.0","serial":1,"lineage":"x","outputs":{},"resources":[]}',
      'plan-is-raw-state',
    ],
    ['stream.json', '{"@level":"info","@message":"x"}\n{"@level":"info","@message":"y"}\n', 'plan-is-stream'],
    [
      'bookmark.json',
      '{"remote_plan_format":1,"run_id":"run-x","hostname":"app.terraform.io"}',
      'plan-is-cloud-bookmark',
    ],
    [
      'redacted.json',
      '{"plan_format_version":"1.1","resource_changes":[],"provider_schemas":{}}',
      'plan-is-redacted',
    ],
    ['main.tf', 'resource "aws_s3_bucket" "b" {\n}\n', 'plan-is-configuration'],
    ['plan.txt', 'Terraform used the selected providers to generate the following plan.\n', 'plan-is-text'],
    ['x.gz', new Uint8Array([0x1f, 0x8b, 8, 0]), 'plan-is-compressed'],
    ['list.json', '[]', 'plan-not-a-plan'],
    ['other.json', '{"a":1}', 'plan-not-a-plan'],
    ['cut.json', '{"format_version":"1.2","planned_values":{"root', 'plan-truncated'],
    ['broken.json', '{"format_version":"1.2",,}', 'plan-not-json'],
    [
      'future.json',
      '{"format_version":"2.0","planned_values":{},"configuration":{}}',
      'plan-format-unsupported',
    ],
    [
      'errored.json',
      '{"format_version":"1.2","planned_values":{},"configuration":{},"errored":true}',
      'plan-errored',
    ],
    [
      'twice.json',
      '{"format_version":"1.2","planned_values":{},"configuration":{},"configuration":{}}',
      'plan-duplicate-key',
    ],
    [
      'shape.json',
      '{"format_version":"1.2","planned_values":{},"configuration":{},"resource_changes":[{"address":1}]}',
      'plan-bad-shape',
    ],
    [
      'deep.json',
      `{"format_version":"1.2","planned_values":{},"configuration":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
      'plan-too-deep',
    ],
  ]
  for (const [name, content, code] of inputs) {
    writeFileSync(join(folder, name), content)
    const outcome = await runCommand(['check', name, '--policy', join(packageFolder, 'policies')], {
      cwd: folder,
    })
    t.equal(outcome.code, 2, name)
    t.match(outcome.told, new RegExp(`error\\[${code}\\]`), name)
    t.match(outcome.told, /help: /, name)
    const json = await runCommand(
      ['check', name, '--policy', join(packageFolder, 'policies'), '-o', 'json'],
      { cwd: folder },
    )
    t.equal(JSON.parse(json.stdout).status, 'error', 'the JSON report is valid all the same')
  }
})

test('a plan as PowerShell and wrappers leave it is read', async (t) => {
  const folder = emptyFolder(t)
  const text = readFileSync(join(packageFolder, article), 'utf8')
  const forms: readonly (readonly [string, Uint8Array])[] = [
    ['utf16.json', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
    ['nomark.json', Buffer.from(text, 'utf16le')],
    ['bom.json', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    [
      'wrapped.json',
      Buffer.from(`[command]/tmp/x/terraform-bin show -json tfplan\n${text}\n::debug::exitcode: 0\n`),
    ],
    ['spaced.json', Buffer.from(JSON.stringify(JSON.parse(text), null, 2))],
  ]
  const expected = (await runCommand(['check', article, '-o', 'json'])).stdout.replaceAll(article, 'PLAN')
  for (const [name, bytes] of forms) {
    writeFileSync(join(folder, name), bytes)
    const { code, stdout } = await runCommand(['check', name, '-o', 'json'], { cwd: folder })
    t.equal(code, 1, name)
    const results = (report: string): unknown =>
      JSON.parse(report).results.map(({ rule, address, status }: Record<string, string>) => [
        rule,
        address,
        status,
      ])
    t.same(results(stdout), results(expected), name)
  }
})

test('a plan file is read by the program that is named', async (t) => {
  const folder = emptyFolder(t)
  cpSync(join(packageFolder, 'test/plans/article/tfplan'), join(folder, 'tfplan'))
  cpSync(join(packageFolder, article), join(folder, 'plan.json'))
  const program = (name: string, script: string): void => {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  program('terraform', 'cat plan.json')
  program('tofu-fails', 'echo "│ Error: Failed to load plugin schemas" >&2; exit 1')
  program('terraform1.11.4', 'cat plan.json')
  const env = { PATH: `${folder}:/usr/bin:/bin` }
  t.equal((await runCommand(['check', 'tfplan'], { cwd: folder, env })).code, 1)
  const failing = await runCommand(['check', 'tfplan', '--terraform', './tofu-fails'], { cwd: folder, env })
  t.equal(failing.code, 2)
  t.match(failing.told, /terraform-failed[\s\S]*Failed\s+to\s+load\s+plugin\s+schemas/)
  const missing = await runCommand(['check', 'tfplan'], { cwd: folder, env: { PATH: '/nowhere' } })
  t.match(missing.told, /terraform-not-found/)
  const atlantis = {
    PATH: `${folder}:/bin`,
    ATLANTIS_TERRAFORM_DISTRIBUTION: 'terraform',
    ATLANTIS_TERRAFORM_VERSION: '1.11.4',
  }
  t.equal((await runCommand(['check', 'tfplan'], { cwd: folder, env: atlantis })).code, 1)
})

test('the real Terraform reads a plan file', async (t) => {
  const folder = emptyFolder(t)
  writeFileSync(join(folder, 'main.tf'), 'resource "terraform_data" "x" {\n  input = "a"\n}\n')
  try {
    const quiet = { cwd: folder, stdio: 'ignore' } as const
    execFileSync('terraform', ['init', '-input=false'], quiet)
    execFileSync('terraform', ['plan', '-input=false', '-out=tfplan'], quiet)
  } catch {
    t.comment('skipped: no terraform here')
    return
  }
  writeFileSync(
    join(folder, 'p.yaml'),
    'policy: p\nrules:\n  - id: input-is-b\n    title: b\n    severity: high\n    match: terraform_data\n    require: { input: b }\n    message: "${self} says ${self.input}"\n',
  )
  const { code, stdout } = await runCommand(['check', 'tfplan', '--policy', 'p.yaml'], { cwd: folder })
  t.equal(code, 1)
  t.match(stdout, /terraform_data\.x says a/)
})

test('the configuration is found up to the repository, and its paths start from it', async (t) => {
  const folder = emptyFolder(t)
  mkdirSync(join(folder, '.git'))
  mkdirSync(join(folder, 'envs/prod'), { recursive: true })
  mkdirSync(join(folder, 'policies'))
  cpSync(join(packageFolder, article), join(folder, 'envs/prod/plan.json'))
  cpSync(join(packageFolder, 'policies/aws/cloudtrail/trail.yaml'), join(folder, 'policies/trail.yaml'))
  writeFileSync(
    join(folder, 'plangate.yaml'),
    'policies: [policies]\nenforcement:\n  default: advisory\nparameters: { required_tags: [Nobody] }\n',
  )
  const { code, stdout } = await runCommand(['check', 'plan.json'], { cwd: join(folder, 'envs/prod') })
  t.equal(code, 0, 'everything is advisory')
  t.match(stdout, /cloudtrail-tags-required \(does not block\)/)
  writeFileSync(join(folder, 'plangate.yaml'), 'polices: [x]\n')
  const broken = await runCommand(['check', 'plan.json'], { cwd: join(folder, 'envs/prod') })
  t.equal(broken.code, 2)
  t.match(broken.told, /did you mean `policies`/)
})

test('reports go to files whole, and colours only where they are wanted', async (t) => {
  const folder = emptyFolder(t)
  const outcome = await runCommand(
    ['check', join(packageFolder, article), '-o', 'human', '-o', 'json=report.json'],
    { cwd: folder },
  )
  t.equal(outcome.code, 1)
  t.same(readdirSync(folder), ['report.json'])
  t.equal(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).exitCode, 1)
  t.notOk(outcome.stdout.includes('\u001b'))
  t.match((await runCommand(['check', article, '--color', 'always'])).stdout, '\u001b[31m')
  t.match((await runCommand(['check', article], { env: { FORCE_COLOR: '1' } })).stdout, '\u001b[')
  t.notOk(
    (await runCommand(['check', article], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout.includes(
      '\u001b',
    ),
  )
  const nowhere = await runCommand(['check', article, '-o', 'json=/no/such/folder/r.json'])
  t.equal(nowhere.code, 2)
  t.match(nowhere.told, /file-not-writable/)
})

test('help and version', async (t) => {
  t.match((await runCommand(['--version'])).stdout, /^\d+\.\d+\.\d+/)
  t.match((await runCommand(['help'])).stdout, /Commands:\n {2}check/)
  const help = await runCommand(['check', '--help'])
  t.equal(help.code, 0)
  t.match(help.stdout, /--trust-references/)
  t.ok(
    help.stdout.split('\n').every((line) => line.length <= 80),
    '80 columns',
  )
  t.equal((await runCommand([])).code, 2)
})
