import { test } from 'tap'
import { same } from '../../../src/hcl/same.ts'
import type { Plan } from '../../../src/plan/plan.ts'
import type { Json, PlanDocument } from '../../../src/plan/plan-document.ts'
import type { Value } from '../../../src/plan/value.ts'
import { resolvePlan } from '../../../src/resolve/plan.ts'
import { resolve } from '../../../src/resolve/resolve.ts'

interface Planned {
  readonly type: string
  readonly name: string
  readonly index?: string | number
  readonly mode?: 'data'
  readonly after?: { readonly [name: string]: Json }
  readonly unknown?: { readonly [name: string]: Json }
}

/** What is made of an attribute of `type.name` or `type.name["key"]`, when everything is created. */
function resolving(source: string, planned: readonly Planned[], facts: Partial<PlanDocument> = {}) {
  const document: PlanDocument = {
    format_version: '1.2',
    configuration: {},
    resource_changes: planned.map(({ type, name, index, mode, after = {}, unknown = {} }) => ({
      address: `${mode === undefined ? '' : 'data.'}${type}.${name}${index === undefined ? '' : `[${JSON.stringify(index)}]`}`,
      mode: mode ?? 'managed',
      type,
      name,
      ...(index === undefined ? {} : { index }),
      provider_name: type.startsWith('aws_')
        ? 'registry.terraform.io/hashicorp/aws'
        : type === 'terraform_data'
          ? 'terraform.io/builtin/terraform'
          : 'registry.terraform.io/someone/other',
      change: {
        actions: [mode === undefined ? 'create' : 'read'],
        before: null,
        after,
        after_unknown: unknown,
      },
    })),
    ...facts,
  }
  const files = [{ name: 'main.tf', text: source }]
  const sourceTree: NonNullable<Plan['sourceTree']> = {
    modules: new Map([['', { directory: '.', files }]]),
    origin: 'plan-file',
  }
  const plan = resolvePlan(document, { id: 'plan', input: 'json', sources: 'plan-file', sourceTree })
  const resolution = resolve(plan)
  return (address: string, ...path: (string | number)[]): Value => {
    const instance = plan.instances.find(({ addressText }) => addressText === address)
    if (instance === undefined) throw new Error(`no ${address}`)
    return resolution.valueAt(instance, path)
  }
}

const source = { type: 'terraform_data', name: 'source', unknown: { id: true, output: true } }

test('what cannot be worked out in two places is not the same in both', (t) => {
  const dynamics = resolving(
    `
resource "terraform_data" "source" {}
resource "aws_s3_bucket" "a" {
  dynamic "grant" {
    for_each = terraform_data.source.output
    content { type = grant.value }
  }
}
resource "aws_s3_bucket" "b" {
  dynamic "grant" {
    for_each = terraform_data.source.output
    content { type = "x" }
  }
}`,
    [
      source,
      { type: 'aws_s3_bucket', name: 'a', unknown: { grant: true } },
      { type: 'aws_s3_bucket', name: 'b', unknown: { grant: true } },
    ],
  )
  t.not(
    same(dynamics('aws_s3_bucket.a', 'grant'), dynamics('aws_s3_bucket.b', 'grant')),
    true,
    'dynamic blocks',
  )

  const keys = resolving(
    `
resource "terraform_data" "source" {}
resource "terraform_data" "each" {
  for_each = { a = nosuch(1), b = 2 }
  input    = "\${terraform_data.source.id}-\${each.value}"
}`,
    [
      source,
      { type: 'terraform_data', name: 'each', index: 'a', unknown: { input: true } },
      { type: 'terraform_data', name: 'each', index: 'b', unknown: { input: true } },
    ],
  )
  t.not(
    same(keys('terraform_data.each["a"]', 'input'), keys('terraform_data.each["b"]', 'input')),
    true,
    'values of `each`',
  )

  const iterators = resolving(
    `
resource "terraform_data" "source" {}
resource "aws_s3_bucket" "a" {
  dynamic "grant" {
    for_each = [terraform_data.source.id, terraform_data.source.output]
    content { type = jsonencode(grant) }
  }
}`,
    [
      source,
      {
        type: 'aws_s3_bucket',
        name: 'a',
        after: { logging: null },
        unknown: { lifecycle_rule: [], grant: true },
      },
    ],
  )
  t.not(iterators('aws_s3_bucket.a', 'grant').kind, 'known', 'iterators as a whole')
  t.end()
})

