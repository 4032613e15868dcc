import { test } from 'tap'
import { lintPolicies } from '../../src/lint/lint.ts'
import { policyOf } from '../judge.ts'

/** Severity, code, and the words at the place that is meant. */
function remarksOn(rule: string): readonly string[] {
  return lintPolicies([policyOf(`policy: p\nrules:\n  - { id: r, severity: high, ${rule} }\n`)]).map(
    ({ severity, code, location }) => {
      const { text = '', column = 1, length = 0 } = location ?? {}
      return `${severity} ${code} ${text.slice(column - 1, column - 1 + length)}`
    },
  )
}

const on = (type: string, require: string): string => `match: ${type}, require: { ${require} }`
const trail = (require: string): string => on('aws_cloudtrail', require)
const bucket = (require: string): string => on('aws_s3_bucket', require)

/** What is wrong, and how it is said. Types and attributes: the schema of the AWS provider 5.100.0. */
const WRONG: readonly (readonly [string, string])[] = [
  // Types
  [on('aws_cloudtrial', 'name: x'), 'error unknown-type aws_cloudtrial'],
  [on('aws_something_entirely_new', 'name: x'), 'warning unknown-type aws_something_entirely_new'],
  [on('"aws_cloudtrials_*"', 'name: x'), 'error unknown-type "aws_cloudtrials_*"'],
  [on('aws_caller_identity', 'id: x'), 'error unknown-type aws_caller_identity'],
  [
    'match: { type: aws_s3_bucket, address: aws_sns_topic.* }, require: { bucket: x }',
    'error match-never { type: aws_s3_bucket, address: aws_sns_topic.* }',
  ],
  [
    'match: { type: aws_s3_bucket, address: data.aws_s3_bucket.* }, require: { bucket: x }',
    'error match-never { type: aws_s3_bucket, address: data.aws_s3_bucket.* }',
  ],
  [
    'match: { type: aws_s3_bucket, actions: [read] }, require: { bucket: x }',
    'error match-never { type: aws_s3_bucket, actions: [read] }',
  ],
  // Paths
  [trail('is_multi_region_trial: true'), 'error no-such-attribute is_multi_region_trial'],
  [trail('nothing_like_it_at_all: true'), 'error no-such-attribute nothing_like_it_at_all'],
  [trail('event_selector.read_write_type: All'), 'error path-through-list event_selector.read_write_type'],
  [trail('"name[0]": x'), 'error path-not-a-list "name[0]"'],
  [trail('name.first: x'), 'error path-through-scalar name.first'],
  [trail('"event_selector[0].read_write": All'), 'error no-such-attribute "event_selector[0].read_write"'],
  [trail('event_selector: { some: { read_write: All } }'), 'error no-such-attribute read_write'],
  [trail('event_selector: { some: { data_resource: { some: { typ: x } } } }'), 'error no-such-attribute typ'],
  [trail('event_selector: { some: { as: e, not: { $e.typ: x } } }'), 'error no-such-attribute $e.typ'],
  [trail('event_selector: { some: { $self.nam: x } }'), 'error no-such-attribute $self.nam'],
  [trail('$before.nam: x'), 'error no-such-attribute $before.nam'],
  [trail('$provider.acount_id: x'), 'error no-such-attribute $provider.acount_id'],
  [trail('$change.action: x'), 'error no-such-attribute $change.action'],
  [trail('kms_key_idd: { present: false }'), 'warning no-such-attribute kms_key_idd'],
  [trail('name: "${self.s3_bucket_nam}"'), 'error no-such-attribute ${self.s3_bucket_nam}'],
  [trail('name: "${self.$provider.regoin}"'), 'error no-such-attribute ${self.$provider.regoin}'],
  [
    'match: aws_cloudtrail, require: { name: x }, message: "${self.nam}"',
    'error no-such-attribute ${self.nam}',
  ],
  // Policy documents
  [
    bucket('arn: { iam_policy: { some: { effect: Allow, all: [{ effect: Deny }] } } }'),
    'error condition-never-true effect',
  ],
  [
    bucket('arn: { iam_policy: { none: { public: true, effect: Deny } } }'),
    'error condition-never-true public',
  ],
  [
    bucket('arn: { iam_policy: { some: { grants: "s3:*", actions_within: "s3:Get*" } } }'),
    'error condition-never-true grants',
  ],
  [
    bucket('arn: { iam_policy: { some: { on: "*", resources_within: "arn:*" } } }'),
    'error condition-never-true on',
  ],
  [bucket('arn: { iam_policy: { some: { on: "${self.arnn}" } } }'), 'error no-such-attribute ${self.arnn}'],
  [
    bucket('arn: { iam_policy: { some: { condition: { key: a, accepts: "${self.arnn}" } } } }'),
    'error no-such-attribute ${self.arnn}',
  ],
  [
    bucket('arn: { iam_policy: { count: { where: { effect: Allow }, is: { gte: 0 } } } }'),
    'error condition-never-false gte',
  ],
  [bucket('grant: { iam_policy: { some: { effect: Allow } } }'), 'error operator-cannot-apply iam_policy'],
  [
    bucket('force_destroy: { iam_policy: { some: { effect: Allow } } }'),
    'error operator-cannot-apply iam_policy',
  ],
  [
    bucket('arn: { iam_policy: { some: { effect: Allow, not: { effect: Allow } } } }'),
    'error condition-never-true not',
  ],
  ['match: { type: aws_cloudtrail, where: { nam: x } }, require: { name: x }', 'error no-such-attribute nam'],
  ['match: aws_cloudtrail, when: { nam: x }, forbid: { name: x }', 'error no-such-attribute nam'],
  [
    'match: { type: aws_caller_identity, mode: data }, require: { acount_id: x }',
    'error no-such-attribute acount_id',
  ],
  ['match: { type: [aws_lb, aws_alb] }, require: { nam: x }', 'error no-such-attribute nam'],
  ['match: { type: "aws_s3_bucket_*" }, require: { buckt: x }', 'error no-such-attribute buckt'],
  [
    'match: { type: [aws_lb, aws_lb_listener] }, require: { internal: true }',
    'warning no-such-attribute internal',
  ],
  [
    'match: aws_s3_bucket, require: { bucket: x }, examples: [{ pass: p, resources: { aws_s3_bucket.a: { buckt: x } } }]',
    'warning no-such-attribute pass',
  ],
  // Operators
  [trail('enable_logging: { present: true }'), 'error operator-cannot-apply present'],
  [on('aws_db_instance', 'allocated_storage: { present: true }'), 'error operator-cannot-apply present'],
  [trail('name: { some: { equals: x } }'), 'error operator-cannot-apply some'],
  [trail('enable_logging: { length: 1 }'), 'error operator-cannot-apply length'],
  [trail('enable_logging: { gt: 1 }'), 'error operator-cannot-apply gt'],
  [trail('enable_logging: { contains: x }'), 'error operator-cannot-apply contains'],
  [trail('event_selector: { starts_with: x }'), 'error operator-cannot-apply starts_with'],
  [trail('tags: { gte: 1 }'), 'error operator-cannot-apply gte'],
  [trail('name: { has_keys: [a] }'), 'error operator-cannot-apply has_keys'],
  [trail('enable_logging: "yes"'), 'error operator-cannot-apply "yes"'],
  [trail('tags: prod'), 'error operator-cannot-apply prod'],
  [trail('event_selector: All'), 'error operator-cannot-apply All'],
  [on('aws_db_instance', 'allocated_storage: { in: [1, many] }'), 'error operator-cannot-apply in'],
  [on('aws_lb', 'subnets: { contains: [a] }'), 'error operator-cannot-apply contains'],
  // Never true
  [bucket('all: [{ bucket: a }, { bucket: { in: [b, c] } }]'), 'error condition-never-true bucket'],
  [
    bucket('all: [{ bucket: a }, { all: [{ bucket: { not_equals: a } }] }]'),
    'error condition-never-true all',
  ],
  [bucket('bucket: { equals: a, not_equals: a }'), 'error condition-never-true { equals: a, not_equals: a }'],
  [
    bucket('bucket: { equals: abc, starts_with: b }'),
    'error condition-never-true { equals: abc, starts_with: b }',
  ],
  [
    bucket('bucket: { in: [a1, a2], matches: "^b" }'),
    'error condition-never-true { in: [a1, a2], matches: "^b" }',
  ],
  [
    bucket('bucket: { starts_with: a, ends_with: z, not_equals: q, in: [] }'),
    'error condition-never-true { starts_with: a, ends_with: z, not_equals: q, in: [] }',
  ],
  [
    bucket('all: [{ bucket: { starts_with: logs- } }, { bucket: { starts_with: data- } }]'),
    'error condition-never-true bucket',
  ],
  [
    bucket('bucket: { present: false, ends_with: x }'),
    'error condition-never-true { present: false, ends_with: x }',
  ],
  [
    bucket('bucket: { contains: a, contains_none: [a, b] }'),
    'error condition-never-true { contains: a, contains_none: [a, b] }',
  ],
  [
    bucket('all: [{ bucket: { present: true } }, { not: { bucket: { present: true } } }]'),
    'error condition-never-true not',
  ],
  [
    bucket('all: [{ bucket: { present: true } }, { bucket: { present: false } }]'),
    'error condition-never-true bucket',
  ],
  [
    on('aws_db_instance', 'allocated_storage: { gt: 30, lt: 7 }'),
    'error condition-never-true { gt: 30, lt: 7 }',
  ],
  [
    on('aws_db_instance', 'allocated_storage: { gte: 7, lt: 7 }'),
    'error condition-never-true { gte: 7, lt: 7 }',
  ],
  [
    on('aws_db_instance', 'all: [{ allocated_storage: { gte: 8 } }, { allocated_storage: 7 }]'),
    'error condition-never-true allocated_storage',
  ],
  [bucket('tags: { length: { lt: 0 } }'), 'error condition-never-true lt'],
  [bucket('tags: { length: { gt: 1, lt: 2 } }'), 'error condition-never-true { gt: 1, lt: 2 }'],
  [bucket('tags: { length: 1.5 }'), 'error condition-never-true 1.5'],
  [bucket('count: { of: { type: aws_s3_bucket }, is: { lte: -1 } }'), 'error condition-never-true lte'],
  [bucket('versioning: { length: { gt: 1 } }'), 'error condition-never-true gt'],
  [bucket('arn: { configured: true }'), 'error condition-never-true configured'],
  [trail('name: { configured: false }'), 'error condition-never-true configured'],
  [bucket('bucket: { matches: "^logs$-x" }'), 'error condition-vacuous matches'],
  // Never false
  [bucket('any: [{ bucket: a }, { bucket: { not_equals: a } }]'), 'error condition-never-false bucket'],
  [
    bucket('any: [{ bucket: { in: [a] } }, { not: { bucket: { in: [a] } } }]'),
    'error condition-never-false not',
  ],
  [bucket('any: [{ not: { all: [{ bucket: a }] } }, { bucket: a }]'), 'error condition-never-false bucket'],
  [bucket('bucket: { not_in: [] }'), 'error condition-never-false not_in'],
  [bucket('tags: { contains_all: [] }'), 'error condition-never-false contains_all'],
  [bucket('tags: { length: { gte: 0 } }'), 'error condition-never-false gte'],
  [bucket('versioning: { length: { lte: 1 } }'), 'error condition-never-false lte'],
  [trail('name: { configured: true }'), 'warning condition-never-false configured'],
  [bucket('bucket: { matches: ".*" }'), 'warning condition-vacuous matches'],
  [bucket('bucket: { starts_with: "" }'), 'warning condition-vacuous starts_with'],
  [bucket('bucket: { like: "*" }'), 'warning condition-vacuous like'],
  ['match: aws_s3_bucket, when: { bucket: a }, require: { bucket: a }', 'error condition-never-false bucket'],
  [
    'match: aws_s3_bucket, require: { bucket: a }, forbid: { not: { bucket: { not_equals: a } } }',
    'error condition-never-true not',
  ],
  [bucket('when: { bucket: a }, then: { bucket: { equals: a } }'), 'error condition-never-false bucket'],
  [bucket('bucket: { not_matches: "" }'), 'warning condition-vacuous not_matches'],
  [bucket('bucket: { matches: "a^b" }'), 'error condition-vacuous matches'],
  // Relations
  [
    on('aws_lb', 'refers_to: { type: aws_subnet, through: subnets }'),
    'warning relation-needs-quantifier { type: aws_subnet, through: subnets }',
  ],
  [
    trail('refers_to: { type: aws_s3_buckett, through: s3_bucket_name }'),
    'error unknown-type { type: aws_s3_buckett, through: s3_bucket_name }',
  ],
  [trail('refers_to: { type: aws_s3_bucket, through: s3_bucket }'), 'error no-such-attribute s3_bucket'],
  [
    trail('refers_to: { type: aws_s3_bucket, through: s3_bucket_name, to: [buckt] }'),
    'error no-such-attribute buckt',
  ],
  [
    trail('refers_to: { type: aws_s3_bucket, through: s3_bucket_name, to: ["${arnn}:*"] }'),
    'error no-such-attribute ${arnn}',
  ],
  [
    trail('refers_to: { type: aws_s3_bucket, through: s3_bucket_name, where: { buckt: x } }'),
    'error no-such-attribute buckt',
  ],
  [
    trail(
      'refers_to: { type: aws_s3_bucket, through: s3_bucket_name, as: b, where: { bucket: "${b.buckt}" } }',
    ),
    'error no-such-attribute ${b.buckt}',
  ],
  [
    trail('refers_to: { type: aws_s3_bucket, through: s3_bucket_name, quantifier: { count: { lt: 0 } } }'),
    'error condition-never-true lt',
  ],
  [bucket('referred_by: { type: aws_s3_bucket_policy, through: buckt }'), 'error no-such-attribute buckt'],
  [
    bucket('referred_by: { type: aws_s3_bucket_policy, through: bucket, to: buckt }'),
    'error no-such-attribute buckt',
  ],
]

