import type { Diagnostic } from './diagnostic.ts'
import { coverageOf, startRecording } from './examples/coverage.ts'
import { judgeExample, type LoadedPlan } from './examples/judge.ts'
import type { ExampleOutcome, ExamplesReport } from './examples/outcome.ts'
import { type Case, collectCases, type Suite } from './examples/suite.ts'
import type { Policy } from './policy/policy.ts'
import type { TestFile } from './policy/test-file.ts'
import { readPolicy } from './validate/policy-file.ts'
import { checkPolicySet } from './validate/policy-set.ts'
import { VERSION } from './version.ts'

/** What a run of examples is made of. All of it is data. */
export interface ExamplesInput {
  readonly policies: readonly TextFile[]
  /** Test files that could be read, each with the policies that it names. */
  readonly testFiles: readonly {
    readonly testFile: TestFile
    readonly policies: readonly TextFile[]
    /** All that it names could be read. */
    readonly isWhole: boolean
  }[]
  /** Ids of rules, with `*` as a wildcard; none: all rules. */
  readonly rules: readonly string[]
}

export interface TextFile {
  readonly file: string
  readonly text: string
}

/** The examples that are to be run, before their plans are read. */
export function readExamples({ policies: given, testFiles, rules }: ExamplesInput): Suite {
  const { policies, diagnostics } = readPolicies(given)
  const tested = testFiles.map(({ testFile, policies: files, isWhole }) => {
    const reading = readPolicies(files)
    return { testFile, ...reading, isWhole: isWhole && reading.policies.length === files.length }
  })
  const suite = collectCases(policies, tested, rules)
  const problems = [
    ...diagnostics,
    ...checkPolicySet(policies),
    ...tested.flatMap((one) => [...one.diagnostics, ...checkPolicySet(one.policies)]),
  ]
  return { ...suite, diagnostics: [...unique(problems), ...suite.diagnostics] }
}

/** Judges the examples one by one. `planOf` gives what was read of the plan that an example names, undefined where it names none. */
export function runExamples(
  suite: Suite,
  files: readonly string[],
  planOf: (example: Case) => LoadedPlan | undefined,
): ExamplesReport {
  const recorder = startRecording()
  const outcomes = suite.cases.map(
    (example): ExampleOutcome => judgeExample(example, planOf(example), recorder.evaluator),
  )
  const shown = new Set(suite.cases.map(({ rule }) => rule.id))
  return {
    toolVersion: VERSION,
    files,
    outcomes,
    withoutExamples: suite.rules.filter(({ id }) => !shown.has(id)).map(({ id }) => id),
    coverage: coverageOf([...suite.rules, ...suite.cases.map(({ rule }) => rule)], recorder),
    diagnostics:
      suite.cases.length === 0 && suite.diagnostics.length === 0 ? [noExamples()] : suite.diagnostics,
  }
}

function readPolicies(files: readonly TextFile[]): {
  readonly policies: readonly Policy[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const readings = files.map(({ file, text }) => readPolicy(text, file))
  return {
    policies: readings.flatMap(({ policy }) => policy ?? []),
    diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
  }
}

/** A policy that several test files name is read for each of them. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()]
}

function noExamples(): Diagnostic {
  return {
    code: 'no-examples',
    severity: 'error',
    message: 'there is no example to run',
    help: 'write some under `examples` of a rule, or in a test file (`NAME.policy_test.yaml`)',
  }
}
