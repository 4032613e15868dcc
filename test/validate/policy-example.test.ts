import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { test } from 'tap'
import type { PlanDocument } from '../../src/plan/plan-document.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'

const ajv = new Ajv2020({ strict: false })
const isPlan = ajv.compile(
  JSON.parse(readFileSync(new URL('../../schemas/plan.schema.json', import.meta.url), 'utf8')) as object,
)

test('the plan of an example satisfies the schema of plans', (t) => {
  const resources = [
    '{ aws_x.a: { a: !unknown , b: [!unknown var.x, 1], c: { d: !sensitive y }, f: [{ g: !ref aws_y.b.id }] } }',
    '{ \'module.m["k"].aws_x.a[0]\': { b: 1 }, data.aws_z.d: {}, aws_x.e: { $actions: delete }, aws_x.f: { $actions: replace } }',
  ]
  for (const text of resources) {
    t.ok(isPlan(synthesize(text)), `${text}: ${ajv.errorsText(isPlan.errors)}`)
  }
  t.end()
})

test('an instance that is created', (t) => {
  t.same(synthesize('{ aws_x.a: { name: t, size: 5, tags: { k: v }, none: null } }'), {
    format_version: '1.2',
    complete: true,
    errored: false,
    resource_changes: [
      {
        address: 'aws_x.a',
        mode: 'managed',
        type: 'aws_x',
        name: 'a',
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: {
          actions: ['create'],
          before: null,
          after: { name: 't', size: 5, tags: { k: 'v' }, none: null },
          after_unknown: { tags: {} },
          before_sensitive: false,
          after_sensitive: { tags: {} },
        },
      },
    ],
    configuration: {
      provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws' } },
      root_module: {
        resources: [
          {
            address: 'aws_x.a',
            mode: 'managed',
            type: 'aws_x',
            name: 'a',
            provider_config_key: 'aws',
            expressions: {
              name: { constant_value: 't' },
              size: { constant_value: 5 },
              tags: { constant_value: { k: 'v' } },
            },
          },
        ],
      },
    },
  })
  t.end()
})

test('unknowns stand in after_unknown, as Terraform marks them', (t) => {
  const { change, expressions } = only(
    '{ aws_x.a: { a: !unknown , b: [!unknown var.x, 1], c: { d: !unknown y, e: 1 }, f: [{ g: !unknown local.z }] } }',
  )
  t.same(change?.after, { b: [null, 1], c: { e: 1 }, f: [{}] })
  t.same(change?.after_unknown, { a: true, b: [true, false], c: { d: true }, f: [{ g: true }] })
  t.same(expressions, {
    a: {},
    b: { references: ['var.x'] },
    c: { references: ['var.y'] },
    f: [{ g: { references: ['local.z'] } }],
  })
  t.end()
})

test('sensitive values keep their values', (t) => {
  const { change } = only(
    '{ aws_x.a: { a: !sensitive s, b: [{ c: !sensitive 5 }], d: !sensitive { e: 1 } } }',
  )
  t.same(change?.after, { a: 's', b: [{ c: 5 }], d: { e: 1 } })
  t.same(change?.after_sensitive, { a: true, b: [{ c: true }], d: true })
  t.end()
})

test('a reference is unknown, and its target has the attribute', (t) => {
  const document = synthesize('{ aws_x.a: { b: !ref aws_y.c.arn }, aws_y.c: { name: n } }')
  t.match(document.resource_changes, [
    { change: { after: {}, after_unknown: { b: true } } },
    { change: { after: { name: 'n' }, after_unknown: { arn: true } } },
  ])
  t.match(document.configuration.root_module?.resources, [
    { expressions: { b: { references: ['aws_y.c.arn', 'aws_y.c'] } } },
    { expressions: { name: { constant_value: 'n' }, arn: undefined } },
  ])
  t.end()
})

test('a reference to what is known is known', (t) => {
  const { change, expressions } = only('{ aws_x.a: { b: !ref aws_y.c.name }, aws_y.c: { name: n } }')
  t.same(change?.after, { b: 'n' })
  t.same(change?.after_unknown, {})
  t.same(expressions, { b: { references: ['aws_y.c.name', 'aws_y.c'] } })
  t.end()
})

test('references name instances as Terraform lists them', (t) => {
  const { expressions } = only(
    '{ aws_x.a: { b: !ref \'aws_y.c["a.b"].list[0].arn\', d: !ref data.aws_z.e.id } }',
  )
  t.same(expressions, {
    b: { references: ['aws_y.c["a.b"].list[0].arn', 'aws_y.c["a.b"]', 'aws_y.c'] },
    d: { references: ['data.aws_z.e.id', 'data.aws_z.e'] },
  })
  t.end()
})

