import { test } from 'tap'
import { HclFailure } from '../../src/hcl/failure.ts'
import { callFunction, functionNames, isFunction } from '../../src/hcl/functions/index.ts'
import { DYNAMIC, STRING } from '../../src/hcl/types.ts'
import type { TemplatePart, Unknown, Value } from '../../src/plan/value.ts'
import { printTyped } from './typed-json.ts'

function known(value: string | number | boolean): Value {
  return { kind: 'known', value }
}

function unknown(id: string, facts: Partial<Unknown> = {}): Value {
  return { kind: 'unknown', unknown: { id, waitsFor: [id], ...facts } }
}

const ARN: Partial<Unknown> = { type: STRING, nonNull: true, nonEmpty: true }
const ACCOUNT: Unknown = { id: 'account', waitsFor: ['account'], shape: '[0-9]{12}' }
const NOTHING: Value = { kind: 'null', type: DYNAMIC }

function template(...parts: readonly TemplatePart[]): Value {
  return { kind: 'template', parts }
}

function tuple(...elements: readonly Value[]): Value {
  return { kind: 'list', form: 'tuple', elements }
}

function object(entries: Readonly<Record<string, Value>>): Value {
  return { kind: 'map', form: 'object', entries: new Map(Object.entries(entries)) }
}

function call(name: string, ...args: readonly Value[]): Value {
  return callFunction(name, args, {})
}

