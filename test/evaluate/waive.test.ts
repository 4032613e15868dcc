import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { test } from 'tap'
import { type CheckInput, check } from '../../src/check.ts'
import type { Report } from '../../src/evaluate/result.ts'
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts'
import { human } from '../../src/report/human.ts'
import { json } from '../../src/report/json.ts'
import { verdict } from '../../src/report/verdict.ts'

const POLICY = `policy: p
rules:
  - id: encrypted
    severity: high
    match: aws_ebs_volume
    require: { encrypted: true }
  - id: sized
    severity: high
    match: aws_ebs_volume
    require: { size: { gte: 1 } }
`

/** A volume that is not encrypted, one that is, and one of which only the apply tells. */
const PLAN = planOf({
  bad: { encrypted: false, size: 1, kms_key_id: null },
  good: { encrypted: true, size: 1, kms_key_id: null },
  open: { size: 1, kms_key_id: null },
})

function planOf(volumes: Readonly<Record<string, object>>): Uint8Array {
  const resource_changes = Object.entries(volumes).map(([name, after]) => ({
    address: `aws_ebs_volume.${name}`,
    mode: 'managed',
    type: 'aws_ebs_volume',
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions: ['create'],
      before: null,
      after,
      after_unknown: 'encrypted' in after ? {} : { encrypted: true },
    },
  }))
  return Buffer.from(
    JSON.stringify({
      format_version: '1.2',
      terraform_version: '1.11.4',
      planned_values: { root_module: {} },
      resource_changes,
      configuration: { root_module: {} },
    }),
  )
}

function run(waivers: string, today = '2026-06-30', given: Partial<CheckInput> = {}): Report {
  return check({
    plans: [{ id: 'live/tfplan', input: 'plan-file', sources: 'none', bytes: PLAN }],
    policies: [{ file: 'p.yaml', text: POLICY }],
    configuration: DEFAULT_CONFIGURATION,
    trustReferences: false,
    waivers: { file: 'waivers.yaml', text: waivers, today },
    ...given,
  })
}

const waiver = (name: string, more = ''): string =>
  `waivers: [{ rules: [encrypted], addresses: ["aws_ebs_volume.${name}"], owner: team@example.com, reason: sandbox, expires: 2026-06-30${more} }]`

/** Status, whether it blocks, and who waives it. */
function resultOf({ results }: Report, name: string, rule = 'encrypted'): readonly unknown[] {
  const found = results.find(({ address, rule: id }) => address === `aws_ebs_volume.${name}` && id === rule)
  return [found?.status, found?.blocking, found?.waiver?.owner]
}

const codes = ({ diagnostics }: Report): readonly string[] =>
  diagnostics.filter(({ severity }) => severity !== 'note').map(({ code, severity }) => `${severity} ${code}`)

test('a waiver keeps a fail from blocking, and nothing else', (t) => {
  t.equal(verdict(run('')).exitCode, 1)
  const report = run(waiver('bad'))
  t.same(resultOf(report, 'bad'), ['fail', false, 'team@example.com'], 'it is still a fail')
  t.same(resultOf(report, 'good'), ['pass', false, undefined])
  t.same(resultOf(report, 'open'), ['unknown', false, undefined])
  t.same(resultOf(report, 'bad', 'sized'), ['pass', false, undefined])
  t.same(codes(report), [])
  t.equal(verdict(report).exitCode, 0)
  t.end()
})

test('the last valid day, and the day after', (t) => {
  t.equal(verdict(run(waiver('bad'), '2026-06-29')).exitCode, 0)
  t.equal(verdict(run(waiver('bad'), '2026-06-30')).exitCode, 0)
  const late = run(waiver('bad'), '2026-07-01')
  t.same(resultOf(late, 'bad'), ['fail', true, undefined])
  t.equal(verdict(late).exitCode, 1, 'the fail counts again')
  const result = late.results.find(({ blocking }) => blocking)
  t.same(result?.notes, ['the waiver of team@example.com ended on 2026-06-30'], 'and says so')
  t.match(late.diagnostics, [{ code: 'waiver-expired', severity: 'warning', location: { line: 1 } }])
  t.end()
})

