import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'tap'
import { compareAddresses, parseAddress, parseModuleAddress, printAddress } from '../../src/plan/address.ts'
import {
  matchesAddress,
  matchesModule,
  parseAddressPattern,
  parseModulePattern,
} from '../../src/plan/address-pattern.ts'

test('addresses are read and printed as Terraform prints them', (t) => {
  const texts = [
    'aws_s3_bucket.logs',
    'data.aws_region.current',
    'aws_s3_bucket.logs[0]',
    'module.a.module.b["x"].data.aws_iam_policy_document.d["a\\"]b"]',
    'terraform_data.x["$${x}"]',
    'terraform_data.x["%%{x}"]',
    'terraform_data.x["\\u0007"]',
    'terraform_data.x[""]',
    'terraform_data.x["module.x"]',
  ]
  for (const text of texts) {
    const address = parseAddress(text)
    t.ok(address, text)
    if (address !== undefined) t.equal(printAddress(address), text)
  }
  t.end()
})

test('what is no address is refused', (t) => {
  for (const text of [
    '',
    'aws_s3_bucket',
    'a.b.c',
    'a.b[',
    'a.b["x]',
    'a.b[-1]',
    'a.b[01]',
    'module.a',
    'a..b',
    'a.b ',
    'a.b["x"]c',
  ]) {
    t.equal(parseAddress(text), undefined, text)
  }
  t.equal(parseModuleAddress('module.a.aws_x.y'), undefined)
  t.same(parseModuleAddress(''), [])
  t.end()
})

test('every address of the cases survives parsing and printing', (t) => {
  const folder = new URL('../../../shared/cases/terraform/', import.meta.url)
  if (!existsSync(folder)) {
    t.comment('skipped: ../shared/cases is not here')
    t.end()
    return
  }
  let count = 0
  for (const name of readdirSync(folder)) {
    const file = new URL(`${name}/plan.json`, folder)
    if (!existsSync(file)) continue
    for (const change of JSON.parse(readFileSync(file, 'utf8')).resource_changes ?? []) {
      const address = parseAddress(change.address)
      t.ok(address, change.address)
      if (address === undefined) continue
      t.equal(printAddress(address), change.address)
      t.equal(address.key, change.index, 'the key is the raw index')
      t.equal(address.type, change.type)
      count += 1
    }
  }
  t.ok(count > 300)
  t.end()
})

test('any key survives printing and parsing', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (key) => {
      const address = { module: [{ name: 'm', key }], mode: 'managed', type: 'a_b', name: 'c', key } as const
      const parsed = parseAddress(printAddress(address))
      return parsed?.key === key && parsed.module[0]?.key === key
    }),
  )
  t.end()
})

test('numbers sort by value, and modules before what is inside them', (t) => {
  const sorted = ['a_b.c[2]', 'a_b.c[10]', 'module.m.a_b.a', 'module.m.module.n.a_b.a']
  const shuffled = [...sorted].reverse().map((text) => parseAddress(text))
  const addresses = shuffled.filter((address) => address !== undefined)
  t.same(addresses.sort(compareAddresses).map(printAddress), sorted)
  t.end()
})

test('address patterns', (t) => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['aws_s3_bucket.logs', 'aws_s3_bucket.logs', true],
    ['aws_s3_bucket.logs', 'aws_s3_bucket.logs[0]', false],
    ['aws_s3_bucket.*', 'aws_s3_bucket.logs[0]', true],
    ['aws_s3_bucket.*', 'aws_s3_bucket.logs', true],
    ['aws_s3_bucket.log*', 'aws_s3_bucket.logs', true],
    ['aws_s3_bucket.log*', 'aws_s3_bucket.logs[0]', false],
    ['aws_s3_bucket.logs[*]', 'aws_s3_bucket.logs["a"]', true],
    ['aws_s3_bucket.logs[*]', 'aws_s3_bucket.logs', false],
    ['aws_s3_bucket.logs["a"]', 'aws_s3_bucket.logs["a"]', true],
    ['aws_s3_bucket.logs["a"]', 'aws_s3_bucket.logs["b"]', false],
    ['aws_*.logs', 'aws_s3_bucket.logs', true],
    ['module.sandbox[*].aws_cloudtrail.*', 'module.sandbox["x"].aws_cloudtrail.this[0]', true],
    ['module.sandbox[*].aws_cloudtrail.*', 'module.sandbox.aws_cloudtrail.this', false],
    ['**.aws_cloudtrail.*', 'aws_cloudtrail.this', true],
    ['**.aws_cloudtrail.*', 'module.a.module.b[0].aws_cloudtrail.this', true],
    ['module.a.**.aws_x.y', 'module.a.aws_x.y', true],
    ['module.a.**.aws_x.y', 'module.b.aws_x.y', false],
    ['aws_x.y', 'data.aws_x.y', false],
    ['data.aws_x.y', 'data.aws_x.y', true],
  ]
  for (const [pattern, text, expected] of cases) {
    const parsed = parseAddressPattern(pattern)
    const address = parseAddress(text)
    t.equal(
      parsed !== undefined && address !== undefined && matchesAddress(parsed, address),
      expected,
      `${pattern} on ${text}`,
    )
  }
  for (const text of ['', 'aws_x', 'a.b.c', 'a.b[x]', 'module.a'])
    t.equal(parseAddressPattern(text), undefined, text)
  const module = parseModulePattern('module.a[*].**') ?? []
  t.ok(matchesModule(module, [{ name: 'a', key: 0 }]))
  t.ok(
    matchesModule(module, [
      { name: 'a', key: 0 },
      { name: 'b', key: undefined },
    ]),
  )
  t.notOk(matchesModule(module, []))
  t.end()
})
