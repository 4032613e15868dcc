import { test } from 'tap'
import { equal } from '../../src/evaluate/equality.ts'
import { lengthOf } from '../../src/evaluate/lengths.ts'
import { OPERATORS } from '../../src/evaluate/operators.ts'
import type { Value } from '../../src/plan/value.ts'
import type { OperatorName } from '../../src/policy/condition.ts'
import { withOpenSpelling } from '../../src/resolve/symbolic/spelling.ts'

const text = (value: string): Value => ({ kind: 'known', value })

/** As the sources write it; IAM keeps `{"Version":…,"Statement":…}`, other services sort the keys. */
const WRITTEN = '{"Statement": [{"Action": "s3:GetObject", "Size": 98}], "Version": "2012-10-17"}'
const document = withOpenSpelling({ kind: 'known', value: WRITTEN, basis: 'predicted' }, 'aws_iam_policy.p', [
  'policy',
])

function ask(operator: OperatorName, operand: string): string {
  return OPERATORS[operator](document, text(operand)).kind
}

test('how a predicted JSON document will be spelt is not known', (t) => {
  t.equal(equal(document, text(WRITTEN)).kind, 'unknown')
  t.equal(equal(document, text(WRITTEN.replaceAll(' ', ''))).kind, 'unknown')
  t.equal(equal(document, document).kind, 'unknown', 'another argument may be spelt in another way')
  t.equal(ask('starts_with', '{"Statement"'), 'unknown')
  t.equal(ask('matches', '"Action": "s3'), 'unknown')
  t.equal(lengthOf(document).kind, 'unknown')
  t.end()
})

test('what its strings hold is known', (t) => {
  t.equal(ask('contains', 's3:GetObject'), 'true')
  t.equal(ask('contains', 's3:PutObject'), 'false')
  t.equal(ask('contains', '"s3:GetObject"'), 'unknown', 'quotes belong to the spelling')
  t.equal(ask('contains', '98'), 'unknown', 'a number may be spelt in another way')
  t.equal(ask('contains', 'true'), 'unknown')
  t.equal(equal(document, text('not JSON')).kind, 'false')
  t.equal(equal(document, text('')).kind, 'false')
  t.end()
})

test('other text is what it is', (t) => {
  const value: Value = { kind: 'known', value: '{ $.errorCode = "*" }', basis: 'predicted' }
  t.equal(withOpenSpelling(value, 'aws_cloudwatch_log_metric_filter.f', ['pattern']), value)
  const planned: Value = { kind: 'known', value: WRITTEN }
  t.equal(withOpenSpelling(planned, 'aws_iam_policy.p', ['policy']), planned, 'the plan knows it')
  t.end()
})
