import { stripVTControlCharacters } from 'node:util'
import { test } from 'tap'
import type { Report, Status } from '../../src/evaluate/result.ts'
import { FORMATS } from '../../src/report/formats.ts'
import { columns } from '../../src/report/wrap.ts'
import { CANARY, HOSTILE_TEXTS, hostileReport } from './hostile-report.ts'
import { KNOWN_FALSE, leaf, report, result } from './make-report.ts'

const PLAIN = { color: false, width: 80, all: false, verbose: false }
const LOUD = { color: false, width: 80, all: true, verbose: true }

const STATUSES: readonly Status[] = ['pass', 'fail', 'unknown', 'error', 'not-applicable']

/** As the runners of GitHub, Azure and TeamCity read a line. */
const LOG_COMMAND = /^\s*::|::[a-z-]+(?:\s[^:]*)?::|##[a-z]*\[/im

const manyFailures: Report = report(
  Array.from({ length: 300 }, (_, index) =>
    result({
      address: `aws_cloudtrail.t[${index}]`,
      rule: `rule-${index % 7}`,
      status: 'fail',
      proof: [leaf(['is_multi_region_trail'], KNOWN_FALSE)],
    }),
  ),
)

const REPORTS: Readonly<Record<string, Report>> = {
  hostile: hostileReport(),
  'no results': report([]),
  'no plans': report([], { plans: [] }),
  '300 failures': manyFailures,
  'each status': report(STATUSES.map((status) => result({ status, rule: `rule-${status}` }))),
}

for (const [name, format] of Object.entries(FORMATS)) {
  for (const [about, given] of Object.entries(REPORTS)) {
    for (const options of [PLAIN, LOUD, { ...LOUD, color: true }, { ...PLAIN, width: 1 }]) {
      test(`${name}: ${about}, ${JSON.stringify(options)}`, async (t) => {
        const text = format(given, options)
        t.ok(text.endsWith('\n') && !text.endsWith('\n\n'), 'ends in one newline')
        t.notMatch(text, /[ \t]$/m, 'has no trailing spaces')
        t.notOk(text.includes(CANARY), 'holds no secret')
        t.equal(format(given, options), text, 'is the same each time')
        t.equal(
          format({ ...given, results: given.results.toReversed() }, options),
          text,
          'does not depend on the order',
        )
        t.equal(format({ ...given, results: shuffled(given.results) }, options), text, 'nor when shuffled')
      })
    }
  }
}

for (const options of [PLAIN, LOUD, { ...LOUD, color: true }]) {
  test(`human is safe in a log: ${JSON.stringify(options)}`, async (t) => {
    const text = withoutColors(FORMATS['human']?.(hostileReport(), options) ?? '')
    t.notMatch(text, LOG_COMMAND)
    t.notMatch(text, /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u, 'shows nothing invisible')
    t.notMatch(text, /^(?:injected|section_start|---|\+\+\+)/m)
  })
}

test('human breaks each trick alone too', async (t) => {
  for (const trick of HOSTILE_TEXTS) {
    const given = report([result({ status: 'fail', message: trick, notes: [trick], fix: trick })])
    t.notMatch(FORMATS['human']?.(given, LOUD) ?? '', LOG_COMMAND, JSON.stringify(trick))
  }
})

test('human keeps to its width, except for single words that are longer', async (t) => {
  for (const width of [40, 80, 120]) {
    for (const given of Object.values(REPORTS)) {
      const lines = FORMATS['human']?.(given, { ...LOUD, width }).split('\n') ?? []
      const long = lines.filter((line) => columns(line) > width && !isOneWord(line) && !isFrame(line))
      t.same(long, [])
    }
  }
})

test('colours change nothing but colours', async (t) => {
  for (const given of Object.values(REPORTS)) {
    const plain = FORMATS['human']?.(given, LOUD)
    t.equal(withoutColors(FORMATS['human']?.(given, { ...LOUD, color: true }) ?? ''), plain)
  }
})

test('an unknown is never shown as a pass', async (t) => {
  const given = report([result({ status: 'unknown', rule: 'the-rule', waitsFor: ['aws_kms_key.main.arn'] })])
  const text = FORMATS['human']?.(given, LOUD) ?? ''
  t.match(text, /UNKNOWN aws_cloudtrail\.main\n {2}the-rule: waits for aws_kms_key\.main\.arn/)
  t.match(text, /0 failures, 1 unknown, 0 passes/)
  t.match(text, /Passed: nothing blocks, but 1 result is unknown \(exit code 0\)\n$/)
  const document = JSON.parse(FORMATS['json']?.(given, PLAIN) ?? '')
  t.equal(document.results[0].status, 'unknown')
  t.match(document.summary, { pass: 0, unknown: 1 })
})

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item, index) => ({ item, key: (index * 7919) % 1009 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

function withoutColors(text: string): string {
  return stripVTControlCharacters(text)
}

/** A severity or a label of ours may stand before the word. */
function isOneWord(line: string): boolean {
  return (
    line
      .trim()
      .split(' ')
      .filter((word) => columns(word) > 20).length === 1
  )
}

function isFrame(line: string): boolean {
  return /^ {6}(?:\d+ )?\|/.test(line) || line.trimStart().startsWith('at ')
}