test('where instances may be missing from the plan their number is not known', (t) => {
  const value = resolving(
    `
resource "terraform_data" "many" {
  count = 2
}
resource "terraform_data" "x" {
  input = [terraform_data.many[*].id]
}`,
    [
      { type: 'terraform_data', name: 'many', index: 0, unknown: { id: true } },
      { type: 'terraform_data', name: 'x', unknown: { input: true } },
    ],
    { complete: false },
  )('terraform_data.x', 'input', 0)
  t.not(value.kind, 'list')
  t.end()
})

test('an ephemeral variable is not its default', (t) => {
  const value = resolving(
    `
variable "region" {
  default   = "eu-west-1"
  ephemeral = true
}
resource "terraform_data" "source" {}
resource "terraform_data" "x" {
  input = "\${terraform_data.source.id}-\${var.region}"
}`,
    [source, { type: 'terraform_data', name: 'x', unknown: { input: true } }],
    { variables: { region: { value: 'eu-west-1' } } },
  )('terraform_data.x', 'input')
  t.notOk(JSON.stringify(value).includes('eu-west-1'))
  t.end()
})

test('what is written nowhere is unknown, and no reason for `try` to go on', (t) => {
  const value = resolving(
    `
resource "terraform_data" "source" {}
resource "terraform_data" "x" {
  input = "\${terraform_data.source.id}-\${try(terraform_data.generated.id, "fallback")}"
}`,
    [source, { type: 'terraform_data', name: 'x', unknown: { input: true } }],
  )('terraform_data.x', 'input')
  t.equal(value.kind === 'template' && value.parts.at(-1) === '-fallback', false)
  t.end()
})

test('elements of what may be a set are not told apart by their order', (t) => {
  const value = resolving(
    `
resource "terraform_data" "a" {}
resource "terraform_data" "b" {}
resource "other_thing" "x" {
  names = ["x-\${terraform_data.b.id}", "x-\${terraform_data.a.id}"]
}`,
    [
      { type: 'terraform_data', name: 'a', unknown: { id: true } },
      { type: 'terraform_data', name: 'b', unknown: { id: true } },
      { type: 'other_thing', name: 'x', after: { names: [null, null] }, unknown: { names: [true, true] } },
    ],
  )
  t.equal(value('other_thing.x', 'names', 1).kind, 'unknown')
  t.end()
})

test('what is sensitive stays so through blocks and collections', (t) => {
  const value = resolving(
    `
variable "secret" {
  sensitive = true
}
resource "terraform_data" "source" {}
locals { inner = { key = var.secret } }
resource "terraform_data" "x" {
  input = { plain = terraform_data.source.id, hidden = "\${terraform_data.source.id}\${local.inner.key}" }
}`,
    [source, { type: 'terraform_data', name: 'x', unknown: { input: true } }],
    { variables: { secret: { value: 'hunter2' } } },
  )
  t.equal(value('terraform_data.x', 'input', 'hidden').sensitive, true)
  t.not(value('terraform_data.x', 'input', 'plain').sensitive, true)
  t.end()
})

const TOPIC = {
  type: 'aws_sns_topic',
  name: 't',
  after: { tags: { Own: null } },
  unknown: { tags: { Own: true }, tags_all: true },
}

