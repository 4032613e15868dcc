import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { test } from 'tap'
import { parse } from 'yaml'
import { readPlanArchive } from '../src/acquire/plan-archive.ts'
import type { Result } from '../src/evaluate/result.ts'
import { readPlanDocument } from '../src/validate/plan-document.ts'
import { judge, shippedPolicies } from './judge.ts'

/**
 * The CloudTrail set over plans that Terraform made of the article's configuration, of a complete one, and of that with one thing
 * wrong for each rule (`node scripts/make-cloudtrail-plans.ts`). `expected.yaml` says what fails on the applied state; the plan
 * file of the create must give the same.
 */
const root = new URL('plans/cloudtrail/', import.meta.url)
const policies = shippedPolicies().filter(({ file }) => file.startsWith('aws/cloudtrail/'))
const rules = new Set(policies.flatMap((policy) => policy.rules.map(({ id }) => id)))
const expected = parse(readFileSync(new URL('expected.yaml', root), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, readonly string[]>>>
>

function judgePlan(folder: string, json: string, planFile: string): readonly Result[] {
  const at = (name: string): URL => new URL(`${folder}/${name}`, root)
  const { document } = readPlanDocument(gunzipSync(readFileSync(at(json))), json)
  return judge(document, policies, {}, readPlanArchive(readFileSync(at(planFile)), planFile))
}

const line = (rule: string, address: string | null): string => `${rule} ${address}`

/** Each result that is neither pass nor not applicable. */
function defects(results: readonly Result[]): readonly string[] {
  return results
    .filter(({ status }) => status !== 'pass' && status !== 'not-applicable')
    .map(({ rule, address, status }) =>
      status === 'fail' ? line(rule, address) : `${line(rule, address)} ${status}`,
    )
    .sort()
}

const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

test('each folder says what is wrong in it', (t) => {
  t.same(Object.keys(expected).sort(), folders)
  t.end()
})

/** What may stay unknown at create although the applied state tells: by folder, rules and why. */
const OPEN_AT_CREATE: Readonly<Record<string, readonly string[]>> = {
  // The state holds the id of the key that an alias is for, whatever was written: an id or an ARN.
  'unusual-and-wrong': ['cloudtrail-kms-key-policy-allows-cloudtrail', 'cloudwatch-log-group-kms-key-policy'],
  'unusual-but-right': ['cloudtrail-kms-key-policy-allows-cloudtrail'],
}

for (const folder of folders) {
  const isOpen = (result: string): boolean =>
    OPEN_AT_CREATE[folder]?.some((rule) => result.startsWith(`${rule} `)) === true
  const wanted = Object.entries(expected[folder] ?? {})
    .flatMap(([rule, addresses]) => (rules.has(rule) ? addresses.map((address) => line(rule, address)) : []))
    .sort()
  test(`${folder}: the plan file of the create, and the steady plan, tell exactly what is wrong`, (t) => {
    const atCreate = defects(judgePlan(folder, 'plan.json.gz', 'tfplan'))
    t.same(
      atCreate.filter((result) => !isOpen(result)),
      wanted.filter((result) => !isOpen(result)),
      'at create',
    )
    for (const result of atCreate.filter(isOpen))
      t.ok(result.endsWith(' unknown') || wanted.includes(result), result)
    t.same(defects(judgePlan(folder, 'steady.json.gz', 'steady.tfplan')), wanted, 'once applied')
    t.end()
  })
}
