import { test } from 'tap'
import { isWithin, lockedVersion, readVersions } from '../../../src/provider/aws/provider-version.ts'

// Terraform, "Version Constraints"
test('version constraints', (t) => {
  t.same(readVersions('~> 5.0'), { from: [5, 0, 0], below: [6, 0, 0] })
  t.same(readVersions('~> 5.31.2'), { from: [5, 31, 2], below: [5, 32, 0] })
  t.same(readVersions('>= 4.9, < 6.0'), { from: [4, 9, 0], below: [6, 0, 0] })
  t.same(readVersions('5.100.0'), { from: [5, 100, 0], below: [5, 100, 1] })
  t.same(readVersions('> 4.1.0, <= 4.2, != 4.1.5'), { from: [4, 1, 1], below: [4, 2, 1] })
  t.equal(readVersions('>= 8'), undefined, 'nobody has described it')
  t.equal(readVersions('latest'), undefined)
  t.equal(readVersions('6.0.0-beta1'), undefined)
  t.end()
})

test('ranges', (t) => {
  const five = { from: [5, 0, 0], below: [6, 0, 0] } as const
  t.equal(isWithin({ from: [5, 1, 0], below: [5, 2, 0] }, five), true)
  t.equal(isWithin({ from: [4, 1, 0], below: [5, 2, 0] }, five), 'maybe')
  t.equal(isWithin({ from: [6, 0, 0], below: [7, 0, 0] }, five), false)
  t.end()
})

test('the dependency lock file', (t) => {
  const lock = (name: string, version: string): string =>
    `provider "registry.terraform.io/hashicorp/${name}" {\n  version     = "${version}"\n  constraints = "~> 5.0"\n  hashes = [\n    "h1:x",\n  ]\n}\n`
  t.equal(
    lockedVersion(`# made by terraform init\n\n${lock('awscc', '1.0.0')}\n${lock('aws', '5.100.0')}`),
    '5.100.0',
  )
  t.equal(lockedVersion(lock('random', '3.0.0')), undefined)
  t.equal(lockedVersion(''), undefined)
  t.end()
})
