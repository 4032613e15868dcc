import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { test } from 'tap'
import { daysBetween, hasExpired, isDay } from '../../src/policy/waiver.ts'
import { readWaivers } from '../../src/validate/waiver-file.ts'
import { checkWaivers } from '../../src/validate/waiver-set.ts'
import { parseYaml } from '../../src/validate/yaml.ts'
import type { YamlNode } from '../../src/validate/yaml-node.ts'
import { policyOf } from '../judge.ts'

const WHOLE = `waivers:
  - rules: [cloudtrail-kms-encryption]
    addresses: ["module.sandbox[*].aws_cloudtrail.*"]
    plans: ["sandbox/*"]
    owner: platform@example.com
    reason: sandbox account, no key yet
    ticket: SEC-123
    expires: 2027-03-31
    value: { path: kms_key_id, equals: null }
`

const isWaiverFile = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL('../../schemas/waivers.schema.json', import.meta.url), 'utf8')),
)

test('a whole waiver', (t) => {
  const { waivers, diagnostics } = readWaivers(WHOLE, 'waivers.yaml')
  t.same(diagnostics, [])
  t.match(waivers, [
    {
      rules: [{ value: 'cloudtrail-kms-encryption', location: { line: 2, column: 13 } }],
      addresses: [{ value: { type: 'aws_cloudtrail', name: '*' }, location: { line: 3 } }],
      plans: ['sandbox/*'],
      owner: 'platform@example.com',
      reason: 'sandbox account, no key yet',
      ticket: 'SEC-123',
      expires: { value: '2027-03-31', location: { line: 8, column: 14 } },
      value: { path: { text: 'kms_key_id', steps: ['kms_key_id'] }, equals: null },
      location: { file: 'waivers.yaml', line: 2 },
    },
  ])
  t.end()
})

test('an empty file and an empty list waive nothing', (t) => {
  t.same(readWaivers('', 'w').waivers, [])
  t.same(readWaivers('# nothing\n', 'w').waivers, [])
  t.same(readWaivers('waivers: []\n', 'w').waivers, [])
  t.end()
})

const without = (key: string): string =>
  WHOLE.replace(new RegExp(`^(  - |    )${key}:.*\n`, 'm'), (_, lead) => (lead === '  - ' ? '  -\n' : ''))
const having = (line: string): string => {
  const key = line.slice(0, line.indexOf(':'))
  return WHOLE.replace(new RegExp(`^(  - |    )${key}:.*$`, 'm'), (_, lead) => `${lead}${line}`)
}

/** Title, text, `line:column code`, a part of the sentence or the help; whether the schema refuses it too. */
const BROKEN: readonly (readonly [string, string, string, RegExp, boolean])[] = [
  ['no owner', without('owner'), '2:5 missing-key', /`owner`/, true],
  ['no reason', without('reason'), '2:5 missing-key', /`reason`/, true],
  ['no last day', without('expires'), '2:5 missing-key', /`expires`/, true],
  ['no rules', without('rules'), '3:5 missing-key', /`rules`/, true],
  ['no addresses', without('addresses'), '2:5 missing-key', /`addresses`/, true],
  ['blank reason', having('reason: " "'), '6:13 wrong-kind', /empty text/, true],
  ['misspelt key', WHOLE.replace('reason', 'raeson'), '6:5 unknown-key', /did you mean `reason`/, true],
  ['misspelt list', WHOLE.replace('waivers:', 'waviers:'), '1:1 unknown-key', /did you mean `waivers`/, true],
  ['one rule without brackets', having('rules: a-rule'), '2:12 wrong-kind', /rules: \[a-rule\]/, true],
  ['no rule', having('rules: []'), '2:12 empty-list', /`rules`/, true],
  ['no address', having('addresses: []'), '3:16 empty-list', /`addresses`/, true],
  ['an address of nothing', having('addresses: [cloudtrail]'), '3:17 invalid-address', /pattern/, false],
  ['a day that the calendar lacks', having('expires: 2027-02-29'), '8:14 invalid-date', /2027-02-29/, false],
  ['another order', having('expires: 31.03.2027'), '8:14 invalid-date', /2027-03-31/, true],
  ['a year', having('expires: 2027'), '8:14 wrong-kind', /number/, true],
  ['a time', having('expires: 2027-03-31T12:00:00Z'), '8:14 invalid-date', /last day/, true],
  ['a value without a path', having('value: { equals: 1 }'), '9:14 missing-key', /`path`/, true],
  [
    'a path with wildcards',
    having('value: { path: "a[*]", equals: 1 }'),
    '9:23 invalid-path',
    /wildcards/,
    false,
  ],
  [
    'a path from a root',
    having('value: { path: $address, equals: 1 }'),
    '9:20 invalid-path',
    /attribute/,
    false,
  ],
  ['a list at the top', '- rules: [a]\n', '1:1 wrong-kind', /above the list/, true],
  ['a foreign tag', having('reason: !sensitive x'), '6:24 tag-not-here', /tag/, false],
  [
    'a key twice',
    WHOLE.replace('    ticket: SEC-123', '    owner: b'),
    '7:5 yaml-duplicate-key',
    /`owner`/,
    false,
  ],
]

