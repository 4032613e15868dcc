import type { Diagnostic } from '../diagnostic.ts'
import type { Policy, Rule } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import type { TestFile } from '../policy/test-file.ts'
import { checkExampleParameters, checkGivenParameters } from './example-parameters.ts'
import { collectProblems, quote, sortByPlace } from './problems.ts'

/** What is wrong with a test file only where it meets the policies that it tests: rules and parameters that these do not have. */
export function checkTestFile(testFile: TestFile, policies: readonly Policy[]): readonly Diagnostic[] {
  const problems = collectProblems()
  const parameters = testFile.tests.flatMap(({ rule: { value: id, location }, examples }) => {
    const found = findRule(id, policies)
    if (found !== undefined) return checkExampleParameters(found.policy, examples)
    problems.error(
      'unknown-rule',
      location,
      `none of the tested policies has a rule ${quote(id)}`,
      didYouMean(
        id,
        policies.flatMap(({ rules }) => rules.map((rule) => rule.id)),
      ),
    )
    return []
  })
  return sortByPlace([
    ...problems.diagnostics,
    ...checkGivenParameters(policies, testFile.parameters),
    ...parameters,
  ])
}

/** The rule of this id, and the policy that it stands in. */
export function findRule(
  id: string,
  policies: readonly Policy[],
): { readonly policy: Policy; readonly rule: Rule } | undefined {
  for (const policy of policies) {
    const rule = policy.rules.find((candidate) => candidate.id === id)
    if (rule !== undefined) return { policy, rule }
  }
  return undefined
}
