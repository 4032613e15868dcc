import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { test } from 'tap'
import { OPERATOR_NAMES } from '../../src/policy/condition.ts'
import { SEVERITIES } from '../../src/policy/policy.ts'
import { readConfiguration } from '../../src/validate/configuration-file.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'
import { CONDITION_KEYWORDS } from '../../src/validate/policy-keywords.ts'
import { STATEMENT_KEYWORDS } from '../../src/validate/policy-statement.ts'
import { TEST_KEYWORDS } from '../../src/validate/policy-test.ts'
import { parseYaml } from '../../src/validate/yaml.ts'
import type { YamlNode } from '../../src/validate/yaml-node.ts'
import { BROKEN_POLICIES } from './broken-policies.ts'
import { shippedPolicies } from './shipped-policies.ts'

interface Schema {
  readonly $defs: {
    readonly [name: string]: {
      readonly properties: Readonly<
        Record<string, { readonly description?: string; readonly enum?: unknown }>
      >
    }
  }
}
const schema = load('policy') as Schema
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false })
const isPolicy = ajv.compile(schema)
const isConfiguration = ajv.compile(load('configuration'))

test('the shipped policies satisfy the schema', (t) => {
  for (const file of shippedPolicies()) {
    t.ok(isPolicy(toPlain(readFileSync(file, 'utf8'))), `${file}: ${ajv.errorsText(isPolicy.errors)}`)
  }
  t.end()
})

test('the schema knows and explains every word of the language', (t) => {
  const operators = schema.$defs['operators']?.properties ?? {}
  const conditions = schema.$defs['condition']?.properties ?? {}
  t.same(Object.keys(operators).toSorted(), [...TEST_KEYWORDS].toSorted())
  t.same(Object.keys(conditions).toSorted(), [...CONDITION_KEYWORDS].toSorted())
  const statements = schema.$defs['statement']?.properties ?? {}
  t.same(Object.keys(statements).toSorted(), [...STATEMENT_KEYWORDS, ...CONDITION_KEYWORDS, 'as'].toSorted())
  for (const name of OPERATOR_NAMES) t.ok(operators[name]?.description, name)
  for (const [name, { description }] of Object.entries(conditions)) t.ok(description, name)
  for (const [name, { description }] of Object.entries(schema.$defs['rule']?.properties ?? {}))
    t.ok(description, name)
  t.same(schema.$defs['rule']?.properties['severity']?.enum, SEVERITIES)
  t.end()
})

/** What only reading finds: an operator beside an attribute, names that are not bound, patterns that do not compile, and what YAML itself loses. */
const BEYOND_SCHEMA =
  /^(?:yaml-|no-such-attribute|condition-never-true|unknown-section|document-of-planned-values|relation-needs-resource|ambiguous-element|unknown-name|unknown-definition|unknown-parameter|invalid-|duplicate-|name-taken|root-not-here|number-leading-zero|ambiguous-boolean|interpolation-in-mapping|tag-not-here)/

test('the schema and the reader refuse the same structures', (t) => {
  for (const [title, text, problem] of BROKEN_POLICIES) {
    if (BEYOND_SCHEMA.test(problem) || text === '') continue
    t.notOk(isPolicy(toPlain(text)), `${title} (${problem})`)
  }
  t.end()
})

