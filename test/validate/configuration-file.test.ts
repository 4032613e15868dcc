import { test } from 'tap'
import type { Diagnostic } from '../../src/diagnostic.ts'
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts'
import type { GivenParameter, Policy } from '../../src/policy/policy.ts'
import {
  checkEnforcement,
  readConfiguration,
  readParameterFile,
} from '../../src/validate/configuration-file.ts'
import { resolveParameters } from '../../src/validate/parameters.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'

test('a whole configuration', (t) => {
  const { configuration, diagnostics } = readConfiguration(
    `policies: [policies/, "plangate:aws/cloudtrail"]
enforcement:
  default: soft-mandatory
  severity: { low: advisory }
  rules: { cloudtrail-multi-region: hard-mandatory }
unknown: block
parameters: { retention_days: 365, tags: [a, b] }
waivers: waivers.yaml
context: { aws: { account_id: "111122223333" }, aws.replica: { region: eu-west-1 } }
strict: true
matched_nothing: error
max_waiver_days: 30
`,
    'plangate.yaml',
  )
  t.same(diagnostics, [])
  t.same(
    configuration?.policies?.map(({ value }) => value),
    ['policies/', 'plangate:aws/cloudtrail'],
  )
  t.equal(configuration?.enforcement.default, 'soft-mandatory')
  t.same([...(configuration?.enforcement.severity ?? [])], [['low', 'advisory']])
  t.same([...(configuration?.enforcement.rules ?? [])], [['cloudtrail-multi-region', 'hard-mandatory']])
  t.match(configuration?.parameters, [
    { name: 'retention_days', value: { json: 365 }, location: { line: 7, column: 31 } },
    { name: 'tags', value: { json: ['a', 'b'] } },
  ])
  t.same(
    [...(configuration?.context ?? [])],
    [
      ['aws', { account_id: '111122223333' }],
      ['aws.replica', { region: 'eu-west-1' }],
    ],
  )
  t.match(configuration, {
    unknown: 'block',
    waivers: { value: 'waivers.yaml' },
    strict: true,
    matchedNothing: 'error',
    maxWaiverDays: 30,
  })
  t.end()
})

test('an empty configuration says nothing', (t) => {
  t.same(readConfiguration('', 'f'), { configuration: DEFAULT_CONFIGURATION, diagnostics: [] })
  t.same(readConfiguration('# nothing yet\n', 'f').configuration, DEFAULT_CONFIGURATION)
  t.same(readConfiguration('strict: false', 'f').configuration, DEFAULT_CONFIGURATION)
  t.end()
})

test('mistakes are reported at their place', (t) => {
  const cases: readonly (readonly [yaml: string, problem: string, help?: string])[] = [
    ['polices: [a]', 'unknown-key 1:1', 'did you mean `policies`?'],
    ['policies: policies/', 'wrong-kind 1:11', 'write `policies: [policies/]`'],
    [
      'enforcement: { default: soft }',
      'unknown-value 1:25',
      'it is `advisory`, `soft-mandatory` or `hard-mandatory`',
    ],
    ['enforcement: { severity: { hihg: advisory } }', 'unknown-key 1:28', 'did you mean `high`?'],
    ['unknown: blok', 'unknown-value 1:10', 'did you mean `block`?'],
    ['strict: on', 'wrong-kind 1:9', 'write `strict: true`'],
    [
      'context: { aws: { account_id: 012345678901 } }',
      'wrong-kind 1:31',
      'write it in quotes: "012345678901"',
    ],
    ['context: { aws: { account_id: "12345" } }', 'invalid-context 1:31', 'it has 12 digits'],
    ['context: { aws: { acount_id: "1" } }', 'unknown-key 1:19', 'did you mean `account_id`?'],
    ['max_waiver_days: -1', 'unknown-value 1:18'],
    ['parameters: { id: 012345678901 }', 'number-leading-zero 1:19', 'write it in quotes: "012345678901"'],
    ['parameters: { id: !unknown x }', 'tag-not-here 1:28'],
    ['[policies]', 'wrong-kind 1:1'],
    ['strict: true\nstrict: true', 'yaml-duplicate-key 2:1', 'it already stands in line 1'],
  ]
  for (const [yaml, problem, help] of cases) {
    const { configuration, diagnostics } = readConfiguration(yaml, 'plangate.yaml')
    t.equal(configuration, undefined, yaml)
    t.same(diagnostics.map(print), [problem], yaml)
    t.equal(diagnostics[0]?.help, help, yaml)
  }
  t.end()
})

test('a rule that is enforced must be there', (t) => {
  const { configuration } = readConfiguration(
    'enforcement: { rules: { rul-a: advisory, rule-b: advisory } }',
    'plangate.yaml',
  )
  const policy = read('p', '', ['rule-a', 'rule-b'])
  const found = configuration === undefined ? [] : checkEnforcement(configuration, [policy])
  t.same(found.map(print), ['unknown-rule 1:25'])
  t.equal(found[0]?.help, 'did you mean `rule-a`?')
  t.end()
})

