import { readFileSync } from 'node:fs'
import { test } from 'tap'
import type { Plan, ResourceInstance } from '../../../src/plan/plan.ts'
import type { JsonObject, PlanDocument } from '../../../src/plan/plan-document.ts'
import { type ContextOptions, providerContexts } from '../../../src/provider/aws/context.ts'
import type { ProviderContext } from '../../../src/provider/aws/predict.ts'
import { resolvePlan } from '../../../src/resolve/plan.ts'
import { readAppliedCases } from './applied-cases.ts'

const ACCOUNT = '111122223333'
const AWS = 'registry.terraform.io/hashicorp/aws'

interface Given {
  readonly providers: { readonly [key: string]: JsonObject }
  readonly resources?: readonly {
    readonly type: string
    readonly key: string
    readonly before?: JsonObject
    readonly after?: JsonObject
    readonly data?: true
    readonly expressions?: JsonObject
  }[]
}

/** A resource as a test gives it, with its place in the plan. */
interface Fixture {
  readonly type: string
  readonly name: string
  readonly mode: string
  readonly at: string
  readonly key: string
  readonly before?: JsonObject
  readonly after?: JsonObject
  readonly expressions?: JsonObject
}

/** A plan with one instance per resource given, and an `aws_iam_group` for every provider configuration. */
function planOf({ providers, resources = [] }: Given): Plan {
  const all = [
    ...resources,
    ...Object.keys(providers).map((key) => ({ type: 'aws_iam_group', key, after: {} })),
  ].map(
    (one, index): Fixture => ({
      ...one,
      name: `r${index}`,
      mode: 'data' in one ? 'data' : 'managed',
      at: `${'data' in one ? 'data.' : ''}${one.type}.r${index}`,
    }),
  )
  const document = {
    format_version: '1.2',
    resource_changes: all.map(({ type, name, mode, at, before, after }: Fixture) => ({
      address: at,
      mode,
      type,
      name,
      provider_name: AWS,
      change: {
        actions: before === undefined ? ['create'] : ['no-op'],
        before: before ?? null,
        after: after ?? before,
        after_unknown: {},
      },
    })),
    configuration: {
      provider_config: Object.fromEntries(
        Object.entries(providers).map(([key, expressions]) => {
          const alias = key.split('.')[1]
          return [
            key,
            { name: 'aws', full_name: AWS, ...(alias === undefined ? {} : { alias }), expressions },
          ]
        }),
      ),
      root_module: {
        resources: all.map(({ type, name, mode, at, key, expressions }: Fixture) => ({
          address: at,
          mode,
          type,
          name,
          provider_config_key: key,
          ...(expressions === undefined ? {} : { expressions }),
        })),
      },
    },
  }
  return resolvePlan(document as unknown as PlanDocument, { id: 'x', input: 'json', sources: 'none' })
}

function contextOf(given: Given, options?: ContextOptions, key = 'aws'): ProviderContext {
  const plan = planOf(given)
  const instance = plan.instances.find(
    (one: ResourceInstance) => one.configuration?.provider_config_key === key,
  )
  const context = instance === undefined ? undefined : providerContexts(plan, options).contextOf(instance)
  if (context === undefined) throw new Error(`no context for ${key}`)
  return context
}

const facts = (entries: { readonly [key: string]: JsonObject }): ContextOptions => ({
  facts: new Map(Object.entries(entries)),
})

test('the region that a provider block says', (t) => {
  t.match(contextOf({ providers: { aws: { region: { constant_value: 'cn-north-1' } } } }), {
    region: { kind: 'known', value: 'cn-north-1' },
    partition: { kind: 'known', value: 'aws-cn' },
    account: { kind: 'unknown', unknown: { id: 'provider aws.account_id', shape: '[0-9]{12}' } },
  })
  t.match(contextOf({ providers: { aws: { region: { references: ['var.region'] } } } }), {
    region: { kind: 'unknown', unknown: { id: 'provider aws.region' } },
    partition: { kind: 'unknown' },
  })
  t.match(
    contextOf({ providers: { aws: { region: { constant_value: '${var.region}' } } } }),
    { region: { kind: 'unknown' } },
    '.tf.json',
  )
  const evaluate = (): { kind: 'known'; value: string } => ({ kind: 'known', value: 'eu-west-1' })
  t.match(contextOf({ providers: { aws: { region: { references: ['var.region'] } } } }, { evaluate }), {
    region: { value: 'eu-west-1' },
  })
  t.end()
})

test('what data sources read comes first, unless they were told where', (t) => {
  const providers = { aws: { region: { references: ['var.region'] } } }
  const region = (expressions?: JsonObject): ProviderContext =>
    contextOf({
      providers,
      resources: [
        {
          type: 'aws_region',
          key: 'aws',
          data: true,
          before: { name: 'eu-west-1', id: 'eu-west-1' },
          ...(expressions === undefined ? {} : { expressions }),
        },
        { type: 'aws_caller_identity', key: 'aws', data: true, before: { account_id: ACCOUNT } },
      ],
    })
  t.match(region(), { region: { value: 'eu-west-1' }, account: { value: ACCOUNT } })
  t.match(region({ name: { constant_value: 'eu-west-1' } }), { region: { kind: 'unknown' } })
  t.end()
})

