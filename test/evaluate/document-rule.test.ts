import fc from 'fast-check'
import { JSONPath } from 'jsonpath-plus'
import { test } from 'tap'
import { documentNodes } from '../../src/evaluate/document-nodes.ts'
import type { Result } from '../../src/evaluate/result.ts'
import type { Json, PlanDocument } from '../../src/plan/plan-document.ts'
import { valueAsJson } from '../../src/plan/print-value.ts'
import { parseDocumentPath } from '../../src/policy/document-path.ts'
import { resolvePlan } from '../../src/resolve/plan.ts'
import { judge, policyOf } from '../judge.ts'

const DOCUMENT: PlanDocument = {
  format_version: '1.2',
  terraform_version: '1.11.4',
  complete: true,
  variables: { env: { value: 'prod' }, key: { value: 'canary-variable' } },
  checks: [{ address: { to_display: 'check.a' }, status: 'fail' }],
  resource_changes: [],
  configuration: {
    provider_config: {
      aws: {
        name: 'aws',
        full_name: 'registry.terraform.io/hashicorp/aws',
        version_constraint: '~> 5.0',
        expressions: {
          region: { constant_value: 'eu-west-1' },
          access_key: { constant_value: 'canary-access' },
          secret_key: { references: ['var.key'] },
          profile: { constant_value: '${var.profile}-x', references: ['var.profile'] },
          shared: { constant_value: '${upper("x")}' },
          computed: {},
          allowed_account_ids: { constant_value: ['1', '${2}'] },
          assume_role: [{ role_arn: { references: ['var.role'] }, external_id: { constant_value: null } }],
        },
      },
      'aws.replica': { name: 'aws', alias: 'replica', full_name: 'registry.terraform.io/hashicorp/aws' },
    },
    root_module: {
      variables: {
        env: { default: 'dev' },
        key: { sensitive: true, default: 'canary-default' },
        required: {},
      },
      outputs: { o: { sensitive: true, expression: { constant_value: 'canary-output' } } },
      resources: [
        {
          address: 'aws_db_instance.a',
          mode: 'managed',
          type: 'aws_db_instance',
          name: 'a',
          expressions: {
            password: { constant_value: 'canary-password' },
            engine: { constant_value: 'mysql' },
          },
        },
      ],
      module_calls: {
        m: {
          source: './m',
          expressions: { secret_input: { constant_value: 'canary-input' }, size: { constant_value: 3 } },
          module: { variables: { secret_input: { sensitive: true }, size: {} } },
        },
      },
    },
  },
}

function nodes(path: string, document = DOCUMENT): Readonly<Record<string, unknown>> {
  const parsed = parseDocumentPath(path)
  if ('message' in parsed) throw new Error(parsed.message)
  const plan = resolvePlan(document, { id: 'p', input: 'json', sources: 'none' })
  return Object.fromEntries(
    documentNodes(plan, parsed).map(({ node, subject }) => [
      node,
      subject.kind === 'value' ? valueAsJson(subject.value) : undefined,
    ]),
  )
}

function results(path: string, rule: string, document = DOCUMENT): readonly Result[] {
  const match = `match: { document: '${path}' }`
  return judge(document, [
    policyOf(
      `policy: p\nrules:\n  - { id: r, severity: high, ${rule.includes('match:') ? rule : `${match}, ${rule}`} }\n`,
    ),
  ])
}

test('an expression is its constant, or unknown', (t) => {
  const at = '$.configuration.provider_config.aws.expressions'
  const unknown = (name: string): unknown => ({ $unknown: `${at}.${name}.constant_value` })
  t.same(nodes(`${at}.region`), { [`${at}.region`]: 'eu-west-1' })
  t.same(nodes(`${at}.secret_key`), { [`${at}.secret_key`]: { $sensitive: true } })
  t.same(nodes(`${at}.profile`), { [`${at}.profile`]: unknown('profile') }, 'a constant beside references')
  t.same(nodes(`${at}.profile.constant_value`), { [`${at}.profile.constant_value`]: unknown('profile') })
  t.same(
    nodes(`${at}.shared`),
    { [`${at}.shared`]: unknown('shared') },
    'the raw template of JSON configuration',
  )
  t.same(
    nodes(`${at}.computed`),
    { [`${at}.computed`]: unknown('computed') },
    'an expression of which nothing is shown',
  )
  t.same(nodes(`${at}.allowed_account_ids`), {
    [`${at}.allowed_account_ids`]: ['1', { $unknown: `${at}.allowed_account_ids.constant_value[1]` }],
  })
  t.same(nodes(`${at}.assume_role[*]`), {
    [`${at}.assume_role[0]`]: {
      role_arn: { $unknown: `${at}.assume_role[0].role_arn.constant_value` },
      external_id: null,
    },
  })
  t.same(nodes(`${at}.profile.references`), { [`${at}.profile.references`]: ['var.profile'] })
  t.end()
})

