import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { parseJson } from '../src/acquire/parse-json.ts'
import { openPlan } from '../src/acquire/plan-bytes.ts'
import { DiagnosticError } from '../src/diagnostic.ts'
import { parseAddress, printAddress } from '../src/plan/address.ts'
import { isNumber } from '../src/plan/number.ts'
import type { ValuesModule } from '../src/plan/plan-document.ts'
import { resolvePlan } from '../src/resolve/plan.ts'
import { readPlanDocument } from '../src/validate/plan-document.ts'
import { REFUSED } from './corpus-refused.ts'
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

test('every file of the corpus is judged or refused with the right diagnostic', (t) => {
  if (!existsSync(new URL('corpus/manifest.tsv', shared))) {
    t.comment('skipped: ../shared/corpus is not here')
    t.end()
    return
  }
  const expected = new Map(
    Object.entries(REFUSED).flatMap(([code, names]) => names.map((name) => [name, code] as const)),
  )
  const lines = readFileSync(new URL('corpus/manifest.tsv', shared), 'utf8').trim().split('\n').slice(1)
  for (const line of lines) {
    const name = line.split('\t')[0] ?? ''
    const found = outcome(readFileSync(new URL(`corpus/${name}`, shared)), name)
    t.equal(found, expected.get(name) ?? 'judged', name)
    expected.delete(name)
  }
  t.same([...expected.keys()], [], 'every refused file is in the corpus')
  t.end()
})

test('every plan of the cases can be judged, but those that stopped with an error', (t) => {
  const cases = new URL('cases/', shared)
  if (!existsSync(cases)) {
    t.comment('skipped: ../shared/cases is not here')
    t.end()
    return
  }
  const names = readdirSync(cases, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('/plan.json'),
  )
  for (const name of names) {
    const expected = name.includes('/errored') ? 'plan-errored' : 'judged'
    t.equal(outcome(readFileSync(new URL(name, cases)), name), expected, name)
  }
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
  const { text, sections } = openPlan(bytes, 'plan')
  const range = sections.get('planned_values')
  const planned = (range === undefined ? {} : parseJson(text, range)) as {
    readonly root_module?: ValuesModule
  }
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
