import { test } from 'tap'
import type { Value } from '../../src/plan/value.ts'
import { ask, readNotation } from './ask.ts'

/**
 * Rules on policy documents that people want, each as a policy would say it, with statements that pass, fail, and cannot be judged before
 * the apply. `${…}` is what is not known yet. Sources: the rule catalogues of Prowler, Checkov, cfn-guard and Cloud Custodian.
 */
interface Fixture {
  readonly rule: string
  readonly test: string
  readonly pass: readonly Statements[]
  readonly fail: readonly Statements[]
  readonly unknown: readonly Statements[]
  /** What `${self.other}` is. */
  readonly other?: string
}
type Statements = Members | readonly (Members | string)[]
interface Members {
  readonly [name: string]: unknown
}

const EVERY_RESOURCE = 'arn:*:*:*:*:*'
const BUCKET = 'arn:aws:s3:::b'
const DENY_HTTP = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET, `${BUCKET}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
}
const GITHUB = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'

function github(condition: Members): Members {
  return {
    Effect: 'Allow',
    Principal: { Federated: GITHUB },
    Action: 'sts:AssumeRoleWithWebIdentity',
    ...condition,
  }
}

function allow(members: Members): Members {
  return { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...members }
}

const FIXTURES: readonly Fixture[] = [
  {
    rule: 'iam-policy-no-admin',
    test: `{ none: { effect: Allow, grants: "*", on: "${EVERY_RESOURCE}" } }`,
    pass: [allow({}), allow({ Action: '*', Effect: 'Deny' }), allow({ Action: '*', Resource: BUCKET }), []],
    fail: [
      allow({ Action: '*' }),
      allow({ Action: ['s3:*', '*'], Resource: ['x', 'arn:*'] }),
      { Effect: 'Allow', NotAction: [], Resource: '*' },
      { Effect: 'Allow', Action: '*', NotResource: [] },
    ],
    unknown: [allow({ Action: '${var.action}' }), [allow({}), '${var.statement}']],
  },
  {
    rule: 'iam-policy-no-wildcard-action',
    test: '{ none: { effect: Allow, actions: { contains: "*" } } }',
    pass: [allow({ Action: 's3:*' })],
    fail: [allow({ Action: ['*'] }), { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    unknown: [allow({ Action: ['s3:*', '${var.action}'] })],
  },
  {
    rule: 'iam-policy-no-service-wildcard',
    test: `{ none: { effect: Allow, on: "${EVERY_RESOURCE}", actions: { some: { matches: "^([a-z0-9-]+:)?\\\\*$" } } } }`,
    pass: [allow({ Action: 's3:Get*' }), allow({ Action: 's3:*', Resource: BUCKET })],
    fail: [allow({ Action: 's3:*' }), allow({ Action: ['s3:GetObject', 'ec2:*'] })],
    unknown: [allow({ Action: 's3:*', Resource: '${aws_s3_bucket.b.arn}' })],
  },
  {
    rule: 'iam-policy-no-full-iam',
    test: '{ none: { effect: Allow, grants: "iam:*" } }',
    pass: [allow({ Action: 'iam:Get*' }), { Effect: 'Allow', NotAction: 'iam:PassRole', Resource: '*' }],
    fail: [
      allow({ Action: 'IAM:*' }),
      allow({ Action: '*' }),
      { Effect: 'Allow', NotAction: 's3:*', Resource: '*' },
    ],
    unknown: [allow({ Action: 'iam:${var.action}' })],
  },
  {
    rule: 'iam-policy-no-passrole-wildcard',
    test: `{ none: { effect: Allow, grants: "iam:PassRole", on: "arn:aws:iam::111122223333:role/*" } }`,
    pass: [
      allow({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/app' }),
      allow({ Action: 'iam:Get*', Resource: '*' }),
    ],
    fail: [
      allow({ Action: 'iam:PassRole' }),
      allow({ Action: 'iam:pass*', Resource: ['arn:aws:iam::*:role/*'] }),
      { Effect: 'Allow', Action: 'iam:PassRole', NotResource: 'arn:aws:s3:::*' },
    ],
    unknown: [allow({ Action: 'iam:PassRole', Resource: '${aws_iam_role.app.arn}' })],
  },
  {
    rule: 'iam-policy-no-kms-decrypt-all',
    test: `{ none: { effect: Allow, grants_any: ["kms:Decrypt", "kms:ReEncryptFrom"], on: "${EVERY_RESOURCE}" } }`,
    pass: [allow({ Action: 'kms:Encrypt' })],
    fail: [allow({ Action: 'kms:*' }), allow({ Action: 'kms:ReEncrypt*' })],
    unknown: [allow({ Action: 'kms:${var.action}' })],
  },
  {
    rule: 'iam-policy-no-privilege-escalation',
    test: '{ none: { effect: Allow, on: "*", any: [{ grants: "iam:CreatePolicyVersion" }, { grants: ["iam:PassRole", "ec2:RunInstances"] }] } }',
    pass: [
      allow({ Action: ['iam:PassRole'] }),
      [allow({ Action: 'iam:PassRole' }), allow({ Action: 'ec2:RunInstances' })],
    ],
    fail: [allow({ Action: ['iam:PassRole', 'ec2:Run*'] }), allow({ Action: 'iam:Create*' })],
    unknown: [allow({ Action: ['iam:PassRole', '${var.action}'] })],
  },
  {
    rule: 'iam-policy-no-notaction-allow',
    test: '{ none: { effect: Allow, $value.not_actions: { present: true } } }',
    pass: [allow({}), { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }],
    fail: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
    unknown: [[allow({}), '${var.statement}']],
  },
  {
    rule: 'iam-role-trust-no-wildcard',
    test: '{ none: { public: true } }',
    pass: [
      { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
      },
    ],
    fail: [
      { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
      { Effect: 'Allow', NotPrincipal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringLikeIfExists: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
      },
    ],
    unknown: [{ Effect: 'Allow', Principal: { AWS: '${var.trusted}' }, Action: 'sts:AssumeRole' }],
  },
  {
    rule: 'iam-role-trust-no-account-root',
    test: '{ none: { effect: Allow, principal: { AWS: "arn:*:iam::*:root" }, $value.conditions: { length: 0 } } }',
    pass: [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/r' }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
      },
    ],
    fail: [
      { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Allow',
        Principal: { AWS: ['x', 'arn:aws:iam::111122223333:root'] },
        Action: 'sts:AssumeRole',
      },
      {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:root' },
        Action: 'sts:AssumeRole',
      },
    ],
    unknown: [{ Effect: 'Allow', Principal: { AWS: '${var.trusted}' }, Action: 'sts:AssumeRole' }],
  },
  {
    rule: 'iam-github-oidc-subject-scoped',
    test: '{ each: { when: { effect: Allow, principal: { Federated: "*token.actions.githubusercontent.com" } }, then: { condition: { key: token.actions.githubusercontent.com:sub, values: { none: { in: ["*", "repo:*"] } } } } } }',
    pass: [
      github({ Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/app:*' } } }),
      github({
        Condition: {
          StringEquals: { 'TOKEN.actions.githubusercontent.com:sub': ['repo:acme/a:ref:refs/heads/main'] },
        },
      }),
      allow({ Principal: { Service: 'ec2.amazonaws.com' } }),
    ],
    fail: [
      github({}),
      github({ Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:*' } } }),
      github({
        Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': ['repo:acme/app:*', '*'] } },
      }),
      github({
        Condition: {
          'ForAllValues:StringLike': { 'token.actions.githubusercontent.com:sub': 'repo:acme/app:*' },
        },
      }),
      github({
        Condition: { StringEquals: { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' } },
      }),
    ],
    unknown: [
      github({ Condition: { StringLike: { 'token.actions.githubusercontent.com:sub': '${var.subject}' } } }),
    ],
  },
  {
    rule: 's3-bucket-policy-no-public-access',
    test: '{ none: { public: true } }',
    pass: [
      DENY_HTTP,
      allow({ Principal: { Service: 'cloudtrail.amazonaws.com' } }),
      allow({ Principal: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
      allow({ Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24'] } } }),
    ],
    fail: [
      allow({ Principal: '*' }),
      allow({ Principal: { AWS: ['*'] } }),
      allow({ Principal: '*', Condition: { StringLike: { 'aws:Referer': 'x' } } }),
      allow({ Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
    ],
    unknown: [allow({ Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '${var.network}' } } })],
  },
  {
    rule: 's3-bucket-policy-deny-http',
    test: `{ some: { effect: Deny, principal: "*", grants: "s3:*", on: ["${BUCKET}", "${BUCKET}/*"], any: [{ condition: { key: aws:SecureTransport, operator: Bool, accepts: false } }, { condition: { key: s3:TlsVersion, operator: NumericLessThan, accepts: "1.1" } }] } }`,
    pass: [
      DENY_HTTP,
      [allow({}), DENY_HTTP],
      {
        ...DENY_HTTP,
        Principal: { AWS: '*' },
        Resource: `${BUCKET}*`,
        Condition: { bool: { 'AWS:SecureTransport': false } },
      },
      { ...DENY_HTTP, Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
      { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*', Condition: DENY_HTTP.Condition },
    ],
    fail: [
      allow({}),
      [],
      { ...DENY_HTTP, Effect: 'Allow' },
      { ...DENY_HTTP, Principal: { AWS: '111122223333' } },
      { ...DENY_HTTP, Resource: `${BUCKET}/*` },
      { ...DENY_HTTP, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      { ...DENY_HTTP, Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } },
    ],
    unknown: [
      { ...DENY_HTTP, Condition: { Bool: { 'aws:SecureTransport': '${var.tls}' } } },
      [allow({}), '${var.statement}'],
    ],
  },
  {
    rule: 's3-bucket-policy-no-cross-account-admin',
    test: '{ none: { effect: Allow, grants_any: ["s3:PutBucketPolicy", "s3:PutBucketAcl"], not: { principals_within: { AWS: ["${self.other}", "arn:*:iam::${self.other}:*"], Service: "*" } } } }',
    other: '"111122223333"',
    pass: [
      allow({ Action: 's3:*', Principal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:role/r'] } }),
      allow({ Action: 's3:Get*', Principal: { AWS: '444455556666' } }),
      allow({ Action: 's3:*', Principal: { Service: 'logging.s3.amazonaws.com' } }),
    ],
    fail: [
      allow({ Action: 's3:Put*', Principal: { AWS: ['111122223333', 'arn:aws:iam::444455556666:root'] } }),
      allow({ Action: 's3:*', Principal: '*' }),
    ],
    unknown: [allow({ Action: 's3:*', Principal: { AWS: '${var.partner}' } })],
  },
  {
    rule: 's3-bucket-policy-no-lockout',
    test: '{ none: { effect: Deny, principal: "*", grants: "s3:*", $value.conditions: { length: 0 } } }',
    pass: [DENY_HTTP, { ...DENY_HTTP, Condition: undefined, Action: 's3:DeleteObject' }],
    fail: [{ ...DENY_HTTP, Condition: undefined }],
    unknown: [{ ...DENY_HTTP, Condition: undefined, Action: '${var.action}' }],
  },
  {
    rule: 'kms-key-policy-no-wildcard-principal',
    test: '{ none: { public: true } }',
    pass: [
      allow({ Action: 'kms:*', Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      allow({
        Action: 'kms:Decrypt',
        Principal: { AWS: '*' },
        Condition: {
          StringEquals: {
            'kms:CallerAccount': '111122223333',
            'kms:ViaService': 's3.eu-west-1.amazonaws.com',
          },
        },
      }),
    ],
    fail: [allow({ Action: 'kms:*', Principal: { AWS: '*' } })],
    unknown: [
      allow({
        Action: 'kms:*',
        Principal: { AWS: '*' },
        Condition: { StringLike: { 'kms:CallerAccount': '${var.account}' } },
      }),
    ],
  },
  {
    rule: 'sqs-policy-no-wildcard-action',
    test: '{ none: { effect: Allow, grants: "sqs:*" } }',
    pass: [allow({ Action: 'sqs:SendMessage', Principal: '*' })],
    fail: [allow({ Action: 'SQS:*', Principal: { AWS: '111122223333' } })],
    unknown: [allow({ Action: ['sqs:SendMessage', '${var.action}'] })],
  },
  {
    rule: 'sns-topic-policy-source-account',
    test: '{ each: { when: { effect: Allow, principals: { some: { type: Service } } }, then: { any: [{ condition: { key: aws:SourceAccount } }, { condition: { key: aws:SourceArn } }] } } }',
    pass: [
      allow({
        Principal: { Service: 's3.amazonaws.com' },
        Condition: { ArnLike: { 'aws:SourceArn': '${aws_s3_bucket.b.arn}' } },
      }),
      allow({ Principal: { AWS: '111122223333' } }),
    ],
    fail: [allow({ Principal: { Service: 's3.amazonaws.com' } })],
    unknown: [allow({ Principal: { Service: 's3.amazonaws.com' }, Condition: '${var.condition}' })],
  },
]

/** Documents are structured values with unknown parts, as they come from a data source or from `jsonencode`. */
function documentOf(statements: Statements): Value {
  const decoded = readNotation(JSON.stringify({ Version: '2012-10-17', Statement: statements }))
  return { kind: 'unknown', unknown: { id: 'a_b.c.value', waitsFor: ['a_b.c.value'] }, decoded }
}

for (const { rule, test: asked, pass, fail, unknown, other } of FIXTURES) {
  test(rule, (t) => {
    const asking = other === undefined ? {} : { other: readNotation(other) }
    for (const [expected, examples] of [
      ['true', pass],
      ['false', fail],
      ['unknown', unknown],
    ] as const) {
      for (const statements of examples) {
        const { kind } = ask(`{ iam_policy: ${asked} }`, documentOf(statements), asking)
        t.same([kind, statements], [expected, statements])
      }
    }
    t.end()
  })
}
