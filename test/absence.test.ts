import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { DiagnosticError } from '../src/diagnostic.ts'
import type { PlanDocument, ResourceChange, ValuesModule } from '../src/plan/plan-document.ts'
import { resolvePlan } from '../src/resolve/plan.ts'
import { readPlanDocument } from '../src/validate/plan-document.ts'
import { judge, policyOf, readPlan, shippedPolicies, statuses } from './judge.ts'

/**
 * What a plan does not hold may still be there where the plan does not cover everything: then absence decides nothing. So leaving an
 * instance out of such a plan may make answers unknown, and never turns one into another.
 */
const policies = shippedPolicies()
const shared = new URL('../../shared/', import.meta.url)

const plans = [
  new URL('plans/', import.meta.url),
  ...['cases/article/', 'cases/aws/'].map((folder) => new URL(folder, shared)),
].flatMap((folder) =>
  (existsSync(folder) ? readdirSync(folder) : []).flatMap((name) =>
    ['plan.json', 'steady_plan.json'].flatMap((file) => {
      const url = new URL(`${name}/${file}`, folder)
      if (!existsSync(url)) return []
      const document = readPlan(url)
      return judge(document, policies).length === 0 ? [] : [{ name: `${name}/${file}`, document }]
    }),
  ),
)

/** Plans that lack one change, in the ways in which a plan may say, or not say, that it lacks something. */
const LACKING: Readonly<Record<string, (document: PlanDocument, change: ResourceChange) => PlanDocument>> = {
  'made with -target': (document, change) => ({ ...without(document, change), complete: false }),
  'with a deferred change': (document, change) => ({
    ...without(document, change),
    complete: false,
    deferred_changes: [{ reason: 'provider_config_unknown', resource_change: change }],
  }),
  'of a Terraform that does not tell whether it is complete': (document, change) => {
    const { complete: _, ...rest } = without(document, change)
    return rest
  },
}

function without(document: PlanDocument, change: ResourceChange): PlanDocument {
  const root = document.prior_state?.values?.root_module
  return {
    ...document,
    resource_changes: (document.resource_changes ?? []).filter((other) => other !== change),
    ...(root === undefined
      ? {}
      : { prior_state: { values: { root_module: withoutAddress(root, change.address) } } }),
  }
}

function withoutAddress(module: ValuesModule, address: string): ValuesModule {
  return {
    ...module,
    resources: (module.resources ?? []).filter((resource) => resource.address !== address),
    child_modules: (module.child_modules ?? []).map((child) => withoutAddress(child, address)),
  }
}

for (const [how, lack] of Object.entries(LACKING)) {
  test(`what is missing from a plan ${how} never settles an answer`, (t) => {
    let opened = 0
    for (const { name, document } of plans) {
      for (const trustReferences of [false, true]) {
        const whole = statuses(judge(document, policies, { trustReferences }))
        for (const change of document.resource_changes ?? []) {
          // Of a resource that is repeated nothing tells that one instance is missing, where the plan does not say whether it is whole.
          if (how.startsWith('of a') && change.address.includes('[')) continue
          const found = statuses(judge(lack(document, change), policies, { trustReferences }))
          for (const [key, status] of Object.entries(found)) {
            if (status === whole[key]) continue
            opened += 1
            if (status !== 'unknown')
              t.fail(`${name} without ${change.address}: ${key} is ${status}, was ${whole[key]}`)
          }
        }
      }
    }
    t.ok(opened > 20, `${opened} answers became unknown`)
    t.end()
  })
}

test('a refresh-only plan is judged by what the state holds, and what it lacks decides nothing', (t) => {
  for (const { name, document } of plans) {
    const root = document.prior_state?.values?.root_module
    if (!name.endsWith('steady_plan.json') || root === undefined) continue
    const refreshed: PlanDocument = { ...document, resource_changes: [], complete: false }
    const whole = statuses(judge(document, policies))
    for (const { address } of document.resource_changes ?? []) {
      const lacking = {
        ...refreshed,
        prior_state: { values: { root_module: withoutAddress(root, address) } },
      }
      for (const [key, status] of Object.entries(statuses(judge(lacking, policies))))
        if (status !== 'unknown' && status !== whole[key])
          t.fail(`${name} without ${address}: ${key} is ${status}, was ${whole[key]}`)
    }
  }
  t.end()
})

/** Of every type: there is none, there are few, there are many, none names another one. */
function countsOf(type: string): ReturnType<typeof policyOf> {
  const rule = (id: string, require: string): string =>
    `  - { id: ${id}, title: t, severity: low, match: { type: ${type} }, require: ${require}, message: m, examples: [] }\n`
  return policyOf(
    `policy: counts\ntitle: Counts\nrules:\n${rule('few', `{ count: { of: ${type}, is: { lte: 1000 } } }`)}${rule(
      'many',
      `{ count: { of: ${type}, is: { gte: 1000 } } }`,
    )}${rule('unnamed', `{ referred_by: { type: ${type}, through: id, to: [id], quantifier: none } }`)}`,
  )
}

test('no count is settled in a plan that does not hold everything: the targeted case, and plans of the corpus', (t) => {
  const files = ['cases/terraform/', 'corpus/plans/']
    .map((folder) => new URL(folder, shared))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.json'))
        .map((name) => new URL(name.split('/').map(encodeURIComponent).join('/'), folder)),
    )
  if (files.length === 0) t.comment('skipped: ../shared is not here')
  let incomplete = 0
  for (const file of files) {
    const document = tryRead(file)
    if (document === undefined) continue
    const plan = resolvePlan(document, { id: 'plan', input: 'json', sources: 'none' })
    if (plan.incomplete.length === 0) continue
    incomplete += 1
    for (const type of new Set(plan.instances.map(({ address }) => address.type)))
      for (const { rule, address, status } of judge(document, [countsOf(type)]))
        if (status !== 'unknown' && rule !== 'unnamed')
          t.fail(`${file.pathname}: ${rule} ${address} ${status}`)
  }
  t.ok(files.length === 0 || incomplete > 3, `${incomplete} incomplete plans`)
  t.end()
})

function tryRead(file: URL): PlanDocument | undefined {
  try {
    return readPlanDocument(readFileSync(file), file.pathname).document
  } catch (error) {
    if (error instanceof DiagnosticError) return undefined
    throw error
  }
}
