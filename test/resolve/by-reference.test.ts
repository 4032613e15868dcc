import { test } from 'tap'
import type { PlanDocument } from '../../src/plan/plan-document.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { judge, policyOf } from '../judge.ts'
import { instanceAt, planOf } from './read-plan.ts'

const AWS = 'registry.terraform.io/hashicorp/aws'
const DOCUMENT = 'data.aws_iam_policy_document.d'

/** A bucket policy, unknown in the plan, and the deferred document beside it. */
function planWith(references: readonly string[], known = false): PlanDocument {
  const statement = { sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'], condition: [] }
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: {} },
    resource_changes: [
      {
        address: DOCUMENT,
        mode: 'data',
        type: 'aws_iam_policy_document',
        name: 'd',
        provider_name: AWS,
        change: {
          actions: ['read'],
          before: null,
          after: { statement: [statement], ...(known ? { json: '{}', minified_json: '{}' } : {}) },
          after_unknown: { id: true, ...(known ? {} : { json: true, minified_json: true }) },
        },
      },
      {
        address: 'aws_s3_bucket_policy.p',
        mode: 'managed',
        type: 'aws_s3_bucket_policy',
        name: 'p',
        provider_name: AWS,
        change: {
          actions: ['create'],
          before: null,
          after: { bucket: 'b' },
          after_unknown: { policy: true },
        },
      },
    ],
    configuration: {
      root_module: {
        resources: [
          {
            address: DOCUMENT,
            mode: 'data',
            type: 'aws_iam_policy_document',
            name: 'd',
            expressions: { statement: [{ actions: { constant_value: ['s3:GetObject'] } }] },
          },
          {
            address: 'aws_s3_bucket_policy.p',
            mode: 'managed',
            type: 'aws_s3_bucket_policy',
            name: 'p',
            expressions: { bucket: { constant_value: 'b' }, policy: { references } },
          },
        ],
      },
    },
  } as unknown as PlanDocument
}

const JSON_REFERENCE = [`${DOCUMENT}.json`, DOCUMENT]

const RULES = policyOf(`
policy: documents
title: Documents
rules:
  - id: reads
    title: Bucket policies let objects be read
    severity: low
    match: aws_s3_bucket_policy
    require: { policy: { contains: 's3:GetObject' } }
    message: the policy does not
    fix: say so
`)

test('an argument that refers to nothing but a document is that document, if references are trusted', (t) => {
  const plan = planOf(planWith(JSON_REFERENCE))
  const resolution = resolve(plan)
  const policy = instanceAt(plan, 'aws_s3_bucket_policy.p')
  t.equal(resolution.attribute(policy, 'policy').kind, 'unknown', 'by itself it stays unknown')
  const document = resolution.valueByReference(policy, ['policy'])
  const rendered = resolution.attribute(instanceAt(plan, DOCUMENT), 'json')
  t.match(document, { kind: 'known', basis: 'reference' })
  t.equal(document?.kind === 'known' && document.value, rendered.kind === 'known' && rendered.value)
  t.equal(resolution.valueByReference(policy, ['policy', 'Version']), undefined, 'not a part of it')
  t.equal(resolution.valueByReference(policy, ['bucket']), undefined, 'not what is known')
  t.end()
})

test('verdicts rest on it only with the switch', (t) => {
  const document = planWith(JSON_REFERENCE)
  const [careful] = judge(document, [RULES])
  t.equal(careful?.status, 'unknown')
  const [trusting] = judge(document, [RULES], { trustReferences: true })
  t.match(trusting, { status: 'pass', basis: 'reference' })
  t.end()
})

test('nothing else is taken for the document', (t) => {
  const without = (references: readonly string[], known = false): void => {
    const plan = planOf(planWith(references, known))
    const value = resolve(plan).valueByReference(instanceAt(plan, 'aws_s3_bucket_policy.p'), ['policy'])
    t.equal(value, undefined, JSON.stringify(references))
  }
  without([`${DOCUMENT}.id`, DOCUMENT])
  without([DOCUMENT])
  without([...JSON_REFERENCE, `${DOCUMENT}.minified_json`, DOCUMENT])
  without([...JSON_REFERENCE, 'local.more'])
  without([])
  without(JSON_REFERENCE, true)
  t.end()
})