function configured(key: string, expressions: object): Partial<PlanDocument> {
  const provider = { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws', expressions }
  return {
    variables: { env: { value: 'prod' } },
    configuration: {
      provider_config: { [key]: provider as never },
      root_module: {
        resources: [
          {
            address: 'aws_sns_topic.t',
            mode: 'managed',
            type: 'aws_sns_topic',
            name: 't',
            provider_config_key: key,
            expressions: { tags: { references: ['terraform_data.source.id', 'terraform_data.source'] } },
          },
          { address: 'terraform_data.source', mode: 'managed', type: 'terraform_data', name: 'source' },
        ],
        variables: { env: {} },
      },
    },
  }
}

test('default tags are what the provider block writes, variables and dynamic blocks included', (t) => {
  const topic = 'resource "aws_sns_topic" "t" {\n  tags = { Own = "x-${terraform_data.source.id}" }\n}\n'
  const rest = `variable "env" {}\nresource "terraform_data" "source" {}\n${topic}`
  const variable = resolving(
    `provider "aws" {\n  default_tags {\n    tags = { Env = var.env }\n  }\n}\n${rest}`,
    [source, TOPIC],
    configured('aws', { default_tags: [{ tags: { references: ['var.env'] } }] }),
  )
  t.match(variable('aws_sns_topic.t', 'tags_all', 'Env'), { kind: 'known', value: 'prod' })

  const dynamic = resolving(
    `provider "aws" {\n  dynamic "default_tags" {\n    for_each = [{ Env = var.env }]\n    content {\n      tags = default_tags.value\n    }\n  }\n}\n${rest}`,
    [source, TOPIC],
    configured('aws', {}),
  )
  t.match(dynamic('aws_sns_topic.t', 'tags_all', 'Env'), { kind: 'known', value: 'prod' })

  const open = resolving(
    `provider "aws" {\n  default_tags {\n    tags = { Env = terraform_data.source.id }\n  }\n}\n${rest}`,
    [source, TOPIC],
    configured('aws', {
      default_tags: [{ tags: { references: ['terraform_data.source.id', 'terraform_data.source'] } }],
    }),
  )
  t.equal(open('aws_sns_topic.t', 'tags_all').kind, 'unknown')

  const hidden = resolving(
    `provider "aws" {\n  dynamic "default_tags" {\n    for_each = terraform_data.source.output\n    content {\n      tags = default_tags.value\n    }\n  }\n}\n${rest}`,
    [source, TOPIC],
    configured('aws', {}),
  )
  t.equal(hidden('aws_sns_topic.t', 'tags_all').kind, 'unknown')
  t.end()
})

test('a configuration that a module may have taken over has default tags that its own entry does not show', (t) => {
  const value = resolving('', [TOPIC], configured('module.a.module.b:aws', {}))
  t.equal(value('aws_sns_topic.t', 'tags_all').kind, 'unknown')
  t.end()
})

test('what the provider suppresses contradicts nothing; another difference does', (t) => {
  const balancer = `
resource "terraform_data" "source" {}
resource "aws_lb" "b" {
  internal                         = true
  enable_cross_zone_load_balancing = true
  customer_owned_ipv4_pool         = "x-\${terraform_data.source.id}"
}`
  const unknown = { customer_owned_ipv4_pool: true }
  const suppressed = resolving(balancer, [
    source,
    {
      type: 'aws_lb',
      name: 'b',
      after: { internal: true, enable_cross_zone_load_balancing: null },
      unknown,
    },
  ])
  t.equal(suppressed('aws_lb.b', 'customer_owned_ipv4_pool').kind, 'template')
  const contradicted = resolving(balancer, [
    source,
    {
      type: 'aws_lb',
      name: 'b',
      after: { internal: false, enable_cross_zone_load_balancing: null },
      unknown,
    },
  ])
  t.equal(contradicted('aws_lb.b', 'customer_owned_ipv4_pool').kind, 'unknown')
  t.end()
})

test('blocks of a set are told apart although the provider filled in what is null in them', (t) => {
  const value = resolving(
    `
resource "terraform_data" "source" {}
resource "aws_cloudfront_distribution" "d" {
  origin {
    origin_id   = "files"
    origin_path = null
    domain_name = "x-\${terraform_data.source.id}"
  }
  origin {
    origin_id   = "app"
    origin_path = null
    domain_name = "app.example.com"
  }
}`,
    [
      source,
      {
        type: 'aws_cloudfront_distribution',
        name: 'd',
        after: {
          origin: [
            { origin_id: 'app', origin_path: '', domain_name: 'app.example.com' },
            { origin_id: 'files', origin_path: '' },
          ],
        },
        unknown: { origin: [{}, { domain_name: true }] },
      },
    ],
  )
  t.match(value('aws_cloudfront_distribution.d', 'origin', 1, 'domain_name'), {
    kind: 'template',
    parts: ['x-', { id: 'terraform_data.source.id' }],
  })
  t.end()
})

test('the account is that of the role that the provider takes on, or the only one allowed, variables included', (t) => {
  const rest = 'variable "env" {}\nresource "aws_sns_topic" "t" { name = "t" }\n'
  const topic: Planned = { type: 'aws_sns_topic', name: 't', after: { name: 't' }, unknown: { arn: true } }
  const arnWith = (block: string, expressions: { readonly [name: string]: Json }): Value =>
    resolving(`provider "aws" {\n  region = "eu-west-1"\n${block}}\n${rest}`, [topic], {
      configuration: {
        provider_config: {
          aws: {
            name: 'aws',
            full_name: 'registry.terraform.io/hashicorp/aws',
            expressions: { region: { constant_value: 'eu-west-1' }, ...expressions } as never,
          },
        },
        root_module: {
          resources: [
            {
              address: 'aws_sns_topic.t',
              mode: 'managed',
              type: 'aws_sns_topic',
              name: 't',
              provider_config_key: 'aws',
              expressions: { name: { constant_value: 't' } },
            },
          ],
          variables: { env: {} },
        },
      },
      variables: { env: { value: '111122223333' } },
    })('aws_sns_topic.t', 'arn')
  const references = { references: ['var.env'] }
  const known = { kind: 'known', value: 'arn:aws:sns:eu-west-1:111122223333:t' }

  const role = 'role_arn = "arn:aws:iam::${var.env}:role/deploy"'
  const assumed = { assume_role: [{ role_arn: references }] }
  t.match(arnWith(`  assume_role {\n    ${role}\n  }\n`, assumed), known)
  const chain = `  assume_role {\n    role_arn = "arn:aws:iam::444455556666:role/hub"\n  }\n  assume_role {\n    ${role}\n  }\n`
  t.match(
    arnWith(chain, { assume_role: [{ role_arn: {} }, { role_arn: references }] }),
    known,
    'the last one',
  )
  t.match(
    arnWith(`  assume_role_with_web_identity {\n    ${role}\n  }\n`, {
      assume_role_with_web_identity: [{ role_arn: references }],
    }),
    known,
    'by web identity',
  )
  t.match(
    arnWith('  allowed_account_ids = [var.env]\n', { allowed_account_ids: references }),
    known,
    'the only one allowed',
  )
  t.equal(
    arnWith('  allowed_account_ids = [var.env, "444455556666"]\n', { allowed_account_ids: references }).kind,
    'template',
    'one of two',
  )
  t.equal(
    arnWith('  assume_role {\n    role_arn = null\n  }\n', { assume_role: [{ role_arn: {} }] }).kind,
    'template',
    'nobody',
  )
  t.end()
})

test('blocks that the plan shows nothing of have more in them than what is written', (t) => {
  const value = resolving(
    `
resource "terraform_data" "source" {}
resource "aws_cloudtrail" "t" {
  dynamic "event_selector" {
    for_each = { a = "\${terraform_data.source.id}/" }
    content {
      include_management_events = null
      data_resource {
        type   = "AWS::S3::Object"
        values = ["arn:aws:s3:::\${event_selector.value}"]
      }
    }
  }
}`,
    [source, { type: 'aws_cloudtrail', name: 't', unknown: { event_selector: true } }],
  )
  const at = (...path: (string | number)[]): Value => value('aws_cloudtrail.t', 'event_selector', ...path)
  t.match(at(0, 'data_resource', 0, 'type'), { kind: 'known', value: 'AWS::S3::Object' })
  t.match(at(0, 'data_resource', 0, 'values', 0), {
    kind: 'template',
    parts: ['arn:aws:s3:::', { id: 'terraform_data.source.id' }, '/'],
  })
  t.equal(at(0, 'include_management_events').kind, 'unknown', 'the provider has a default for null')
  t.match(at(0, 'read_write_type'), {
    kind: 'unknown',
    unknown: { id: 'aws_cloudtrail.t.event_selector[0].read_write_type' },
  })
  t.equal(at(0, 'no_such_thing').kind, 'absent')
  t.end()
})

test('statements that the plan shows nothing of have what the provider makes of them', (t) => {
  const document = `
resource "terraform_data" "source" {}
data "aws_iam_policy_document" "d" {
  dynamic "statement" {
    for_each = [terraform_data.source.id]
    content {
      actions   = ["s3:GetObject"]
      resources = ["arn:aws:s3:::x/\${statement.value}"]
    }
  }
}`
  const value = resolving(document, [
    source,
    {
      type: 'aws_iam_policy_document',
      name: 'd',
      mode: 'data',
      unknown: { id: true, json: true, minified_json: true, statement: true },
    },
  ])
  const address = 'data.aws_iam_policy_document.d'
  t.match(value(address, 'statement', 0), {
    kind: 'map',
    entries: new Map<string, unknown>([
      ['effect', { kind: 'known', value: 'Allow' }],
      ['sid', { kind: 'known', value: '' }],
    ]),
  })
  t.match(value(address, 'minified_json'), {
    kind: 'template',
    parts: [/"Statement":\[{"Effect":"Allow","Action":"s3:GetObject",/, {}, '"}]}'],
  })
  t.end()
})

test('an empty default tag gets among the tags that a plan does not know, so they are not what is written', (t) => {
  const topic = 'resource "aws_sns_topic" "t" {\n  tags = { Own = "x-${terraform_data.source.id}" }\n}\n'
  const tagsWith = (value: string): Value =>
    resolving(
      `provider "aws" {\n  default_tags {\n    tags = { Env = "${value}" }\n  }\n}\nvariable "env" {}\nresource "terraform_data" "source" {}\n${topic}`,
      [source, { type: 'aws_sns_topic', name: 't', unknown: { tags: true, tags_all: true } }],
      configured('aws', { default_tags: [{ tags: { constant_value: { Env: value } } }] }),
    )('aws_sns_topic.t', 'tags')
  t.equal(tagsWith('prod').kind, 'map')
  t.equal(tagsWith('').kind, 'unknown')
  t.end()
})

test('hashes are worked out', (t) => {
  const value = resolving(
    'resource "aws_s3_bucket" "b" {\n  bucket = "logs"\n}\nresource "aws_sns_topic" "t" {\n  name = "t-${substr(sha256(aws_s3_bucket.b.id), 0, 8)}-${md5(aws_s3_bucket.b.arn)}"\n}\n',
    [
      { type: 'aws_s3_bucket', name: 'b', after: { bucket: 'logs' }, unknown: { id: true, arn: true } },
      { type: 'aws_sns_topic', name: 't', unknown: { name: true } },
    ],
    {
      configuration: {
        provider_config: {
          aws: {
            name: 'aws',
            full_name: 'registry.terraform.io/hashicorp/aws',
            expressions: { region: { constant_value: 'eu-west-1' } },
          },
        },
        root_module: {
          resources: [
            {
              address: 'aws_s3_bucket.b',
              mode: 'managed',
              type: 'aws_s3_bucket',
              name: 'b',
              provider_config_key: 'aws',
              expressions: { bucket: { constant_value: 'logs' } },
            },
            {
              address: 'aws_sns_topic.t',
              mode: 'managed',
              type: 'aws_sns_topic',
              name: 't',
              expressions: {
                name: {
                  references: [
                    'aws_s3_bucket.b.id',
                    'aws_s3_bucket.b',
                    'aws_s3_bucket.b.arn',
                    'aws_s3_bucket.b',
                  ],
                },
              },
            },
          ],
        },
      } as never,
    },
  )
  // `terraform console`: substr(sha256("logs"), 0, 8), md5("arn:aws:s3:::logs")
  t.match(value('aws_sns_topic.t', 'name'), {
    kind: 'known',
    value: 't-98f38f12-63c14cb1adefeb27c1792f7deb877704',
  })
  t.end()
})

test('a text that the provider tidies is not known by what is written, unless it is tidy', (t) => {
  const nameOf = (name: string): Value =>
    resolving(
      `resource "aws_s3_bucket" "b" {\n  bucket = "logs"\n}\nresource "aws_route53_zone" "z" {\n  name = "${name}"\n}\n`,
      [
        { type: 'aws_s3_bucket', name: 'b', after: { bucket: 'logs' }, unknown: { id: true } },
        { type: 'aws_route53_zone', name: 'z', unknown: { name: true } },
      ],
      {
        configuration: {
          provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws' } },
          root_module: {
            resources: [
              {
                address: 'aws_s3_bucket.b',
                mode: 'managed',
                type: 'aws_s3_bucket',
                name: 'b',
                provider_config_key: 'aws',
                schema_version: 0,
                expressions: { bucket: { constant_value: 'logs' } },
              },
              {
                address: 'aws_route53_zone.z',
                mode: 'managed',
                type: 'aws_route53_zone',
                name: 'z',
                expressions: { name: { references: ['aws_s3_bucket.b.id', 'aws_s3_bucket.b'] } },
              },
            ],
          },
        },
      },
    )('aws_route53_zone.z', 'name')
  t.match(nameOf('${aws_s3_bucket.b.id}.example.com'), { kind: 'known', value: 'logs.example.com' })
  t.equal(nameOf('${aws_s3_bucket.b.id}.example.com.').kind, 'unknown', 'a last dot')
  t.equal(nameOf('${aws_s3_bucket.b.id}.Example.com').kind, 'unknown', 'capital letters')
  t.end()
})