test('modules, keys and data resources', (t) => {
  const document = synthesize(
    '{ \'module.m["k"].aws_x.a[0]\': { b: !ref \'module.m["k"].aws_x.c.id\' }, \'module.m["k"].aws_x.a[1]\': { b: 1 }, data.google_z.d: {} }',
  )
  t.match(document.resource_changes, [
    { module_address: 'module.m["k"]', index: 0, change: { actions: ['create'] } },
    { module_address: 'module.m["k"]', index: 1 },
    {
      mode: 'data',
      provider_name: 'registry.terraform.io/hashicorp/google',
      change: { actions: ['read'], before: null },
    },
  ])
  t.match(document.configuration.root_module, {
    resources: [{ address: 'data.google_z.d', mode: 'data', provider_config_key: 'google' }],
    module_calls: {
      m: {
        for_each_expression: {},
        module: {
          resources: [
            {
              address: 'aws_x.a',
              count_expression: {},
              expressions: { b: { references: ['aws_x.c.id', 'aws_x.c'] } },
            },
          ],
        },
      },
    },
  })
  t.end()
})

test('other actions', (t) => {
  const cases: readonly (readonly [
    options: string,
    actions: readonly string[],
    before: unknown,
    after: unknown,
  ])[] = [
    ['$actions: update', ['update'], { a: 1 }, { a: 1 }],
    ['$actions: no-op', ['no-op'], { a: 1 }, { a: 1 }],
    ['$actions: update, $before: { a: 2 }', ['update'], { a: 2 }, { a: 1 }],
    ['$actions: replace', ['delete', 'create'], { a: 1 }, { a: 1 }],
    ['$actions: [create, delete]', ['create', 'delete'], { a: 1 }, { a: 1 }],
    ['$actions: delete', ['delete'], { a: 1 }, null],
    ['$actions: forget', ['forget'], { a: 1 }, null],
  ]
  for (const [options, actions, before, after] of cases) {
    const { change } = only(`{ aws_x.a: { a: 1, ${options} } }`)
    t.same([change?.actions, change?.before, change?.after], [actions, before, after], options)
  }
  t.end()
})

test('attributes that nobody wrote', (t) => {
  const { change, expressions } = only('{ aws_x.a: { a: !unknown , b: 5, $not_configured: [a, b] } }')
  t.same(change?.after, { b: 5 })
  t.same(change?.after_unknown, { a: true })
  t.same(expressions, {})
  t.end()
})

test('keys of prototypes are attributes like any other', (t) => {
  const { change } = only('{ aws_x.a: { __proto__: 1, tags: { constructor: !unknown } } }')
  t.ok(Object.hasOwn(Object(change?.after), '__proto__'))
  t.same(change?.after_unknown, { tags: { constructor: true } })
  t.end()
})

test('kinds, expectations and folders', (t) => {
  const examples = readExamples(
    '[{ not-applicable: x, plan: examples/article, expect: { aws_x.a: pass, aws_x.b: not-applicable } }, { fail: y, resources: { aws_x.a: {} } }]',
  )
  t.match(examples, [
    { kind: 'not-applicable', title: 'x', source: { kind: 'plan', path: 'examples/article' } },
    { kind: 'fail', title: 'y', source: { kind: 'document' }, expect: undefined },
  ])
  t.same(
    [...(examples[0]?.expect ?? [])],
    [
      ['aws_x.a', 'pass'],
      ['aws_x.b', 'not-applicable'],
    ],
  )
  t.end()
})

function readExamples(yaml: string) {
  const text = `policy: p\nrules:\n  - id: r\n    severity: low\n    match: aws_x\n    require: { a: 1 }\n    examples: ${yaml}\n`
  const { policy, diagnostics } = readPolicy(text, 'policy.yaml')
  if (policy === undefined) throw new Error(JSON.stringify(diagnostics))
  return policy.rules.flatMap(({ examples }) => examples)
}

function synthesize(resources: string): PlanDocument {
  const source = readExamples(`[{ pass: x, resources: ${resources} }]`)[0]?.source
  if (source?.kind !== 'document') throw new Error('no document')
  return source.document
}

/** The first instance and its block. */
function only(resources: string) {
  const { resource_changes: changes = [], configuration } = synthesize(resources)
  return { change: changes[0]?.change, expressions: configuration.root_module?.resources?.[0]?.expressions }
}
