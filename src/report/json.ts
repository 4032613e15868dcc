import type { Diagnostic, Location } from '../diagnostic.ts'
import type { Leaf, PlanSummary, Report, Result, Status } from '../evaluate/result.ts'
import { valueAsJson } from '../plan/print-value.ts'
import { type Basis, basisOf, type Value } from '../plan/value.ts'
import { originOf } from './evidence.ts'
import { fingerprint } from './fingerprint.ts'
import type { FormatOptions } from './format-options.ts'
import { sortResults } from './order.ts'
import { verdict } from './verdict.ts'

/** The first number changes when something is taken away or gets another meaning, the second when something is added. */
const REPORT_VERSION = '1.0'

/**
 * The report for other programs: `schemas/report.schema.json` says what is in it. Passes carry their proof only on demand.
 * Members are named one by one: what is promised to others is decided here, not wherever a `Result` gets a member.
 */
export function json(report: Report, options: FormatOptions): string {
  return [...jsonPieces(report, options)].join('')
}

/** How much text is gathered before it is given away. */
const PIECE = 2 ** 20

/** The same, piece by piece: the report of a very large plan is longer than a string can be. */
export function* jsonPieces(report: Report, { all }: FormatOptions): Iterable<string> {
  const { status, exitCode } = verdict(report)
  const document = {
    reportVersion: REPORT_VERSION,
    tool: { name: 'plangate', version: report.toolVersion },
    status,
    exitCode,
    plans: report.plans.map(planAsJson),
    summary: summarize(report.results),
    results: [],
    rules: report.rules.map(({ id, title, policy, severity, controls, matched }) => ({
      id,
      title,
      policy,
      severity,
      controls,
      matched,
    })),
    diagnostics: report.diagnostics.map(diagnosticAsJson),
  }
  const frame = JSON.stringify(document, null, 2)
  const results = sortResults(report)
  if (results.length === 0) {
    yield `${frame}\n`
    return
  }
  // Names and texts of plans stand before it as strings, in which no line break can be.
  const before = '\n  "results": ['
  const at = frame.indexOf(`${before}]`) + before.length
  let piece = frame.slice(0, at)
  for (const [index, result] of results.entries()) {
    const text = JSON.stringify([resultAsJson(result, all)], null, 2).slice(2, -2)
    piece += `${index === 0 ? '' : ','}\n  ${text.replaceAll('\n', '\n  ')}`
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  yield `${piece}\n  ${frame.slice(at)}\n`
}

export function diagnosticAsJson({ code, severity, message, help, location }: Diagnostic): unknown {
  return {
    code,
    severity,
    message,
    help,
    location: location === undefined ? undefined : placeAsJson(location),
  }
}

function planAsJson(plan: PlanSummary): unknown {
  return {
    id: plan.id,
    terraformVersion: plan.terraformVersion ?? null,
    formatVersion: plan.formatVersion,
    input: plan.input,
    complete: plan.incomplete.length === 0,
    incomplete: plan.incomplete.map(({ kind, text }) => ({ kind, text })),
    sources: plan.sources,
    instances: plan.instances,
  }
}

function summarize(results: readonly Result[]): unknown {
  const count = (wanted: Status): number =>
    results.filter(({ status, waiver }) => status === wanted && waiver === undefined).length
  return {
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    error: count('error'),
    notApplicable: count('not-applicable'),
    waived: results.filter(({ waiver }) => waiver !== undefined).length,
  }
}

function resultAsJson(result: Result, all: boolean): unknown {
  const quiet = (result.status === 'pass' || result.status === 'not-applicable') && !all
  const { error, location } = result
  return {
    plan: result.plan,
    rule: result.rule,
    policy: result.policy,
    address: result.address,
    node: result.node,
    deposed: result.deposed,
    status: result.status,
    severity: result.severity,
    enforcement: result.enforcement,
    blocking: result.blocking,
    basis: result.basis,
    message: result.message,
    proof: quiet ? [] : result.proof.map(leafAsJson),
    waitsFor: result.waitsFor,
    notes: result.notes,
    error: error === undefined ? undefined : { code: error.code, message: error.message, help: error.help },
    fix: quiet ? undefined : result.fix,
    waiver: result.waiver === undefined ? null : waiverAsJson(result.waiver),
    location: location === undefined ? undefined : placeAsJson(location),
    fingerprint: fingerprint(result),
  }
}

function waiverAsJson({ owner, reason, ticket, expires, location }: NonNullable<Result['waiver']>): unknown {
  return { owner, reason, ticket, expires: expires.value, location: placeAsJson(location) }
}

function leafAsJson(leaf: Leaf): unknown {
  return {
    address: leaf.address ?? null,
    path: leaf.path,
    state: stateOf(leaf.value),
    value: valueAsJson(leaf.value),
    origin: originOf(leaf).map(({ text, file, line }) => ({ text, file, line })),
  }
}

/** A value is unknown as soon as a part of it is. One that is not there has no basis. */
function stateOf(value: Value): Basis | 'unknown' | 'absent' {
  if (value.kind === 'absent') return 'absent'
  return hasUnknown(value) ? 'unknown' : basisOf(value)
}

function hasUnknown(value: Value): boolean {
  const pending: Value[] = [value]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'unknown' || next.kind === 'template') return true
    if ((next.kind === 'list' || next.kind === 'map') && next.rest !== undefined) return true
    if (next.kind === 'list') for (const element of next.elements) pending.push(element)
    if (next.kind === 'map') for (const entry of next.entries.values()) pending.push(entry)
  }
  return false
}

/** The line's own text stays behind: it may hold what the plan marks as sensitive. */
function placeAsJson({ file, line, column }: Location): unknown {
  return { file, line, column }
}
