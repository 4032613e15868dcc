import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test } from 'tap'
import { generatePlan, type Template } from '../scripts/bench/generate.ts'
import { readPlanArchive } from '../src/acquire/plan-archive.ts'
import type { InstanceKey } from '../src/plan/instance-key.ts'
import type { PlanDocument } from '../src/plan/plan-document.ts'
import type { SourceTree } from '../src/plan/source-tree.ts'
import type { Condition } from '../src/policy/condition.ts'
import { judge, readPlan, shippedPolicies, statuses } from './judge.ts'
import { intoInstances, intoModule, otherObjects } from './metamorphic/moves.ts'
import { MUTATIONS } from './metamorphic/mutations.ts'
import { type Renaming, rewritePlan } from './metamorphic/rewrite.ts'
import { rewriteSources } from './metamorphic/sources.ts'

/**
 * What a configuration calls its resources, modules and keys, and how it is cut into modules, is not what it makes. So it must not
 * matter to any rule, neither where references are trusted nor where they are not.
 */
const policies = shippedPolicies()

const folders = [
  new URL('plans/', import.meta.url),
  new URL('../../shared/cases/article/', import.meta.url),
  new URL('../../shared/cases/aws/', import.meta.url),
].filter((folder) => existsSync(folder))

/** Plans that a rule says something about. */
const plans = folders.flatMap((folder) =>
  readdirSync(folder).flatMap((name) =>
    ['plan.json', 'steady_plan.json'].flatMap((file) => {
      const url = new URL(`${name}/${file}`, folder)
      if (!existsSync(url)) return []
      const document = readPlan(url)
      const sources = sourcesOf(url)
      return judge(document, policies).length === 0 ? [] : [{ name: `${name}/${file}`, document, sources }]
    }),
  ),
)

/** A rule that counts resources of the whole plan is about all siblings together. */
const apart = policies.map((policy) => ({
  ...policy,
  rules: policy.rules.filter((rule) => ![rule.when, rule.require, rule.forbid].some(counts)),
}))

function counts(condition: Condition | undefined): boolean {
  switch (condition?.kind) {
    case 'count-of':
      return true
    case 'all':
    case 'any':
      return condition.terms.some(counts)
    case 'not':
      return counts(condition.term)
    case 'when':
      return [condition.when, condition.then, condition.otherwise].some(counts)
    case 'refers-to':
    case 'referred-by':
      return counts(condition.relation.where)
    default:
      return false
  }
}

const RENAMED: Renaming = {
  resource: (name) => `other_${name}`,
  call: (name) => `zz-${name}`,
  key: (key) => (typeof key === 'string' ? `~${key}"]` : key),
  root: [],
}

type Statuses = Readonly<Record<string, string>>

/** One plan is compared with many others. */
const judged = new WeakMap<PlanDocument, Map<string, Statuses>>()

function verdicts(document: PlanDocument, trustReferences: boolean, rules = policies): Statuses {
  const known = judged.get(document) ?? new Map<string, Statuses>()
  judged.set(document, known)
  const key = `${trustReferences} ${rules === policies}`
  const found = known.get(key) ?? statuses(judge(document, rules, { trustReferences }))
  known.set(key, found)
  return found
}

/** Of the create plans, for the plan files of steady ones are not kept. */
function sourcesOf(url: URL): SourceTree | undefined {
  const file = new URL('tfplan', url)
  const isHere = url.pathname.endsWith('/plan.json') && existsSync(file)
  return isHere ? readPlanArchive(readFileSync(file), file.pathname) : undefined
}

/** The statuses under the addresses that the plan had before it was rewritten. */
function underOld(before: PlanDocument, after: PlanDocument, found: Statuses): Statuses {
  const names = new Map(
    (after.resource_changes ?? []).map(({ address }, index) => [
      address,
      before.resource_changes?.[index]?.address ?? '',
    ]),
  )
  return Object.fromEntries(
    Object.entries(found).map(([key, status]) => {
      const space = key.indexOf(' ')
      const address = key.slice(space + 1)
      return [`${key.slice(0, space)} ${names.get(address) ?? address}`, status]
    }),
  )
}

for (const [title, change] of [
  ['new names of resources, modules and keys', (document: PlanDocument) => rewritePlan(document, RENAMED)],
  ['moving everything from the root into a module', intoModule],
] as const) {
  test(`${title} never changes a verdict`, (t) => {
    for (const { name, document } of plans) {
      for (const trusted of [false, true]) {
        const changed = change(document)
        const found = underOld(document, changed, verdicts(changed, trusted))
        t.strictSame(found, verdicts(document, trusted), `${name} ${trusted ? 'trusted' : ''}`)
      }
    }
    t.ok(plans.length >= 5, `${plans.length} plans`)
    t.end()
  })
}

