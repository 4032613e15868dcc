import { test } from 'tap'
import { packSchema } from '../../../scripts/provider-facts/schema.ts'
import { isBoolLike } from '../../../src/provider/aws/bool-like.ts'
import { whenOmitted } from '../../../src/provider/aws/omitted.ts'
import { attributeFacts, attributeNames, typesOfProvider } from '../../../src/provider/aws/schema.ts'
import { readBody, readType } from '../../../src/provider/aws/schema-body.ts'

// `terraform providers schema -json` of provider 5.100.0.
test('attributes', (t) => {
  t.match(attributeFacts('aws_s3_bucket', ['bucket']), {
    type: { kind: 'string' },
    optional: true,
    computed: true,
    required: false,
    sensitive: false,
    isBlock: false,
    nesting: 'attribute',
  })
  t.match(attributeFacts('aws_db_instance', ['password']), { sensitive: true })
  t.match(attributeFacts('aws_db_instance', ['password_wo']), { writeOnly: true })
  t.match(attributeFacts('aws_s3_bucket', ['acl']), { deprecated: true })
  t.match(attributeFacts('aws_s3_bucket', ['tags', 'any key']), { type: { kind: 'string' } })
  t.match(attributeFacts('aws_acm_certificate', ['domain_validation_options', 0, 'domain_name']), {
    computed: true,
  })
  t.equal(attributeFacts('aws_s3_bucket', ['buckett']), 'no-such-attribute')
  t.equal(attributeFacts('aws_s3_bucket', ['bucket', 0]), 'no-such-attribute')
  t.equal(attributeFacts('aws_s3_bucket', ['constructor']), 'no-such-attribute')
  t.equal(attributeFacts('aws_nothing', ['id']), undefined)
  t.match(attributeFacts('aws_iam_policy_document', ['json'], 'data'), { computed: true })
  t.end()
})

test('blocks', (t) => {
  t.match(attributeFacts('aws_cloudtrail', ['event_selector']), {
    isBlock: true,
    nesting: 'list',
    maxItems: 5,
    type: { kind: 'list' },
  })
  t.match(attributeFacts('aws_cloudtrail', ['event_selector', 0]), { isBlock: true, nesting: 'element' })
  t.match(attributeFacts('aws_cloudtrail', ['event_selector', 1, 'data_resource', 0, 'values', 3]), {
    type: { kind: 'string' },
  })
  t.match(attributeFacts('aws_cloudtrail', ['event_selector', 1, 'data_resource', 0, 'values']), {
    required: true,
  })
  t.equal(attributeFacts('aws_cloudtrail', ['event_selector', 'data_resource']), 'no-such-attribute')
  t.match(attributeFacts('aws_s3_bucket', ['timeouts', 'create']), { optional: true })
  t.match(attributeFacts('aws_s3_bucket_versioning', ['versioning_configuration']), { required: true })
  t.end()
})

test('names, for messages', (t) => {
  const selector = [
    'exclude_management_event_sources',
    'include_management_events',
    'read_write_type',
    'data_resource',
  ]
  t.same(attributeNames('aws_cloudtrail', ['event_selector']), selector)
  t.same(attributeNames('aws_cloudtrail', ['event_selector', 0]), selector)
  t.same(attributeNames('aws_cloudtrail', ['nowhere']), [])
  t.equal(attributeNames('aws_nothing'), undefined)
  t.ok(typesOfProvider().length > 1500)
  t.ok(typesOfProvider('data').includes('aws_iam_policy_document'))
  t.end()
})

test('every type can be read', (t) => {
  for (const mode of ['managed', 'data'] as const) {
    for (const type of typesOfProvider(mode)) {
      const names = attributeNames(type, [], mode) ?? []
      if (names.length === 0) t.fail(`${type} has no attributes`)
      for (const name of names) {
        if (typeof attributeFacts(type, [name], mode) !== 'object') t.fail(`${type}.${name}`)
      }
    }
  }
  t.pass('read')
  t.end()
})

test('packing', (t) => {
  const block = {
    attributes: {
      name: { type: 'string', required: true },
      size: { type: ['object', { w: 'number', h: ['list', 'bool'] as const }] as const, computed: true },
    },
    block_types: {
      rule: {
        nesting_mode: 'set',
        min_items: 1,
        block: { attributes: { name: { type: 'string', required: true } } },
      },
    },
  }
  const packed = packSchema(
    {
      provider_schemas: {
        'x/y': { resource_schemas: { a: { block }, b: { block } }, data_source_schemas: {} },
      },
    },
    '1.0.0',
  )
  t.same(packed, {
    provider: 'x/y 1.0.0',
    resources: 'a=1 b=1',
    data: '',
    bodies: 'sR:name\nsR:name;(w n|h [b)C:size;@set 1-:rule=0',
  })
  t.match(readBody('sR:name;(w n|h [b)C:size;@set 1-:rule=0').get('rule'), {
    kind: 'block',
    nesting: 'set',
    min: 1,
    body: 0,
  })
  t.match(readType('(w n|h [b)'), { kind: 'object' })
  t.match(readType('{<s'), { kind: 'map', element: { kind: 'set', element: { kind: 'string' } } })
  t.end()
})

test('what a plan holds of attributes that nobody wrote', (t) => {
  t.same(whenOmitted('aws_cloudtrail', 'is_multi_region_trail'), { kind: 'default', value: false })
  t.same(whenOmitted('aws_cloudtrail', 'kms_key_id'), { kind: 'null' })
  t.same(whenOmitted('aws_instance', 'metadata_options'), { kind: 'unknown' })
  t.same(whenOmitted('aws_alb', 'access_logs'), { kind: 'empty' })
  t.equal(whenOmitted('aws_alb', '__proto__'), undefined)
  t.equal(whenOmitted('__proto__', 'x'), undefined)
  t.end()
})

test('texts that are booleans', (t) => {
  t.ok(isBoolLike('aws_launch_template', ['block_device_mappings', 0, 'ebs', 0, 'encrypted']))
  t.notOk(isBoolLike('aws_launch_template', ['name']))
  t.notOk(isBoolLike('constructor', ['name']))
  t.end()
})
