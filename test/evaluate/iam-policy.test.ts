import { test } from 'tap'
import type { TemplatePart, Unknown, Value } from '../../src/plan/value.ts'
import { type Asking, ask, readNotation } from './ask.ts'

type Members = Readonly<Record<string, unknown>>

const TEXT: Unknown = { id: 'a.b.text', waitsFor: ['a.b.text'], type: { kind: 'string' }, nonNull: true }
const ANY: Value = { kind: 'unknown', unknown: { id: 'a.b.any', waitsFor: ['a.b.any'] } }

/** A statement that allows everything, but for these members. `undefined` leaves one out. */
function statement(members: Members): Members {
  return { Effect: 'Allow', Action: '*', Resource: '*', ...members }
}

function text(...statements: readonly Members[]): Value {
  return { kind: 'known', value: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }
}

/** The same document as it decodes from a text that is not wholly known: `⟦x⟧` in a string is an unknown part, alone an unknown text. */
function open(...statements: readonly unknown[]): Value {
  const decoded = toValue({ Version: '2012-10-17', Statement: statements })
  return { kind: 'unknown', unknown: { id: 'a.b.policy', waitsFor: ['a.b.policy'] }, decoded }
}

function toValue(json: unknown): Value {
  if (json === ANY) return ANY
  if (typeof json === 'string') {
    const parts = json
      .split(/⟦(\w+)⟧/)
      .map((part, at): TemplatePart => (at % 2 === 0 ? part : { ...TEXT, id: part, waitsFor: [part] }))
      .filter((part) => part !== '')
    const [only] = parts
    if (parts.length > 1) return { kind: 'template', parts }
    return typeof only === 'object'
      ? { kind: 'unknown', unknown: only }
      : { kind: 'known', value: only ?? '' }
  }
  if (Array.isArray(json)) return { kind: 'list', form: 'tuple', elements: json.map(toValue) }
  if (typeof json === 'object' && json !== null)
    return {
      kind: 'map',
      form: 'object',
      entries: new Map(
        Object.entries(json).flatMap(([key, entry]) => (entry === undefined ? [] : [[key, toValue(entry)]])),
      ),
    }
  return { kind: 'known', value: json as number }
}

function some(condition: string, value: Value, asking?: Asking): string {
  return ask(`{ iam_policy: { some: ${condition} } }`, value, asking).kind
}

/** What a condition says of a statement with these members, whose document is known or partly unknown. */
function says(condition: string, members: Members, asking?: Asking): string {
  const isOpen = /⟦|a\.b\.any/.test(JSON.stringify(members))
  const given = statement(members)
  return some(condition, isOpen ? open(given) : text(given), asking)
}

type Row = readonly [condition: string, members: Members, expected: string, other?: string]

function check(
  t: { equal: (found: unknown, wanted: unknown, name: string) => unknown },
  rows: readonly Row[],
): void {
  for (const [condition, members, expected, other] of rows) {
    const asking = other === undefined ? {} : { other: readNotation(other) }
    t.equal(says(condition, members, asking), expected, `${condition} of ${JSON.stringify(members)}`)
  }
}

test('effect', (t) => {
  check(t, [
    ['{ effect: Allow }', {}, 'true'],
    ['{ effect: Deny }', {}, 'false'],
    ['{ effect: Deny }', { Effect: 'Deny' }, 'true'],
    ['{ effect: Allow }', { Effect: '⟦e⟧' }, 'unknown'],
    ['{ effect: Allow }', { Effect: 'allow' }, 'error'],
    ['{ effect: Allow }', { Effect: undefined }, 'error'],
    ['{ effect: Allow }', { Effect: 1 }, 'error'],
    ['{ effect: Allow }', { Effect: '' }, 'error'],
  ])
  t.end()
})

