import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { Decimal } from 'decimal.js'
import { test } from 'tap'
import type { Leaf, Report } from '../../src/evaluate/result.ts'
import type { Unknown, Value } from '../../src/plan/value.ts'
import { json } from '../../src/report/json.ts'
import { hostileReport } from './hostile-report.ts'
import { KNOWN_FALSE, KNOWN_TRUE, leaf, report, result } from './make-report.ts'

const OPTIONS = { color: false, width: 80, all: false, verbose: false }
const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'))
const ajv = new Ajv2020({ strict: true, allErrors: true })
const valid = ajv.compile(schema)
const closed = new Ajv2020({ strict: true, allErrors: true }).compile(close(schema))

const KEY: Unknown = { id: 'aws_kms_key.main.arn', waitsFor: ['aws_kms_key.main.arn'] }

const REPORTS: Readonly<Record<string, Report>> = {
  hostile: hostileReport(),
  empty: report([], { plans: [] }),
  error: report([], {
    plans: [],
    diagnostics: [{ code: 'plan-truncated', severity: 'error', message: 'the plan ends too soon' }],
  }),
  incomplete: report([], {
    plans: [
      {
        id: '-',
        input: 'stdin',
        formatVersion: '1.2',
        incomplete: [{ kind: 'targeted', text: 'some resources were not planned' }],
        sources: 'folder',
        instances: 0,
      },
    ],
  }),
}

for (const [name, given] of Object.entries(REPORTS)) {
  for (const all of [false, true]) {
    test(`${name}, all: ${all}: as the schema says, and nothing that it does not say`, async (t) => {
      const document = JSON.parse(json(given, { ...OPTIONS, all }))
      t.ok(valid(document), ajv.errorsText(valid.errors))
      t.ok(closed(document), ajv.errorsText(closed.errors))
      t.equal(`${JSON.stringify(document, null, 2)}\n`, json(given, { ...OPTIONS, all }), 'round trip')
    })
  }
}

test('the schema refuses what is no report', async (t) => {
  const document = JSON.parse(json(hostileReport(), OPTIONS))
  t.notOk(valid({ ...document, status: 'passed' }))
  t.notOk(valid({ ...document, reportVersion: '2.0' }))
  t.notOk(valid({ ...document, results: [{ ...document.results[0], status: 'open' }] }))
  t.ok(valid({ ...document, later: true }), 'readers must expect additions')
})

test('with an error the report is still whole', async (t) => {
  const document = JSON.parse(json(REPORTS['error'] ?? report([]), OPTIONS))
  t.match(document, { status: 'error', exitCode: 2, results: [], diagnostics: [{ code: 'plan-truncated' }] })
})

test('a failure, member by member', async (t) => {
  const address = 'module.org.aws_cloudtrail.this[0]'
  const origin = [{ text: 'var.multi_region', file: 'modules/trail/main.tf', line: 12 }]
  const failure = result({
    address,
    status: 'fail',
    proof: [leaf(['is_multi_region_trail'], { ...KNOWN_FALSE, origin }, address)],
    location: { file: 'modules/trail/main.tf', line: 12, text: 'password = "in clear"' },
    fix: 'Set `is_multi_region_trail = true`.',
  })
  const [found] = JSON.parse(json(report([failure]), OPTIONS)).results
  t.same(found, {
    plan: 'tfplan',
    rule: 'cloudtrail-multi-region',
    policy: 'cloudtrail-trail',
    address,
    status: 'fail',
    severity: 'high',
    enforcement: 'soft-mandatory',
    blocking: true,
    basis: 'known',
    message: `${address} records only its home region`,
    proof: [{ address, path: ['is_multi_region_trail'], state: 'known', value: false, origin }],
    waitsFor: [],
    notes: [],
    fix: 'Set `is_multi_region_trail = true`.',
    waiver: null,
    location: { file: 'modules/trail/main.tf', line: 12 },
    fingerprint: createHash('sha256')
      .update(JSON.stringify(['cloudtrail-multi-region', 'tfplan', address]))
      .digest('hex'),
  })
})

test('an object and its deposed predecessor have different fingerprints', async (t) => {
  const given = report([result({}), result({ deposed: '1a2b' })])
  const [a, b] = JSON.parse(json(given, OPTIONS)).results
  t.not(a.fingerprint, b.fingerprint)
})

test('passes carry their proof only on demand', async (t) => {
  const given = report([result({ proof: [leaf(['is_multi_region_trail'], KNOWN_TRUE)] })])
  t.same(JSON.parse(json(given, OPTIONS)).results[0].proof, [])
  t.equal(JSON.parse(json(given, { ...OPTIONS, all: true })).results[0].proof.length, 1)
})

test('values: state, masks, templates and digits', async (t) => {
  const rows: readonly (readonly [Value, string, unknown])[] = [
    [KNOWN_FALSE, 'known', false],
    [{ kind: 'null' }, 'known', null],
    [{ kind: 'absent' }, 'absent', null],
    [{ kind: 'known', value: 'a', basis: 'predicted' }, 'predicted', 'a'],
    [{ kind: 'known', value: true, basis: 'assumed' }, 'assumed', true],
    [{ kind: 'unknown', unknown: KEY }, 'unknown', { $unknown: KEY.id }],
    [{ kind: 'template', parts: ['a/', KEY] }, 'unknown', { $template: ['a/', { $unknown: KEY.id }] }],
    [{ kind: 'list', elements: [{ kind: 'unknown', unknown: KEY }] }, 'unknown', [{ $unknown: KEY.id }]],
    [{ kind: 'list', elements: [], rest: KEY }, 'unknown', []],
    [{ kind: 'known', value: 'a', sensitive: true }, 'known', { $sensitive: true }],
    [{ kind: 'known', value: new Decimal('12345678901234567890') }, 'known', '12345678901234567890'],
  ]
  const given = report([result({ status: 'fail', proof: rows.map(([value]): Leaf => leaf(['a'], value)) })])
  const { proof } = JSON.parse(json(given, OPTIONS)).results[0]
  for (const [index, [, state, value]] of rows.entries()) {
    t.equal(proof[index].state, state)
    t.same(proof[index].value, value)
  }
})

/** The same schema without the allowance for later additions: what we print today is all described. */
function close(part: unknown): object {
  if (Array.isArray(part)) return part.map((item) => (typeof item === 'object' ? close(item) : item))
  const entries = Object.entries(part as object).map(([key, value]) => [
    key,
    typeof value === 'object' && value !== null ? close(value) : value,
  ])
  const copy = Object.fromEntries(entries)
  return copy.type === 'object' && copy.properties !== undefined
    ? { ...copy, additionalProperties: false }
    : copy
}
