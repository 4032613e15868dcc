import { test } from 'tap'
import { NULL, type Value } from '../../../src/plan/value.ts'
import { computeLookup } from '../../../src/provider/aws/lookups.ts'
import { contextIn, unknownValue } from './applied-cases.ts'
import lookups from './lookups.json' with { type: 'json' }

const context = contextIn('eu-west-1', '111122223333', '5.100.0')

// Read by Terraform 1.11.4 with provider 5.100.0.
test('what the provider reads', (t) => {
  for (const { type, region, arguments: given, attributes } of lookups) {
    const read = (name: string): Value =>
      ({ kind: 'known', value: Reflect.get(given, name) ?? null }).value === null
        ? NULL
        : { kind: 'known', value: String(Reflect.get(given, name)) }
    const found = computeLookup(type, read, contextIn(region, '111122223333', '5.100.0'))
    for (const [name, value] of Object.entries(attributes)) {
      t.match(
        found?.get(name),
        { kind: 'known', value, basis: 'predicted' },
        `${type} ${JSON.stringify(given)} ${region}: ${name}`,
      )
    }
  }
  t.end()
})

test('the caller', (t) => {
  const found = computeLookup('aws_caller_identity', () => NULL, context)
  t.match(found?.get('account_id'), { value: '111122223333' })
  t.equal(found?.get('arn'), undefined, 'only AWS knows who calls')
  t.equal(
    computeLookup('aws_ami', () => NULL, context),
    undefined,
  )
  t.end()
})

test('a region that is asked for by name', (t) => {
  const asked = (name: Value, configured?: boolean): Value | undefined =>
    computeLookup(
      'aws_region',
      (argument) => (argument === 'name' ? name : NULL),
      context,
      () => configured,
    )?.get('name')
  t.match(asked({ kind: 'known', value: 'us-east-1' }), { value: 'us-east-1' })
  t.match(asked(unknownValue('data.aws_region.this.name'), false), { value: 'eu-west-1' })
  t.match(asked(unknownValue('aws_x.this.region'), true), { unknown: { id: 'aws_x.this.region' } })
  t.equal(asked(unknownValue('data.aws_region.this.name')), undefined, 'who knows whether it is written')
  t.end()
})

test('an ARN with unknown parts', (t) => {
  const suffix = { id: 'aws_x.this.id', waitsFor: [] }
  const arn: Value = { kind: 'template', parts: ['arn:aws:s3:::', suffix, '/a:b'] }
  const found = computeLookup('aws_arn', () => arn, context)
  t.match(found?.get('service'), { value: 's3' })
  t.match(found?.get('resource'), { kind: 'template', parts: [suffix, '/a:b'] })
  t.equal(computeLookup('aws_arn', () => unknownValue('x'), context)?.size, 0)
  t.end()
})
