import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './run-command.ts'

const article = join(packageFolder, 'test/plans/article/plan.json')

/** What is wrong, the arguments, and the code of the one error that must be told. */
const WRONG: readonly (readonly [string, readonly string[], string])[] = [
  ['an empty plan', ['empty.json'], 'plan-empty'],
  ['a list', ['list.json'], 'plan-not-a-plan'],
  ['no such plan', ['nowhere.json'], 'file-not-found'],
  ['no such policy', [article, '--policy', 'nowhere.yaml'], 'file-not-found'],
  ['no such policy set', [article, '--policy', 'plangate:aws/nothing'], 'policy-set-not-found'],
  ['no policy fits', ['other.json'], 'policy-none-chosen'],
  ['no plan at all', [], 'usage-no-plan'],
  ['no such configuration', [article, '--config', 'nowhere.yaml'], 'file-not-found'],
  ['no such waivers', [article, '--waivers', 'nowhere.yaml'], 'file-not-found'],
]

test('a gate that could not judge still writes its report, and says once what is wrong', async (t) => {
  const cwd = emptyFolder(t)
  writeFileSync(join(cwd, 'empty.json'), '')
  writeFileSync(join(cwd, 'list.json'), '[]')
  writeFileSync(
    join(cwd, 'other.json'),
    '{"format_version":"1.2","planned_values":{"root_module":{}},"configuration":{}}',
  )
  for (const [what, argv, code] of WRONG) {
    const json = await runCommand(['check', ...argv, '-o', 'json'], { cwd })
    t.equal(json.code, 2, what)
    const report = JSON.parse(json.stdout)
    t.match(report, { status: 'error', exitCode: 2 }, what)
    const errors = report.diagnostics.filter(({ severity }: { severity: string }) => severity === 'error')
    t.same(
      errors.map((diagnostic: { code: string }) => diagnostic.code),
      [code],
      what,
    )
    const human = await runCommand(['check', ...argv], { cwd })
    t.equal(human.code, 2, what)
    t.match(human.stdout, /Not judged: 1 problem with the inputs \(exit code 2\)/, what)
    const told = new RegExp(`error\\[${code}\\][\\s\\S]*help: `)
    t.match(human.stdout, told, what)
    t.equal(human.stderr, '', `${what}: what the report says is not said again`)
    t.match(json.stderr, told, `${what}: what a machine reads is told to people too`)
  }
})

test('plans that no Terraform writes are refused, not judged by what is left of them', async (t) => {
  const cwd = emptyFolder(t)
  const change = { actions: ['create'], before: null, after: {}, after_unknown: {} }
  const resource = {
    address: 'aws_cloudtrail.a',
    mode: 'managed',
    type: 'aws_cloudtrail',
    name: 'a',
    provider_name: 'registry.terraform.io/hashicorp/aws',
  }
  const plans: readonly (readonly [string, readonly unknown[], string])[] = [
    ['after is text', [{ ...resource, change: { ...change, after: 'x' } }], 'plan-bad-shape'],
    ['after is a list', [{ ...resource, change: { ...change, after: [] } }], 'plan-bad-shape'],
    ['before is a number', [{ ...resource, change: { ...change, before: 1 } }], 'plan-bad-shape'],
    ['a mask is a list', [{ ...resource, change: { ...change, after_unknown: [1] } }], 'plan-bad-shape'],
    ['a mask is text', [{ ...resource, change: { ...change, after_unknown: 'true' } }], 'plan-bad-shape'],
    [
      'one instance twice',
      [
        { ...resource, change },
        { ...resource, change },
      ],
      'plan-duplicate-instance',
    ],
    [
      'one deposed object twice',
      [
        { ...resource, deposed: '1', change },
        { ...resource, deposed: '1', change },
      ],
      'plan-duplicate-instance',
    ],
  ]
  for (const [what, changes, code] of plans) {
    writeFileSync(
      join(cwd, 'plan.json'),
      JSON.stringify({
        format_version: '1.2',
        planned_values: {},
        configuration: {},
        resource_changes: changes,
      }),
    )
    const { code: exit, stdout } = await runCommand(['check', 'plan.json', '-o', 'json'], { cwd })
    t.equal(exit, 2, what)
    const report = JSON.parse(stdout)
    t.same(report.results, [], what)
    t.match(report.diagnostics, [{ code: 'policies-chosen' }, { code, severity: 'error' }], what)
  }
})
