import type { Report, Result } from '../evaluate/result.ts'

export interface Verdict {
  readonly status: 'pass' | 'fail' | 'unknown' | 'error'
  /** 0 nothing blocks · 1 a blocking rule failed · 2 could not judge · 3 nothing failed, but a blocking rule is unknown. */
  readonly exitCode: 0 | 1 | 2 | 3
  /** The results or problems that decided it. */
  readonly count: number
}

/** The one place where a report becomes a verdict. Several reasons at once: could not judge, then fail, then unknown. */
export function verdict(report: Report): Verdict {
  const problems = report.diagnostics.filter(({ severity }) => severity === 'error').length
  const errors = problems + blocking(report, 'error')
  if (errors > 0) return { status: 'error', exitCode: 2, count: errors }
  const fails = blocking(report, 'fail')
  if (fails > 0) return { status: 'fail', exitCode: 1, count: fails }
  const unknowns = blocking(report, 'unknown')
  if (unknowns > 0) return { status: 'unknown', exitCode: 3, count: unknowns }
  return { status: 'pass', exitCode: 0, count: 0 }
}

function blocking(report: Report, status: Result['status']): number {
  return report.results.filter((result) => result.blocking && result.status === status).length
}