test('grants', (t) => {
  check(t, [
    ['{ grants: "s3:PutObject" }', { Action: 's3:PutObject' }, 'true'],
    ['{ grants: "s3:PutObject" }', { Action: ['s3:getobject', 'S3:PUTOBJECT'] }, 'true'],
    ['{ grants: "s3:PutObject" }', { Action: 's3:Put*' }, 'true'],
    ['{ grants: "s3:PutObject" }', { Action: 's3:Get*' }, 'false'],
    ['{ grants: "s3:PutObject" }', { Action: '*' }, 'true'],
    ['{ grants: "s3:*" }', { Action: ['s3:Get*', 's3:Put*'] }, 'false'],
    ['{ grants: ["s3:GetObject", "s3:PutObject"] }', { Action: ['s3:Get*', 's3:Put*'] }, 'true'],
    ['{ grants: ["s3:GetObject", "iam:PassRole"] }', { Action: ['s3:Get*'] }, 'false'],
    ['{ grants_any: ["s3:GetObject", "iam:PassRole"] }', { Action: ['s3:Get*'] }, 'true'],
    ['{ grants_any: ["s3:PutObject", "iam:PassRole"] }', { Action: ['s3:Get*'] }, 'false'],
    ['{ grants: "s3:PutObject" }', { Action: undefined, NotAction: 'iam:*' }, 'true'],
    ['{ grants: "iam:PassRole" }', { Action: undefined, NotAction: 'iam:*' }, 'false'],
    ['{ grants: "iam:*" }', { Action: undefined, NotAction: 'iam:PassRole' }, 'false'],
    ['{ grants: "iam:*" }', { Action: undefined, NotAction: ['s3:*', 'sts:*'] }, 'true'],
    ['{ grants: "s3:PutObject" }', { Action: ['s3:Get*', '⟦a⟧'] }, 'unknown'],
    ['{ grants: "s3:GetObject" }', { Action: ['s3:Get*', '⟦a⟧'] }, 'true'],
    ['{ grants: "s3:GetObject" }', { Action: 'iam:⟦a⟧' }, 'false'],
    ['{ grants: "s3:GetObject" }', { Action: ANY }, 'unknown'],
    ['{ grants: "s3:GetObject" }', { Action: undefined, NotAction: ANY }, 'unknown'],
    ['{ grants: "s3:GetObject" }', { Action: undefined, NotAction: ['s3:*', '⟦a⟧'] }, 'false'],
    ['{ grants: "s3:GetObject" }', { Action: undefined, NotAction: ['iam:*', '⟦a⟧'] }, 'unknown'],
    ['{ grants: "s3:GetObject" }', { Action: [] }, 'false'],
    ['{ grants: "s3:GetObject" }', { Action: undefined }, 'error'],
    ['{ grants: "s3:GetObject" }', { Action: null }, 'error'],
    ['{ grants: "s3:GetObject" }', { Action: 1 }, 'error'],
    ['{ grants: "s3:GetObject" }', { Action: ['s3:*', {}] }, 'error'],
    ['{ grants: "s3:GetObject" }', { NotAction: 's3:*' }, 'error'],
    ['{ grants: "s3:${self.other}" }', { Action: 's3:*' }, 'true', '"PutObject"'],
    ['{ grants: "s3:${self.other}" }', { Action: 's3:PutObject' }, 'false', '"Put*"'],
    ['{ grants: "s3:${self.other}" }', { Action: 's3:*' }, 'true', '"${a.b.c}"'],
    ['{ grants: "s3:${self.other}" }', { Action: 's3:Get*' }, 'unknown', '"${a.b.c}"'],
    [
      '{ grants: "${self.other}" }',
      { Action: ['s3:Get*', 's3:Put*'] },
      'true',
      '["s3:GetObject", "s3:PutObject"]',
    ],
    ['{ grants: "${self.other}" }', { Action: 's3:*' }, 'error', 'null'],
  ])
  t.end()
})

