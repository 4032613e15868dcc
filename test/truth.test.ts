import { existsSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { readPlanArchive } from '../src/acquire/plan-archive.ts'
import { judge, readPlan, shippedPolicies } from './judge.ts'

/**
 * The article's variants with the truth of 18 rules, judged on the applied state. A pass or a fail at create must be that
 * truth; plan JSON alone may leave it unknown.
 */
const article = new URL('../../shared/cases/article/', import.meta.url)
const policies = shippedPolicies()
const rules = new Set(policies.flatMap((policy) => policy.rules.map((rule) => rule.id)))

interface Cell {
  readonly case: string
  readonly rule: string
  readonly address: string
  readonly truth: string
}

function cells(): readonly Cell[] {
  if (!existsSync(article)) return []
  const lines = readFileSync(new URL('truth.tsv', article), 'utf8').trim().split('\n').slice(1)
  return lines.flatMap((line) => {
    const [name = '', rule = '', , perTrail = ''] = line.split('\t')
    if (!rules.has(rule)) return []
    return perTrail.split(/[ ,;]+/).map((text) => {
      const at = text.lastIndexOf('=')
      const truth = text.slice(at + 1)
      return {
        case: name,
        rule,
        address: text.slice(0, at),
        truth: truth === 'na' ? 'not-applicable' : truth,
      }
    })
  })
}

/** The status that each cell gets from a plan of its case. */
function verdicts(file: string, trustReferences: boolean, withSources = false): ReadonlyMap<Cell, string> {
  const found = new Map<Cell, string>()
  const byCase = Map.groupBy(cells(), (cell) => cell.case)
  for (const [name, ofCase] of byCase) {
    const sources = withSources
      ? readPlanArchive(readFileSync(new URL(`${name}/tfplan`, article)), name)
      : undefined
    const document = readPlan(new URL(`${name}/${file}`, article))
    const results = judge(document, policies, { trustReferences }, sources)
    for (const cell of ofCase) {
      const result = results.find(({ rule, address }) => rule === cell.rule && address === cell.address)
      found.set(cell, result?.status ?? 'no result')
    }
  }
  return found
}

/** Cells that plan JSON leaves unknown even where references are trusted, and why. */
const HIDDEN: readonly (readonly [name: RegExp, rule: RegExp, because: string])[] = [
  [/^E_foreach$/, /./, '`module.m[each.key].out` leaves no trace of the output'],
  [/^D_modules$/, /^cloudtrail-log-group-retention$/, 'the argument is a local'],
  [/^C_org_article$/, /^cloudtrail-waits-for-bucket-policy$/, 'a local may hide a dependency'],
  [/./, /^cloudtrail-cloudwatch-group-arn-suffix$/, 'a reference says nothing of the text around it'],
  [
    /^(?!F_document)/,
    /^cloudtrail-bucket-policy-(?!attached)/,
    'a reference says nothing of the text of a policy',
  ],
  [/./, /^cloudtrail-delivery-role-permissions$/, 'a reference says nothing of the text of a resource'],
  [/./, /^cloudtrail-bucket-policy-(acl-check|write)$/, 'a reference says nothing of the text of a resource'],
]

function isHidden(cell: Cell): boolean {
  return HIDDEN.some(([name, rule]) => name.test(cell.case) && rule.test(cell.rule))
}

/** That no dependency orders two resources is never certain from plan JSON: it does not show all of them. */
function isUnordered(cell: Cell): boolean {
  return cell.rule === 'cloudtrail-waits-for-bucket-policy' && cell.truth === 'fail'
}

const title = (cell: Cell): string => `${cell.case} ${cell.rule} ${cell.address} is ${cell.truth}`

test('at create, plan JSON alone gives no wrong verdict', (t) => {
  const found = verdicts('plan.json', false)
  if (found.size === 0) t.comment('skipped: ../shared/cases is not here')
  for (const [cell, status] of found)
    t.ok(status === cell.truth || status === 'unknown', `${title(cell)}: ${status}`)
  t.comment(
    `decided: ${[...found.values()].filter((status) => status !== 'unknown').length} of ${found.size}`,
  )
  t.end()
})

test('at create, trusted references decide every relation whose argument has one', (t) => {
  const found = verdicts('plan.json', true)
  for (const [cell, status] of found) {
    t.ok(status === cell.truth || status === 'unknown', `${title(cell)}: ${status}`)
    if (!isHidden(cell)) t.equal(status, cell.truth, title(cell))
  }
  t.comment(
    `decided: ${[...found.values()].filter((status) => status !== 'unknown').length} of ${found.size}`,
  )
  t.end()
})

test('at create, the plan file decides everything, and right', (t) => {
  const found = verdicts('plan.json', false, true)
  for (const [cell, status] of found) t.equal(status, cell.truth, title(cell))
  t.end()
})

test('at steady state everything is decided, and right', (t) => {
  for (const [cell, status] of verdicts('steady_plan.json', false)) {
    t.equal(status, isUnordered(cell) ? 'unknown' : cell.truth, title(cell))
  }
  t.end()
})