test('the schema and the reader accept the same structures', (t) => {
  const conditions = [
    '{ a: 1 }',
    '{ a: "x", b: true, $.count: 1 }',
    '{ any: [{ a: 1 }, { not: { b: 1 } }] }',
    '{ when: { a: 1 }, then: { b: 1 }, else: { c: 1 } }',
    '{ a: { equals: 1, not_equals: x, when_not_configured: holds } }',
    '{ a: { equals: x, when_not_configured: { default: y } } }',
    '{ a: { in: [1, x], not_in: "${self.b}" } }',
    '{ a: { gt: 1, gte: "${self.b}", lt: 5, lte: 1.5 } }',
    '{ a: { matches: x, not_matches: y, like: "*", starts_with: a, ends_with: b, prefix_of: c } }',
    '{ a: { contains: x, contains_all: [a], contains_any: [b], contains_none: [c], has_keys: [d] } }',
    '{ a: { version_equals: "1.2", version_gt: v1, version_gte: "8.0.mysql_aurora.3.04.0", version_lt: "${self.b}", version_lte: "9" } }',
    '{ a: { cidr_within: 10.0.0.0/8, cidr_overlaps: ["::/0", "${self.b}"], is_world: false } }',
    '{ a: { json: { b: 1 }, yaml: { some: { c: 1 } }, base64: { contains: x } } }',
    '{ a: { json: { as: d, b: "${d.c}" }, base64: { json: x } } }',
    '{ a: { present: true, configured: false, length: 0 } }',
    '{ a: { length: { gte: 1, in: [1, 2] } } }',
    '{ a: { some: x, each: { starts_with: x }, none: { as: e, name: "${e.b}" } } }',
    '{ a: { some: { as: e, equals: "${e}" } } }',
    '{ a: { some: { all: [{ b: { none: { c: 1 } } }] } } }',
    '{ a: { count: { where: { b: 1 }, is: { gte: 1 }, as: e } } }',
    '{ a: { some: { count: { of: aws_y, is: 1 }, b: 1 } } }',
    '{ count: { of: { type: [aws_y], where: { a: 1 } }, is: 1 } }',
    '{ refers_to: { type: aws_y, through: a, to: [id], from: self, as: b, quantifier: each, where: { c: 1 }, outside_plan: holds } }',
    '{ referred_by: { type: [aws_y], through: [a, b], quantifier: { count: { lte: 1 } } } }',
    '{ applied_before: self }',
    '{ a: { iam_policy: { some: { effect: Allow, grants: "s3:*", on: ["*"] }, none: { public: true } } } }',
    '{ a: { iam_policy: { each: { as: s, not: { grants_any: ["iam:*", "sts:*"] }, sid: { present: true } } } } }',
    '{ a: { iam_policy: { count: { where: { effect: Deny, principal: "*" }, is: { gte: 1 }, as: s } } } }',
    '{ a: { iam_policy: { none: { principal: { Service: [a, b], AWS: "${self.b}" }, principals_within: { Federated: "*" } } } } }',
    '{ a: { iam_policy: { some: { actions_within: "s3:*", resources_within: ["${self.arn}/*"], actions: { none: { like: "*" } } } } } }',
    '{ a: { iam_policy: { some: { condition: { key: aws:SourceArn, operator: [ArnLike, StringEquals], accepts: "${self.arn}" } } } } }',
    '{ a: { iam_policy: { some: { condition: { key: aws:SecureTransport, operator: Bool, accepts: false, values: { length: 1 } } } } } }',
    '{ a: { iam_policy: { each: { when: { effect: Allow }, then: { any: [{ resources: { length: 1 } }, { $value.sid: x }] } } } } }',
  ]
  for (const condition of conditions) {
    const text = `policy: p\nrules:\n  - { id: r, severity: low, match: aws_x, require: ${condition} }\n`
    t.same(readPolicy(text, 'f').diagnostics, [], condition)
    t.ok(isPolicy(toPlain(text)), `${condition}: ${ajv.errorsText(isPolicy.errors)}`)
  }
  t.end()
})

test('conditions on statements can have names', (t) => {
  const text = [
    'policy: p',
    'define:',
    '  lets-in: { effect: Allow, grants: ["s3:Get*", "s3:Put*"] }',
    '  does: { arguments: [what], condition: { grants: "${arguments.what}", not: { public: true } } }',
    'rules:',
    '  - id: r',
    '    severity: low',
    '    match: aws_x',
    '    require: { a: { iam_policy: { some: { use: lets-in }, none: { use: { name: does, what: "s3:*" } } } } }',
  ].join('\n')
  t.same(readPolicy(text, 'f').diagnostics, [])
  t.ok(isPolicy(toPlain(text)), ajv.errorsText(isPolicy.errors))
  t.end()
})

test('the schema of the configuration agrees with its reader', (t) => {
  const cases: readonly (readonly [yaml: string, accepted: boolean])[] = [
    ['{}', true],
    ['policies: [policies/, "plangate:aws/cloudtrail"]', true],
    [
      'enforcement: { default: soft-mandatory, severity: { low: advisory }, rules: { a-b: hard-mandatory } }',
      true,
    ],
    [
      'unknown: block\nstrict: true\nmatched_nothing: error\nmax_waiver_days: 30\nwaivers: waivers.yaml',
      true,
    ],
    ['parameters: { a: 1, b: [x], c: { d: true } }', true],
    [
      'context: { aws: { account_id: "111122223333", region: eu-west-1, partition: aws }, aws.replica: {} }',
      true,
    ],
    ['policies: []', false],
    ['policies: policies/', false],
    ['polices: [a]', false],
    ['enforcement: { default: mandatory }', false],
    ['enforcement: { severity: { severe: advisory } }', false],
    ['enforcement: { rules: { a: 1 } }', false],
    ['unknown: fail', false],
    ['strict: "yes"', false],
    ['max_waiver_days: 0', false],
    ['max_waiver_days: 1.5', false],
    ['context: { aws: { account_id: 111122223333 } }', false],
    ['context: { aws: { account: "111122223333" } }', false],
    ['context: { "aws replica": {} }', false],
    ['[a]', false],
  ]
  for (const [yaml, accepted] of cases) {
    t.equal(readConfiguration(yaml, 'plangate.yaml').configuration !== undefined, accepted, `reader: ${yaml}`)
    t.equal(isConfiguration(toPlain(yaml)), accepted, `schema: ${yaml}`)
  }
  t.end()
})

function load(name: string): object {
  return JSON.parse(
    readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'),
  ) as object
}

/** YAML as a schema sees it: without places, and without the tags of examples. */
function toPlain(text: string): unknown {
  const { node } = parseYaml(text, 'f')
  return node === undefined || node === null ? undefined : plain(node)
}

function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(plain)
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plain(value)]))
  }
}
