import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { test } from 'tap'
import { validateXML } from 'xmllint-wasm'
import { emptyFolder, packageFolder, runCommand } from './run-command.ts'

const POLICY = `policy: p
rules:
  - id: encrypted
    severity: high
    match: aws_cloudtrail
    require: { kms_key_id: { present: true } }
    examples:
      - pass: it has a key
        resources: { aws_cloudtrail.main: { kms_key_id: arn } }
      - fail: it has none
        resources: { aws_cloudtrail.main: { name: main } }
      - unknown: the key is known after the apply
        resources: { aws_cloudtrail.main: { kms_key_id: !unknown var.key } }
`

function folderWith(t: Parameters<typeof emptyFolder>[0], files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder(t)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** The policy with these examples. */
function showing(examples: string): string {
  return `${POLICY.slice(0, POLICY.indexOf('    examples:'))}    examples: ${examples}\n`
}

test('examples that come as expected', async (t) => {
  const cwd = folderWith(t, { 'p.yaml': POLICY })
  const { code, stdout, stderr } = await runCommand(['test', 'p.yaml'], { cwd })
  t.equal(code, 0)
  t.equal(stdout, '3 examples of 1 rule: 3 as expected\n')
  t.equal(stderr, '')
  t.match(
    (await runCommand(['test', 'p.yaml', '--all'], { cwd })).stdout,
    /^ok p\.yaml:8:9 encrypted, pass: it has a key\n/,
  )
})

test('an example that comes otherwise: what was expected, what came, and why', async (t) => {
  const cwd = folderWith(t, {
    'p.yaml': showing('[{ pass: it has a key, resources: { aws_cloudtrail.main: { kms_key_id: "" } } }]'),
  })
  const { code, stdout } = await runCommand(['test', 'p.yaml'], { cwd })
  t.equal(code, 1)
  t.equal(
    stdout,
    `FAIL p.yaml:7:18 encrypted, pass: it has a key
    aws_cloudtrail.main: expected pass, got fail
      kms_key_id = ""

1 example of 1 rule: 0 as expected and 1 not as expected
`,
  )
})

test('expectations are exact', async (t) => {
  const resources =
    '{ aws_cloudtrail.a: { kms_key_id: k }, aws_cloudtrail.b: {}, aws_cloudtrail.c: { kms_key_id: !unknown } }'
  for (const [expect, code, words] of [
    [
      '{ aws_cloudtrail.a: pass, aws_cloudtrail.b: fail, aws_cloudtrail.c: unknown }',
      0,
      /3 as|1 as expected/,
    ],
    [
      '{ aws_cloudtrail.a: pass, aws_cloudtrail.b: fail }',
      1,
      /aws_cloudtrail\.c: expected no result, got unknown/,
    ],
    [
      '{ aws_cloudtrail.a: fail, aws_cloudtrail.b: fail, aws_cloudtrail.c: unknown }',
      1,
      /aws_cloudtrail\.a: expected fail, got pass/,
    ],
    [
      '{ aws_cloudtrail.a: pass, aws_cloudtrail.b: fail, aws_cloudtrail.x: fail, aws_cloudtrail.c: unknown }',
      1,
      /aws_cloudtrail\.x: expected fail, got no result/,
    ],
  ] as const) {
    const cwd = folderWith(t, {
      'p.yaml': showing(`[{ fail: f, resources: ${resources}, expect: ${expect} }]`),
    })
    const outcome = await runCommand(['test', 'p.yaml'], { cwd })
    t.equal(outcome.code, code, expect)
    t.match(outcome.stdout, words)
  }
  const without = folderWith(t, { 'p.yaml': showing(`[{ fail: f, resources: ${resources} }]`) })
  t.match(
    (await runCommand(['test', 'p.yaml'], { cwd: without })).stdout,
    /a: expected fail, got pass[\s\S]*c: expected fail, got unknown/,
  )
  const nothing = folderWith(t, { 'p.yaml': showing('[{ pass: f, resources: { aws_s3_bucket.b: {} } }]') })
  t.match(
    (await runCommand(['test', 'p.yaml'], { cwd: nothing })).stdout,
    /got no result\n {6}help: the rule matches nothing/,
  )
})

test('test files: examples of policies that are kept elsewhere', async (t) => {
  const cwd = folderWith(t, {
    'policies/p.yaml': POLICY,
    'tests/p.policy_test.yaml': `policies: [../policies/p.yaml, "plangate:aws/cloudtrail"]
tests:
  encrypted:
    - fail: it has none
      resources: { aws_cloudtrail.main: {} }
  cloudtrail-multi-region:
    - pass: all regions
      resources: { aws_cloudtrail.main: { is_multi_region_trail: true } }
`,
  })
  t.match(await runCommand(['test', 'tests'], { cwd }), {
    code: 0,
    stdout: '2 examples of 2 rules: 2 as expected\n',
  })
  t.match(await runCommand(['test', 'tests', 'policies', '--rule', 'encr*'], { cwd }), {
    code: 0,
    stdout: '4 examples of 1 rule: 4 as expected\n',
  })
  writeFileSync(
    join(cwd, 'tests/wrong.policy_test.yaml'),
    'policies: [../policies/q.yaml, ../policies/p.yaml]\ntests:\n  encryptd:\n    - fail: x\n      resources: { aws_cloudtrail.a: {} }\n',
  )
  const gone = await runCommand(['test', 'tests/wrong.policy_test.yaml'], { cwd })
  t.equal(gone.code, 2)
  t.match(gone.stdout, /file-not-found[\s\S]*at tests\/wrong\.policy_test\.yaml:1:12[\s\S]*did you mean/)
  t.notMatch(gone.stdout, /unknown-rule/, 'the rule may stand in what cannot be read')
  writeFileSync(
    join(cwd, 'policies/q.yaml'),
    POLICY.replace('policy: p', 'policy: q').replace('id: encrypted', 'id: other'),
  )
  const wrong = await runCommand(['test', 'tests/wrong.policy_test.yaml'], { cwd })
  t.equal(wrong.code, 2)
  t.match(
    wrong.stdout,
    /unknown-rule[\s\S]*at tests\/wrong\.policy_test\.yaml:3:3[\s\S]*did you mean `encrypted`/,
  )
})

test('parameters of an example and of a test file', async (t) => {
  const policy = `policy: p
parameters:
  least: { type: number }
rules:
  - id: kept
    severity: low
    match: aws_kms_key
    require: { deletion_window_in_days: { gte: "\${params.least}" } }
    examples:
      - pass: as long as asked
        parameters: { least: 7 }
        resources: { aws_kms_key.k: { deletion_window_in_days: 7 } }
`
  const cwd = folderWith(t, {
    'p.yaml': policy,
    'p.policy_test.yaml': `policies: [p.yaml]
parameters: { least: 10 }
tests:
  kept:
    - fail: shorter
      resources: { aws_kms_key.k: { deletion_window_in_days: 7 } }
    - pass: the example has the last word
      parameters: { least: 7 }
      resources: { aws_kms_key.k: { deletion_window_in_days: 7 } }
`,
    'lacking.yaml': policy.replace('        parameters: { least: 7 }\n', ''),
    'mistyped.yaml': policy.replace('{ least: 7 }', '{ least: seven }'),
    'misspelt.yaml': policy.replace('{ least: 7 }', '{ leest: 7 }'),
  })
  t.match(await runCommand(['test', 'p.yaml', 'p.policy_test.yaml'], { cwd }), {
    code: 0,
    stdout: '3 examples of 1 rule: 3 as expected\n',
  })
  const lacking = await runCommand(['test', 'lacking.yaml'], { cwd })
  t.equal(lacking.code, 1)
  t.match(
    lacking.stdout,
    /expected pass, got error[\s\S]*missing-parameter[\s\S]*under `parameters` of the\s+example/,
  )
  t.match(await runCommand(['test', 'mistyped.yaml'], { cwd }), { code: 2, stdout: /invalid-parameter/ })
  t.match(await runCommand(['test', 'misspelt.yaml'], { cwd }), { code: 2, stdout: /did you mean `least`/ })
})

test('plans beside the policy: a folder, its JSON, and what is not there', async (t) => {
  const article = join(packageFolder, 'test/plans/article')
  const examples = (plan: string): string => `policy: p
rules:
  - id: regions
    severity: high
    match: aws_cloudtrail
    require: { is_multi_region_trail: true }
    examples:
      - fail: one of them
        plan: ${plan}
        expect: { aws_cloudtrail.main: pass, aws_cloudtrail.bad: fail, "aws_cloudtrail.org[0]": pass }
  - id: same-bucket
    severity: high
    match: { type: aws_cloudtrail, address: aws_cloudtrail.main }
    require: { refers_to: { type: aws_s3_bucket, through: s3_bucket_name } }
    examples:
      - pass: the sources prove it
        plan: ${plan}
`
  const cwd = folderWith(t, {
    'p.yaml': examples('plans/article'),
    'json.yaml': examples('plans/article/plan.json'),
    'gone.yaml': examples('plans/articel'),
    'empty.yaml': examples('plans'),
  })
  cpSync(article, join(cwd, 'plans/article'), { recursive: true })
  const whole = await runCommand(['test', 'p.yaml'], { cwd })
  t.equal(whole.code, 0, whole.stdout)
  const json = await runCommand(['test', 'json.yaml'], { cwd })
  t.equal(json.code, 1)
  t.match(json.stdout, /expected pass, got unknown/, 'plan JSON alone proves no reference')
  const gone = await runCommand(['test', 'gone.yaml'], { cwd })
  t.equal(gone.code, 2)
  t.match(gone.stdout, /ERROR gone\.yaml:8:9[\s\S]*file-not-found[\s\S]*at gone\.yaml:9:15/)
  t.match((await runCommand(['test', 'empty.yaml'], { cwd })).stdout, /plan-not-in-folder/)
})

test('a plan file by itself is shown by Terraform, a folder without JSON too', async (t) => {
  const cwd = folderWith(t, {
    'p.yaml': `policy: p
rules:
  - id: same-bucket
    severity: high
    match: { type: aws_cloudtrail, address: aws_cloudtrail.main }
    require: { refers_to: { type: aws_s3_bucket, through: s3_bucket_name } }
    examples:
      - pass: by its file
        plan: plans/tfplan
      - pass: by its folder
        plan: plans
`,
  })
  const article = join(packageFolder, 'test/plans/article')
  mkdirSync(join(cwd, 'plans'))
  cpSync(join(article, 'tfplan'), join(cwd, 'plans/tfplan'))
  writeFileSync(join(cwd, 'terraform'), `#!/bin/sh\ncat ${join(article, 'plan.json')}\n`)
  chmodSync(join(cwd, 'terraform'), 0o755)
  const found = await runCommand(['test', 'p.yaml'], { cwd, env: { PATH: `${cwd}:/bin:/usr/bin` } })
  t.equal(found.code, 0, found.stdout)
  const none = await runCommand(['test', 'p.yaml'], { cwd, env: { PATH: join(cwd, 'nowhere') } })
  t.equal(none.code, 2)
  t.match(none.stdout, /ERROR p\.yaml:8:9[\s\S]*terraform-not-found[\s\S]*2 could not be run/)
})

test('coverage: conditions that no example decided both ways, at their places', async (t) => {
  const cwd = folderWith(t, {
    'p.yaml': `policy: p
define:
  named: { name: { starts_with: a } }
rules:
  - id: r
    severity: low
    match: { type: aws_cloudtrail, where: { name: { not_equals: z } } }
    require:
      use: named
      any:
        - enable_logging: true
        - event_selector: { some: { read_write_type: All } }
      when: { is_organization_trail: true }
      then: { kms_key_id: { present: true } }
    examples:
      - pass: p
        resources: { aws_cloudtrail.a: { name: a, enable_logging: true, event_selector: [], is_organization_trail: false, kms_key_id: null } }
      - fail: f
        resources: { aws_cloudtrail.a: { name: b, enable_logging: false, event_selector: [], is_organization_trail: false, kms_key_id: null } }
`,
  })
  const { stdout, code } = await runCommand(['test', 'p.yaml', '--coverage'], { cwd })
  t.equal(code, 0)
  t.equal(
    stdout,
    `2 of 7 conditions were true in one example and false in another
  r
    p.yaml:7:53 \`name: not_equals\` was never false
    p.yaml:12:29 \`event_selector: some\` was never true
    p.yaml:12:54 \`read_write_type: equals\` was never reached
    p.yaml:13:38 \`is_organization_trail: equals\` was never true
    p.yaml:14:29 \`kms_key_id: present\` was never reached

2 examples of 1 rule: 2 as expected
`,
  )
})

test('JUnit: what Ant, Jenkins and GitLab read', async (t) => {
  const hostile = `"]]> <b> & ' \\u0007\\u0085\\uffff\\ud800 [[ATTACHMENT|/etc/passwd]] ::error::"`
  const example = (kind: string, value: string): string =>
    `{ ${kind}: ${hostile}, resources: { aws_cloudtrail.a: { kms_key_id: ${value} } } }`
  const cwd = folderWith(t, {
    'p.yaml': showing(
      `[${example('pass', 'k')}, ${example('pass', 'k')}, ${example('pass', '""')}, { pass: x, plan: nowhere }]`,
    ),
    'broken.yaml': 'policy: [',
  })
  const { code } = await runCommand(
    ['test', 'p.yaml', 'broken.yaml', '-o', 'junit=results.xml', '-o', 'json'],
    { cwd },
  )
  t.equal(code, 2)
  const contents = readFileSync(join(cwd, 'results.xml'), 'utf8')
  const schema = readFileSync(join(packageFolder, 'test/report/junit.xsd'), 'utf8')
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'results.xml', contents }],
    schema: [schema],
  })
  t.ok(valid, JSON.stringify(errors))
  t.match(contents, /<testsuite name="p\.yaml".* tests="4" failures="1" errors="1"/)
  t.match(contents, /<testsuite name="broken\.yaml".* errors="1"/)
  t.notMatch(contents, /\]\]>|\[\[ATTACHMENT|::error::/)
  t.match(contents, /timestamp="2026-01-01T00:00:00"/)
})

