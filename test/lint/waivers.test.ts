import { test } from 'tap'
import { lintWaivers } from '../../src/lint/waivers.ts'
import { readWaivers } from '../../src/validate/waiver-file.ts'
import { policyOf } from '../judge.ts'

const POLICY = policyOf(`policy: p
rules:
  - { id: of-trails, severity: high, match: aws_cloudtrail, require: { name: x } }
  - { id: of-buckets, severity: high, match: "aws_s3_bucket*", require: { bucket: x } }
  - { id: of-callers, severity: high, match: { type: aws_caller_identity, mode: data }, require: { id: x } }
  - { id: of-rows, severity: high, match: { view: network_rule }, forbid: { direction: egress } }
  - { id: of-acl-rows, severity: high, match: { view: network_rule, type: "aws_network_acl*" }, forbid: { direction: egress } }
  - { id: of-plan, severity: high, match: plan, require: { complete: true } }
  - { id: of-json, severity: high, match: { document: $.variables.* }, require: { value: x } }
`)

function codes(rules: string, addresses: string, more = ''): readonly string[] {
  const text = `waivers: [{ rules: [${rules}], addresses: [${addresses}], owner: o, reason: r, expires: 2026-01-01${more} }]`
  const { waivers } = readWaivers(text, 'w')
  if (waivers === undefined) throw new Error(text)
  return lintWaivers(waivers, [POLICY]).map(({ code }) => code)
}

test('an address that no rule of the waiver can be about', (t) => {
  const never = ['waiver-never-applies']
  t.same(codes('of-trails', 'aws_cloudtrail.main'), [])
  t.same(codes('of-trails', '"**.aws_*.*"'), [])
  t.same(codes('of-trails', 'plan'), [])
  t.same(codes('of-trails', 'aws_s3_bucket.logs'), never)
  t.same(codes('of-trails', 'data.aws_cloudtrail.main'), never)
  t.same(codes('of-trails, of-buckets', 'aws_s3_bucket_policy.logs'), [])
  t.same(codes('of-buckets', '"aws_s3_bucket_?.*"'), [], 'two wildcards are not compared')
  t.same(codes('of-callers', 'data.aws_caller_identity.*'), [])
  t.same(codes('of-rows', 'aws_security_group.web'), [])
  t.same(codes('of-rows', 'aws_s3_bucket.logs'), never, 'no bucket has rows')
  t.same(codes('of-acl-rows', 'aws_network_acl_rule.a'), [])
  t.same(codes('of-acl-rows', 'aws_security_group.web'), never)
  t.same(codes('of-plan', 'plan'), [])
  t.same(codes('of-json', 'plan'), [])
  t.same(codes('of-plan', 'aws_cloudtrail.main'), never, 'the plan as a whole has no address')
  t.same(codes('of-plan, of-trails', 'aws_cloudtrail.main'), [])
  t.same(codes('of-nobody', 'aws_s3_bucket.logs'), [], 'another remark says that there is no such rule')
  t.end()
})

test('a value that the type does not have', (t) => {
  const value = (path: string): string => `, value: { path: ${path}, equals: null }`
  t.same(codes('of-trails', 'aws_cloudtrail.main', value('kms_key_id')), [])
  t.same(codes('of-trails', 'aws_cloudtrail.main', value('kms_key_idd')), ['no-such-attribute'])
  t.same(codes('of-callers', 'data.aws_caller_identity.a', value('account_id')), [])
  t.end()
})