for (const [title, text, place, words, bySchema] of BROKEN) {
  test(`broken: ${title}`, (t) => {
    const { waivers, diagnostics } = readWaivers(text, 'waivers.yaml')
    t.equal(waivers, undefined)
    const first = diagnostics.find(({ code }) => place.endsWith(code))
    t.equal(`${first?.location?.line}:${first?.location?.column} ${first?.code}`, place)
    t.match(`${first?.message} ${first?.help}`, words)
    t.equal(first?.location?.file, 'waivers.yaml')
    if (bySchema) t.notOk(isWaiverFile(plain(text)), 'the schema refuses it too')
    t.end()
  })
}

test('the schema accepts what the reader accepts', (t) => {
  t.ok(isWaiverFile(plain(WHOLE)))
  t.ok(
    isWaiverFile(
      plain(
        without('plans')
          .replace(/ {4}ticket.*\n/, '')
          .replace(/ {4}value.*\n/, ''),
      ),
    ),
  )
  t.end()
})

test('hostile text ends in diagnostics', (t) => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), (text) => {
      const { waivers, diagnostics } = readWaivers(`waivers:\n  - ${text}`, 'w')
      return waivers === undefined ? diagnostics.length > 0 : waivers.every(({ owner }) => owner !== '')
    }),
    { numRuns: 200 },
  )
  t.end()
})

test('days', (t) => {
  for (const day of ['2026-01-01', '2024-02-29', '9999-12-31']) t.ok(isDay(day), day)
  for (const text of [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '26-01-01',
    '2026-1-1',
    '',
    '２０２６-01-01',
  ])
    t.notOk(isDay(text), text)
  t.equal(daysBetween('2026-01-01', '2027-01-02'), 366)
  t.equal(daysBetween('2026-03-28', '2026-03-30'), 2, 'no daylight saving in UTC')
  t.equal(daysBetween('2026-01-02', '2026-01-01'), -1)
  t.end()
})

const POLICY = policyOf(`policy: p
rules:
  - { id: soft-rule, severity: high, match: aws_x, require: { a: 1 } }
  - { id: hard-rule, severity: high, match: aws_x, require: { a: 1 } }
`)

function checked(text: string, today: string, maxWaiverDays = 366, otherPolicies = false) {
  const { waivers = [] } = readWaivers(text, 'waivers.yaml')
  return checkWaivers(waivers, [POLICY], {
    today,
    maxWaiverDays,
    otherPolicies,
    enforcement: ({ id }) => (id === 'hard-rule' ? 'hard-mandatory' : 'soft-mandatory'),
  })
}

const waiverOf = (rules: string, expires = '2026-12-31'): string =>
  `waivers: [{ rules: [${rules}], addresses: [aws_x.a], owner: o, reason: r, expires: ${expires} }]`

test('at most so many days ahead, counted from today', (t) => {
  for (const [today, most, fine] of [
    ['2026-12-31', 366, true],
    ['2025-12-30', 366, true],
    ['2025-12-29', 366, false],
    ['2026-12-01', 30, true],
    ['2026-11-30', 30, false],
    ['2027-06-01', 366, true],
  ] as const) {
    const { waivers, diagnostics } = checked(waiverOf('soft-rule'), today, most)
    t.equal(waivers.length, fine ? 1 : 0, `${today}, ${most} days`)
    t.same(
      diagnostics.map(({ code }) => code),
      fine ? [] : ['waiver-too-long'],
    )
  }
  t.end()
})

test('the last day is a valid day', (t) => {
  const [waiver] = checked(waiverOf('soft-rule', '2026-06-30'), '2026-01-01').waivers
  if (waiver === undefined) throw new Error('no waiver')
  t.notOk(hasExpired(waiver, '2026-06-29'))
  t.notOk(hasExpired(waiver, '2026-06-30'))
  t.ok(hasExpired(waiver, '2026-07-01'))
  t.end()
})

test('a hard-mandatory rule cannot be waived, and what else the waiver is for remains', (t) => {
  const { waivers, diagnostics } = checked(waiverOf('hard-rule, soft-rule'), '2026-06-01')
  t.match(diagnostics, [{ code: 'waiver-on-hard-mandatory', severity: 'error', location: { column: 21 } }])
  t.same(
    waivers.map(({ rules }) => rules.map(({ value }) => value)),
    [['soft-rule']],
  )
  t.same(checked(waiverOf('hard-rule'), '2026-06-01').waivers, [])
  t.end()
})

test('a rule that nobody has', (t) => {
  t.match(checked(waiverOf('sotf-rule'), '2026-06-01').diagnostics, [
    { code: 'unknown-rule', severity: 'error', help: /did you mean `soft-rule`/ },
  ])
  t.match(checked(waiverOf('other-rule'), '2026-06-01', 366, true).diagnostics, [
    { code: 'unknown-rule', severity: 'warning' },
  ])
  t.match(checked(waiverOf('"soft-*"'), '2026-06-01').diagnostics, [{ help: /without wildcards/ }])
  t.end()
})

/** The file as an editor's YAML support sees it. */
function plain(text: string): unknown {
  const { node } = parseYaml(text, '')
  return node === undefined || node === null ? undefined : toJson(node)
}

function toJson(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'list':
      return node.items.map(toJson)
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, toJson(value)]))
  }
}
