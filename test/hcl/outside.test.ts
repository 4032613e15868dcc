import { createHash } from 'node:crypto'
import { test } from 'tap'
import { HclFailure } from '../../src/hcl/failure.ts'
import { callFunction, type FunctionContext } from '../../src/hcl/functions/index.ts'
import type { Value } from '../../src/plan/value.ts'
import { printTyped } from './typed-json.ts'

const files = new Map([
  ['policy.json', 'hello'],
  ['greeting.tftpl', 'Hello, ${name}!'],
])
const context: FunctionContext = {
  readFile: (path) => {
    const text = files.get(path)
    if (path === 'binary') return Uint8Array.of(0xff)
    return text === undefined ? undefined : new TextEncoder().encode(text)
  },
  hash: (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex'),
  planTimestamp: '2026-01-02T03:04:05Z',
  renderTemplate: (text, variables) => {
    const name = variables.get('name')
    return { kind: 'known', value: text.replace('${name}', name?.kind === 'known' ? String(name.value) : '') }
  },
}

function text(value: string): Value {
  return { kind: 'known', value }
}

function call(name: string, ...args: readonly Value[]): string {
  return printTyped(callFunction(name, args, context))
}

const variables: Value = { kind: 'map', form: 'object', entries: new Map([['name', text('Ada')]]) }

test('files that the evidence holds', async (t) => {
  t.equal(call('file', text('policy.json')), 'string "hello"')
  t.equal(call('filebase64', text('policy.json')), 'string "aGVsbG8="')
  t.equal(call('filemd5', text('policy.json')), 'string "5d41402abc4b2a76b9719d911017c592"')
  t.equal(
    call('filebase64sha256', text('policy.json')),
    'string "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="',
  )
  t.equal(call('fileexists', text('policy.json')), 'bool true')
  t.throws(() => call('file', text('binary')), HclFailure, 'not UTF-8')
})

test('files that it does not hold may exist', async (t) => {
  t.equal(call('file', text('other')), 'string <file("other")>')
  t.equal(call('fileexists', text('other')), 'bool <fileexists("other")>')
  t.equal(
    call('templatefile', text('other'), variables),
    'any <templatefile("other", object{"name" = "Ada"})>',
  )
})

test('templates', async (t) => {
  t.equal(call('templatefile', text('greeting.tftpl'), variables), 'string "Hello, Ada!"')
  t.equal(call('templatestring', text('${name}'), variables), 'string "Ada"')
  t.throws(() => call('templatefile', text('greeting.tftpl'), text('x')), HclFailure)
  const odd: Value = { kind: 'map', form: 'object', entries: new Map([['not a name', text('x')]]) }
  t.throws(() => call('templatefile', text('greeting.tftpl'), odd), HclFailure)
})

test('the time of the plan', async (t) => {
  t.equal(call('plantimestamp'), 'string "2026-01-02T03:04:05Z"')
  t.match(callFunction('plantimestamp', [], {}), { kind: 'unknown' })
})

test('without a hash the hashes are unknown', async (t) => {
  t.match(callFunction('sha256', [text('x')], {}), { kind: 'unknown', unknown: { waitsFor: [] } })
})

test('the machine that Terraform runs on is not ours', async (t) => {
  t.equal(call('abspath', text('/a/../b')), 'string "/b"')
  t.match(callFunction('abspath', [text('b')], context), { kind: 'unknown' })
  t.equal(call('pathexpand', text('a/b')), 'string "a/b"')
  t.match(callFunction('pathexpand', [text('~/b')], context), { kind: 'unknown' })
})

test('long identities are hashed', async (t) => {
  const long: Value = { kind: 'template', parts: ['x'.repeat(5000), { id: 'a.id', waitsFor: ['a.id'] }] }
  const result = callFunction('sha1', [long], context)
  t.equal(result.kind === 'unknown' && result.unknown.id.length < 100, true)
  t.same(result, callFunction('sha1', [long], context))
})