test('on', (t) => {
  const arn = 'arn:aws:s3:::b/AWSLogs/1/*'
  check(t, [
    [`{ on: "${arn}" }`, { Resource: arn }, 'true'],
    [`{ on: "${arn}" }`, { Resource: 'arn:aws:s3:::b/*' }, 'true'],
    [`{ on: "${arn}" }`, { Resource: '*' }, 'true'],
    [`{ on: "${arn}" }`, { Resource: 'arn:aws:s3:::b' }, 'false'],
    [`{ on: "${arn}" }`, { Resource: 'arn:aws:s3:::B/*' }, 'false'],
    [
      '{ on: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"] }',
      { Resource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::b'] },
      'true',
    ],
    ['{ on: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"] }', { Resource: 'arn:aws:s3:::b/*' }, 'false'],
    ['{ on: "*" }', { Resource: 'arn:aws:s3:::*' }, 'false'],
    ['{ on: "*" }', { Resource: ['x', '*'] }, 'true'],
    ['{ on: "arn:aws:s3:::c" }', { Resource: undefined, NotResource: 'arn:aws:s3:::b*' }, 'true'],
    ['{ on: "arn:aws:s3:::b" }', { Resource: undefined, NotResource: 'arn:aws:s3:::b*' }, 'false'],
    ['{ on: "*" }', { Resource: undefined, NotResource: 'arn:aws:s3:::b*' }, 'false'],
    ['{ on: "*" }', { Resource: undefined }, 'false'],
    ['{ on: "*" }', { Resource: [] }, 'false'],
    ['{ on: "*" }', { Resource: ANY }, 'unknown'],
    ['{ on: "*" }', { Resource: '⟦r⟧' }, 'unknown'],
    ['{ on: "*" }', { Resource: ['*', '⟦r⟧'] }, 'true'],
    ['{ on: "*" }', { Resource: 'arn:⟦r⟧' }, 'false'],
    ['{ on: "*" }', { Resource: 5 }, 'error'],
    ['{ on: "${self.other}/*" }', { Resource: '⟦bucket⟧/*' }, 'true', '"${bucket}"'],
    ['{ on: "${self.other}/x" }', { Resource: '⟦bucket⟧/*' }, 'true', '"${bucket}"'],
    ['{ on: "${self.other}/*" }', { Resource: '⟦bucket⟧/x' }, 'false', '"${bucket}"'],
    ['{ on: "${self.other}/*" }', { Resource: '⟦bucket⟧/*' }, 'unknown', '"${elsewhere}"'],
    ['{ on: "${self.other}/*" }', { Resource: 'arn:aws:s3:::b/*' }, 'unknown', '"${elsewhere}"'],
    ['{ on: "${self.other}" }', { Resource: 'arn:aws:s3:::bx' }, 'false', '"arn:aws:s3:::b*"'],
  ])
  t.end()
})

test('principal', (t) => {
  const cloudtrail = '{ principal: { Service: cloudtrail.amazonaws.com } }'
  const account = '{ principal: { AWS: "111122223333" } }'
  check(t, [
    [cloudtrail, { Principal: { Service: 'cloudtrail.amazonaws.com' } }, 'true'],
    [cloudtrail, { Principal: { Service: ['ec2.amazonaws.com', 'cloudtrail.amazonaws.com'] } }, 'true'],
    [cloudtrail, { Principal: { Service: 'CloudTrail.amazonaws.com' } }, 'false'],
    [cloudtrail, { Principal: { AWS: 'cloudtrail.amazonaws.com' } }, 'false'],
    [cloudtrail, { Principal: '*' }, 'true'],
    [cloudtrail, { Principal: { AWS: '*' } }, 'true'],
    [cloudtrail, { Principal: { AWS: ['x', '*'] } }, 'true'],
    [cloudtrail, {}, 'false'],
    [cloudtrail, { Principal: {} }, 'false'],
    [cloudtrail, { NotPrincipal: { Service: 'ec2.amazonaws.com' } }, 'true'],
    [cloudtrail, { NotPrincipal: { Service: 'cloudtrail.amazonaws.com' } }, 'false'],
    [cloudtrail, { Principal: { Service: '⟦s⟧' } }, 'unknown'],
    [cloudtrail, { Principal: { Service: ['cloudtrail.amazonaws.com', '⟦s⟧'] } }, 'true'],
    [cloudtrail, { Principal: ANY }, 'unknown'],
    [cloudtrail, { Principal: { AWS: '⟦a⟧' } }, 'unknown'],
    [cloudtrail, { Principal: { AWS: 'arn:aws:iam::⟦a⟧:root' } }, 'false'],
    [cloudtrail, { Principal: 'x' }, 'error'],
    [cloudtrail, { Principal: { Services: 'x' } }, 'error'],
    [cloudtrail, { Principal: { Service: 5 } }, 'error'],
    [
      '{ principal: { Service: ["a.amazonaws.com", "b.amazonaws.com"] } }',
      { Principal: { Service: 'a.amazonaws.com' } },
      'false',
    ],
    [
      '{ principal: { Service: "logs.*.amazonaws.com" } }',
      { Principal: { Service: 'logs.eu-west-1.amazonaws.com' } },
      'true',
    ],
    [
      '{ principal: { Service: "logs.*.amazonaws.com" } }',
      { Principal: { Service: 'logs.amazonaws.com' } },
      'false',
    ],
    [account, { Principal: { AWS: '111122223333' } }, 'true'],
    [account, { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }, 'true'],
    [account, { Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } }, 'true'],
    [account, { Principal: { AWS: 'arn:aws:iam::111122223333:role/x' } }, 'false'],
    [
      '{ principal: { AWS: "arn:aws:iam::111122223333:root" } }',
      { Principal: { AWS: '111122223333' } },
      'true',
    ],
    ['{ principal: { AWS: "arn:aws:iam::*:root" } }', { Principal: { AWS: '111122223333' } }, 'true'],
    [
      '{ principal: { AWS: "${self.other}" } }',
      { Principal: { AWS: 'arn:aws:iam::⟦acct⟧:root' } },
      'true',
      '"${acct}"',
    ],
    [account, { Principal: { AWS: 'arn:aws:iam::1111⟦x⟧' } }, 'unknown'],
    [account, { Principal: { AWS: 'arn:aws:iam::2222⟦x⟧' } }, 'false'],
    [account, { Principal: { AWS: 'arn:aws⟦x⟧' } }, 'unknown'],
    [account, { Principal: { AWS: 'arn:aws:iam::111122223333:role/⟦x⟧' } }, 'false'],
    [
      '{ principal: { AWS: "arn:aws:iam::111122223333:root" } }',
      { Principal: { AWS: '1111⟦x⟧' } },
      'unknown',
    ],
    ['{ principal: { AWS: "arn:aws:iam::111122223333:root" } }', { Principal: { AWS: '2222⟦x⟧' } }, 'false'],
    ['{ principal: "*" }', { Principal: '*' }, 'true'],
    ['{ principal: "*" }', { Principal: { AWS: 'x' } }, 'false'],
    ['{ principal: "*" }', { NotPrincipal: { AWS: 'x' } }, 'true'],
    ['{ principal: { AWS: "*" } }', { Principal: { AWS: 'x' } }, 'false'],
    [
      '{ principal: { Federated: "cognito-identity.amazonaws.com" } }',
      { Principal: { Federated: 'cognito-identity.amazonaws.com' } },
      'true',
    ],
  ])
  t.end()
})