test('what looks like an expression elsewhere is what it is', (t) => {
  t.same(nodes('$.configuration.root_module.variables.required'), {
    '$.configuration.root_module.variables.required': {},
  })
  t.same(nodes('$.variables.env'), { '$.variables.env': { value: 'prod' } })
  t.same(nodes('$.terraform_version'), { '$.terraform_version': '1.11.4' })
  t.same(nodes('$.checks[0].status'), { '$.checks[0].status': 'fail' })
  t.end()
})

test('each node once, in the order of the document; nothing where there is none', (t) => {
  t.same(Object.keys(nodes('$.configuration.provider_config.*')), [
    '$.configuration.provider_config.aws',
    '$.configuration.provider_config["aws.replica"]',
  ])
  t.same(Object.keys(nodes('$.configuration.provider_config["aws.replica"].alias')), [
    '$.configuration.provider_config["aws.replica"].alias',
  ])
  t.same(Object.values(nodes('$.configuration..alias')), ['replica'])
  t.equal(Object.keys(nodes('$.configuration..*..alias')).length, 1)
  t.same(nodes('$.configuration.root_module.resources[7]'), {})
  t.same(nodes('$.timestamp'), {})
  t.same(nodes('$.configuration.constructor'), {}, 'own members only')
  t.end()
})

test('no secret leaves, whatever the path', (t) => {
  for (const path of ['$.configuration', '$.configuration..*', '$.variables', '$.variables..*']) {
    t.notMatch(JSON.stringify(nodes(path)), /canary/, path)
  }
  for (const name of ['password', 'db_password', 'api_key', 'token', 'password_wo', 'clientSecret']) {
    const document = structuredClone(DOCUMENT) as {
      configuration: { provider_config: Record<string, unknown> }
    }
    document.configuration.provider_config['x'] = {
      name: 'x',
      expressions: {
        nested: [{ [name]: { constant_value: 'canary' } }],
        map: { constant_value: { [name]: 'canary' } },
      },
    }
    t.notMatch(
      JSON.stringify(nodes('$.configuration..*', document as unknown as PlanDocument)),
      /"canary"/,
      name,
    )
  }
  const [result] = results(
    '',
    'match: { document: "$.variables.key" }, forbid: { value: { present: true } }, message: "${self.value}"',
  )
  t.match(result, { status: 'fail', message: '(sensitive)' })
  t.end()
})

test('an argument that some instance shows as sensitive is a secret in the configuration too', (t) => {
  const block = {
    address: 'x_y.a',
    mode: 'managed',
    type: 'x_y',
    name: 'a',
    expressions: { plain: { constant_value: 'canary' } },
  }
  const document: PlanDocument = {
    ...DOCUMENT,
    configuration: { root_module: { resources: [block] } },
    resource_changes: [
      {
        address: 'x_y.a',
        mode: 'managed',
        type: 'x_y',
        name: 'a',
        change: {
          actions: ['create'],
          before: null,
          after: { plain: 'canary' },
          after_unknown: {},
          after_sensitive: { plain: true },
        },
      },
    ],
  }
  t.notMatch(JSON.stringify(nodes('$.configuration..*', document)), /canary/)
  t.end()
})

const NO_KEYS = `forbid:
        any: [{ expressions.access_key: { present: true } }, { expressions.secret_key: { present: true } }]`

function statusesOf(expressions: Json): string {
  const document: PlanDocument = {
    ...DOCUMENT,
    configuration: { provider_config: { aws: { name: 'aws', expressions: expressions as never } } },
  }
  return judge(document, [
    policyOf(
      `policy: p\nrules:\n  - id: r\n    severity: high\n    match: { document: $.configuration.provider_config.*, where: { name: aws } }\n    ${NO_KEYS.replaceAll('\n    ', '\n  ')}\n`,
    ),
  ])
    .map(({ status }) => status)
    .join()
}

