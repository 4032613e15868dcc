import { test } from 'tap'
import { ABSENT, NULL, type Value } from '../../../src/plan/value.ts'
import { type ProviderContext, predictAttribute } from '../../../src/provider/aws/predict.ts'
import applied from './applied.json' with { type: 'json' }
import { contextIn, unknownValue, valueFrom } from './applied-cases.ts'

const context = contextIn('eu-west-1', '111122223333', '5.100.0')

/** The attributes of `aws_x.this` that are given; all others are unknown. */
function reader(given: { readonly [name: string]: unknown }): (name: string) => Value {
  return (name) =>
    Object.hasOwn(given, name) ? valueFrom(given[name], name) : unknownValue(`aws_x.this.${name}`)
}

/** What is predicted, as people write it. */
function show(value: Value | undefined): string | undefined {
  if (value?.kind === 'known') return String(value.value)
  if (value?.kind === 'unknown') return `{${value.unknown.id}}`
  if (value?.kind !== 'template') return undefined
  return value.parts.map((part) => (typeof part === 'string' ? part : `{${part.id}}`)).join('')
}

// Drawn from the applied states of ../shared/cases/aws: Terraform 1.11.4, provider 5.100.0.
test('what applies made of attributes that their plans did not know', (t) => {
  for (const { type, region, account, given, applied: truth } of applied) {
    const at = contextIn(region, account, '5.100.0')
    for (const [attribute, value] of Object.entries(truth)) {
      const found = predictAttribute(type, attribute, reader(given), at, () => false)
      t.match(found, { kind: 'known', value, basis: 'predicted' }, `${type}.${attribute}`)
    }
  }
  t.end()
})

test('a name that is null, absent or empty predicts nothing', (t) => {
  for (const name of [NULL, ABSENT, { kind: 'known', value: '' } as const]) {
    t.equal(
      predictAttribute('aws_sns_topic', 'arn', () => name, context),
      undefined,
    )
  }
  t.equal(predictAttribute('aws_nothing', 'arn', reader({ name: 'x' }), context), undefined)
  t.equal(predictAttribute('aws_sns_topic', 'constructor', reader({ name: 'x' }), context), undefined)
  t.end()
})

