import { test } from 'tap'
import { printValue } from '../../src/plan/print-value.ts'
import type { Value } from '../../src/plan/value.ts'
import { TEST_KEYWORDS } from '../../src/validate/policy-test.ts'
import { ask, readNotation } from './ask.ts'
import { FACTS, TABLES, type Table } from './truth-tables.ts'

interface Row {
  readonly kind: string
  readonly notation: string
  readonly expected: string
}

/** A value may hold `|` itself, so a row is cut at its first and its last one. */
function rowsOf({ rows }: Table): readonly Row[] {
  return rows
    .trim()
    .split('\n')
    .map((line) => {
      const [, kind = '', notation = '', expected = ''] =
        /^\s*([a-z ]+?)\s*\|\s*(.*?)\s*\|\s*(\w+)$/.exec(line) ?? []
      return { kind, notation, expected }
    })
}

/** What the values of the rows say must not be read in any output once it is sensitive. */
function reveals(printed: string, value: Value): boolean {
  return (
    value.kind === 'known' &&
    typeof value.value === 'string' &&
    value.value.length > 3 &&
    printed.includes(value.value)
  )
}

for (const table of TABLES) {
  test(`${table.operator}: ${table.test}`, (t) => {
    const asking = table.other === undefined ? {} : { other: readNotation(table.other, FACTS) }
    for (const { kind, notation, expected } of rowsOf(table)) {
      const value = readNotation(notation, FACTS)
      t.equal(ask(table.test, value, asking).kind, expected, `${kind}: ${notation}`)
      if (value.kind === 'absent') continue
      const truth = ask(table.test, { ...value, sensitive: true }, asking)
      t.equal(truth.kind, expected, `sensitive: ${notation}`)
      for (const leaf of truth.leaves) t.notOk(reveals(printValue(leaf.value), value), `masked: ${notation}`)
      if (truth.kind === 'error')
        t.notOk(reveals(`${truth.message} ${truth.help ?? ''}`, value), `not said: ${notation}`)
    }
    t.end()
  })
}

test('a parameter alone is a pattern; inside of one, and from the plan, text is literal', (t) => {
  const params = { pattern: 'AKIA[A-Z]+' }
  const other = readNotation('"AKIA[A-Z]+"')
  const secret = readNotation('"key AKIAX"')
  t.equal(ask('{ matches: "${params.pattern}" }', secret, { params }).kind, 'true')
  t.equal(ask('{ not_matches: "${params.pattern}" }', secret, { params }).kind, 'false')
  t.equal(ask('{ matches: "y ${params.pattern}" }', secret, { params }).kind, 'false')
  t.equal(ask('{ matches: "${self.other}" }', secret, { other }).kind, 'false')
  t.equal(
    ask('{ like: "${params.pattern}" }', readNotation('"AB"'), { params: { pattern: 'A*' } }).kind,
    'true',
  )
  t.equal(ask('{ matches: "${params.pattern}" }', secret, { params: { pattern: '(' } }).kind, 'error')
  t.end()
})

const KINDS = ['known', 'unknown', 'partly', 'absent', 'null', 'empty', 'wrong type']
/** The first two rest on what the configuration says, in when-not-configured.test.ts; documents have tests of their own. */
const ELSEWHERE = ['configured', 'when_not_configured', 'iam_policy']

test('every operator has rows of every kind, and is known both ways', (t) => {
  for (const operator of TEST_KEYWORDS.filter((name) => !ELSEWHERE.includes(name))) {
    const rows = TABLES.filter((table) => table.operator === operator).flatMap(rowsOf)
    for (const kind of KINDS)
      t.ok(
        rows.some((row) => row.kind === kind),
        `${operator}: ${kind}`,
      )
    const known = rows.filter(({ kind }) => kind === 'known').map(({ expected }) => expected)
    t.ok(known.includes('true') && known.includes('false'), `${operator}: known both ways`)
  }
  t.end()
})