test('a file of parameters', (t) => {
  const { parameters } = readParameterFile('days: 5\n# none\ntags: [a]\n', 'parameters.yaml')
  t.match(parameters, [
    {
      name: 'days',
      value: { kind: 'json', json: 5 },
      location: { file: 'parameters.yaml', line: 1, column: 7 },
    },
    { name: 'tags', value: { kind: 'json', json: ['a'] } },
  ])
  t.same(readParameterFile('', 'parameters.yaml'), { parameters: [], diagnostics: [] })
  t.same(readParameterFile('- days', 'parameters.yaml').diagnostics.map(print), ['wrong-kind 1:1'])
  t.same(readParameterFile('id: 012', 'parameters.yaml').diagnostics.map(print), ['number-leading-zero 1:5'])
  t.end()
})

test('parameters: the last one given, else the default', (t) => {
  const policy = read('p', 'a: { type: number, default: 1 }, b: { type: number, default: 2 }')
  const { values, diagnostics } = resolveParameters([policy], [json('b', 3), json('b', 4)])
  t.same(diagnostics, [])
  t.same([...values].toSorted(), [
    ['a', 1],
    ['b', 4],
  ])
  t.end()
})

test('parameters: text is read as the declared type', (t) => {
  const cases: readonly (readonly [type: string, text: string, value: unknown])[] = [
    ['string', '5', '5'],
    ['string', '', ''],
    ['string', '{ a', '{ a'],
    ['number', '5', 5],
    ['number', '-1.5', -1.5],
    ['number', 'five', undefined],
    ['number', '', undefined],
    ['number', '0123', undefined],
    ['boolean', 'true', true],
    ['boolean', 'yes', undefined],
    ['list', '[a, 1]', ['a', 1]],
    ['list', '["a"]', ['a']],
    ['list', 'a,b', undefined],
    ['list', '[a', undefined],
    ['map', '{a: 1}', { a: 1 }],
    ['map', '{"a": "b"}', { a: 'b' }],
    ['map', '[a]', undefined],
  ]
  for (const [type, text, value] of cases) {
    const { values, diagnostics } = resolveParameters([read('p', `n: { type: ${type} }`)], [given('n', text)])
    t.same(values.get('n'), value, `${type} ${text}`)
    t.same(
      diagnostics.map(({ code }) => code),
      value === undefined ? ['invalid-parameter'] : [],
      `${type} ${text}`,
    )
  }
  t.end()
})

test('parameters: what is wrong with them', (t) => {
  const policy = read('p', 'days: { type: number, minimum: 1, maximum: 10 }')
  const cases: readonly (readonly [given: readonly GivenParameter[], code: string, message: RegExp])[] = [
    [[], 'missing-parameter', /neither a value nor a default/],
    [[json('days', 0)], 'invalid-parameter', /at least 1$/],
    [[json('days', 11)], 'invalid-parameter', /at most 10$/],
    [[json('days', '5')], 'invalid-parameter', /must be a number, not a string$/],
    [[json('days', null)], 'invalid-parameter', /must be a number, not null$/],
    [[json('days', 5), json('dais', 5)], 'unknown-parameter', /`dais`/],
  ]
  for (const [parameters, code, message] of cases) {
    const { diagnostics } = resolveParameters([policy], parameters)
    t.same(
      diagnostics.map((diagnostic) => diagnostic.code),
      [code],
    )
    t.match(diagnostics[0]?.message, message)
  }
  t.end()
})

test('parameters: the ranges of every declaration hold', (t) => {
  const policies = [
    read('p', 'n: { type: number, minimum: 1 }'),
    read('q', 'n: { type: number, maximum: 10 }'),
  ]
  t.same(
    resolveParameters(policies, [json('n', 11)]).diagnostics.map(({ code }) => code),
    ['invalid-parameter'],
  )
  t.same([...resolveParameters(policies, [json('n', 10)]).values], [['n', 10]])
  t.end()
})

function json(name: string, value: string | number | null): GivenParameter {
  return { name, value: { kind: 'json', json: value }, location: { file: 'plangate.yaml' } }
}

function given(name: string, text: string): GivenParameter {
  return { name, value: { kind: 'text', text }, location: { file: '--parameter' } }
}

/** A policy with these parameters, each of them used. */
function read(name: string, parameters: string, ids: readonly string[] = [`${name}-rule`]): Policy {
  const uses = [...parameters.matchAll(/(\w+): \{/g)].map(([, used]) => `a_${used}: "\${params.${used}}"`)
  const rules = ids.map(
    (id) => `  - { id: ${id}, severity: low, match: aws_x, require: { ${['a: 1', ...uses].join(', ')} } }\n`,
  )
  const { policy, diagnostics } = readPolicy(
    `policy: ${name}\nparameters: { ${parameters} }\nrules:\n${rules.join('')}`,
    `${name}.yaml`,
  )
  if (policy === undefined) throw new Error(JSON.stringify(diagnostics))
  return policy
}

function print({ code, location }: Diagnostic): string {
  return `${code} ${location?.line}:${location?.column}`
}
