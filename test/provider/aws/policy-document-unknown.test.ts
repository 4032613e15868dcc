import { test } from 'tap'
import type { TemplatePart, Unknown, Value } from '../../../src/plan/value.ts'
import { renderPolicyDocument } from '../../../src/provider/aws/policy-document/render.ts'

const ADDRESS = 'data.aws_iam_policy_document.d'

function unknown(id: string, facts: Partial<Unknown> = {}): Value {
  return { kind: 'unknown', unknown: { id, waitsFor: [id], ...facts } }
}

function template(...parts: readonly (string | Value)[]): Value {
  const read = parts.flatMap((part): readonly TemplatePart[] =>
    typeof part === 'string' ? [part] : part.kind === 'unknown' ? [part.unknown] : [],
  )
  return { kind: 'template', parts: read }
}

/** Plain data as values; values stay what they are. */
function value(data: unknown): Value {
  if (data === null) return { kind: 'null' }
  if (typeof data === 'string') return { kind: 'known', value: data }
  if (Array.isArray(data)) return { kind: 'list', elements: data.map(value) }
  if (typeof data === 'object' && 'kind' in data) return data as Value
  const entries = Object.entries(Object(data)).map(([key, entry]) => [key, value(entry)] as const)
  return { kind: 'map', entries: new Map(entries) }
}

function render(data: unknown): ReturnType<typeof renderPolicyDocument> {
  return renderPolicyDocument(value(data), { address: ADDRESS })
}

/** Values as plain data again: unknowns by their id in angle brackets, sets under `set`, what may be further as `…`. */
function plain(read: Value | undefined): unknown {
  switch (read?.kind) {
    case 'known':
      return read.value
    case 'unknown':
      return `<${read.unknown.id}>`
    case 'template':
      return read.parts.map((part) => (typeof part === 'string' ? part : `<${part.id}>`)).join('')
    case 'list': {
      const elements = [...read.elements.map(plain), ...(read.rest === undefined ? [] : ['…'])]
      return read.form === 'set' ? { set: elements } : elements
    }
    case 'map':
      return {
        ...Object.fromEntries([...read.entries].map(([key, entry]) => [key, plain(entry)])),
        ...(read.rest === undefined ? {} : { '…': true }),
      }
    default:
      return read?.kind
  }
}

const ALLOW = { actions: ['s3:GetObject'], resources: ['*'] }
const ALLOWED = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }
const ID = unknown('aws_iam_role.r.unique_id', { shape: '[A-Z0-9]+', nonNull: true })

