import { test } from 'tap'
import { evaluate } from '../../../src/hcl/evaluate/evaluate.ts'
import type { Deferred, Node, Scope } from '../../../src/hcl/evaluate/scope.ts'
import { HclFailure } from '../../../src/hcl/failure.ts'
import { unknownsIn, unknownValue } from '../../../src/hcl/opaque.ts'
import { same } from '../../../src/hcl/same.ts'
import { isSyntaxFault } from '../../../src/hcl/syntax/fault.ts'
import { parseExpression } from '../../../src/hcl/syntax/parse.ts'
import { STRING } from '../../../src/hcl/types.ts'
import type { Value } from '../../../src/plan/value.ts'

const secret: Value = { kind: 'known', value: 'hunter2', sensitive: true }
const text = (id: string): Value => unknownValue({ id, waitsFor: [id], type: STRING, nonNull: true })

/** Instances of which nobody knows how many there are. */
const uncounted: Deferred = {
  kind: 'deferred',
  attribute: (name) => unknownValue({ id: `many.${name}`, waitsFor: ['many'] }),
  elements: () => 'unknown',
  force: () => unknownValue({ id: 'many', waitsFor: ['many'] }),
}

const names: Readonly<Record<string, Node>> = {
  any: unknownValue({ id: 'any', waitsFor: ['any'] }),
  flag: unknownValue({ id: 'flag', waitsFor: ['flag'], type: { kind: 'bool' }, nonNull: true }),
  a: text('a'),
  b: text('b'),
  secret,
  secrets: {
    kind: 'map',
    form: 'object',
    entries: new Map([['k', { kind: 'known', value: 'hunter2' }]]),
    sensitive: true,
  },
  many: uncounted,
}
const scope: Scope = { lookup: (name) => names[name], functions: {} }

function resultOf(expression: string): Value {
  const parsed = parseExpression(expression)
  if (isSyntaxFault(parsed)) throw new Error(parsed.message)
  return evaluate(parsed, scope)
}

function isHidden(value: Value): boolean {
  return value.sensitive === true
}

test('what the apply will tell is one thing only where it certainly is', (t) => {
  for (const expression of [
    'a',
    '"${a}-x"',
    'flag ? a : b',
    'any.x',
    'any["x"]',
    'upper(a)',
    'try(a, "d")',
  ]) {
    t.equal(same(resultOf(expression), resultOf(expression)), true, `${expression} equals itself`)
  }
  const pairs: readonly (readonly [string, string])[] = [
    ['any[*].x', 'any[*].y'],
    ['[for v in any : v.x]', '[for v in any : v.y]'],
    ['{for v in any : v => 1}', '{for v in any : v => 2}'],
    ['"%{for v in any}${v}%{endfor}"', '"%{for v in any}x%{endfor}"'],
    ['flag ? a : 1 + "x"', 'flag ? 1 + "x" : a'],
    ['try(any.x.y, "d")', 'try(any.x.z, "d")'],
    ['can(any.x)', 'can(any.y)'],
    ['many[*].x', 'many[*].y'],
  ]
  for (const [left, right] of pairs) {
    t.not(same(resultOf(left), resultOf(right)), true, `${left} may differ from ${right}`)
  }
  t.end()
})

test('an unknown number of instances stays unknown', (t) => {
  for (const expression of [
    'many[*].x',
    'length(many[*].x)',
    '[for m in many : m.x]',
    'many[0].x',
    'many["k"].x',
  ]) {
    t.not(resultOf(expression).kind, 'list', expression)
    t.ok(unknownsIn(resultOf(expression)).length > 0, expression)
  }
  t.end()
})

test('`try` and `can` settle only what cannot fail', (t) => {
  t.equal(resultOf('try(any.x, "d")').kind, 'unknown')
  t.equal(resultOf('can(any.x)').kind, 'unknown')
  t.same(resultOf('try(null.x, "d")'), { kind: 'known', value: 'd' })
  t.same(resultOf('can(a)'), { kind: 'known', value: true })
  t.equal(resultOf('try({ (any) = 1 }, "d")').kind, 'unknown', 'a key may be null')
  t.equal(resultOf('try(any ? 1 : 2, "d")').kind, 'unknown', 'a condition may be null')
  t.end()
})

test('what is made of something sensitive is sensitive', (t) => {
  const hidden = [
    'secret',
    '"x${secret}"',
    'upper(secret)',
    'secret == "a"',
    'secret == "a" ? 1 : 2',
    '{ (secret) = 1 }',
    '[for x in ["a"] : x if secret != x]',
    '{for x in ["a"] : x => x if secret != x}',
    '{for x in ["a"] : secret => x}',
    '[for k, v in secrets : v][0]',
    '[for k, v in secrets : v]',
    '"%{for v in secrets}${v}%{endfor}"',
    '"%{if secret == "x"}a%{endif}"',
    'secrets.k',
    'secrets["k"]',
    'values(secrets)[0]',
    'try(any.x, secret)',
    'can(any[secret])',
    'flag ? secret : "x"',
    '[1, 2][secret == "a" ? 0 : 1]',
    'max([length(secret)]...)',
    '-length(secret)',
  ]
  for (const expression of hidden) t.ok(isHidden(resultOf(expression)), expression)
  t.end()
})

test('errors are errors whatever the apply will tell', (t) => {
  for (const expression of [
    'a.b',
    'a[0].c',
    '[a][1]',
    '{ x = a }.y',
    '-flag',
    'flag + 1',
    '"x${[a]}"',
    'missing',
  ]) {
    t.throws(() => resultOf(expression), HclFailure, expression)
  }
  t.end()
})
