import { test } from 'tap'
import { resolveParameters } from '../../src/validate/parameters.ts'
import { policyOf } from '../judge.ts'

/** What becomes of a value for the parameter `p`, given as text on the command line. */
function given(declaration: string, text?: string): unknown {
  const policy = policyOf(
    `policy: p\nparameters: { p: ${declaration} }\nrules: [{ id: r, severity: high, match: aws_x, require: { a: "\${params.p}" } }]\n`,
  )
  const { values, diagnostics } = resolveParameters(
    [policy],
    text === undefined ? [] : [{ name: 'p', value: { kind: 'text', text }, location: { file: 'x' } }],
  )
  const [problem] = diagnostics
  return problem === undefined ? values.get('p') : `${problem.code}: ${problem.message}`
}

test('the default, or what is given', (t) => {
  t.equal(given('{ type: number, default: 90 }'), 90)
  t.equal(given('{ type: number, default: 90 }', '365'), 365)
  t.equal(given('{ type: boolean, default: true }', 'false'), false)
  t.equal(given('{ type: string, default: x }', '12'), '12', 'text stays text')
  t.same(given('{ type: list, default: [] }', '[a, b]'), ['a', 'b'])
  t.match(given('{ type: number }'), /^missing-parameter/)
  t.match(given('{ type: number, default: 90 }', 'many'), /^invalid-parameter: .*must be a number/)
  t.end()
})

test('ranges hold for what is given', (t) => {
  t.match(given('{ type: number, default: 90, minimum: 1 }', '0'), /must be at least 1$/)
  t.match(given('{ type: number, default: 90, maximum: 3653 }', '3654'), /must be at most 3653$/)
  t.equal(given('{ type: number, default: 90, minimum: 1, maximum: 3653 }', '3653'), 3653)
  t.end()
})

test('only what is allowed is accepted', (t) => {
  const environment = '{ type: string, default: dev, allowed: [dev, prod] }'
  t.equal(given(environment, 'prod'), 'prod')
  t.equal(
    given(environment, 'prd'),
    'invalid-parameter: the value of `p` must be `dev` or `prod`; did you mean `prod`?',
  )
  t.equal(
    given(environment, 'Prod'),
    'invalid-parameter: the value of `p` must be `dev` or `prod`; did you mean `prod`?',
  )
  t.equal(given('{ type: number, default: 1, allowed: [1, 3, 5] }', '3.0'), 3)
  t.match(given('{ type: number, default: 1, allowed: [1, 3, 5] }', '4'), /must be `1`, `3` or `5`$/)
  t.same(given('{ type: list, default: [a], allowed: [a, b] }', '[b, a]'), ['b', 'a'])
  t.same(given('{ type: list, default: [a], allowed: [a, b] }', '[]'), [])
  t.match(
    given('{ type: list, default: [a], allowed: [a, b] }', '[a, c]'),
    /must hold nothing but `a` and `b`/,
  )
  t.end()
})