test('an unknown that has nothing to escape stands in the text as itself', (t) => {
  const rendered = render({ statement: [{ ...ALLOW, resources: [template('arn:aws:x:', ID, '/*')] }] })
  t.equal(
    plain(rendered?.minifiedJson),
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:x:<aws_iam_role.r.unique_id>/*"}]}',
  )
  t.end()
})

test('an unknown that may hold `"` or `&{` is another one once it is rendered', (t) => {
  const rendered = render({ statement: [{ ...ALLOW, actions: [unknown('u')], resources: [unknown('v')] }] })
  t.match(
    plain(rendered?.json),
    /"Action": "<jsonescape\(u\)>",\n +"Resource": "<jsonescape\(replace_variables\(v\)\)>"/,
  )
  t.same(plain(rendered?.json.decoded), {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '<u>', Resource: '<replace_variables(v)>' }],
  })
  const split = render({ statement: [{ ...ALLOW, resources: [template('a&', unknown('v'))] }] })
  t.match(plain(split?.json), /replace_variables/, '`&` and `{` may come from two parts')
  const old = render({ version: '2008-10-17', statement: [{ ...ALLOW, resources: [unknown('v')] }] })
  t.match(plain(old?.json), /"Resource": "<jsonescape\(v\)>"/, 'version 2008 replaces nothing')
  t.end()
})

test('a condition whose key or operator is not known leaves the others certain', (t) => {
  const conditions = (...condition: readonly object[]): unknown => {
    const rendered = render({ statement: [{ ...ALLOW, condition }] })
    return Object(plain(rendered?.json.decoded)).Statement?.[0].Condition
  }
  const account = { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['1'] }
  const tls = { test: 'Bool', variable: 'aws:SecureTransport', values: ['true'] }
  const audience = { test: 'StringEquals', variable: template(unknown('issuer'), ':aud'), values: ['sts'] }
  t.same(conditions(audience, account, tls), {
    Bool: { 'aws:SecureTransport': 'true' },
    StringEquals: { 'aws:SourceAccount': '1', '…': true },
  })
  t.same(conditions({ ...audience, test: 'StringLike' }, tls), {
    Bool: { 'aws:SecureTransport': 'true' },
    '…': true,
  })
  t.match(
    conditions({ ...account, test: unknown('u') }, { ...account, values: ['1', '2'] }, tls),
    {
      Bool: { 'aws:SecureTransport': 'true', '…': true },
      StringEquals: { 'aws:SourceAccount': { set: ['1', '2', '…'] }, '…': true },
      '…': true,
    },
    'it may add to the values of the same key',
  )
  t.match(conditions({ ...account, variable: unknown('u') }, account), {
    StringEquals: { 'aws:SourceAccount': /SourceAccount/ },
  })
  t.end()
})

test('the place of an unknown in a sorted array is not known', (t) => {
  const resources = (...elements: readonly unknown[]): unknown => {
    const rendered = render({ statement: [{ ...ALLOW, resources: elements }] })
    const { Statement } = Object(plain(rendered?.json.decoded ?? rendered?.json))
    return [rendered?.json.kind, Statement?.[0].Resource]
  }
  const arn = unknown('aws_s3_bucket.b.arn', { unique: 'aws_s3_bucket.arn', nonNull: true })
  t.same(
    resources('a', 'b', ID),
    ['unknown', { set: ['a', 'b', '<aws_iam_role.r.unique_id>'] }],
    'two are certain',
  )
  t.same(
    resources(template('a', ID), template('b', ID)),
    ['template', ['b<aws_iam_role.r.unique_id>', 'a<aws_iam_role.r.unique_id>']],
    'the literal parts tell the order',
  )
  t.same(
    resources(arn, template(arn, '/*')),
    ['template', ['<aws_s3_bucket.b.arn>/*', '<aws_s3_bucket.b.arn>']],
    'a bucket and its objects are two, in this order',
  )
  t.match(
    resources('a', unknown('u')),
    ['unknown', /resources/],
    'two may be one, and then there is no array',
  )
  t.same(
    resources(unknown('u'), unknown('u')),
    ['template', '<replace_variables(u)>'],
    'one unknown twice is one',
  )
  t.end()
})

test('what may be left out is not there for certain', (t) => {
  const actions = render({ statement: [{ ...ALLOW, actions: unknown('u') }] })
  t.same(plain(actions?.json.decoded), {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Resource: '*', '…': true }],
  })
  const sid = render({ statement: [{ ...ALLOW, sid: unknown('u') }] })
  t.same(plain(sid?.json.decoded), { Version: '2012-10-17', Statement: [{ ...ALLOWED, '…': true }] })
  const effect = render({ statement: [{ ...ALLOW, effect: unknown('u') }] })
  t.equal(effect?.json.kind, 'template', 'an effect is always there, and is one of two words')
  const dynamic = render({ statement: unknown('u') })
  t.same(plain(dynamic?.json.decoded), { Version: '2012-10-17', '…': true })
  const everyone = render({
    statement: [{ ...ALLOW, principals: [{ type: '*', identifiers: [unknown('u')] }] }],
  })
  t.match(plain(everyone?.json.decoded), { Statement: [{ Principal: /principals/ }] }, 'it may be "*" alone')
  t.end()
})

test('an unknown document may replace every statement with a sid, and no other', (t) => {
  const statement = [{ ...ALLOW, sid: 'Mine' }, ALLOW]
  const overridden = render({ statement, override_policy_documents: [unknown('u')] })
  t.equal(overridden?.json.kind, 'unknown')
  t.match(plain(overridden?.json.decoded), { Statement: { set: [{ Sid: 'Mine', '…': true }, ALLOWED, '…'] } })
  const based = render({ statement, source_policy_documents: [unknown('u')] })
  t.match(plain(based?.json.decoded), { Statement: { set: [{ Sid: 'Mine', ...ALLOWED }, ALLOWED, '…'] } })
  t.end()
})

test('a statement with an unknown sid may replace those with one', (t) => {
  const override = {
    Version: '2012-10-17',
    Statement: [{ Sid: unknown('u', { nonEmpty: true }), Effect: 'Deny' }],
  }
  const document = { ...unknown('text'), decoded: value(override) }
  const rendered = render({
    statement: [{ ...ALLOW, sid: 'Mine' }, ALLOW],
    override_policy_documents: [document],
  })
  t.same(plain(rendered?.json.decoded), {
    Version: '2012-10-17',
    Statement: { set: [{ Sid: 'Mine', '…': true }, ALLOWED, { Sid: '<u>', Effect: 'Deny' }] },
  })
  t.end()
})

test('what the provider refuses is not rendered', (t) => {
  t.equal(render({ statement: [{ sid: 'A' }, { sid: 'A' }] }), undefined, 'a sid twice')
  t.equal(render({ source_policy_documents: ['{"Statement":{}}'] }), undefined, 'a single statement')
  t.equal(render({ source_policy_documents: ['{"Version":'] }), undefined, 'no JSON')
  t.equal(
    render({ version: '2008-10-17', statement: [{ ...ALLOW, resources: ['&{aws:username}'] }] }),
    undefined,
  )
  t.equal(render({ statement: [{ effect: 'allow' }] }), undefined, 'an effect in lower case')
  t.equal(render({ source_json: '{}' }), undefined, 'an argument of older providers')
  t.equal(render({ source_policy_documents: [`${'['.repeat(100_000)}`] }), undefined, 'hostile nesting')
  t.end()
})

test('a document is as sensitive, and as well known, as what it is made of', (t) => {
  const known = render({ statement: [ALLOW] })
  t.match(known?.json, { kind: 'known', basis: 'predicted', sensitive: undefined })
  const secret = { kind: 'known', value: 'arn:secret', sensitive: true }
  t.match(render({ statement: [{ ...ALLOW, resources: [secret] }] })?.json, {
    kind: 'known',
    sensitive: true,
  })
  const assumed = { ...ID, basis: 'assumed' }
  const open = render({ statement: [{ ...ALLOW, resources: [assumed, secret, 'a'] }] })
  t.match(open?.json, { sensitive: true, basis: 'assumed', decoded: { sensitive: true, basis: 'assumed' } })
  t.end()
})

test('an unknown text says what it waits for', (t) => {
  const rendered = render({ statement: [{ ...ALLOW, resources: ['a', unknown('aws_s3_bucket.b.arn')] }] })
  t.match(rendered?.json, {
    kind: 'unknown',
    unknown: {
      id: `${ADDRESS}.json`,
      waitsFor: ['aws_s3_bucket.b.arn'],
      because: /how the document/,
      nonEmpty: true,
    },
  })
  t.end()
})
