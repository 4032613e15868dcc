import type { Leaf, Report, Result, RuleSummary } from '../../src/evaluate/result.ts'
import type { Value } from '../../src/plan/value.ts'

const TITLES: ReadonlyMap<string, string> = new Map([
  ['s3-policy-names-the-trail', 'Only the trail may write to its bucket'],
  ['kms-rotation', 'A key is rotated each year'],
])

export const KNOWN_TRUE: Value = { kind: 'known', value: true }
export const KNOWN_FALSE: Value = { kind: 'known', value: false }

export function leaf(path: Leaf['path'], value: Value, address?: string): Leaf {
  return { path, value, ...(address === undefined ? {} : { address }) }
}

export function result(given: Partial<Result>): Result {
  return {
    plan: 'tfplan',
    rule: 'cloudtrail-multi-region',
    policy: 'cloudtrail-trail',
    address: 'aws_cloudtrail.main',
    status: 'pass',
    severity: 'high',
    enforcement: 'soft-mandatory',
    blocking: given.status === 'fail' || given.status === 'error',
    basis: 'known',
    message: `${given.address ?? 'aws_cloudtrail.main'} records only its home region`,
    proof: [],
    waitsFor: [],
    notes: [],
    ...given,
  }
}

/** A report with one plan; its rules are those that the results name. */
export function report(results: readonly Result[], given: Partial<Report> = {}): Report {
  const plans = [...new Set(['tfplan', ...results.map(({ plan }) => plan)])]
  return {
    toolVersion: '1.2.3',
    plans: plans.map((id) => ({
      id,
      input: 'plan-file',
      formatVersion: '1.2',
      terraformVersion: '1.11.4',
      incomplete: [],
      sources: 'none',
      instances: 14,
    })),
    rules: rulesOf(results),
    results,
    diagnostics: [],
    ...given,
  }
}

export function rulesOf(results: readonly Result[]): readonly RuleSummary[] {
  return [...new Set(results.map(({ rule }) => rule))].sort().map((id) => ({
    id,
    title: TITLES.get(id) ?? `The title of ${id}`,
    severity: 'high',
    policy: 'cloudtrail-trail',
    controls: ['cis-aws-5.0:3.1'],
    matched: results.filter(({ rule }) => rule === id).length,
  }))
}
