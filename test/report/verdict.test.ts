import { test } from 'tap'
import type { Diagnostic } from '../../src/diagnostic.ts'
import type { Result, Status } from '../../src/evaluate/result.ts'
import { verdict } from '../../src/report/verdict.ts'
import { report, result } from './make-report.ts'

const error: Diagnostic = { code: 'policy-unknown-key', severity: 'error', message: 'no' }
const warning: Diagnostic = { ...error, severity: 'warning' }

function of(status: Status, blocking: boolean): Result {
  return result({ status, blocking, rule: `${status}-${blocking}` })
}

test('design section 6, line by line', async (t) => {
  const rows: readonly (readonly [string, readonly Result[], readonly Diagnostic[], string, number])[] = [
    ['nothing at all', [], [], 'pass', 0],
    ['passes', [of('pass', false), of('not-applicable', false)], [], 'pass', 0],
    ['an advisory fail', [of('fail', false)], [], 'pass', 0],
    ['an unknown that is only reported', [of('unknown', false)], [], 'pass', 0],
    ['an error of an advisory rule', [of('error', false)], [], 'pass', 0],
    ['a warning', [], [warning], 'pass', 0],
    ['a blocking unknown', [of('unknown', true)], [], 'unknown', 3],
    ['a blocking fail', [of('fail', true)], [], 'fail', 1],
    ['a fail before an unknown', [of('unknown', true), of('fail', true)], [], 'fail', 1],
    ['an error of a blocking rule', [of('error', true)], [], 'error', 2],
    ['an error before a fail', [of('fail', true), of('error', true), of('unknown', true)], [], 'error', 2],
    ['an error in the inputs before a fail', [of('fail', true)], [error], 'error', 2],
  ]
  for (const [name, results, diagnostics, status, exitCode] of rows) {
    t.match(verdict(report(results, { diagnostics })), { status, exitCode }, name)
  }
})

test('the reason counts what blocks, and leaves nothing open unsaid', async (t) => {
  const a = result({ status: 'fail', rule: 'a' })
  const because = (results: readonly Result[], diagnostics: readonly Diagnostic[] = []): string =>
    verdict(report(results, { diagnostics })).because
  t.equal(because([a]), '1 blocking failure')
  t.equal(because([a, { ...a, rule: 'b' }]), '2 blocking failures')
  t.equal(because([of('unknown', true)]), '1 blocking result that cannot be known before the apply')
  t.equal(because([of('error', true)]), '1 blocking error')
  t.equal(because([of('error', true)], [error]), '1 problem with the inputs and 1 blocking error')
  t.equal(because([of('pass', false)]), 'nothing blocks')
  t.equal(
    because([
      of('fail', false),
      of('error', false),
      of('unknown', false),
      { ...of('unknown', false), rule: 'z' },
    ]),
    'nothing blocks, but 1 result failed, 1 result could not be evaluated and 2 results are unknown',
  )
  t.equal(because([]), 'nothing blocks, because no rule matched anything')
  t.equal(
    because([of('not-applicable', false)]),
    'nothing blocks, because no rule applies to what it matched',
  )
})