test('conditional', (t) => {
  const cases: readonly (readonly [condition: string, members: Members, answer: string])[] = [
    ['{ conditional: true }', {}, 'false'],
    ['{ conditional: false }', {}, 'true'],
    ['{ conditional: false }', { Condition: {} }, 'true'],
    ['{ conditional: true }', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, 'true'],
    ['{ conditional: false }', { Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, 'false'],
    ['{ conditional: true }', { Condition: { StringEquals: { 'aws:SourceArn': '⟦arn⟧' } } }, 'true'],
    ['{ conditional: true }', { Condition: ANY }, 'unknown'],
    ['{ conditional: false }', { Condition: ANY }, 'unknown'],
  ]
  for (const [condition, members, answer] of cases) {
    t.equal(says(condition, members), answer, `${condition} of ${JSON.stringify(members)}`)
  }
  t.end()
})

test('public', (t) => {
  const restricted = (operator: string, key: string, value: unknown): Members => ({
    Principal: '*',
    Condition: { [operator]: { [key]: value } },
  })
  const isPublic = '{ public: true }'
  check(t, [
    [isPublic, { Principal: '*' }, 'true'],
    [isPublic, { Principal: { AWS: '*' } }, 'true'],
    [isPublic, { NotPrincipal: { AWS: '111122223333' } }, 'true'],
    [isPublic, { Principal: '*', Effect: 'Deny' }, 'false'],
    [isPublic, { Principal: { AWS: '111122223333' } }, 'false'],
    [isPublic, {}, 'false'],
    ['{ public: false }', { Principal: '*' }, 'false'],
    [isPublic, { Principal: '*', Effect: '⟦e⟧' }, 'unknown'],
    [isPublic, { Principal: ANY }, 'unknown'],
    [isPublic, { Principal: { AWS: '⟦x⟧' } }, 'unknown'],
    [isPublic, { Principal: { AWS: '*⟦x⟧' } }, 'unknown'],
    [isPublic, { Principal: { AWS: 'arn:⟦x⟧' } }, 'false'],
    [isPublic, { Principal: '*', Condition: ANY }, 'unknown'],
    [isPublic, { Principal: { AWS: '111122223333' }, Condition: ANY }, 'false'],
    [isPublic, restricted('StringEquals', 'aws:PrincipalOrgID', 'o-abc'), 'false'],
    [isPublic, restricted('stringequals', 'AWS:principalorgid', ['o-abc', 'o-def']), 'false'],
    [isPublic, restricted('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-abc'), 'true'],
    [isPublic, restricted('ForAllValues:StringEquals', 'aws:PrincipalOrgID', 'o-abc'), 'true'],
    [isPublic, restricted('ForAnyValue:StringEquals', 'aws:PrincipalOrgID', 'o-abc'), 'false'],
    [isPublic, restricted('StringNotEquals', 'aws:PrincipalOrgID', 'o-abc'), 'true'],
    [isPublic, restricted('StringLike', 'aws:PrincipalOrgID', 'o-*'), 'true'],
    [isPublic, restricted('StringLike', 'aws:PrincipalOrgID', ['o-abc', '*']), 'true'],
    [isPublic, restricted('Null', 'aws:PrincipalOrgID', 'false'), 'true'],
    [isPublic, restricted('Bool', 'aws:SecureTransport', true), 'true'],
    [isPublic, restricted('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), 'false'],
    [isPublic, restricted('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '0.0.0.0/0']), 'true'],
    [isPublic, restricted('IpAddress', 'aws:SourceIp', '::/0'), 'true'],
    [isPublic, restricted('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8'), 'true'],
    [isPublic, restricted('IpAddress', 'aws:SourceIp', '⟦ip⟧'), 'unknown'],
    [isPublic, restricted('IpAddress', 'aws:SourceIp', '⟦ip⟧/32'), 'false'],
    [isPublic, restricted('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:111122223333:*'), 'false'],
    [isPublic, restricted('ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:topic'), 'true'],
    [isPublic, restricted('ArnLike', 'aws:SourceArn', '*'), 'true'],
    [isPublic, restricted('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::bucket'), 'false'],
    [isPublic, restricted('ArnLike', 'aws:SourceArn', 'arn:aws:s3:::*'), 'true'],
    [isPublic, restricted('ArnLike', 'aws:SourceArn', '⟦arn⟧'), 'unknown'],
    [isPublic, restricted('ArnLike', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:111122223333:⟦topic⟧'), 'false'],
    [
      isPublic,
      restricted('StringLike', 'aws:PrincipalArn', 'arn:aws:iam::$' + '{aws:PrincipalAccount}:role/x'),
      'true',
    ],
    [isPublic, restricted('StringEquals', 'kms:ViaService', 's3.eu-west-1.amazonaws.com'), 'false'],
    [isPublic, restricted('StringLike', 'aws:PrincipalOrgPaths', 'o-abc/*'), 'false'],
    [isPublic, restricted('StringEquals', 'aws:RequestedRegion', 'eu-west-1'), 'true'],
  ])
  t.end()
})

test('within', (t) => {
  const logs = '{ actions_within: ["logs:CreateLogStream", "logs:PutLogEvents"] }'
  const group = '{ resources_within: "arn:aws:logs:*:111122223333:log-group:g:*" }'
  const service = '{ principals_within: { Service: cloudtrail.amazonaws.com } }'
  check(t, [
    [logs, { Action: ['logs:createlogstream', 'logs:PutLogEvents'] }, 'true'],
    [logs, { Action: 'logs:*' }, 'false'],
    [logs, { Action: ['logs:PutLogEvents', 'logs:CreateLogGroup'] }, 'false'],
    [logs, { Action: undefined, NotAction: 'iam:*' }, 'false'],
    [logs, { Action: [] }, 'true'],
    [logs, { Action: ['logs:PutLogEvents', '⟦a⟧'] }, 'unknown'],
    [logs, { Action: ['iam:PassRole', '⟦a⟧'] }, 'false'],
    [logs, { Action: ANY }, 'unknown'],
    ['{ actions_within: "s3:*" }', { Action: ['s3:Get*', 's3:*'] }, 'true'],
    ['{ actions_within: "s3:*" }', { Action: 's3:⟦a⟧' }, 'true'],
    ['{ actions_within: "s3:Get*" }', { Action: 's3:⟦a⟧' }, 'unknown'],
    ['{ actions_within: "s3:Get*" }', { Action: '*' }, 'false'],
    [group, { Resource: 'arn:aws:logs:eu-west-1:111122223333:log-group:g:*' }, 'true'],
    [group, { Resource: 'arn:aws:logs:eu-west-1:111122223333:log-group:g:log-stream:x' }, 'true'],
    [group, { Resource: 'arn:aws:logs:eu-west-1:111122223333:log-group:*' }, 'false'],
    [group, { Resource: '*' }, 'false'],
    [group, { Resource: undefined, NotResource: 'x' }, 'false'],
    [group, { Resource: undefined }, 'true'],
    [group, { Resource: '⟦r⟧' }, 'unknown'],
    ['{ resources_within: "${self.other}:*" }', { Resource: '⟦g⟧:*' }, 'unknown', '"${g}"'],
    [
      '{ resources_within: "arn:aws:s3:::home/*" }',
      { Resource: 'arn:aws:s3:::home/$' + '{aws:username}/*' },
      'true',
    ],
    [service, { Principal: { Service: 'cloudtrail.amazonaws.com' } }, 'true'],
    [service, { Principal: { Service: ['cloudtrail.amazonaws.com', 'ec2.amazonaws.com'] } }, 'false'],
    [service, { Principal: { Service: 'cloudtrail.amazonaws.com', AWS: '111122223333' } }, 'false'],
    [service, { Principal: '*' }, 'false'],
    [service, { NotPrincipal: { AWS: 'x' } }, 'false'],
    [service, {}, 'true'],
    [service, { Principal: { Service: '⟦s⟧' } }, 'unknown'],
    [service, { Principal: ANY }, 'unknown'],
    ['{ principals_within: "*" }', { Principal: '*' }, 'true'],
    [
      '{ principals_within: { AWS: ["111122223333", "arn:aws:iam::444455556666:root"] } }',
      { Principal: { AWS: ['arn:aws:iam::111122223333:root', '444455556666'] } },
      'true',
    ],
    [
      '{ principals_within: { AWS: "arn:aws:iam::111122223333:role/*" } }',
      { Principal: { AWS: 'arn:aws:iam::111122223333:role/x' } },
      'true',
    ],
  ])
  t.end()
})

test('condition', (t) => {
  const on = (operator: string, key: string, value: unknown): Members => ({
    Condition: { [operator]: { [key]: value } },
  })
  const source = '{ condition: { key: aws:SourceArn } }'
  const accepts = (operator: string, value: string): string =>
    `{ condition: { key: "aws:SourceArn", operator: [${operator}], accepts: ${JSON.stringify(value)} } }`
  const trail = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t'
  check(t, [
    [source, on('StringEquals', 'aws:SourceArn', trail), 'true'],
    [source, on('arnlike', 'AWS:SOURCEARN', trail), 'true'],
    [source, on('ForAnyValue:ArnLike', 'aws:SourceArn', trail), 'true'],
    [source, on('ArnLikeIfExists', 'aws:SourceArn', trail), 'false'],
    [source, on('ForAllValues:ArnLike', 'aws:SourceArn', trail), 'false'],
    [source, on('ArnNotLike', 'aws:SourceArn', trail), 'false'],
    [source, on('Null', 'aws:SourceArn', 'false'), 'false'],
    [source, on('ArnLike', 'aws:SourceAccount', '1'), 'false'],
    [source, {}, 'false'],
    [source, { Condition: {} }, 'false'],
    [source, { Condition: ANY }, 'unknown'],
    [source, { Condition: { ArnLike: ANY } }, 'unknown'],
    [source, on('ArnLike', 'aws:SourceArn', ANY), 'true'],
    [source, on('ArnLikes', 'aws:SourceArn', trail), 'error'],
    [source, { Condition: [] }, 'error'],
    [source, { Condition: 'x' }, 'error'],
    [source, { Condition: { ArnLike: 'x' } }, 'error'],
    [source, on('ArnLike', 'aws:SourceArn', {}), 'error'],
    [
      '{ condition: { key: aws:SourceArn, operator: StringEquals } }',
      on('StringEquals', 'aws:SourceArn', trail),
      'true',
    ],
    [
      '{ condition: { key: aws:SourceArn, operator: StringEquals } }',
      on('StringEqualsIfExists', 'aws:SourceArn', trail),
      'false',
    ],
    [
      '{ condition: { key: aws:SourceArn, operator: stringequalsifexists } }',
      on('StringEqualsIfExists', 'aws:SourceArn', trail),
      'true',
    ],
    [accepts('StringEquals', trail), on('StringEquals', 'aws:SourceArn', ['x', trail]), 'true'],
    [accepts('StringEquals', trail), on('StringEquals', 'aws:SourceArn', 'arn:*'), 'false'],
    [accepts('StringLike', trail), on('StringLike', 'aws:SourceArn', 'arn:*'), 'true'],
    [
      accepts('ArnLike', trail),
      on('ArnLike', 'aws:SourceArn', 'arn:aws:cloudtrail:*:111122223333:trail/*'),
      'true',
    ],
    [
      accepts('ArnEquals', trail),
      on('ArnEquals', 'aws:SourceArn', 'arn:aws:cloudtrail:*:111122223333:trail/*'),
      'true',
    ],
    [accepts('ArnLike', trail), on('ArnLike', 'aws:SourceArn', 'arn:aws:*:111122223333:trail/t'), 'false'],
    [accepts('StringEquals, ArnLike', trail), on('ArnLike', 'aws:SourceArn', trail), 'true'],
    [
      accepts('ArnNotLike', trail),
      on('ArnNotLike', 'aws:SourceArn', 'arn:aws:cloudtrail:*:111122223333:trail/*'),
      'false',
    ],
    [accepts('ArnNotLike', trail), on('ArnNotLike', 'aws:SourceArn', 'arn:aws:s3:::b'), 'true'],
    [accepts('StringEquals', trail), on('StringEquals', 'aws:SourceArn', '⟦arn⟧'), 'unknown'],
    [accepts('StringEquals', trail), on('StringEquals', 'aws:SourceArn', [trail, '⟦arn⟧']), 'true'],
    [accepts('StringEquals', trail), on('StringEquals', 'aws:SourceArn', '⟦arn⟧-old'), 'false'],
    [
      '{ condition: { key: aws:SourceArn, accepts: "${self.other}" } }',
      on('ArnLike', 'aws:SourceArn', '⟦arn⟧'),
      'true',
      '"${arn}"',
    ],
    [
      '{ condition: { key: aws:SourceArn, accepts: "${self.other}" } }',
      on('ArnLike', 'aws:SourceArn', '⟦arn⟧-old'),
      'unknown',
      '"${arn}"',
    ],
    [
      '{ condition: { key: aws:SecureTransport, operator: Bool, accepts: false } }',
      on('Bool', 'aws:SecureTransport', false),
      'true',
    ],
    [
      '{ condition: { key: aws:SecureTransport, operator: Bool, accepts: false } }',
      on('Bool', 'aws:SecureTransport', 'False'),
      'true',
    ],
    [
      '{ condition: { key: aws:SecureTransport, operator: Bool, accepts: false } }',
      on('Bool', 'aws:SecureTransport', 'true'),
      'false',
    ],
    [
      '{ condition: { key: s3:TlsVersion, operator: NumericLessThan, accepts: "1.1" } }',
      on('NumericLessThan', 's3:TlsVersion', 1.2),
      'true',
    ],
    [
      '{ condition: { key: s3:TlsVersion, operator: NumericLessThan, accepts: "1.2" } }',
      on('NumericLessThan', 's3:TlsVersion', '1.2'),
      'false',
    ],
    [
      '{ condition: { key: aws:CurrentTime, operator: DateLessThan, accepts: "2026-01-01T00:00:00Z" } }',
      on('DateLessThan', 'aws:CurrentTime', '2027-01-01'),
      'true',
    ],
    [
      '{ condition: { key: aws:SourceIp, operator: IpAddress, accepts: "10.1.0.0/16" } }',
      on('IpAddress', 'aws:SourceIp', '10.0.0.0/8'),
      'true',
    ],
    [
      '{ condition: { key: aws:SourceIp, operator: IpAddress, accepts: "11.1.0.0/16" } }',
      on('IpAddress', 'aws:SourceIp', '10.0.0.0/8'),
      'false',
    ],
    [
      '{ condition: { key: aws:SourceIp, operator: IpAddress, accepts: "2001:db8::1" } }',
      on('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '2001:DB8:0::/32']),
      'true',
    ],
    [
      '{ condition: { key: aws:SourceIp, operator: NotIpAddress, accepts: "11.1.0.0" } }',
      on('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8'),
      'true',
    ],
    [
      '{ condition: { key: sub, values: { each: { starts_with: "repo:acme/" } } } }',
      on('StringLike', 'sub', ['repo:acme/a:*', 'repo:acme/b:*']),
      'true',
    ],
    [
      '{ condition: { key: sub, values: { each: { starts_with: "repo:acme/" } } } }',
      on('StringLike', 'sub', ['repo:acme/a:*', 'repo:*']),
      'false',
    ],
    [
      '{ condition: { key: sub, values: { each: { starts_with: "repo:acme/" } } } }',
      on('StringLike', 'sub', ['repo:acme/a:*', '⟦s⟧']),
      'unknown',
    ],
  ])
  t.end()
})

test('tests of the normalised lists', (t) => {
  check(t, [
    ['{ actions: { contains: "s3:GetObject" } }', { Action: 's3:GetObject' }, 'true'],
    ['{ actions: { none: { like: "*" } } }', { Action: ['s3:GetObject'] }, 'false'],
    ['{ actions: { equals: ["*"] } }', { Action: undefined, NotAction: 'iam:*' }, 'true'],
    ['{ actions: { equals: ["*"] } }', { Effect: 'Deny', Action: undefined, NotAction: 'iam:*' }, 'unknown'],
    ['{ resources: { length: 2 } }', { Resource: ['a', 'b', 'a'] }, 'true'],
    ['{ resources: { length: 0 } }', { Resource: undefined }, 'true'],
    ['{ resources: { some: { ends_with: ":*" } } }', { Resource: ['⟦g⟧:*'] }, 'true'],
    ['{ resources: { some: { ends_with: ":*" } } }', { Resource: ['⟦g⟧'] }, 'unknown'],
    [
      '{ principals: { some: { type: AWS, id: { like: "arn:*:user/*" } } } }',
      { Principal: { AWS: ['arn:aws:iam::1:user/x'] } },
      'true',
    ],
    ['{ principals: { some: { type: "*" } } }', { NotPrincipal: { AWS: 'x' } }, 'true'],
    ['{ principals: { length: 0 } }', {}, 'true'],
    ['{ sid: { matches: "^Allow" } }', { Sid: 'AllowAll' }, 'true'],
    ['{ sid: { present: true } }', { Sid: '' }, 'false'],
    ['{ sid: { present: true } }', {}, 'false'],
    ['{ sid: AllowAll }', { Sid: '⟦s⟧' }, 'unknown'],
    ['{ $value.effect: Allow, $key: 0 }', {}, 'true'],
    ['{ $value.not_actions: { present: true } }', { Action: undefined, NotAction: 'iam:*' }, 'true'],
    [
      '{ $value.conditions: { some: { operator: bool, if_exists: false } } }',
      { Condition: { Bool: { a: 'true' } } },
      'true',
    ],
    [
      '{ all: [{ effect: Allow }, { not: { effect: Deny } }], any: [{ grants: "a:b" }, { effect: Deny }] }',
      {},
      'true',
    ],
    ['{ when: { effect: Allow }, then: { grants: "s3:Get" }, else: { sid: x } }', {}, 'true'],
    ['{ as: st, effect: Allow, resources: { contains: "${st.resources[0]}" } }', {}, 'true'],
    ['{ as: st, $st.effect: Allow }', {}, 'true'],
  ])
  t.end()
})

test('a principal that may turn out to be everyone is listed as neither', (t) => {
  check(t, [
    ['{ principals: { none: { type: "*" } } }', { Principal: { AWS: '⟦x⟧' } }, 'unknown'],
    ['{ principals: { none: { type: "*" } } }', { Principal: { AWS: 'arn:⟦x⟧' } }, 'true'],
    ['{ principals: { some: { type: AWS } } }', { Principal: { AWS: '⟦x⟧' } }, 'unknown'],
    ['{ principals: { some: { type: Service } } }', { Principal: { AWS: '111122223333' } }, 'false'],
  ])
  t.end()
})

test('quantifiers, and documents that are none', (t) => {
  const two = text(statement({ Sid: 'a' }), statement({ Sid: 'b', Effect: 'Deny' }))
  const asked = (test: string, value: Value): string => ask(`{ iam_policy: ${test} }`, value).kind
  const rows: readonly (readonly [string, Value, string])[] = [
    ['{ some: { effect: Deny } }', two, 'true'],
    ['{ each: { effect: Deny } }', two, 'false'],
    ['{ none: { effect: Deny } }', two, 'false'],
    ['{ none: { sid: c } }', two, 'true'],
    ['{ some: { effect: Deny }, none: { sid: c } }', two, 'true'],
    ['{ some: { effect: Deny }, none: { sid: a } }', two, 'false'],
    ['{ count: { where: { effect: Allow }, is: 1 } }', two, 'true'],
    ['{ count: { where: { effect: Allow }, is: { gt: 1 } } }', two, 'false'],
  ]
  for (const [condition, value, expected] of rows) t.equal(asked(condition, value), expected, condition)
  for (const value of [{ kind: 'null' }, { kind: 'known', value: '' }] as const) {
    t.equal(asked('{ some: { effect: Allow } }', value), 'false', 'no policy')
    t.equal(asked('{ none: { effect: Allow } }', value), 'true', 'no policy')
    t.same(ask('{ iam_policy: { each: { effect: Allow } } }', value).notes, [
      'it holds because there is nothing that could break it',
    ])
  }
  const single: Value = { kind: 'known', value: JSON.stringify({ statement: statement({}) }) }
  t.equal(asked('{ some: { effect: Allow } }', single), 'true', 'a statement alone, names in any case')
  for (const wrong of [
    'x',
    '{}',
    '[]',
    '"x"',
    '{"Statement":1}',
    '{"Statement":[1]}',
    '{"Statement":[{}]}',
    '{"Statement":[],"Statements":[]}',
    '{"Statement":[{"Effect":"Allow","Action":"*","Resources":"*"}]}',
    '{"Statement":[{"Effect":"Allow","Action":"*","action":"*"}]}',
  ])
    t.equal(asked('{ none: { effect: Allow } }', { kind: 'known', value: wrong }), 'error', wrong)
  t.equal(asked('{ none: { effect: Allow } }', { kind: 'known', value: 5 }), 'error')
  t.equal(asked('{ none: { effect: Allow } }', { kind: 'list', elements: [] }), 'error')
  t.equal(asked('{ none: { effect: Allow } }', { kind: 'known', value: '{"Statement":[]}' }), 'true')
  t.end()
})

test('documents that are not known', (t) => {
  const asked = (test: string, value: Value): string => ask(`{ iam_policy: ${test} }`, value).kind
  const unknown: Value = { kind: 'unknown', unknown: TEXT }
  t.equal(asked('{ some: { effect: Allow } }', unknown), 'unknown')
  t.equal(asked('{ none: { effect: Allow } }', unknown), 'unknown')
  const half = open(statement({}), ANY)
  t.equal(asked('{ some: { effect: Allow } }', half), 'true')
  t.equal(asked('{ none: { effect: Allow } }', half), 'false')
  t.equal(asked('{ some: { effect: Deny } }', half), 'unknown')
  t.equal(asked('{ each: { effect: Allow } }', half), 'unknown')
  t.equal(asked('{ each: { effect: Deny } }', half), 'false')
  t.equal(asked('{ count: { where: { effect: Allow }, is: { gte: 1 } } }', half), 'true')
  const broken: Value = {
    kind: 'known',
    value: JSON.stringify({ Statement: [statement({}), statement({ Effect: 'x' })] }),
  }
  t.equal(
    asked('{ some: { effect: Allow } }', broken),
    'true',
    'a malformed statement cannot unsay another one',
  )
  t.equal(asked('{ none: { effect: Deny } }', broken), 'error')
  const heredoc: Value = {
    kind: 'template',
    parts: ['{"Statement":[{"Effect":"Allow","Action":"*","Resource":"', TEXT, '"}]}'],
  }
  t.equal(asked('{ some: { effect: Allow } }', heredoc), 'unknown', 'a text that is put in may hold quotes')
  const safe: Value = {
    kind: 'template',
    parts: ['{"Statement":[{"Effect":"Allow","Action":"*","Resource":"', { ...TEXT, unique: 'a.b' }, '"}]}'],
  }
  t.equal(asked('{ some: { effect: Allow } }', safe), 'true')
  t.equal(asked('{ some: { on: "*" } }', safe), 'false', 'what identifies something is no wildcard')
  t.end()
})

test('what it rests on names the statement; secrets are not shown', (t) => {
  const value = text(statement({ Sid: 'One' }), statement({ Sid: 'Two', Effect: 'Deny' }))
  const found = ask('{ iam_policy: { none: { effect: Deny, grants: "s3:*", on: "*" } } }', value)
  t.equal(found.kind, 'false')
  t.same(
    found.leaves.map(({ path }) => path),
    [['at', 'value', 'Statement', 1]],
  )
  const hidden = ask('{ iam_policy: { none: { effect: Deny, sid: { present: true } } } }', {
    ...value,
    sensitive: true,
  })
  t.equal(hidden.kind, 'false')
  t.ok(hidden.leaves.every((leaf) => leaf.value.sensitive === true))
  const wrong: Value = { kind: 'known', value: '{"Statement":[{"secret":1}]}', sensitive: true }
  const error = ask('{ iam_policy: { some: { effect: Deny } } }', wrong)
  t.equal(error.kind, 'error')
  t.notMatch(error.kind === 'error' ? error.message : 'secret', 'secret')
  t.end()
})
