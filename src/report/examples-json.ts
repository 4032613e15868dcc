import type { Location } from '../diagnostic.ts'
import { type ExampleOutcome, type ExamplesReport, exitCodeOf, isCovered } from '../examples/outcome.ts'
import { reasonsOf } from './examples-wording.ts'
import { diagnosticAsJson } from './json.ts'

/** The first number changes when something is taken away or gets another meaning, the second when something is added. */
const TEST_VERSION = '1.0'

/** For programs: `schemas/test.schema.json` says what is in it. */
export function examplesAsJson(report: ExamplesReport): string {
  const { toolVersion, files, outcomes, withoutExamples, coverage, diagnostics } = report
  const count = (wanted: ExampleOutcome['status']): number =>
    outcomes.filter(({ status }) => status === wanted).length
  const exitCode = exitCodeOf(report)
  const document = {
    testVersion: TEST_VERSION,
    tool: { name: 'plangate', version: toolVersion },
    status: (['pass', 'fail', 'error'] as const)[exitCode],
    exitCode,
    files,
    summary: { pass: count('pass'), fail: count('fail'), error: count('error') },
    examples: outcomes.map(outcomeAsJson),
    withoutExamples,
    coverage: {
      conditions: coverage.length,
      covered: coverage.filter(isCovered).length,
      uncovered: coverage
        .filter((condition) => !isCovered(condition))
        .map(({ rule, label, location, seen }) => ({
          rule,
          condition: label,
          seen: [...seen].sort(),
          location: placeAsJson(location),
        })),
    },
    diagnostics: diagnostics.map(diagnosticAsJson),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function outcomeAsJson(outcome: ExampleOutcome): unknown {
  const { rule, policy, kind, title, status, location, mismatches, diagnostics } = outcome
  return {
    rule,
    policy,
    kind,
    title,
    status,
    location: placeAsJson(location),
    mismatches: mismatches.map((mismatch) => ({
      address: mismatch.address,
      expected: mismatch.expected ?? null,
      status: mismatch.result?.status ?? null,
      because: reasonsOf(mismatch),
    })),
    diagnostics: diagnostics.map(diagnosticAsJson),
  }
}

/** Without the line's own text: it may hold what an example marks as sensitive. */
function placeAsJson({ file, line, column }: Location): unknown {
  return { file, line, column }
}