test('the account: allowed, assumed, or seen in an ARN', (t) => {
  t.match(contextOf({ providers: { aws: { allowed_account_ids: { constant_value: [ACCOUNT] } } } }).account, {
    value: ACCOUNT,
  })
  t.match(
    contextOf({ providers: { aws: { allowed_account_ids: { constant_value: [ACCOUNT, '1'] } } } }).account,
    { kind: 'unknown' },
  )
  const role = { role_arn: { constant_value: `arn:aws:iam::${ACCOUNT}:role/deploy` } }
  t.match(contextOf({ providers: { aws: { assume_role: [role] } } }).account, { value: ACCOUNT })
  const topic = { type: 'aws_sns_topic', key: 'aws', before: { arn: `arn:aws:sns:eu-west-3:${ACCOUNT}:x` } }
  t.match(contextOf({ providers: { aws: {} }, resources: [topic] }), {
    account: { value: ACCOUNT },
    region: { value: 'eu-west-3' },
  })
  const foreign = {
    type: 'aws_sns_topic_policy',
    key: 'aws',
    before: { arn: 'arn:aws:sns:eu-west-3:999999999999:x' },
  }
  t.match(
    contextOf({ providers: { aws: {} }, resources: [foreign] }).account,
    { kind: 'unknown' },
    'not its own ARN',
  )
  t.end()
})

test("the user's facts", (t) => {
  const general = facts({ aws: { account_id: ACCOUNT, region: 'eu-west-1' } })
  const providers = { aws: {}, 'aws.plain': {}, 'aws.other': { profile: { constant_value: 'other' } } }
  t.match(contextOf({ providers }, general), {
    account: { value: ACCOUNT },
    region: { value: 'eu-west-1' },
    partition: { value: 'aws' },
  })
  t.match(contextOf({ providers }, general, 'aws.plain').account, { value: ACCOUNT })
  t.match(
    contextOf({ providers }, general, 'aws.other').account,
    { kind: 'unknown' },
    'it may be of another account',
  )
  const own = facts({ aws: { account_id: ACCOUNT }, 'aws.other': { account_id: '444455556666' } })
  t.match(contextOf({ providers }, own, 'aws.other').account, { value: '444455556666' })
  t.end()
})

test('the plan wins over the user, and says so', (t) => {
  const plan = planOf({ providers: { aws: { region: { constant_value: 'eu-west-1' } } } })
  const { diagnostics } = providerContexts(plan, facts({ aws: { region: 'us-east-1' } }))
  t.match(diagnostics, [{ code: 'context-contradicts-plan', severity: 'warning' }])
  t.end()
})

test('the release', (t) => {
  const lockFile = `provider "${AWS}" {\n  version = "5.31.0"\n}\n`
  t.equal(contextOf({ providers: { aws: {} } }, { lockFile }).providerVersion, '5.31.0')
  const topic = (after: JsonObject): Given => ({
    providers: { aws: {} },
    resources: [{ type: 'aws_sns_topic', key: 'aws', after }],
  })
  t.match(contextOf(topic({ name: 'x', region: 'eu-west-1' })).versions, { from: [6, 0, 0] })
  t.match(contextOf(topic({ name: 'x' })).versions, { from: [4, 0, 0], below: [6, 0, 0] })
  t.match(contextOf({ providers: { aws: { skip_requesting_account_id: { constant_value: true } } } }), {
    skipsAccount: true,
  })
  t.notMatch(contextOf({ providers: { aws: { skip_requesting_account_id: { constant_value: false } } } }), {
    skipsAccount: true,
  })
  t.end()
})

test("Terraform's own plan", (t) => {
  const document = JSON.parse(
    readFileSync(new URL('../../plans/article/plan.json', import.meta.url), 'utf8'),
  ) as PlanDocument
  const plan = resolvePlan(document, { id: 'article', input: 'json', sources: 'none' })
  const { contextOf: find } = providerContexts(plan)
  const managed = plan.instances.filter(({ address }) => address.mode === 'managed')
  t.ok(managed.length > 0)
  for (const instance of managed)
    t.match(
      find(instance),
      { region: { kind: 'known' }, partition: { kind: 'known', value: 'aws' } },
      instance.addressText,
    )
  t.end()
})

const cases = readAppliedCases()

test('regions and accounts of the applied cases', {
  skip: cases === undefined && '../shared/cases/aws is missing',
}, (t) => {
  for (const { name, plan, expect } of cases ?? []) {
    const { contextOf: find } = providerContexts(plan)
    for (const instance of plan.instances) {
      const key = instance.configuration?.provider_config_key
      const context = find(instance)
      if (key === undefined || context === undefined) continue
      // Two modules deep Terraform no longer says which configuration was passed down: unknown is all there is to say.
      const block = plan.configuration.provider_config?.[key]
      if (block?.module_address !== undefined && block.expressions === undefined) {
        t.equal(context.region.kind, 'unknown', `${name}: ${instance.addressText}`)
        continue
      }
      t.match(
        context.region,
        { kind: 'known', value: expect.regions[key] },
        `${name}: ${instance.addressText}`,
      )
      if (context.account.kind === 'known') t.equal(context.account.value, expect.account, name)
      t.match(context.versions?.from, [5, 0, 0], `${name} is of version 5`)
      t.match(context.versions?.below, [6, 0, 0], `${name} is of version 5`)
    }
  }
  t.end()
})