/** The value without its type. */
function shown(value: Value): string {
  return printTyped(value).replace(
    /^(?:any|string|number|bool|(?:list|set|map|tuple|object)\([^"<]*?\)) (?=[[{"<\dtfn-])/,
    '',
  )
}

const bucket: Unknown = { id: 'bucket', waitsFor: ['bucket'], shape: '[a-z0-9.-]{3,63}' }
const any: Unknown = { id: 'any', waitsFor: ['any'], type: STRING, nonNull: true }

test('strings with unknown parts', async (t) => {
  const arn = template('arn:aws:iam::', ACCOUNT, ':role/x')
  const cases: readonly (readonly [Value, string])[] = [
    [call('format', known('%s/*'), unknown('b.arn', ARN)), '<${b.arn}/*>'],
    [call('format', known('%s-%03d'), unknown('b.id', ARN), known(7)), '<${b.id}-007>'],
    [call('join', known(','), tuple(known('a'), unknown('b.arn', ARN))), '<a,${b.arn}>'],
    [call('split', known(':'), arn), '["arn", "aws", "iam", "", <account>, "role/x"]'],
    [call('replace', arn, known('role'), known('user')), '<arn:aws:iam::${account}:user/x>'],
    [call('replace', template('a.', any), known('.'), known('-')), '<a-${replace(any, ".", "-")}>'],
    [call('replace', template('A.', bucket), known('/[^a-z0-9.-]/'), known('')), '<.${bucket}>'],
    [call('lower', template('ABC-', bucket)), '<abc-${bucket}>'],
    [call('upper', template('abc-', any)), '<ABC-${upper(any)}>'],
    [call('trimsuffix', template('arn:', any, ':*'), known(':*')), '<arn:${any}>'],
    [call('trimprefix', template('https://', any), known('https://')), '<any>'],
    [call('startswith', arn, known('arn:aws:')), 'true'],
    [call('startswith', arn, known('arn:gcp:')), 'false'],
    [call('endswith', arn, known('/y')), 'false'],
    [call('strcontains', arn, known('role/')), 'true'],
    [call('substr', arn, known(0), known(3)), '"arn"'],
    [call('trimspace', template(' ', ACCOUNT, ' ')), '<account>'],
    [call('title', template('hello ', any)), '<Hello ${title(any)}>'],
  ]
  for (const [found, wanted] of cases) t.equal(shown(found), wanted)
})

test('what cannot be told is one unknown with the identity of the call', async (t) => {
  const first = call('sha256', unknown('a.id'))
  const again = call('sha256', unknown('a.id'))
  t.same(first, again)
  t.match(first, { kind: 'unknown', unknown: { id: 'sha256(a.id)', waitsFor: ['a.id'], nonNull: true } })
  t.match(first.kind === 'unknown' ? first.unknown.because : '', /sha256/)
  t.not(shown(call('upper', known('${x}'))), shown(call('upper', template({ id: 'x', waitsFor: [] }))))
  t.match(call('provider::aws::arn_parse', unknown('a.arn')), { kind: 'unknown' })
  t.not(shown(call('uuid')), shown(call('uuid')), 'an impure function never gives the same twice')
})

test('lists with unknown elements', async (t) => {
  const a = unknown('a.id', ARN)
  const b = unknown('b.id', ARN)
  const cases: readonly (readonly [Value, string])[] = [
    [call('concat', tuple(a), tuple(b, known('x'))), '[<a.id>, <b.id>, "x"]'],
    [call('compact', tuple(a, known(''), NOTHING)), '[<a.id>]'],
    [call('distinct', tuple(a, a, known(''))), '[<a.id>, ""]'],
    [call('element', tuple(a, b), known(3)), '<b.id>'],
    [call('flatten', tuple(tuple(a), tuple(b))), '[<a.id>, <b.id>]'],
    [call('one', tuple(a)), '<a.id>'],
    [call('one', tuple()), 'null'],
    [call('length', tuple(a, b)), '2'],
    [call('length', call('toset', tuple(a, a))), '1'],
    [call('contains', tuple(a, known('x')), known('x')), 'true'],
    [call('coalesce', NOTHING, known(''), a), '<a.id>'],
    [call('coalesce', a, known('x')), '<a.id>'],
    [call('coalesce', known('x'), unknown('c.id')), '"x"'],
    [call('slice', tuple(a, b), known(0), known(1)), '[<a.id>]'],
    [call('reverse', tuple(a, b)), '[<b.id>, <a.id>]'],
    [call('toset', tuple(b, known('z'), a)), '["z", <b.id>, <a.id>]'],
  ]
  for (const [found, wanted] of cases) t.equal(shown(found), wanted)
  t.match(
    call('length', call('toset', tuple(a, b))),
    { kind: 'unknown' },
    'unknown elements of a set may coincide',
  )
  t.match(call('coalesce', unknown('c.id', { type: STRING }), known('x')), {
    kind: 'unknown',
    unknown: { id: 'coalesce(c.id, "x")' },
  })
  t.match(call('concat', tuple(a), unknown('c.ids')), {
    kind: 'list',
    elements: [a],
    rest: { waitsFor: ['a.id', 'c.ids'] },
  })
  t.throws(() => call('one', tuple(a, b)), HclFailure)
})

test('maps with unknown entries', async (t) => {
  const a = unknown('a.id', ARN)
  const cases: readonly (readonly [Value, string])[] = [
    [call('merge', object({ x: known('1'), y: a }), object({ x: a })), '{"x" = <a.id>, "y" = <a.id>}'],
    [call('lookup', object({ x: a }), known('x'), known('d')), '<a.id>'],
    [call('lookup', object({ x: a }), known('y'), known('d')), '"d"'],
    [call('keys', object({ b: a, a })), '["a", "b"]'],
    [call('values', object({ b: known('2'), a })), '[<a.id>, "2"]'],
    [call('zipmap', tuple(known('k')), tuple(a)), '{"k" = <a.id>}'],
  ]
  for (const [found, wanted] of cases) t.equal(shown(found), wanted)
  const merged = call('merge', object({ x: known('1') }), unknown('tags'), object({ y: known('2') }))
  t.match(merged, { kind: 'map', rest: { waitsFor: ['tags'] } })
  t.equal(
    merged.kind === 'map' && merged.entries.get('x')?.kind,
    'unknown',
    'an unknown map may replace what stands before it',
  )
  t.equal(merged.kind === 'map' && merged.entries.get('y')?.kind, 'known')
})

test('JSON documents keep their structure', async (t) => {
  const encoded = call(
    'jsonencode',
    object({ Resource: tuple(template('arn:aws:s3:::', bucket, '/*')), Id: template('<', any) }),
  )
  t.equal(shown(encoded), '<{"Id":"\\u003c${jsonescape(any)}","Resource":["arn:aws:s3:::${bucket}/*"]}>')
  t.match(encoded.decoded, { kind: 'map', form: 'object' })
  t.equal(shown(call('jsondecode', encoded)), '{"Id" = <<${any}>, "Resource" = [<arn:aws:s3:::${bucket}/*>]}')
  t.equal(
    shown(call('jsonencode', tuple(unknown('a.id')))),
    '<[${jsonencode(a.id)}]>',
    'it may be null, or no string at all',
  )
})

test('marks go with the values', async (t) => {
  const secret: Value = { kind: 'known', value: 's', sensitive: true }
  t.equal(call('upper', secret).sensitive, true)
  t.equal(call('join', known(','), tuple(secret)).sensitive, true)
  t.equal(call('concat', tuple(secret), tuple(known('a'))).sensitive, undefined)
  t.equal(call('lookup', object({ a: secret, b: known('x') }), known('b')).sensitive, undefined)
  t.equal(call('nonsensitive', secret).sensitive, undefined)
  t.match(call('issensitive', secret), { value: true })
  t.equal(call('format', known('%s'), { kind: 'known', value: 'x', basis: 'predicted' }).basis, 'predicted')
  t.equal(call('sha1', { ...unknown('a.id'), sensitive: true }).sensitive, true)
})

test('a result that could still be an error says so', async (t) => {
  const said = (name: string, ...args: readonly Value[]): boolean => {
    let mayFail = false
    callFunction(name, args, { mayFail: () => (mayFail = true) })
    return mayFail
  }
  t.equal(said('upper', unknown('a.id', ARN)), false)
  t.equal(said('upper', unknown('a.id', { type: STRING })), true, 'null is an error')
  t.equal(said('tonumber', unknown('a.id', ARN)), true)
  t.equal(said('upper', known('x')), false)
})

test('the functions of Terraform 1.11', async (t) => {
  t.equal(functionNames.length, 116)
  t.equal(isFunction('core::upper'), true)
  t.equal(isFunction('provider::aws::arn_parse'), true)
  t.equal(isFunction('constructor'), false)
  t.throws(() => call('nosuch'), HclFailure)
  t.throws(() => call('upper'), HclFailure)
  t.throws(() => call('upper', known('a'), known('b')), HclFailure)
})

test('hostile arguments end without harm', async (t) => {
  let deep: Value = known('x')
  for (let depth = 0; depth < 5000; depth += 1) deep = tuple(deep)
  t.match(call('jsonencode', deep), { kind: 'unknown' })
  t.match(call('jsondecode', known('['.repeat(50_000))), { kind: 'unknown' })
  t.match(call('yamldecode', known(`a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n`)), { kind: 'map' })
  const bomb = [
    'a: &a0 [x]',
    ...Array.from({ length: 40 }, (_, index) => `k${index}: &a${index + 1} [*a${index}, *a${index}]`),
  ].join('\n')
  t.match(call('yamldecode', known(bomb)), { kind: 'unknown' })
  t.match(call('jsondecode', known('{"__proto__":{"x":1}}')), { kind: 'map' })
})
