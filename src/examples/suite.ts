import type { Diagnostic } from '../diagnostic.ts'
import { isGlob, matchesGlob } from '../plan/glob.ts'
import type { Example, GivenParameter, Policy, Rule } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import type { TestFile } from '../policy/test-file.ts'
import { checkTestFile, findRule } from '../validate/test-set.ts'

/** An example with the rule that it is about. */
export interface Case {
  readonly policy: Policy
  readonly rule: Rule
  readonly example: Example
  /** What the test file says for all of its examples. */
  readonly parameters: readonly GivenParameter[]
}

/** All that is to be run. */
export interface Suite {
  readonly cases: readonly Case[]
  /** The rules that are asked for, each with an example or without. */
  readonly rules: readonly Rule[]
  readonly diagnostics: readonly Diagnostic[]
}

/** A test file, and the policies that it names. */
export interface TestedPolicies {
  readonly testFile: TestFile
  /** Those that can be read. */
  readonly policies: readonly Policy[]
  /** All of them can. */
  readonly isWhole: boolean
}

/**
 * The examples of policies and those of test files, of all rules or of those that `wanted` names (`*` is a wildcard). A name that
 * fits nothing is an error.
 */
export function collectCases(
  policies: readonly Policy[],
  tests: readonly TestedPolicies[],
  wanted: readonly string[],
): Suite {
  const isWanted = (id: string): boolean =>
    wanted.length === 0 || wanted.some((pattern) => matchesGlob(pattern, id))
  const own = policies.flatMap((policy) =>
    policy.rules.flatMap((rule) =>
      rule.examples.map((example): Case => ({ policy, rule, example, parameters: [] })),
    ),
  )
  const foreign = tests.flatMap(({ testFile, policies: tested }) =>
    testFile.tests.flatMap(({ rule: { value: id }, examples }) => {
      const found = findRule(id, tested)
      return found === undefined
        ? []
        : examples.map((example): Case => ({ ...found, example, parameters: testFile.parameters }))
    }),
  )
  const all = [...own, ...foreign]
  const rules = new Map(
    [...policies.flatMap((policy) => policy.rules), ...all.map(({ rule }) => rule)].map((rule) => [
      rule.id,
      rule,
    ]),
  )
  const unfit = wanted.filter((pattern) => ![...rules.keys()].some((id) => matchesGlob(pattern, id)))
  return {
    cases: all.filter(({ rule }) => isWanted(rule.id)),
    rules: [...rules.values()].filter(({ id }) => isWanted(id)),
    diagnostics: [
      ...tests.flatMap(({ testFile, policies: tested, isWhole }) =>
        isWhole ? checkTestFile(testFile, tested) : [],
      ),
      ...unfit.map((pattern) => noSuchRule(pattern, [...rules.keys()])),
    ],
  }
}

function noSuchRule(pattern: string, known: readonly string[]): Diagnostic {
  const help = isGlob(pattern) ? undefined : didYouMean(pattern, known)
  return {
    code: 'unknown-rule',
    severity: 'error',
    message: isGlob(pattern) ? `no rule fits \`${pattern}\`` : `there is no rule \`${pattern}\``,
    help: help ?? '`plangate list` shows the rules',
  }
}
