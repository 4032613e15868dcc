import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { readPlanArchive } from '../../src/acquire/plan-archive.ts'
import { judge, policyOf, readPlan } from '../judge.ts'

const folder = new URL('../plans/same_name_two_regions/', import.meta.url)

/** The filter belongs to the group of its own region, which keeps its events for 7 days; 90 days is the other region's. */
test('a name that only the apply will tell belongs to its own region too', async (t) => {
  const policy = (days: number): string => `
policy: groups
title: Groups
rules:
  - id: kept
    title: Kept
    severity: high
    match: aws_cloudwatch_log_metric_filter
    require:
      refers_to:
        type: aws_cloudwatch_log_group
        through: log_group_name
        to: [name]
        where: { retention_in_days: ${days} }
`
  const sources = readPlanArchive(readFileSync(new URL('tfplan', folder)), 'tfplan')
  const statusOf = (days: number): string | undefined =>
    judge(readPlan(new URL('plan.json', folder)), [policyOf(policy(days))], {}, sources)[0]?.status
  t.equal(statusOf(7), 'pass')
  t.equal(statusOf(90), 'fail')
})
