import type { Leaf, Report, Result } from '../evaluate/result.ts'
import { valueAsJson } from '../plan/print-value.ts'
import { fingerprint } from './fingerprint.ts'
import type { FormatOptions } from './formats.ts'
import { verdict } from './verdict.ts'

const REPORT_VERSION = '1.0'

/** The report for other programs: `schemas/report.schema.json` says what is in it. Passes carry their proof only on demand. */
export function json(report: Report, { all }: FormatOptions): string {
  const { status, exitCode } = verdict(report)
  const count = (wanted: Result['status']): number =>
    report.results.filter((result) => result.status === wanted).length
  const document = {
    reportVersion: REPORT_VERSION,
    tool: { name: 'plangate', version: report.toolVersion },
    status,
    exitCode,
    plans: report.plans.map(({ incomplete, terraformVersion, ...plan }) => ({
      ...plan,
      terraformVersion: terraformVersion ?? null,
      complete: incomplete.length === 0,
      incomplete: incomplete.map(({ kind, text }) => ({ kind, text })),
    })),
    summary: {
      pass: count('pass'),
      fail: count('fail'),
      unknown: count('unknown'),
      error: count('error'),
      notApplicable: count('not-applicable'),
      waived: 0,
    },
    results: report.results.map((result) => resultAsJson(result, all)),
    rules: report.rules,
    diagnostics: report.diagnostics.map(({ location, ...diagnostic }) => ({
      ...diagnostic,
      ...(location === undefined
        ? {}
        : { location: { file: location.file, line: location.line, column: location.column } }),
    })),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function resultAsJson(result: Result, all: boolean): unknown {
  const quiet = (result.status === 'pass' || result.status === 'not-applicable') && !all
  const { proof, location, error, fix, ...facts } = result
  return {
    ...facts,
    proof: quiet ? [] : proof.map(leafAsJson),
    ...(error === undefined ? {} : { error }),
    ...(fix === undefined || quiet ? {} : { fix }),
    waiver: null,
    ...(location === undefined ? {} : { location: { file: location.file, line: location.line } }),
    fingerprint: fingerprint(result.rule, result.plan, result.address),
  }
}

function leafAsJson({ address, path, value }: Leaf): unknown {
  return {
    address: address ?? null,
    path,
    state: stateOf(value),
    value: valueAsJson(value),
    sensitive: value.sensitive === true,
    basis: value.basis ?? 'known',
    origin: value.origin ?? [],
  }
}

function stateOf(value: Leaf['value']): 'known' | 'null' | 'absent' | 'unknown' {
  switch (value.kind) {
    case 'null':
    case 'absent':
      return value.kind
    case 'unknown':
    case 'template':
      return 'unknown'
    case 'known':
    case 'list':
    case 'map':
      return 'known'
  }
}
