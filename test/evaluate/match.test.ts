import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { readPlanArchive } from '../../src/acquire/plan-archive.ts'
import type { Json, PlanDocument, ResourceChange } from '../../src/plan/plan-document.ts'
import { judge, policyOf, readPlan } from '../judge.ts'

const AWS = 'registry.terraform.io/hashicorp/aws'

function change(
  name: string,
  actions: readonly string[],
  more: Partial<ResourceChange> & { was?: Json; is?: Json; unknown?: Json } = {},
): ResourceChange {
  const { was, is, unknown, ...about } = more
  const mode = about.mode ?? 'managed'
  const module = about.module_address === undefined ? '' : `${about.module_address}.`
  const type = about.type ?? 'aws_sqs_queue'
  return {
    address: `${module}${mode === 'data' ? 'data.' : ''}${type}.${name}`,
    mode,
    type,
    name,
    provider_name: AWS,
    ...about,
    change: {
      actions,
      before: was ?? (actions.includes('create') && actions.length === 1 ? null : { name: 'old' }),
      after:
        is ??
        (actions.every((action) => action === 'delete' || action === 'forget') ? null : { name: 'new' }),
      after_unknown: unknown ?? {},
    },
  }
}

const DOCUMENT: PlanDocument = {
  format_version: '1.2',
  complete: true,
  configuration: {},
  resource_changes: [
    change('created', ['create']),
    change('updated', ['update']),
    change('kept', ['no-op']),
    change('replaced', ['delete', 'create']),
    change('replaced_first', ['create', 'delete']),
    change('deleted', ['delete']),
    change('forgotten', ['forget']),
    change('left', ['create', 'forget']),
    change('read', ['read'], { mode: 'data' }),
    change('old', ['delete'], { deposed: 'abcd1234' }),
    change('inner', ['create'], { module_address: 'module.app["eu"].module.queue' }),
    change('other', ['create'], { provider_name: 'registry.opentofu.org/acme/aws' }),
    change('topic', ['create'], { type: 'aws_sns_topic' }),
  ],
}

/** `name status`, for each result of a rule. */
function results(rule: string, document = DOCUMENT): readonly string[] {
  const policy = policyOf(`policy: p\nrules:\n  - { id: r, severity: high, ${rule} }\n`)
  return judge(document, [policy])
    .map(({ address, status }) => `${address?.replace('aws_sqs_queue.', '')} ${status}`)
    .sort()
}

const matching = (match: string, document?: PlanDocument): readonly string[] =>
  results(`match: ${match}, require: { name: new }`, document).map((line) => line.replace(/ .*/, ''))

test('by default what exists after the apply is judged', (t) => {
  t.same(matching('aws_sqs_queue'), [
    'created',
    'kept',
    'left',
    'module.app["eu"].module.queue.inner',
    'other',
    'replaced',
    'replaced_first',
    'updated',
  ])
  t.end()
})

test('actions', (t) => {
  const by = (actions: string): readonly string[] => matching(`{ type: aws_sqs_queue, actions: ${actions} }`)
  t.same(by('replace'), ['left', 'replaced', 'replaced_first'])
  t.same(by('[delete]'), ['deleted', 'old', 'replaced', 'replaced_first'])
  t.same(by('forget'), ['forgotten', 'left'])
  t.same(by('[update, no-op]'), ['kept', 'updated'])
  t.same(matching('{ type: aws_sqs_queue, mode: data, actions: read }'), ['data.read'])
  t.same(matching('{ type: aws_sqs_queue, mode: data }'), ['data.read'])
  t.end()
})

test('what goes away is judged as it is before', (t) => {
  const gone = 'match: { type: aws_sqs_queue, actions: [delete, forget] }'
  t.same(results(`${gone}, require: { name: old }`), [
    'deleted pass',
    'forgotten pass',
    'left fail',
    'old pass',
    'replaced fail',
    'replaced_first fail',
  ])
  t.same(
    results(`${gone}, require: { $before.name: old }`).filter((line) => !line.endsWith('pass')),
    [],
  )
  t.end()
})

test('modules, addresses and providers', (t) => {
  t.same(matching('{ type: aws_sqs_queue, module: "module.app[*].module.*" }'), [
    'module.app["eu"].module.queue.inner',
  ])
  t.same(matching('{ type: aws_sqs_queue, module: "**", where: { $module: { present: true } } }'), [
    'module.app["eu"].module.queue.inner',
  ])
  t.same(matching('{ type: aws_sqs_queue, module: "module.app" }'), [])
  t.same(matching('{ type: aws_sqs_queue, address: "**.aws_sqs_queue.inner" }'), [
    'module.app["eu"].module.queue.inner',
  ])
  t.same(matching('{ type: aws_sqs_queue, address: "aws_sqs_queue.replaced*" }'), [
    'replaced',
    'replaced_first',
  ])
  t.same(matching('{ type: aws_sqs_queue, provider: acme/aws }'), ['other'])
  t.same(matching('{ type: aws_sqs_queue, provider: hashicorp/aws }').includes('other'), false)
  t.same(matching('{ type: [aws_sns_topic], provider: aws }'), ['aws_sns_topic.topic'])
  t.same(matching('{ type: "aws_*_topic" }'), ['aws_sns_topic.topic'])
  t.end()
})

