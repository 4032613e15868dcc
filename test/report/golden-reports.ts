import type { Report, Result } from '../../src/evaluate/result.ts'
import type { Unknown } from '../../src/plan/value.ts'
import type { FormatOptions } from '../../src/report/format-options.ts'
import { KNOWN_FALSE, leaf, report, result, rulesOf } from './make-report.ts'

const TRAIL = 'module.org.aws_cloudtrail.this[0]'
const KEY: Unknown = { id: 'aws_kms_key.main.arn', waitsFor: ['aws_kms_key.main.arn'] }
const BUCKET: Unknown = { id: 'aws_s3_bucket.logs.arn', waitsFor: ['aws_s3_bucket.logs.arn'] }
const PLACE = { file: 'modules/trail/main.tf', line: 12 }

const multiRegion = result({
  address: TRAIL,
  status: 'fail',
  message: `${TRAIL} records only its home region`,
  proof: [
    leaf(
      ['is_multi_region_trail'],
      {
        ...KNOWN_FALSE,
        origin: [
          { text: 'var.multi_region', file: 'modules/trail/main.tf', line: 15 },
          { text: 'local.regions.all', file: 'main.tf', line: 4 },
        ],
      },
      TRAIL,
    ),
  ],
  location: PLACE,
  fix: 'Set `is_multi_region_trail = true`.',
})

const encryption = result({
  address: TRAIL,
  rule: 'cloudtrail-kms-encryption',
  status: 'fail',
  severity: 'critical',
  message: `${TRAIL} has no KMS key; its log files are encrypted with S3's own key only`,
  proof: [leaf(['kms_key_id'], { kind: 'null' }, TRAIL)],
  location: PLACE,
  fix: 'Set `kms_key_id` to the ARN of a key whose policy lets CloudTrail use it.',
})

const policy = result({
  address: 'aws_s3_bucket_policy.logs',
  rule: 's3-policy-names-the-trail',
  status: 'unknown',
  blocking: true,
  enforcement: 'hard-mandatory',
  message: 'aws_s3_bucket_policy.logs lets more than the trail write',
  proof: [
    leaf(
      ['policy'],
      { kind: 'template', parts: ['{"Resource":"', BUCKET, '/AWSLogs/*"}'] },
      'aws_s3_bucket_policy.logs',
    ),
  ],
  waitsFor: BUCKET.waitsFor,
})

const rotation = result({
  address: 'aws_kms_key.main',
  rule: 'kms-rotation',
  status: 'error',
  severity: 'medium',
  message: 'aws_kms_key.main does not rotate',
  error: {
    code: 'no-such-attribute',
    message: '`aws_kms_key` has no attribute `enable_rotation`',
    help: 'did you mean `enable_key_rotation`?',
  },
})

const advisory = result({
  address: 'aws_s3_bucket.logs',
  rule: 's3-tags-required',
  status: 'fail',
  severity: 'low',
  enforcement: 'advisory',
  blocking: false,
  message: 'aws_s3_bucket.logs lacks one of the tags ManagedBy, Owner',
  proof: [
    leaf(
      ['tags_all'],
      {
        kind: 'map',
        entries: new Map([
          ['Name', { kind: 'known', value: 'acme-logs' }],
          ['Token', { kind: 'known', value: 'a', sensitive: true }],
          ['Key', { kind: 'unknown', unknown: KEY }],
        ]),
      },
      'aws_s3_bucket.logs',
    ),
  ],
})

const open = result({
  address: 'aws_cloudtrail.main',
  rule: 'cloudtrail-kms-encryption',
  status: 'unknown',
  waitsFor: KEY.waitsFor,
})

const each = result({
  address: 'aws_s3_bucket_lifecycle_configuration.logs',
  rule: 's3-lifecycle-rule-has-filter',
  notes: ['it holds because there is nothing that could break it'],
})

const everything: readonly Result[] = [multiRegion, encryption, policy, advisory, open, each, result({})]
const silent = {
  ...rulesOf([multiRegion])[0],
  id: 'cloudtrail-organization-trail-guarded',
  matched: 0,
} as Report['rules'][number]

/** Reports as a person would meet them; their texts stand in golden/. */
export const GOLDEN: Readonly<
  Record<string, { readonly report: Report; readonly options?: Partial<FormatOptions> }>
> = {
  blocked: { report: report(everything, { rules: [...rulesOf(everything), silent] }) },
  'blocked-verbose': { report: report(everything), options: { verbose: true, all: true } },
  'not-judged': {
    report: report([multiRegion, rotation], {
      diagnostics: [
        {
          code: 'policy-unknown-key',
          severity: 'error',
          message: 'a rule has no key `mtach`',
          help: 'did you mean `match`?',
          location: {
            file: 'policies/trail.yaml',
            line: 12,
            column: 5,
            length: 5,
            text: '    mtach: aws_cloudtrail',
          },
        },
      ],
    }),
  },
  'blocked-by-unknown': { report: report([policy, result({})]) },
  'nothing-matched': {
    report: report([], {
      rules: [silent],
      plans: [
        {
          id: '-',
          input: 'stdin',
          formatVersion: '1.2',
          terraformVersion: '1.11.4',
          incomplete: [
            {
              kind: 'targeted',
              text: 'it was made with `-target`: what it does not mention may still be there',
            },
          ],
          sources: 'none',
          instances: 2,
        },
      ],
    }),
  },
  passed: { report: report([result({}), result({ address: 'aws_cloudtrail.other' })]) },
}
