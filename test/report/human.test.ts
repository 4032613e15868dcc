import { readFileSync } from 'node:fs'
import { test } from 'tap'
import type { Report } from '../../src/evaluate/result.ts'
import { human } from '../../src/report/human.ts'
import { GOLDEN } from './golden-reports.ts'
import { hostileReport } from './hostile-report.ts'
import { KNOWN_FALSE, leaf, report, result } from './make-report.ts'

const OPTIONS = { color: false, width: 80, all: false, verbose: false }

for (const [name, { report: given, options }] of Object.entries(GOLDEN)) {
  test(`golden/${name}.txt`, async (t) => {
    const file = new URL(`golden/${name}.txt`, import.meta.url)
    t.equal(human(given, { ...OPTIONS, ...options }), readFileSync(file, 'utf8'))
  })
}

test('the most severe comes first, whatever the address', async (t) => {
  const given = report([
    result({ address: 'aws_a.a', status: 'fail', severity: 'medium', rule: 'a' }),
    result({ address: 'aws_z.z', status: 'fail', severity: 'critical', rule: 'z' }),
  ])
  t.ok(human(given, OPTIONS).indexOf('aws_z.z') < human(given, OPTIONS).indexOf('aws_a.a'))
})

test('instances come in the order of Terraform: numbers by value', async (t) => {
  const given = report([10, 9, 2].map((key) => result({ address: `aws_a.a[${key}]`, status: 'fail' })))
  t.same(human(given, OPTIONS).match(/^FAIL aws_a\.a\[\d+\]/gm), [
    'FAIL aws_a.a[2]',
    'FAIL aws_a.a[9]',
    'FAIL aws_a.a[10]',
  ])
})

test('how to mend it is said once for each rule', async (t) => {
  const fix = 'Set it.'
  const given = report(['a', 'b'].map((name) => result({ address: `aws_a.${name}`, status: 'fail', fix })))
  t.equal(human(given, OPTIONS).split(fix).length - 1, 1)
})

test('much evidence is cut, and said to be', async (t) => {
  const proof = Array.from({ length: 9 }, (_, index) => leaf(['a', index], KNOWN_FALSE))
  const given = report([result({ status: 'fail', proof })])
  t.match(human(given, OPTIONS), '… and 3 more (--verbose)')
  t.match(human(given, { ...OPTIONS, verbose: true }), 'a[8] = false')
})

test('passes are counted, and shown on demand', async (t) => {
  const given = report([result({ rule: 'quiet-rule' })])
  t.notMatch(human(given, OPTIONS), 'quiet-rule')
  t.match(human(given, { ...OPTIONS, all: true }), 'quiet-rule')
})

test('what a pass rests on is said, also where passes are not shown', async (t) => {
  const weak: Report = report([
    result({ rule: 'a', basis: 'assumed' }),
    result({ rule: 'b', basis: 'reference' }),
    result({ rule: 'c', notes: ['it holds because there is nothing that could break it'] }),
  ])
  const text = human(weak, OPTIONS).replaceAll(/\n +/g, ' ')
  t.match(text, '1 pass rests on what the policy assumes of an unwritten default: a')
  t.match(text, '1 pass rests on a reference in plan JSON, which proves no equality: b')
  t.match(text, 'c passed on aws_cloudtrail.main: it holds because there is nothing that could break it')
})

test('what is not known is not claimed', async (t) => {
  for (const status of ['unknown', 'error'] as const) {
    const given = report([result({ status, blocking: true, message: 'aws_cloudtrail.main is wide open' })])
    t.notMatch(human(given, { ...OPTIONS, all: true, verbose: true }), 'wide open')
  }
})

test('the last line is the verdict, and nobody else writes one', async (t) => {
  const lines = human(hostileReport(), OPTIONS).trimEnd().split('\n')
  t.match(lines.pop(), /^Not judged: \d+ blocking errors \(exit code 2\)$/)
  t.same(
    lines.filter((line) => /^(?:Passed|Blocked|Not judged|Nothing judged):/.test(line)),
    [],
  )
})