test('new names of resources and modules never change a verdict that rests on sources', (t) => {
  let decided = 0
  for (const { name, document, sources } of plans) {
    if (sources === undefined) continue
    const renaming = { ...RENAMED, key: (key: InstanceKey) => key }
    const changed = rewritePlan(document, renaming)
    const rewritten = rewriteSources(sources, document.configuration.root_module ?? {}, renaming)
    const found = underOld(document, changed, statuses(judge(changed, policies, {}, rewritten)))
    const expected = statuses(judge(document, policies, {}, sources))
    t.strictSame(found, expected, name)
    decided += differences(expected, verdicts(document, false), false).length
  }
  t.ok(decided > 20, `${decided} verdicts rest on sources`)
  t.end()
})

/** Of more partners than anyone looks at one by one, what is not known stays open: never does an answer become another one. */
for (const template of ['repeated_modules', 'repeated_resources'] satisfies Template[]) {
  for (const state of ['create', 'steady'] as const) {
    test(`${template}: each copy of many is judged as if it were alone, from sources too (${state})`, (t) => {
      const folder = mkdtempSync(join(tmpdir(), 'plangate-copies-'))
      t.teardown(() => rmSync(folder, { recursive: true }))
      const planOf = (copies: number): PlanDocument => {
        const file = join(folder, `${copies}.json`)
        generatePlan({ template, copies, state }, file)
        return readPlan(pathToFileURL(file))
      }
      const sources = sourcesOf(new URL(`plans/${template}/plan.json`, import.meta.url))
      const rules = apart
      const [one, many] = [planOf(1), planOf(70)]
      for (const tree of [undefined, sources]) {
        const alone = statuses(judge(one, rules, {}, tree))
        const found = statuses(judge(many, rules, {}, tree))
        const expected = Object.entries(found).map(([key]) => [
          key,
          alone[key.replace(/copy-\d{6}/, 'copy-000000')],
        ])
        t.strictSame(differences(found, Object.fromEntries(expected), state === 'create'), [])
        t.ok(Object.keys(found).length >= 70 * Object.keys(alone).length, 'every copy is judged')
      }
      t.end()
    })
  }
}

/** What the plan of several instances must say, by what the plans of each say. */
function together(parts: readonly PlanDocument[], trusted: boolean): Statuses {
  return Object.fromEntries(
    parts.flatMap((part, key) =>
      Object.entries(verdicts(part, trusted, apart)).map(([name, status]) => {
        const space = name.indexOf(' ')
        return [`${name.slice(0, space)} module.moved[${key}].${name.slice(space + 1)}`, status]
      }),
    ),
  )
}

/** Trails in every shape: in the root, in modules, repeated. */
const SIBLINGS = /^(compliant|repeated_modules|A_flat|D_modules|E_foreach|mod_registry_style)\//

test('each of two instances of a module is judged as if it were alone', (t) => {
  for (const { name, document } of plans.filter((plan) => SIBLINGS.test(plan.name))) {
    for (const trusted of [false, true]) {
      const parts = [document, otherObjects(document)]
      t.strictSame(
        verdicts(intoInstances(parts), trusted, apart),
        together(parts, trusted),
        `${name} ${trusted}`,
      )
    }
  }
  t.end()
})

/** References that go through locals and functions, which plan JSON does not show: trust does not help. */
const OPAQUE = /^mod_registry_style/

/**
 * Without sources and trust, an argument that the plan does not know may name any bucket, also that of a sibling, whatever it refers to:
 * then the answer is open. It never becomes another one.
 */
function differences(found: Statuses, expected: Statuses, mayOpen: boolean): readonly string[] {
  return Object.keys({ ...expected, ...found }).flatMap((key) =>
    found[key] === expected[key] || (mayOpen && found[key] === 'unknown')
      ? []
      : [`${key}: ${found[key]}, alone ${expected[key]}`],
  )
}

test('a compliant sibling never hides one that is not, nor the other way round', (t) => {
  let flipped = 0
  for (const { name, document } of plans.filter((plan) => SIBLINGS.test(plan.name))) {
    for (const [what, mutate] of Object.entries(MUTATIONS)) {
      const mutant = mutate(otherObjects(document))
      if (mutant === undefined) continue
      for (const trusted of [false, true]) {
        for (const parts of [
          [document, mutant],
          [mutant, document],
        ]) {
          const found = verdicts(intoInstances(parts), trusted, apart)
          const mayOpen = name.endsWith('/plan.json') && (!trusted || OPAQUE.test(name))
          const wrong = differences(found, together(parts, trusted), mayOpen)
          t.strictSame(wrong, [], `${name}: ${what}${trusted ? ', references trusted' : ''}`)
        }
        const before = verdicts(document, trusted, apart)
        const after = verdicts(mutant, trusted, apart)
        if (Object.keys(before).some((key) => before[key] !== 'fail' && after[key] === 'fail')) flipped += 1
      }
    }
  }
  t.ok(flipped > 10, `${flipped} mutations make a rule fail that passed`)
  t.end()
})