test('a rule about provider blocks', (t) => {
  t.equal(statusesOf({ region: { constant_value: 'eu-west-1' } }), 'pass')
  t.equal(statusesOf({ access_key: { constant_value: 'AKIA' } }), 'fail')
  t.equal(statusesOf({ access_key: { constant_value: '' } }), 'pass')
  t.equal(statusesOf({ access_key: { constant_value: null } }), 'pass')
  t.equal(statusesOf({ secret_key: { references: ['var.key'] } }), 'unknown')
  t.equal(statusesOf({ secret_key: {} }), 'unknown')
  t.equal(statusesOf({ access_key: { constant_value: 'AKIA' }, secret_key: {} }), 'fail', 'one is enough')
  t.end()
})

test('results name their node, and nodes have names of their own', (t) => {
  const found = results(
    '$.configuration.provider_config.*',
    'require: { name: google }, message: "${self} is ${self.name}"',
  )
  t.match(found, [
    {
      address: null,
      node: '$.configuration.provider_config.aws',
      status: 'fail',
      message: '$.configuration.provider_config.aws is aws',
    },
    { address: null, node: '$.configuration.provider_config["aws.replica"]', status: 'fail' },
  ])
  t.match(found[0]?.proof, [{ path: ['configuration', 'provider_config', 'aws', 'name'] }])
  t.end()
})

test('the node itself and its name can be asked', (t) => {
  const byName = results(
    '$.configuration.root_module.variables.*',
    'require: { $key: { matches: "^[a-z]+$" } }',
  )
  t.same(
    byName.map(({ status }) => status),
    ['pass', 'pass', 'pass'],
  )
  const byValue = results('$.terraform_version', 'require: { $value: { starts_with: "1.1" } }')
  t.same(
    byValue.map(({ status }) => status),
    ['pass'],
  )
  const missing = results(
    '$.configuration.root_module.variables.*',
    'require: { description: { present: true } }',
  )
  t.same(
    missing.map(({ status }) => status),
    ['fail', 'fail', 'fail'],
  )
  t.end()
})

const json = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, true, 1),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'odd key'), tie('json'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).json
const steps = fc.array(fc.constantFrom('.a', '.b', '["odd key"]', '[0]', '[1]', '.*', '[*]', '..a', '..*'), {
  maxLength: 4,
})

/** Of text `jsonpath-plus` takes characters, which RFC 9535 does not know: there is none here. */
test('a path leads where jsonpath-plus says', (t) => {
  fc.assert(
    fc.property(json, steps, (value, parts) => {
      const text = `$.checks${parts.join('')}`
      const document: PlanDocument = { ...DOCUMENT, checks: value as never }
      const found = JSONPath({
        path: text,
        json: document as object,
        eval: false,
        resultType: 'pointer',
        wrap: true,
      })
      const expected = new Set(found as unknown as readonly string[])
      const parsed = parseDocumentPath(text)
      if ('message' in parsed) throw new Error(parsed.message)
      const plan = resolvePlan(document, { id: 'p', input: 'json', sources: 'none' })
      const ours = documentNodes(plan, parsed).map(
        ({ subject }) => `/${subject.kind === 'value' ? subject.path.join('/') : ''}`,
      )
      return ours.length === expected.size && ours.every((pointer) => expected.has(pointer))
    }),
    { numRuns: 2000 },
  )
  t.end()
})

test('names that mean something to others mean themselves', (t) => {
  const odd = { '^': 1, '*': 2, '`a': 3, '..': 4, '@': 5, '?(1)': 6, __proto__2: 7 }
  const document: PlanDocument = { ...DOCUMENT, checks: [odd] as never }
  for (const [name, value] of Object.entries(odd)) {
    const path = `$.checks[0][${JSON.stringify(name)}]`
    t.same(Object.values(nodes(path, document)), [value], path)
  }
  t.equal(Object.keys(nodes('$.checks[0].*', document)).length, Object.keys(odd).length)
  t.end()
})

test('nesting as deep as the reader allows', (t) => {
  let deep: Json = 'x'
  for (let level = 0; level < 1900; level += 1) deep = { a: deep }
  const document: PlanDocument = { ...DOCUMENT, checks: [deep] as never }
  t.equal(Object.keys(nodes('$.checks..a', document)).length > 0, true)
  t.end()
})