test('where: what is unknown there makes the result unknown', (t) => {
  const document: PlanDocument = {
    ...DOCUMENT,
    resource_changes: [
      change('yes', ['create'], { is: { name: 'new', fifo_queue: true } }),
      change('no', ['create'], { is: { name: 'new', fifo_queue: false } }),
      change('maybe', ['create'], { is: { name: 'new' }, unknown: { fifo_queue: true } }),
      change('null', ['create'], { is: { name: 'new', fifo_queue: null } }),
    ],
  }
  t.same(
    results('match: { type: aws_sqs_queue, where: { fifo_queue: true } }, require: { name: new }', document),
    ['maybe unknown', 'yes pass'],
  )
  t.end()
})

test('the roots of an instance', (t) => {
  const one = (condition: string): string =>
    results(
      `match: { type: aws_sqs_queue, address: aws_sqs_queue.replaced }, require: { ${condition} }`,
    ).join()
  t.equal(one('$address: aws_sqs_queue.replaced'), 'replaced pass')
  t.equal(one('$type: aws_sqs_queue'), 'replaced pass')
  t.equal(one('$module: ""'), 'replaced pass')
  t.equal(one('$change.actions: { contains_all: [delete, create] }'), 'replaced pass')
  t.equal(one('$change.replace_paths: { length: 0 }'), 'replaced pass')
  t.equal(one('$before.name: old, name: new'), 'replaced pass')
  t.equal(one('$before.name: new'), 'replaced fail')
  t.equal(one('name: { not_equals: "${self.$before.name}" }'), 'replaced pass')
  t.equal(one('$attributes: { contains: name }'), 'replaced pass')
  t.equal(one('$attributes: { contains: tags_all }'), 'replaced fail')
  const created = results(
    'match: { type: aws_sqs_queue, address: aws_sqs_queue.created }, require: { $before.name: { present: false } }',
  )
  t.same(created, ['created pass'], 'there was nothing before')
  t.end()
})

test('what makes a replacement necessary', (t) => {
  const replaced = change('a', ['delete', 'create'])
  const document: PlanDocument = {
    ...DOCUMENT,
    resource_changes: [
      { ...replaced, change: { ...replaced.change, replace_paths: [['name'], ['tags', 'odd key']] } },
    ],
  }
  t.same(
    results(
      'match: aws_sqs_queue, require: { $change.replace_paths: { equals: [name, "tags[\\"odd key\\"]"] } }',
      document,
    ),
    ['a pass'],
  )
  t.same(results('match: aws_sqs_queue, forbid: { $change.replace_paths: { contains: name } }', document), [
    'a fail',
  ])
  t.end()
})

test('what is written of a block: known that it is there, not what it comes to', (t) => {
  const block = (more: Readonly<Record<string, unknown>>): PlanDocument => ({
    ...DOCUMENT,
    resource_changes: [change('a', ['create'])],
    configuration: {
      root_module: {
        resources: [
          { address: 'aws_sqs_queue.a', mode: 'managed', type: 'aws_sqs_queue', name: 'a', ...more },
        ],
      },
    },
  })
  const asked = (condition: string, more: Readonly<Record<string, unknown>>): string =>
    results(`match: aws_sqs_queue, require: { ${condition} }`, block(more)).join()
  t.equal(
    asked('$config.count: { present: true }', { count_expression: { references: ['var.n'] } }),
    'a pass',
  )
  t.equal(asked('$config.count: { present: true }', {}), 'a fail')
  t.equal(asked('$config.count: 1', { count_expression: { references: ['var.n'] } }), 'a unknown')
  t.equal(asked('$config.for_each: { present: false }', {}), 'a pass')
  t.equal(
    asked('$config.depends_on: { contains: aws_s3_bucket.x }', { depends_on: ['aws_s3_bucket.x'] }),
    'a pass',
  )
  t.equal(asked('$config.depends_on: { contains: aws_s3_bucket.x }', {}), 'a fail')
  t.equal(asked('$config.depends_on: { present: true }', {}), 'a fail')
  t.end()
})

test('the provider configuration, from plan JSON and from the plan file', (t) => {
  const folder = new URL('../plans/network_rules/', import.meta.url)
  const document = readPlan(new URL('plan.json', folder))
  const sources = readPlanArchive(readFileSync(new URL('tfplan', folder)), 'tfplan')
  const policy = policyOf(`policy: p
rules:
  - { id: region, severity: high, match: aws_vpc, require: { $provider.region: eu-west-1, $provider.partition: aws } }
  - { id: elsewhere, severity: high, match: aws_vpc, require: { $provider.region: us-east-1 } }
  - { id: account, severity: high, match: aws_vpc, require: { $provider.account_id: "111122223333" } }
`)
  for (const tree of [undefined, sources]) {
    const found = judge(document, [policy], {}, tree).map(({ rule, status }) => `${rule} ${status}`)
    t.same(found, ['region pass', 'elsewhere fail', 'account unknown'])
  }
  t.end()
})
