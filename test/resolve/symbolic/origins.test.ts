import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { readPlanArchive } from '../../../src/acquire/plan-archive.ts'
import type { ResourceInstance } from '../../../src/plan/plan.ts'
import type { OriginStep, Step } from '../../../src/plan/value.ts'
import { resolvePlan } from '../../../src/resolve/plan.ts'
import type { Resolution } from '../../../src/resolve/resolution.ts'
import { resolve } from '../../../src/resolve/resolve.ts'
import { readPlanDocument } from '../../../src/validate/plan-document.ts'
import { instanceAt } from '../read-plan.ts'

function open(name: string): {
  resolution: Resolution
  origin: (address: string, ...path: Step[]) => readonly string[]
  instance: (address: string) => ResourceInstance
} {
  const folder = new URL(`../../truth/cases/${name}/`, import.meta.url)
  const { document } = readPlanDocument(readFileSync(new URL('plan.json', folder)), name)
  const sourceTree = readPlanArchive(readFileSync(new URL('tfplan', folder)), name)
  const plan = resolvePlan(document, { id: name, input: 'plan-file', sources: 'plan-file', sourceTree })
  const resolution = resolve(plan)
  const print = ({ text, file, line }: OriginStep): string =>
    file === undefined ? text : `${text} (${file}:${line})`
  return {
    resolution,
    instance: (address) => instanceAt(plan, address),
    origin: (address, ...path) => resolution.originOf(instanceAt(plan, address), path).map(print),
  }
}

test('the way back leads through variables, outputs and other resources to where a value is written or predicted', (t) => {
  const { origin } = open('article/D_modules')
  t.same(origin('module.trail.aws_cloudtrail.this', 's3_bucket_name'), [
    'var.bucket_name (modules/trail/main.tf:50)',
    'module.log_bucket.bucket_id (main.tf:52)',
    'aws_s3_bucket.this.id (modules/log_bucket/main.tf:87)',
    'predicted from its bucket',
  ])
  t.same(origin('module.trail.aws_cloudtrail.this', 'is_multi_region_trail'), [
    'written here (modules/trail/main.tf:52)',
  ])
  t.end()
})

test('an expression that draws on several names shows what each of them is', (t) => {
  const { origin } = open('article/A_flat')
  t.same(origin('aws_s3_bucket_policy.cloudtrail', 'policy'), [
    'jsonencode({…}) (main.tf:79)',
    'aws_s3_bucket.cloudtrail.arn (main.tf:61)',
    'local.trail_arn: "…${data.aws_region.current.name}…${local.account_id}…${local.trail_name}" (main.tf:26)',
    'local.account_id: data.aws_caller_identity.current.account_id (main.tf:24)',
  ])
  t.end()
})

test('each result has the place of its block', (t) => {
  const { resolution, instance } = open('article/D_modules')
  t.same(resolution.locationOf(instance('module.trail.aws_cloudtrail.this')), {
    file: 'modules/trail/main.tf',
    line: 48,
    column: 1,
  })
  t.end()
})
