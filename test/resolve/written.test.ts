import { test } from 'tap'
import type { SourceTree } from '../../src/plan/source-tree.ts'
import { resolvePlan } from '../../src/resolve/plan.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { readPlanDocument } from '../../src/validate/plan-document.ts'

/** A bucket of which the plan says nothing about `lifecycle_rule`: optional, computed, and blocks. */
function configured(text: string, file = 'main.tf'): string {
  const document = {
    format_version: '1.2',
    resource_changes: [
      {
        address: 'aws_s3_bucket.logs',
        mode: 'managed',
        type: 'aws_s3_bucket',
        name: 'logs',
        provider_name: 'registry.terraform.io/hashicorp/aws',
        change: {
          actions: ['create'],
          before: null,
          after: { bucket: 'logs' },
          after_unknown: { id: true, arn: true, policy: true, lifecycle_rule: true },
        },
      },
    ],
    configuration: {
      provider_config: { aws: { name: 'aws', full_name: 'registry.terraform.io/hashicorp/aws' } },
      root_module: {
        resources: [
          {
            address: 'aws_s3_bucket.logs',
            mode: 'managed',
            type: 'aws_s3_bucket',
            name: 'logs',
            provider_config_key: 'aws',
            expressions: { bucket: { constant_value: 'logs' } },
          },
        ],
      },
    },
  }
  const sourceTree: SourceTree = {
    origin: 'plan-file',
    modules: new Map([['', { directory: '.', files: [{ name: file, text }] }]]),
  }
  const plan = resolvePlan(readPlanDocument(Buffer.from(JSON.stringify(document)), 'plan.json').document, {
    id: 'plan',
    input: 'json',
    sources: 'plan-file',
    sourceTree,
  })
  const [bucket] = plan.instances
  if (bucket === undefined) throw new Error('no instance')
  return resolve(plan).configured(bucket, ['lifecycle_rule']).kind
}

const bucket = (inside: string): string =>
  `resource "aws_s3_bucket" "logs" {\n  bucket = "logs"\n  ${inside}\n}\n`

test('the sources tell whether blocks are written that plan JSON does not show', (t) => {
  t.equal(configured(bucket('')), 'no', 'nothing is written')
  t.equal(
    configured(bucket('dynamic "lifecycle_rule" {\n for_each = []\n content {}\n }')),
    'no',
    'no element',
  )
  t.equal(
    configured(bucket('dynamic "lifecycle_rule" {\n for_each = [1]\n content {}\n }')),
    'yes',
    'one element',
  )
  t.equal(
    configured(bucket('dynamic "lifecycle_rule" {\n for_each = aws_x.y.all\n content {}\n }')),
    'unknown',
    'who knows how many',
  )
  t.equal(configured('resource "aws_s3_bucket" "other" {}\n'), 'unknown', 'the block is not in the sources')
  t.equal(
    configured(bucket('').replace('"logs"\n', '"other"\n')),
    'unknown',
    'the sources contradict the plan',
  )
  t.equal(
    configured(
      '{"resource":{"aws_s3_bucket":{"logs":{"bucket":"logs","dynamic":{"lifecycle_rule":[]}}}}}',
      'main.tf.json',
    ),
    'unknown',
    'JSON with dynamic blocks',
  )
  t.end()
})
