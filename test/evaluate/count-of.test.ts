import { strict as assert } from 'node:assert'
import fc from 'fast-check'
import { test } from 'tap'
import type { Result } from '../../src/evaluate/result.ts'
import type { Json, PlanDocument } from '../../src/plan/plan-document.ts'
import { judge, policyOf } from '../judge.ts'

/** Resources `terraform_data.x0`, `x1`, …; an input that is undefined is not known before the apply. */
function planOf(inputs: readonly (Json | undefined)[]): PlanDocument {
  const names = inputs.map((_, index) => `x${index}`)
  return {
    format_version: '1.2',
    complete: true,
    configuration: {
      root_module: {
        resources: names.map((name) => ({
          address: `terraform_data.${name}`,
          mode: 'managed',
          type: 'terraform_data',
          name,
        })),
      },
    },
    resource_changes: inputs.map((input, index) => ({
      address: `terraform_data.x${index}`,
      mode: 'managed',
      type: 'terraform_data',
      name: `x${index}`,
      provider_name: 'terraform.io/builtin/terraform',
      change: {
        actions: ['create'],
        before: null,
        after: input === undefined ? {} : { input },
        after_unknown: input === undefined ? { input: true, id: true } : { id: true },
      },
    })),
  }
}

function rule(where: string, address = '**.terraform_data.*'): ReturnType<typeof policyOf> {
  return policyOf(`
policy: counting
title: Counting
rules:
  - id: few
    title: Few of them
    severity: low
    match: { type: terraform_data, address: "${address}" }
    require: { count: { of: { type: terraform_data, where: { ${where} } }, is: { lte: 2 } } }
    message: many
    examples: []
`)
}

const CONDITIONS = [
  'input: { equals: "${self.input}" }',
  'input: { equals: "${self.input}" }, $address: { not_equals: "${self.$address}" }',
  'input: { not_equals: "${self.input}" }',
  '$self.input: { present: true }, input: { equals: "${self.input}" }',
  'input: { equals: "a${self.input}" }',
  '$provider.region: { equals: "${self.$provider.region}" }',
  'input: { equals: a }',
]

const inputs = fc.array(
  fc.constantFrom('a', 'b', 'aa', '', '1', 1, 2, true, 'true', null, undefined, ['a'], { a: 'a' }),
  { maxLength: 12 },
)

test('what one subject is told does not depend on who asked before', (t) => {
  fc.assert(
    fc.property(inputs, fc.constantFrom(...CONDITIONS), (values, where) => {
      const plan = planOf(values)
      const together = judge(plan, [rule(where)])
      const alone = values.flatMap((_, index) => judge(plan, [rule(where, `terraform_data.x${index}`)]))
      const told = (results: readonly Result[]): unknown =>
        results.map(({ address, status, basis, error, waitsFor }) => ({
          address,
          status,
          basis,
          error,
          waitsFor,
        }))
      assert.deepEqual(told(together), told(alone))
    }),
    { numRuns: 150 },
  )
  t.end()
})

test('each value is counted apart', (t) => {
  const status = (values: readonly Json[], where: string): readonly string[] =>
    judge(planOf(values), [rule(where)]).map((result) => result.status)
  const same = 'input: { equals: "${self.input}" }'
  t.strictSame(status(['a', 'b', 'a', 'b', 'a'], same), ['fail', 'pass', 'fail', 'pass', 'fail'])
  t.strictSame(status(['1', 1, '1', 2], same), ['fail', 'fail', 'fail', 'pass'], 'a number and its text')
  t.end()
})

test('more undecided instances than anyone looks at leave the count unknown, and say so', (t) => {
  const names = Array.from({ length: 1200 }, (_, index) => `n${index}`)
  const told = judge(planOf(names), [rule('input: { not_equals: "${self.input}" }')])
  t.ok(told.every(({ status }) => status === 'unknown'))
  t.match(told[0]?.notes, [/there are many instances of terraform_data/])
  const equal = judge(planOf(names), [rule('input: { equals: "${self.input}" }')])
  t.ok(
    equal.every(({ status }) => status === 'pass'),
    'equal ones are found without looking at the others',
  )
  const open = judge(planOf(names.map(() => undefined)), [rule('input: { equals: "${self.input}" }')])
  t.ok(open.every(({ status }) => status === 'unknown'))
  t.end()
})
