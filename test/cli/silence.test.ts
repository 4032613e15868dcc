import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './run-command.ts'

const PLAN = join(packageFolder, 'test/plans/article/plan.json')
const TRAIL = 'match: aws_cloudtrail, require: { name: { present: true } }'

/** What is there and does nothing, the code that tells of it, and the word that helps. */
const SILENT: readonly (readonly [
  title: string,
  files: Readonly<Record<string, string>>,
  code: string,
  help: RegExp,
])[] = [
  [
    'a rule that matched nothing',
    {
      'p.yaml': `policy: p\nrules:\n  - { id: a, severity: high, match: aws_sns_topic, require: { name: x } }\n  - { id: b, severity: high, ${TRAIL} }\n`,
    },
    'rule-matched-nothing',
    /correct its `match`/,
  ],
  [
    'a misspelt type',
    {
      'p.yaml': `policy: p\nrules:\n  - { id: a, severity: high, match: aws_cloudtrial, require: { name: x } }\n  - { id: b, severity: high, ${TRAIL} }\n`,
    },
    'rule-matched-nothing',
    /did you mean `aws_cloudtrail`\?/,
  ],
  [
    'a policy that matched nothing',
    {
      'p.yaml':
        'policy: p\nrules:\n  - { id: a, severity: high, match: aws_sns_topic, require: { name: x } }\n  - { id: b, severity: high, match: aws_sqs_queue, require: { name: x } }\n',
    },
    'policy-matched-nothing',
    /leave the policy out/,
  ],
  [
    'a path of JSON that leads nowhere',
    {
      'p.yaml':
        'policy: p\nrules:\n  - { id: a, severity: high, match: { document: $.configuration.provider_config.google }, require: { name: google } }\n',
    },
    'rule-matched-nothing',
    /correct its `match`/,
  ],
  [
    'a view without rows',
    {
      'p.yaml':
        'policy: p\nrules:\n  - { id: a, severity: high, match: { view: network_rule }, forbid: { direction: ingress } }\n',
    },
    'rule-matched-nothing',
    /correct its `match`/,
  ],
  [
    'a condition on each of nothing',
    {
      'p.yaml':
        'policy: p\nrules:\n  - { id: a, severity: high, match: aws_cloudtrail, require: { insight_selector: { each: { insight_type: x } } } }\n',
    },
    'empty-quantifier',
    /length: \{ gte: 1 \}/,
  ],
  [
    'an unused parameter',
    {
      'p.yaml': `policy: p\nparameters: { days: { type: number, default: 1 } }\nrules:\n  - { id: b, severity: high, ${TRAIL} }\n`,
    },
    'unused-parameter',
    /days/,
  ],
  [
    'an unused definition',
    {
      'p.yaml': `policy: p\ndefine: { named: { name: x } }\nrules:\n  - { id: b, severity: high, ${TRAIL} }\n`,
    },
    'unused-definition',
    /named/,
  ],
  [
    'an unused waiver',
    {
      'p.yaml': `policy: p\nrules:\n  - { id: b, severity: high, ${TRAIL} }\n`,
      'waivers.yaml':
        'waivers:\n  - { rules: [b], addresses: [aws_cloudtrail.main], owner: x@example.com, reason: none, expires: 2026-06-30 }\n',
    },
    'waiver-unused',
    /b/,
  ],
]

for (const [title, files, code, help] of SILENT) {
  test(`${title} is told, and stops a strict gate`, async (t) => {
    const cwd = emptyFolder(t)
    for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
    const waivers = 'waivers.yaml' in files ? ['--waivers', 'waivers.yaml'] : []
    const run = (...more: readonly string[]) =>
      runCommand(['check', PLAN, '-p', 'p.yaml', ...waivers, '-o', 'json', ...more], { cwd })
    const told = await run()
    t.equal(told.code, 0)
    const report = JSON.parse(told.stdout) as { diagnostics: { code: string; severity: string }[] }
    t.same(
      report.diagnostics.map((diagnostic) => diagnostic.code),
      [code],
    )
    t.not(report.diagnostics[0]?.severity, 'error')
    const strict = await run('--strict')
    t.equal(strict.code, 2)
    t.match(strict.stderr, new RegExp(`error\\[${code}\\]`))
    t.match(strict.stderr, help)
  })
}
