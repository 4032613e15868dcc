import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { CONDITION_KEYWORDS } from '../../src/validate/policy-keywords.ts'
import { TEST_KEYWORDS } from '../../src/validate/policy-test.ts'
import { packageFolder } from '../cli/run-command.ts'
import { BROKEN_POLICIES } from '../validate/broken-policies.ts'
import { openEditor } from './editor.ts'

const policy = openEditor('policy')

/** A policy whose rule holds these lines from line 6 on; they are indented by four. */
const rule = (lines: string): string =>
  `policy: p\nrules:\n  - id: r\n    severity: high\n    match: aws_x\n${lines.replaceAll(/^/gm, '    ')}`

test('shipped policies and the files of the guide are not underlined', async (t) => {
  const files = globSync('policies/**/*.yaml', { cwd: packageFolder })
  t.ok(files.length > 0)
  for (const file of files) {
    t.same(await policy.problems(readFileSync(join(packageFolder, file), 'utf8')), [], file)
  }
  const guide = readFileSync(join(packageFolder, 'docs/guide.md'), 'utf8')
  for (const [, name = '', text = ''] of guide.matchAll(/<!-- file: (\S+) -->\n```yaml\n([\s\S]*?)```/g)) {
    const schema = name.endsWith('.policy_test.yaml')
      ? 'policy_test'
      : name === 'plangate.yaml'
        ? 'configuration'
        : name === 'waivers.yaml'
          ? 'waivers'
          : 'policy'
    t.same(await openEditor(schema).problems(text), [], name)
  }
})

/** What an editor finds by the schema alone, in the words of our own reader. */
const BY_SCHEMA = /^(?:unknown-key|unknown-value|missing-key|unknown-operator|wrong-kind) /

test('what is broken is underlined in its line', async (t) => {
  let found = 0
  for (const [title, text, problem] of BROKEN_POLICIES) {
    if (!BY_SCHEMA.test(problem) || text === '') continue
    const line = /(\d+):\d+$/.exec(problem)?.[1] ?? ''
    const problems = await policy.problems(text)
    found += 1
    t.ok(
      problems.some((one) => one.startsWith(`${line}: `)),
      `${title}: line ${line}, not ${problems.join('; ')}`,
    )
  }
  t.ok(found > 40, `${found}`)
})

test('every place offers its keys and words', async (t) => {
  const offers: readonly (readonly [text: string, expected: readonly string[]])[] = [
    ['|', ['policy', 'title', 'parameters', 'define', 'rules']],
    ['policy: p\nparameters:\n  n:\n    |', ['type', 'default', 'minimum', 'maximum', 'description']],
    ['policy: p\nparameters:\n  n:\n    type: |', ['string', 'number', 'boolean', 'list', 'map']],
    [rule('|'), ['title', 'when', 'require', 'forbid', 'message', 'why', 'fix', 'controls', 'examples']],
    [rule('').replace('high', '|'), ['critical', 'high', 'medium', 'low', 'info']],
    [rule('').replace('aws_x', '\n      |'), ['type', 'mode', 'module', 'address', 'actions', 'where']],
    [rule('require:\n  |'), CONDITION_KEYWORDS],
    [rule('require:\n  any:\n    - |'), CONDITION_KEYWORDS],
    [rule('require: { al| }'), CONDITION_KEYWORDS],
    [rule('require:\n  encrypted:\n    |'), TEST_KEYWORDS],
    [rule('require:\n  encrypted: { eq| }'), TEST_KEYWORDS],
    [rule('require:\n  rule:\n    some:\n      |'), ['as', ...TEST_KEYWORDS, ...CONDITION_KEYWORDS]],
    [rule('require:\n  rule:\n    length:\n      |'), ['equals', 'in', 'gt', 'gte', 'lt', 'lte']],
    [rule('require:\n  rule:\n    present: |'), ['true', 'false']],
    [rule('require:\n  rule:\n    when_not_configured: |'), ['holds', 'does_not_hold', 'unknown']],
    [rule('require:\n  count:\n    |'), ['of', 'is']],
    [
      rule('require:\n  refers_to:\n    |'),
      ['type', 'through', 'to', 'from', 'as', 'quantifier', 'where', 'outside_plan'],
    ],
    [rule('require:\n  refers_to:\n    type: aws_y\n    quantifier: |'), ['some', 'each', 'none']],
    [rule('examples:\n  - |'), ['pass', 'fail', 'unknown', 'not-applicable', 'unknown_cannot_happen']],
    [rule('examples:\n  - pass: x\n    |'), ['plan', 'resources', 'parameters', 'expect']],
    [rule('examples:\n  - pass: x\n    resources:\n      aws_x.a:\n        |'), ['$actions', '$before']],
    [rule('examples:\n  - pass: x\n    expect:\n      aws_x.a: |'), ['pass', 'fail', 'unknown', 'error']],
  ]
  for (const [text, expected] of offers) {
    const offered = await policy.offers(text)
    const missing = expected.filter((word) => !offered.includes(word))
    t.same(missing, [], `${text.slice(-40)}: ${offered.join(', ')}`)
  }
})

test('configuration, waivers and test files offer theirs', async (t) => {
  for (const [schema, text, expected] of [
    [
      'configuration',
      '|',
      ['policies', 'enforcement', 'unknown', 'parameters', 'waivers', 'context', 'strict'],
    ],
    ['configuration', 'enforcement:\n  |', ['default', 'severity', 'rules']],
    ['configuration', 'enforcement:\n  default: |', ['advisory', 'soft-mandatory', 'hard-mandatory']],
    ['configuration', 'context:\n  aws:\n    |', ['account_id', 'region', 'partition']],
    ['configuration', 'unknown: |', ['report', 'block']],
    [
      'waivers',
      'waivers:\n  - |',
      ['rules', 'addresses', 'plans', 'owner', 'reason', 'ticket', 'expires', 'value'],
    ],
    ['policy_test', '|', ['policies', 'parameters', 'tests']],
    ['policy_test', 'tests:\n  r:\n    - |', ['pass', 'fail', 'unknown', 'plan', 'resources', 'expect']],
  ] as const) {
    const offered = await openEditor(schema).offers(text)
    t.same(
      expected.filter((word) => !offered.includes(word)),
      [],
      `${schema} ${text}: ${offered.join(', ')}`,
    )
  }
})

test('hovering explains every keyword, with an example', async (t) => {
  for (const word of TEST_KEYWORDS) {
    const text = await policy.hover(rule(`require: { a: { |${word}: 1 } }\n`))
    t.match(text, new RegExp(`^#### ${word.replaceAll('_', '..?')}`), word)
    t.ok(text.split('\n\n').length > 2, `${word}: ${text}`)
  }
  for (const word of CONDITION_KEYWORDS) {
    const text = await policy.hover(rule(`require: { |${word}: x }\n`))
    t.match(text, new RegExp(`^#### ${word.replaceAll('_', '..?')}`), word)
    t.match(text, /Example/, word)
  }
  t.match(await policy.hover(rule('require: { refers_to: { thr|ough: bucket } }')), /naming value/)
  t.match(await policy.hover(rule('examples: [{ pass: x, resour|ces: {} }]')), /Instances by address/)
})
