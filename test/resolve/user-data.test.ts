import { test } from 'tap'
import { parseAddress } from '../../src/plan/address.ts'
import type { ResourceInstance } from '../../src/plan/plan.ts'
import type { Value } from '../../src/plan/value.ts'
import { keptUserData } from '../../src/resolve/user-data.ts'
import { contextIn } from '../provider/aws/applied-cases.ts'

const SCRIPT = '#!/bin/bash\necho k arn:aws:s3:::ec2-b\n'
/** As the state of Terraform 1.11.4 with provider 5.100.0 had it. */
const APPLIED = 'ebc71a3744730edef144483ea3896cbccfddd6e9'

function kept(value: Value, version: string, address = 'aws_instance.i', name = 'user_data'): Value {
  const parsed = parseAddress(address)
  if (parsed === undefined) throw new Error(`${address} is no address`)
  const instance: ResourceInstance = {
    address: parsed,
    addressText: address,
    moduleText: '',
    providerName: 'registry.terraform.io/hashicorp/aws',
    actions: ['create'],
    change: { actions: ['create'], before: null },
    from: 'change',
  }
  return keptUserData(instance, name, value, contextIn('us-east-1', '123456789012', version))
}

test('the state holds a hash of user data, until version 6', (t) => {
  const script: Value = { kind: 'known', value: SCRIPT }
  t.match(kept(script, '5.100.0'), { kind: 'known', value: APPLIED })
  t.match(
    kept({ kind: 'known', value: Buffer.from(SCRIPT).toString('base64') }, '4.67.0'),
    { value: APPLIED },
    'base64',
  )
  t.match(kept(script, '6.2.0'), { value: SCRIPT })
  t.match(kept({ kind: 'known', value: '' }, '5.100.0'), { value: '' }, 'none')
  t.match(kept({ ...script, sensitive: true }, '5.100.0'), { value: APPLIED, sensitive: true })
  t.equal(kept(script, '6.2.0', 'aws_launch_configuration.l').kind, 'unknown', 'not told of others')
  t.end()
})

test('a hash of what is partly unknown is another unknown', (t) => {
  const unknown = { id: 'aws_s3_bucket.b.id', waitsFor: ['aws_s3_bucket.b.id'] }
  t.match(kept({ kind: 'template', parts: ['echo ', unknown] }, '5.100.0'), {
    kind: 'unknown',
    unknown: { id: 'aws_instance.i.user_data', because: 'the state holds a hash of it' },
  })
  t.match(
    kept({ kind: 'unknown', unknown, sensitive: true }, '5.100.0'),
    { kind: 'unknown', sensitive: true },
    'still a secret',
  )
  t.match(kept({ kind: 'template', parts: ['echo ', unknown] }, '6.0.0'), { kind: 'template' })
  t.match(
    kept({ kind: 'known', value: 'x' }, '5.100.0', 'aws_instance.i', 'user_data_base64'),
    { value: 'x' },
    'other attributes',
  )
  t.end()
})