test('an unknown that blocks is let through, and stays unknown', (t) => {
  const configuration = { ...DEFAULT_CONFIGURATION, unknown: 'block' as const }
  const bad = { plans: [], configuration }
  const plans = [
    { id: 'p', input: 'json' as const, sources: 'none' as const, bytes: planOf({ open: { size: 1 } }) },
  ]
  t.equal(verdict(run('', '2026-06-30', { ...bad, plans })).exitCode, 3)
  const report = run(waiver('open'), '2026-06-30', { ...bad, plans })
  t.same(resultOf(report, 'open'), ['unknown', false, 'team@example.com'])
  t.equal(verdict(report).exitCode, 0)
  t.end()
})

test('a hard-mandatory rule is not waived: the run cannot judge by that', (t) => {
  const enforcement = {
    severity: new Map(),
    rules: new Map([['encrypted', 'hard-mandatory' as const]]),
    places: new Map(),
  }
  const report = run(waiver('bad'), '2026-06-30', {
    configuration: { ...DEFAULT_CONFIGURATION, enforcement },
  })
  t.same(resultOf(report, 'bad'), ['fail', true, undefined])
  t.same(codes(report), ['error waiver-on-hard-mandatory'])
  t.equal(verdict(report).exitCode, 2)
  t.end()
})

test('the fail of an advisory rule is waived too, and counted so', (t) => {
  const enforcement = { ...DEFAULT_CONFIGURATION.enforcement, default: 'advisory' as const }
  const report = run(waiver('bad'), '2026-06-30', {
    configuration: { ...DEFAULT_CONFIGURATION, enforcement },
  })
  t.same(resultOf(report, 'bad'), ['fail', false, 'team@example.com'])
  t.end()
})

test('which addresses a waiver is about', (t) => {
  for (const [pattern, waived] of [
    ['aws_ebs_volume.bad', true],
    ['aws_ebs_volume.*', true],
    ['aws_*.b?d', true],
    ['**.aws_ebs_volume.bad', true],
    ['module.a.aws_ebs_volume.bad', false],
    ['aws_ebs_volume.bad[*]', false],
    ['aws_ebs_volume.good', false],
    ['data.aws_ebs_volume.bad', false],
    ['plan', false],
  ] as const) {
    const report = run(waiver('bad').replace('aws_ebs_volume.bad', pattern))
    t.equal(resultOf(report, 'bad')[2], waived ? 'team@example.com' : undefined, pattern)
  }
  t.end()
})

test('which plans a waiver is for', (t) => {
  for (const [globs, waived] of [
    ['["live/*"]', true],
    ['["live/tfplan"]', true],
    ['["sandbox/*", "*/tfplan"]', true],
    ['["sandbox/*"]', false],
    ['["live"]', false],
  ] as const) {
    const report = run(waiver('bad', `, plans: ${globs}`))
    t.equal(resultOf(report, 'bad')[2], waived ? 'team@example.com' : undefined, globs)
    t.same(codes(report), [], 'a waiver for other plans is not needless')
  }
  t.end()
})

test('while a value holds', (t) => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['{ path: kms_key_id, equals: null }', undefined],
    ['{ path: encrypted, equals: false }', undefined],
    ['{ path: size, equals: 1 }', undefined],
    ['{ path: size, equals: "1" }', undefined],
    ['{ path: size, equals: 2 }', 'is another value now'],
    ['{ path: kms_key_id, equals: "" }', 'is another value now'],
    ['{ path: no_such_thing, equals: 1 }', 'is no attribute of it'],
    ['{ path: no_such_thing, equals: null }', 'is no attribute of it'],
  ]
  for (const [value, refusal] of rows) {
    const report = run(waiver('bad', `, value: ${value}`))
    t.equal(resultOf(report, 'bad')[1], refusal !== undefined, value)
    const notes = report.results.find(({ blocking }) => blocking)?.notes ?? []
    t.match(notes.join(), refusal ?? '', value)
    t.same(codes(report), [], 'it failed there, so the waiver is not needless')
  }
  const open = run(waiver('open', ', value: { path: encrypted, equals: false }'), '2026-06-30', {
    configuration: { ...DEFAULT_CONFIGURATION, unknown: 'block' },
  })
  t.same(resultOf(open, 'open'), ['unknown', true, undefined], 'what is not known is not proven to hold')
  t.end()
})

