import fc from 'fast-check'
import { test } from 'tap'
import type { PolicyDocument } from '../../src/iam/document.ts'
import { statementValue } from '../../src/iam/normalised.ts'
import { parsePolicy } from '../../src/iam/parse.ts'
import type { Value } from '../../src/plan/value.ts'

function parse(document: unknown): PolicyDocument {
  return parsePolicy({ kind: 'known', value: JSON.stringify(document) })
}

/** The statements in normal form. */
function normal(document: PolicyDocument): unknown {
  if (document.kind !== 'document') return document.kind
  return document.statements.map((statement) =>
    statement.kind === 'malformed' ? statement.message : plain(statementValue(statement)),
  )
}

function plain(value: Value): unknown {
  switch (value.kind) {
    case 'known':
      return value.value
    case 'list':
      return value.elements.map(plain)
    case 'map':
      return Object.fromEntries(
        [...value.entries]
          .filter(([, entry]) => entry.kind !== 'absent')
          .map(([key, entry]) => [key, plain(entry)]),
      )
    default:
      return value.kind
  }
}

const FULL = {
  Version: '2012-10-17',
  Id: 'x',
  Statement: {
    Sid: 'One',
    Effect: 'Allow',
    Principal: { AWS: ['111122223333', '*'], Service: 'ec2.amazonaws.com' },
    Action: ['s3:GetObject', 's3:GetObject'],
    NotResource: 'arn:aws:s3:::b/*',
    Condition: {
      'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': ['a', 'b'] },
      Bool: { 'aws:SecureTransport': true },
      NumericLessThan: { 's3:TlsVersion': 1.2 },
    },
  },
}

test('the normal form', (t) => {
  t.same(normal(parse(FULL)), [
    {
      sid: 'One',
      effect: 'Allow',
      actions: ['s3:GetObject'],
      not_resources: ['arn:aws:s3:::b/*'],
      principals: [
        { type: '*', id: '*' },
        { type: 'AWS', id: '111122223333' },
        { type: 'Service', id: 'ec2.amazonaws.com' },
      ],
      conditions: [
        {
          operator: 'stringlike',
          modifier: 'ForAnyValue',
          if_exists: true,
          key: 'aws:TagKeys',
          values: ['a', 'b'],
        },
        { operator: 'bool', if_exists: false, key: 'aws:SecureTransport', values: ['true'] },
        { operator: 'numericlessthan', if_exists: false, key: 's3:TlsVersion', values: ['1.2'] },
      ],
    },
  ])
  t.end()
})

test('no policy, and what is none', (t) => {
  t.same(normal(parsePolicy({ kind: 'null' })), [])
  t.same(normal(parsePolicy({ kind: 'absent' })), [])
  t.same(normal(parsePolicy({ kind: 'known', value: '' })), [])
  t.equal(normal(parsePolicy({ kind: 'known', value: true })), 'malformed')
  t.equal(normal(parsePolicy({ kind: 'unknown', unknown: { id: 'x', waitsFor: [] } })), 'open')
  t.end()
})

test('policy variables are there from version 2012-10-17 on', (t) => {
  const variablesOf = (Version: unknown): unknown => {
    const document = parse({ ...(Version === undefined ? {} : { Version }), Statement: FULL.Statement })
    const [first] = document.kind === 'document' ? document.statements : []
    return first?.kind === 'statement' ? first.variables : first
  }
  t.equal(variablesOf('2012-10-17'), true)
  t.equal(variablesOf('2008-10-17'), false)
  t.equal(variablesOf(undefined), false)
  t.end()
})

test('to read a document that was read changes nothing', (t) => {
  const once = parse(FULL)
  const written = once.kind === 'document' ? once.statements.map((statement) => statement.written) : []
  const again = parsePolicy({
    kind: 'map',
    entries: new Map<string, Value>([
      ['Version', { kind: 'known', value: '2012-10-17' }],
      ['Statement', { kind: 'list', form: 'tuple', elements: written }],
    ]),
  })
  t.same(normal(again), normal(once))
  t.end()
})

test('no text makes it throw', (t) => {
  const name = fc.constantFrom(
    ...['Version', 'Statement', 'Effect', 'Action', 'NotAction', 'Resource', 'Principal', 'NotPrincipal'],
    ...['Condition', 'Sid', 'AWS', 'StringLike', 'Bool', 'aws:SourceArn', '__proto__', 'x'],
  )
  const json = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('Allow', 'Deny', '*', '', 's3:*', '2012-10-17'),
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(name, tie('any'), { maxKeys: 5 }),
    ),
  })).any
  fc.assert(
    fc.property(
      json,
      (document) =>
        ['document', 'malformed'].includes(parse(document).kind) && normal(parse(document)) !== '',
    ),
    { numRuns: 2000 },
  )
  fc.assert(fc.property(fc.string(), (text) => parsePolicy({ kind: 'known', value: text }).kind !== 'open'))
  t.pass('for each document')
  t.end()
})