test('JSON satisfies its schema', async (t) => {
  const cwd = folderWith(t, {
    'p.yaml': showing('[{ pass: p, resources: { aws_cloudtrail.a: {} } }, { pass: q, plan: nowhere }]'),
  })
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(packageFolder, 'schemas/test.schema.json'), 'utf8')),
  )
  for (const argv of [['p.yaml'], ['p.yaml', '--rule', 'nope'], ['plangate:aws/cloudtrail']]) {
    const document = JSON.parse((await runCommand(['test', ...argv, '-o', 'json'], { cwd })).stdout)
    t.ok(validate(document), JSON.stringify(validate.errors))
  }
})

test('what a sensitive value is stays hidden in every format', async (t) => {
  const cwd = folderWith(t, {
    'p.yaml': showing(
      '[{ fail: p, resources: { aws_cloudtrail.a: { kms_key_id: !sensitive hunter2, name: x } } }]',
    ),
  })
  for (const format of ['human', 'json', 'junit']) {
    const { stdout } = await runCommand(['test', 'p.yaml', '-o', format], { cwd })
    t.match(stdout, /\(sensitive\)/)
    t.notMatch(stdout, /hunter2/, format)
  }
})

test('without names what the configuration names is tested; without both there is nothing', async (t) => {
  const cwd = folderWith(t, { 'gate/p.yaml': POLICY, 'plangate.yaml': 'policies: [gate/]\n' })
  t.match(await runCommand(['test'], { cwd }), { code: 0, stdout: /^3 examples/ })
  const empty = folderWith(t, { 'p.yaml': showing('[]') })
  t.match(await runCommand(['test'], { cwd: empty }), { code: 2, stderr: /usage-nothing-to-test/ })
  t.match(await runCommand(['test', 'p.yaml'], { cwd: empty }), { code: 2, stdout: /no-examples/ })
  t.match(await runCommand(['test', 'p.yaml', '--rule', 'encryptd'], { cwd: empty }), {
    code: 2,
    stdout: /did you mean `encrypted`/,
  })
  t.match(await runCommand(['test', 'gate'], { cwd: empty }), { code: 2, stdout: /file-not-found/ })
  t.match(await runCommand(['test', 'p.yaml', '-o', 'junt'], { cwd: empty }), { code: 2, stderr: /`junit`/ })
})