test('a needless waiver is one whose address is in the run and whose rule failed nowhere there', (t) => {
  t.same(codes(run(waiver('good'))), ['warning waiver-unused'])
  t.same(codes(run(waiver('elsewhere'))), [], 'its address is not in this run')
  t.same(codes(run(waiver('open'))), [], 'an unknown needs it')
  t.same(codes(run(waiver('*'))), [])
  const strict = run(waiver('good'), '2026-06-30', {
    configuration: { ...DEFAULT_CONFIGURATION, strict: true },
  })
  t.ok(codes(strict).includes('error waiver-unused'))
  t.end()
})

test('a waiver that any plan of the run needs is needed', (t) => {
  const plan = (id: string, bytes: Uint8Array) => ({
    id,
    input: 'json' as const,
    sources: 'none' as const,
    bytes,
  })
  const mended = planOf({ bad: { encrypted: true, size: 1 } })
  t.same(codes(run(waiver('bad'), '2026-06-30', { plans: [plan('a', mended), plan('b', PLAN)] })), [])
  t.same(codes(run(waiver('bad'), '2026-06-30', { plans: [plan('a', mended)] })), ['warning waiver-unused'])
  t.end()
})

test('of two waivers the first that holds is shown, and neither is needless', (t) => {
  const one = waiver('bad').slice('waivers: ['.length, -1)
  const two = one.replace('team@', 'second@')
  const over = one.replace('team@', 'old@').replace('2026-06-30', '2026-01-01')
  const report = run(`waivers: [${over}, ${two}, ${one}]`)
  t.same(resultOf(report, 'bad'), ['fail', false, 'second@example.com'])
  t.same(codes(report), ['warning waiver-expired'])
  t.end()
})

test('a broken waiver file waives nothing, and the plan is judged all the same', (t) => {
  const report = run(waiver('bad').replace('reason', 'raeson'))
  t.equal(verdict(report).exitCode, 2)
  t.same(resultOf(report, 'bad'), ['fail', true, undefined])
  t.end()
})

test('every format shows what is waived', (t) => {
  const report = run(waiver('bad', ', ticket: SEC-1'))
  const options = { color: false, width: 100, all: false, verbose: false }
  const document = JSON.parse(json(report, options))
  t.match(document.summary, { fail: 0, unknown: 1, waived: 1 })
  const [waived] = document.results.filter((result: { waiver: unknown }) => result.waiver !== null)
  t.match(waived, {
    status: 'fail',
    blocking: false,
    waiver: {
      owner: 'team@example.com',
      reason: 'sandbox',
      ticket: 'SEC-1',
      expires: '2026-06-30',
      location: { file: 'waivers.yaml', line: 1 },
    },
  })
  const text = human(report, options)
  t.match(
    text,
    /WAIVED aws_ebs_volume\.bad\n {2}encrypted: fails, waived until 2026-06-30 by team@example\.com \(SEC-1\): sandbox/,
  )
  t.match(text, /0 failures, 1 unknown, 4 passes, 1 waived/)
  t.match(text, /nothing blocks, but 1 result is unknown and 1 result is waived/)
  t.notMatch(text, /FAIL/)
  t.end()
})

test('what stands in a waiver cannot forge the report', (t) => {
  const forged = waiver('bad').replace('sandbox', '"x\\e[31m\\n::error::y\\u202e"')
  const options = { color: false, width: 100, all: true, verbose: true }
  const report = run(forged)
  t.equal(report.results.filter(({ waiver: found }) => found !== undefined).length, 1)
  t.notMatch(human(report, options), /[^\P{Cc}\n]|\u202e|^::/mu)
  t.end()
})

test('the report schema describes waivers', (t) => {
  const schema = JSON.parse(
    readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'),
  )
  const isReport = new Ajv2020({ strict: true }).compile(schema)
  const options = { color: false, width: 100, all: false, verbose: false }
  const document = JSON.parse(json(run(waiver('bad')), options))
  t.ok(isReport(document))
  document.results.find((result: { waiver: unknown }) => result.waiver !== null).waiver.owner = null
  t.notOk(isReport(document))
  t.end()
})
