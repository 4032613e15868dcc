import type { Report, Status } from '../evaluate/result.ts'
import { blockedByFails, blockedByUnknowns, nothingBlocks, notJudged } from './wording.ts'

export interface Verdict {
  readonly status: 'pass' | 'fail' | 'unknown' | 'error'
  /** 0 nothing blocks · 1 a blocking rule failed · 2 could not judge · 3 nothing failed, but a blocking rule is unknown. */
  readonly exitCode: 0 | 1 | 2 | 3
  /** Why, in words. */
  readonly because: string
}

/** The one place where a report becomes a verdict. Several reasons at once: could not judge, then fail, then unknown. */
export function verdict(report: Report): Verdict {
  const problems = report.diagnostics.filter(({ severity }) => severity === 'error').length
  const errors = blocking(report, 'error')
  const fails = blocking(report, 'fail')
  const unknowns = blocking(report, 'unknown')
  if (problems + errors > 0) {
    return { status: 'error', exitCode: 2, because: notJudged(problems, errors) }
  }
  if (fails > 0) return { status: 'fail', exitCode: 1, because: blockedByFails(fails) }
  if (unknowns > 0) return { status: 'unknown', exitCode: 3, because: blockedByUnknowns(unknowns) }
  return { status: 'pass', exitCode: 0, because: nothingBlocks(report) }
}

function blocking(report: Report, status: Status): number {
  return report.results.filter((result) => result.blocking && result.status === status).length
}
