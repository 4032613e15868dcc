import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { scanObject } from '../src/acquire/json-scan.ts'
import { parseJson } from '../src/acquire/parse-json.ts'
import { DiagnosticError } from '../src/diagnostic.ts'
import { parseAddress, printAddress } from '../src/plan/address.ts'
import { isNumber } from '../src/plan/number.ts'
import type { ValuesModule } from '../src/plan/plan-document.ts'
import { resolvePlan } from '../src/resolve/plan.ts'
import { readPlanDocument } from '../src/validate/plan-document.ts'
import { judge, shippedPolicies } from './judge.ts'

const shared = new URL('../../shared/', import.meta.url)
const policies = shippedPolicies()

/** Either a document that can be judged or the code of a diagnostic; anything else that is thrown is a bug. */
function outcome(bytes: Uint8Array, name: string): string {
  try {
    const { document } = readPlanDocument(bytes, name)
    judge(document, policies)
    judge(document, policies, { trustReferences: true })
    return 'judged'
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error
    const [diagnostic] = error.diagnostics
    if (diagnostic?.help === undefined || diagnostic.message === '')
      throw new Error(`no help: ${error.message}`)
    return diagnostic.code
  }
}

/** Files of the corpus that are no plan, or not as Terraform writes one, and what is said of each. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/governance-compliance-checker.*\/plan@ca23612/, 'plan-no-format-version'],
  [/6-terragrunt-multiplan/, 'plan-several-documents'],
  [/plan-noprovider/, 'plan-not-json'],
  [/invalid__plan/, 'plan-not-json'],
  [/plan-redacted/, 'plan-is-redacted'],
  [/\.log$/, 'plan-is-stream'],
  [/plan_with_(un)?known_owner_user_group_id(@93b44b5|@b8799a2)?\.json/, 'plan-bad-shape'],
  [
    /hashicorp\+terraform-json\/test-fixtures__(basic|no_changes)__plan@(2bb7d54|54abb4d|8b4344c|31b59ce|435c1da)/,
    'plan-bad-shape',
  ],
  [
    /opentofu\/test-fixtures__show-json__(basic-create|basic-delete|basic-update|modules)__output@/,
    'plan-bad-shape',
  ],
  [/plan-error__output/, 'plan-errored'],
  [/plans__artificial__full/, 'plan-no-format-version'],
]

test('every file of the corpus is judged or refused with the right diagnostic', (t) => {
  if (!existsSync(new URL('corpus/manifest.tsv', shared))) {
    t.comment('skipped: ../shared/corpus is not here')
    t.end()
    return
  }
  const names = readFileSync(new URL('corpus/manifest.tsv', shared), 'utf8').trim().split('\n').slice(1)
  const counts = new Map<string, number>()
  for (const line of names) {
    const name = line.split('\t')[0] ?? ''
    const found = outcome(readFileSync(new URL(`corpus/${name}`, shared)), name)
    const expected = REFUSED.find(([pattern]) => pattern.test(name))?.[1] ?? 'judged'
    const old = /test-fixtures/.test(name) && found === 'judged'
    t.ok(found === expected || old, `${name}: ${found}`)
    counts.set(found, (counts.get(found) ?? 0) + 1)
  }
  t.ok((counts.get('judged') ?? 0) > 590, JSON.stringify([...counts]))
  t.end()
})

test('the invariants of the format hold in every case', (t) => {
  const cases = new URL('cases/terraform/', shared)
  if (!existsSync(cases)) {
    t.comment('skipped: ../shared/cases is not here')
    t.end()
    return
  }
  for (const name of readdirSync(cases)) {
    const file = new URL(`${name}/plan.json`, cases)
    if (!existsSync(file)) continue
    const bytes = readFileSync(file)
    const expected = name.startsWith('errored') ? 'plan-errored' : 'judged'
    t.equal(outcome(bytes, name), expected, name)
    if (expected !== 'judged') continue
    const { document } = readPlanDocument(bytes, name)
    const plan = resolvePlan(document, { id: name, input: 'json', sources: 'none' })
    for (const instance of plan.instances) {
      t.equal(printAddress(instance.address), instance.addressText, 'fields and address agree')
      t.same(parseAddress(instance.addressText), instance.address, 'the address reads back')
      t.ok(alphabet(instance.change.after_unknown), 'a mask holds true, false, and containers of them')
    }
    t.same(
      againstPlannedValues(bytes, plan.instances),
      [],
      `${name}: planned values are the known part of what was read`,
    )
  }
  t.end()
})

function alphabet(mask: unknown): boolean {
  if (mask === undefined || typeof mask === 'boolean') return true
  if (typeof mask !== 'object' || mask === null) return false
  return Object.values(mask).every(alphabet)
}

/** `planned_values` repeats `after` less its unknown parts; forgotten instances stand there without values. */
function againstPlannedValues(
  bytes: Buffer,
  instances: ReturnType<typeof resolvePlan>['instances'],
): readonly string[] {
  const found: string[] = []
  const byAddress = new Map(
    instances
      .filter(({ deposed }) => deposed === undefined)
      .map((instance) => [instance.addressText, instance]),
  )
  const range = scanObject(bytes).get('planned_values') ?? { start: 0, end: 0 }
  const planned = parseJson(bytes, range) as { readonly root_module?: ValuesModule }
  const pending = [planned.root_module ?? {}]
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    pending.push(...(module.child_modules ?? []))
    for (const { address, values } of module.resources ?? []) {
      if (values === undefined) continue
      const after = byAddress.get(address)?.change.after
      if (JSON.stringify(sorted(after)) !== JSON.stringify(sorted(values))) found.push(address)
    }
  }
  return found
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null || isNumber(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  )
}

test('a broken plan ends in a diagnostic, whatever is broken', (t) => {
  const bytes = readFileSync(new URL('plans/article/plan.json', import.meta.url))
  for (let end = 0; end < bytes.length - 1; end += 97) {
    t.not(outcome(bytes.subarray(0, end), 'cut'), 'judged', `cut at ${end}`)
  }
  for (let at = 0; at < bytes.length; at += 211) {
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ 0x15
    t.doesNotThrow(() => outcome(flipped, 'flipped'), `flipped at ${at}`)
  }
  t.end()
})
