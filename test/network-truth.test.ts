import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { readPlanArchive } from '../src/acquire/plan-archive.ts'
import type { SourceTree } from '../src/plan/source-tree.ts'
import { judge, policyOf, readPlan, statuses } from './judge.ts'

/**
 * Security groups and network ACLs in every shape (`plans/network_rules/main.tf`), planned and applied with the AWS provider
 * 5.100.0. `steady_plan.json` is the plan after the apply: what it says is the truth of the plan before.
 */
const folder = new URL('plans/network_rules/', import.meta.url)
const policy = policyOf(readFileSync(new URL('first-pack/network.yaml', import.meta.url), 'utf8'))
const sources = readPlanArchive(readFileSync(new URL('tfplan', folder)), 'tfplan')

function verdicts(file: string, tree?: SourceTree): Readonly<Record<string, string>> {
  return statuses(judge(readPlan(new URL(file, folder)), [policy], {}, tree))
}

const truth = verdicts('steady_plan.json')

/** After the apply the group's own attributes show what resources of their own have written; before it nobody writes them. */
const COMPUTED = /aws_security_group\.bare$|aws_network_acl\.bare$|aws_default_security_group\.main$/

test('after the apply everything is decided', (t) => {
  for (const [name, status] of Object.entries(truth)) t.not(status, 'unknown', name)
  t.equal(truth['ec2-sg-no-ingress-ssh aws_security_group_rule.ssh'], 'fail')
  t.equal(
    truth['ec2-sg-no-ingress-ssh aws_security_group.self_then_open'],
    'fail',
    'behind one for the group itself',
  )
  t.equal(truth['ec2-sg-no-ingress-ssh aws_security_group.inline'], 'pass')
  t.equal(truth['ec2-nacl-no-ingress-admin-ports aws_network_acl_rule.rdp'], 'fail')
  t.notOk(
    'ec2-nacl-no-ingress-admin-ports aws_network_acl_rule.denied' in truth,
    'what is denied is not asked',
  )
  t.end()
})

test('before it, plan JSON alone gives no wrong verdict', (t) => {
  for (const [name, status] of Object.entries(verdicts('plan.json'))) {
    if (status === 'unknown') continue
    t.equal(status, truth[name], name)
  }
  t.end()
})

/** The emulator gives the address only when it is applied, so how many blocks there are is not known; and whose rules these are. */
const OPEN = new Set([
  'ec2-sg-no-ingress-ssh aws_security_group.unknown_blocks',
  'ec2-default-sg-no-rules aws_default_security_group.main',
])

test('before it, the plan file decides what can be decided, and right', (t) => {
  const found = verdicts('plan.json', sources)
  for (const [name, status] of Object.entries(found)) {
    t.equal(status, OPEN.has(name) ? 'unknown' : truth[name], name)
  }
  for (const name of Object.keys(truth)) t.ok(name in found || COMPUTED.test(name), name)
  t.end()
})

test('nobody writes the rules of a bare group, which only the plan file shows', (t) => {
  const name = 'ec2-sg-no-ingress-ssh aws_security_group.bare'
  t.equal(verdicts('plan.json')[name], 'unknown', 'a dynamic block leaves no trace in plan JSON')
  t.equal(verdicts('plan.json', sources)[name], undefined)
  t.end()
})