for (const [rule, remark] of WRONG) {
  test(rule, (t) => {
    t.ok(remarksOn(rule).includes(remark), remarksOn(rule).join('\n'))
    t.end()
  })
}

/** What is right, or nothing is known of. */
const RIGHT: readonly string[] = [
  trail('is_multi_region_trail: true, name: { matches: "^[a-z]+$" }'),
  trail('event_selector: { some: { as: e, read_write_type: All, $e.read_write_type: All, $self.name: x } }'),
  trail('event_selector: { each: { data_resource: { none: { values: { some: { starts_with: arn } } } } } }'),
  trail('"event_selector[0].read_write_type": All'),
  trail('tags.Name: x, \'tags["odd key"]\': x, tags: { has_keys: [a], contains: b, length: { gte: 1 } }'),
  trail('tags: { each: { starts_with: x } }'),
  trail(
    '$provider.region: eu-west-1, $change.actions: { contains: create }, $before.name: x, $config.count: { present: true }',
  ),
  trail('an_attribute_of_version_6: { configured: false }'),
  trail('region: eu-west-1'),
  trail('enable_logging: "true", is_multi_region_trail: { configured: true }'),
  trail('name: { gt: 5 }'),
  on('aws_db_instance', 'allocated_storage: { gte: 7, lte: 7 }, backup_retention_period: "7"'),
  on('aws_db_instance', 'any: [{ allocated_storage: { gt: 30 } }, { allocated_storage: { lt: 7 } }]'),
  on('google_storage_bucket', 'name: x, versioning: { some: { enabled: true } }'),
  on('awscc_s3_bucket', 'anything: x'),
  on('"*"', 'tags: { present: true }'),
  'match: { type: [aws_lb, aws_lb_listener] }, require: { arn: x }',
  'match: { type: "aws_s3_bucket_*" }, require: { bucket: x }',
  'match: { type: aws_s3_bucket, address: "**.*.*" }, require: { bucket: x }',
  'match: { type: "aws_s3_*", address: "module.a[*].aws_s3_bucket.x" }, require: { bucket: x }',
  'match: { type: aws_caller_identity, mode: data, actions: [read] }, require: { account_id: x }',
  bucket('bucket: { matches: "^$" }'),
  bucket('bucket: { matches: "^.*$" }'),
  bucket('bucket: { matches: "logs$x*" }'),
  bucket('bucket: { matches: "[$a]|$x" }'),
  bucket('bucket: { matches: "cost\\\\$a" }'),
  on('aws_lb', 'subnets: { contains: "" }'),
  bucket('any: [{ bucket: a }, { bucket: b }, { not: { bucket: c } }]'),
  bucket(
    'all: [{ bucket: { starts_with: a } }, { bucket: { starts_with: ab } }, { bucket: { ends_with: c } }]',
  ),
  bucket('all: [{ bucket: { not_equals: a } }, { bucket: { not_equals: b } }, { bucket: { not_in: [c] } }]'),
  bucket('bucket: { in: [a, b], not_equals: a }'),
  bucket('tags: { length: { gte: 1 } }, versioning: { length: { gte: 1 } }'),
  bucket('tags: { contains_any: [a], contains_none: [b] }'),
  'match: { type: [aws_lb, aws_lb_listener] }, when: { $type: aws_lb }, require: { internal: true }',
  'match: { type: [aws_lb, aws_lb_listener] }, require: { any: [{ internal: true }, { port: 443 }], name: { present: true } }',
  'match: { type: "aws_lb*" }, require: { internal: true }',
  'match: aws_s3_bucket, when: { bucket: a }, require: { bucket_prefix: a }, forbid: { bucket: b }',
  bucket('when: { bucket: a }, then: { bucket: a }, else: { bucket: b }'),
  on('aws_lb', 'refers_to: { type: aws_subnet, through: subnets, quantifier: some }'),
  on('aws_subnet', 'referred_by: { type: aws_lb, through: subnets }'),
  bucket(
    'referred_by: { type: aws_s3_bucket_policy, through: bucket, to: [id, bucket], as: p, where: { policy: { contains: "${p.bucket}" } } }',
  ),
]

for (const rule of RIGHT) {
  test(`nothing wrong: ${rule}`, (t) => {
    t.same(remarksOn(rule), [])
    t.end()
  })
}

test('what is wrong with a definition is said once, however often it is used', (t) => {
  const diagnostics = lintPolicies([
    policyOf(`policy: p
define: { d: { nam: x } }
rules:
  - { id: a, severity: high, match: aws_cloudtrail, require: { use: d } }
  - { id: b, severity: high, match: aws_cloudtrail, require: { use: d } }
`),
  ])
  t.match(diagnostics, [{ code: 'no-such-attribute', location: { line: 2 } }])
  t.equal(diagnostics.length, 1)
  t.end()
})