test('unknown parts keep their identity', (t) => {
  const read = reader({})
  t.equal(
    show(predictAttribute('aws_sns_topic', 'arn', read, context)),
    'arn:aws:sns:eu-west-1:111122223333:{aws_x.this.name}',
  )
  t.equal(
    show(predictAttribute('aws_kms_key', 'arn', read, context)),
    'arn:aws:kms:eu-west-1:111122223333:key/{aws_x.this.key_id}',
  )
  t.equal(show(predictAttribute('aws_kms_key', 'id', read, context)), '{aws_x.this.key_id}')
  const key = predictAttribute('aws_kms_key', 'key_id', read, context)
  t.match(key, {
    kind: 'unknown',
    unknown: { id: 'aws_x.this.key_id', unique: 'aws_kms_key.key_id', nonEmpty: true },
  })
  const secret = reader({ name: 'db' })
  const arn = show(predictAttribute('aws_secretsmanager_secret', 'arn', secret, context))
  t.match(arn, 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-{')
  t.equal(
    show(predictAttribute('aws_secretsmanager_secret', 'id', secret, context)),
    arn,
    'the id is the ARN',
  )
  t.end()
})

test('the account is never guessed', (t) => {
  const account = unknownValue('provider aws.account_id')
  const read = reader({ name: 'x', bucket: 'b' })
  t.equal(
    show(predictAttribute('aws_sns_topic', 'arn', read, { ...context, account })),
    'arn:aws:sns:eu-west-1:{provider aws.account_id}:x',
  )
  t.equal(show(predictAttribute('aws_s3_bucket', 'arn', read, { ...context, account })), 'arn:aws:s3:::b')
  const skips: ProviderContext = { ...context, skipsAccount: true }
  t.equal(predictAttribute('aws_sns_topic', 'arn', read, skips), undefined, 'the provider would leave it out')
  t.end()
})

test('partitions', (t) => {
  const read = reader({ bucket: 'b', name: 'q', function_name: 'f' })
  const china = contextIn('cn-north-1', '111122223333', '5.100.0')
  t.equal(
    show(predictAttribute('aws_s3_bucket', 'bucket_regional_domain_name', read, china)),
    'b.s3.cn-north-1.amazonaws.com.cn',
  )
  t.equal(
    show(predictAttribute('aws_sqs_queue', 'url', read, china)),
    'https://sqs.cn-north-1.amazonaws.com.cn/111122223333/q',
  )
  const gov = contextIn('us-gov-west-1', '111122223333', '5.100.0')
  t.equal(
    show(predictAttribute('aws_lambda_function', 'arn', read, gov)),
    'arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:f',
  )
  t.end()
})

test('where releases differ, and the release is unknown, nothing is predicted', (t) => {
  const { providerVersion: _, ...unversioned } = context
  const read = reader({ name: 'trail', identifier: 'db' })
  const id = (version: string): string | undefined =>
    show(predictAttribute('aws_cloudtrail', 'id', read, { ...context, providerVersion: version }))
  t.equal(id('4.67.0'), 'trail')
  t.equal(id('5.100.0'), 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/trail')
  t.equal(predictAttribute('aws_cloudtrail', 'id', read, unversioned), undefined)
  t.equal(id('7.0.0'), undefined, 'a release that nobody has described')
  t.equal(
    show(predictAttribute('aws_cloudtrail', 'arn', read, unversioned)),
    'arn:aws:cloudtrail:{aws_x.this.region}:111122223333:trail/trail',
    'since version 6 a resource may have a region of its own',
  )
  t.equal(predictAttribute('aws_db_instance', 'id', read, unversioned), undefined)
  t.equal(
    show(predictAttribute('aws_db_instance', 'id', read, { ...context, providerVersion: '4.0.0' })),
    'db',
  )
  t.end()
})

test('since version 6 a resource has its own region', (t) => {
  const six = { ...context, providerVersion: '6.2.0' }
  const read = reader({ name: 'x', region: 'us-west-2', bucket: 'b' })
  t.equal(show(predictAttribute('aws_sns_topic', 'arn', read, six)), 'arn:aws:sns:us-west-2:111122223333:x')
  t.equal(show(predictAttribute('aws_s3_bucket', 'bucket_region', read, six)), 'us-west-2')
  t.equal(predictAttribute('aws_s3_bucket', 'region', read, six), undefined, 'it is an argument there')
  t.end()
})

test('conditions that cannot be decided leave it open', (t) => {
  const bus = (event_bus_name: Value): string | undefined =>
    show(
      predictAttribute(
        'aws_cloudwatch_event_rule',
        'id',
        (name) => (name === 'event_bus_name' ? event_bus_name : reader({ name: 'r' })(name)),
        context,
      ),
    )
  t.equal(bus({ kind: 'known', value: 'default' }), 'r')
  t.equal(bus({ kind: 'known', value: 'orders' }), 'orders/r')
  t.equal(bus({ kind: 'known', value: 'arn:aws:events:eu-west-1:1:event-bus/orders' }), undefined)
  t.equal(bus(unknownValue('var.bus')), undefined)
  t.equal(bus({ kind: 'template', parts: ['orders-', { id: 'u', waitsFor: [] }] }), undefined)
  t.end()
})

test('what the provider cleans is not predicted from what is written', (t) => {
  const id = (key: string): string | undefined =>
    show(predictAttribute('aws_s3_object', 'arn', reader({ key, bucket: 'b' }), context))
  t.equal(id('a/b.txt'), 'arn:aws:s3:::b/a/b.txt')
  t.equal(id('/a'), undefined)
  t.equal(id('a//b'), undefined)
  t.equal(id('./a'), undefined)
  t.end()
})

test('arguments that the provider fills in are predicted only where nobody wrote them', (t) => {
  const read = reader({ name: '/app/x' })
  const arn = 'arn:aws:ssm:eu-west-1:111122223333:parameter/app/x'
  t.equal(show(predictAttribute('aws_ssm_parameter', 'arn', read, context, () => false)), arn)
  t.equal(
    predictAttribute('aws_ssm_parameter', 'arn', read, context, () => true),
    undefined,
  )
  t.equal(predictAttribute('aws_ssm_parameter', 'arn', read, context), undefined)
  t.end()
})

test('sensitivity, basis and origin go along', (t) => {
  const read = (): Value => ({
    kind: 'known',
    value: 'x',
    sensitive: true,
    basis: 'reference',
    origin: [{ text: 'var.name' }],
  })
  t.match(predictAttribute('aws_sns_topic', 'arn', read, context), {
    sensitive: true,
    basis: 'reference',
    origin: [{ text: 'predicted from its name' }, { text: 'var.name' }],
  })
  t.end()
})
