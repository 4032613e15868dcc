import { test } from 'tap'
import type { Result } from '../../src/evaluate/result.ts'
import type { Json, PlanDocument, ResourceChange } from '../../src/plan/plan-document.ts'
import { judge, policyOf } from '../judge.ts'

const trail = (name: string, after: Json, unknown: Json = {}): ResourceChange => ({
  address: `aws_cloudtrail.${name}`,
  mode: 'managed',
  type: 'aws_cloudtrail',
  name,
  provider_name: 'registry.terraform.io/hashicorp/aws',
  change: { actions: ['create'], before: null, after, after_unknown: unknown },
})

function plan(changes: readonly ResourceChange[], more: Partial<PlanDocument> = {}): PlanDocument {
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    complete: true,
    resource_changes: changes,
    configuration: { root_module: {} },
    ...more,
  }
}

const EVERYWHERE = trail('everywhere', { is_multi_region_trail: true })
const HERE = trail('here', { is_multi_region_trail: false })
const UNKNOWN = trail('unknown', {}, { is_multi_region_trail: true })

function results(rule: string, document: PlanDocument): readonly Result[] {
  const policy = policyOf(
    `policy: p\nparameters: { least: { type: number, default: 1 } }\nrules:\n  - { id: r, severity: high, match: plan, ${rule} }\n`,
  )
  return judge(document, [policy])
}

function status(rule: string, document: PlanDocument): string {
  return results(rule, document)
    .map((result) => result.status)
    .join()
}

const AT_LEAST_ONE =
  'require: { count: { of: { type: aws_cloudtrail, where: { is_multi_region_trail: true } }, is: { gte: "${params.least}" } } }'

test('a rule about the plan has one result, without an address', (t) => {
  const [result, ...more] = results(`${AT_LEAST_ONE}, message: "\${self} has no trail"`, plan([HERE]))
  t.same(more, [])
  t.match(result, { status: 'fail', address: null, message: 'the plan has no trail' })
  t.equal(results(AT_LEAST_ONE, plan([])).length, 1, 'of a plan that holds nothing, too')
  t.end()
})

test('how many resources there are', (t) => {
  t.equal(status(AT_LEAST_ONE, plan([])), 'fail')
  t.equal(status(AT_LEAST_ONE, plan([EVERYWHERE])), 'pass')
  t.equal(status(AT_LEAST_ONE, plan([HERE])), 'fail')
  t.equal(status(AT_LEAST_ONE, plan([UNKNOWN])), 'unknown')
  t.equal(status(AT_LEAST_ONE, plan([EVERYWHERE, UNKNOWN])), 'pass', 'one is enough')
  const atMostOne = AT_LEAST_ONE.replace('gte: "${params.least}"', 'lte: 1')
  t.equal(status(atMostOne, plan([EVERYWHERE, UNKNOWN])), 'unknown')
  t.equal(status(atMostOne, plan([UNKNOWN])), 'pass', 'it is one at most')
  t.equal(
    status(atMostOne, plan([EVERYWHERE, { ...EVERYWHERE, address: 'aws_cloudtrail.b', name: 'b' }])),
    'fail',
  )
  t.end()
})

test('an incomplete plan proves no number', (t) => {
  const deferred = { reason: 'unknown', resource_change: EVERYWHERE }
  const incomplete: Partial<PlanDocument> = { complete: false, deferred_changes: [deferred] }
  t.equal(status(AT_LEAST_ONE, plan([HERE], incomplete)), 'unknown')
  const configured = { address: 'aws_cloudtrail.a', mode: 'managed', type: 'aws_cloudtrail', name: 'a' }
  const { complete: _, ...older } = plan([], { configuration: { root_module: { resources: [configured] } } })
  t.equal(status(AT_LEAST_ONE, older), 'unknown', 'a block without instances')
  const glob = AT_LEAST_ONE.replace('type: aws_cloudtrail,', 'type: "aws_cloud*",')
  t.equal(status(glob, older), 'unknown', 'and one that only a wildcard names')
  t.end()
})

test('forbid, when, and both at once', (t) => {
  const forbid = 'forbid: { count: { of: aws_cloudtrail, is: { gt: 1 } } }'
  t.equal(status(forbid, plan([EVERYWHERE])), 'pass')
  t.equal(status(forbid, plan([EVERYWHERE, HERE])), 'fail')
  t.equal(status(`${AT_LEAST_ONE}, ${forbid}`, plan([EVERYWHERE])), 'pass')
  t.equal(status(`${AT_LEAST_ONE}, ${forbid}`, plan([HERE])), 'fail')
  t.equal(status(`${AT_LEAST_ONE}, ${forbid}`, plan([EVERYWHERE, HERE])), 'fail')
  const when = 'when: { count: { of: aws_s3_bucket, is: { gte: 1 } } }'
  t.equal(status(`${when}, ${AT_LEAST_ONE}`, plan([HERE])), 'not-applicable')
  t.end()
})

test('what the plan says of itself', (t) => {
  const version = 'require: { terraform_version: { starts_with: "1.11." } }'
  t.equal(status(version, plan([])), 'pass')
  t.equal(status(version, plan([], { terraform_version: '1.12.0' })), 'fail')
  const { terraform_version: _, ...untold } = plan([])
  t.equal(status(version, untold), 'fail', 'a plan without a version')
  t.equal(status('require: { terraform_version: { present: true } }', untold), 'fail')

  const complete = 'require: { complete: true }'
  t.equal(status(complete, plan([])), 'pass')
  t.equal(status(complete, plan([], { complete: false })), 'fail')
  const { complete: _complete, ...older } = plan([])
  t.equal(status(complete, older), 'unknown', 'older versions do not say')

  const variable = 'require: { variables.env: prod }'
  t.equal(status(variable, plan([], { variables: { env: { value: 'prod' } } })), 'pass')
  t.equal(status(variable, plan([], { variables: { env: { value: 'dev' } } })), 'fail')
  t.equal(status(variable, plan([], { variables: { env: { value: null } } })), 'fail')
  t.equal(status(variable, plan([], { variables: { other: { value: 'prod' } } })), 'fail', 'no such variable')
  t.equal(status(variable, plan([])), 'fail', 'no variables')
  t.end()
})

test('a sensitive variable can be tested, and is not shown', (t) => {
  const document = plan([], {
    variables: { key: { value: 'canary' } },
    configuration: { root_module: { variables: { key: { sensitive: true } } } },
  })
  const [result] = results(
    'require: { variables.key: { matches: "^[0-9]+$" } }, message: "it is ${self.variables.key}"',
    document,
  )
  t.match(result, { status: 'fail', message: 'it is (sensitive)' })
  t.equal(result?.proof[0]?.value.sensitive, true)
  t.end()
})

test('what is counted can be compared with the plan', (t) => {
  const rule =
    'require: { count: { of: { type: aws_cloudtrail, where: { name: "${self.variables.name}" } }, is: 1 } }'
  const named = trail('a', { name: 'main' })
  t.equal(status(rule, plan([named], { variables: { name: { value: 'main' } } })), 'pass')
  t.equal(status(rule, plan([named], { variables: { name: { value: 'other' } } })), 'fail')
  t.end()
})
