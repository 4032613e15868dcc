import type { Diagnostic } from '../diagnostic.ts'
import type { Policy, Rule } from '../policy/policy.ts'
import type { TestFile } from '../policy/test-file.ts'
import { collectProblems, type Problems, sortByPlace } from '../validate/problems.ts'
import { checkCondition } from './condition.ts'
import { type Context, enterResource } from './context.ts'
import { checkExamples } from './examples.ts'
import { siteOfMatch, siteOfOwners } from './match.ts'
import { saySame } from './opposites.ts'
import { checkInterpolations } from './test.ts'

/**
 * What is wrong with policies that read well, as far as it shows before any plan: types and paths that the provider does not
 * have, operators that cannot apply, conditions that can never be true or never be false. File by file, in the order of each.
 */
export function lintPolicies(policies: readonly Policy[]): readonly Diagnostic[] {
  return policies.flatMap(({ rules }) => {
    const problems = collectProblems()
    for (const rule of rules) checkRule(rule, problems)
    return sortByPlace(unique(problems.diagnostics))
  })
}

/** The same of the examples in a test file. */
export function lintTestExamples({ tests }: TestFile): readonly Diagnostic[] {
  const problems = collectProblems()
  for (const { examples } of tests) checkExamples(examples, problems)
  return sortByPlace(problems.diagnostics)
}

function checkRule({ match, when, require, forbid, message, examples }: Rule, problems: Problems): void {
  const site = siteOfMatch(match, problems)
  const nowhere: Context = {
    problems,
    here: undefined,
    instance: undefined,
    bound: new Map(),
    isGuarded: false,
  }
  const about = enterResource(nowhere, site, 'self')
  const context = { ...about, bound: new Map(about.bound).set('owner', siteOfOwners(match, problems)) }
  const { where } = match
  for (const condition of [where, when, require, forbid]) {
    const isGuarded = when !== undefined && condition !== where && condition !== when
    if (condition !== undefined) checkCondition(condition, { ...context, isGuarded })
  }
  checkInterpolations(message.parts, context)
  checkExamples(examples, problems)
  if (when !== undefined && require !== undefined && saySame(when, require)) {
    problems.error(
      'condition-never-false',
      require.at,
      'this can never be false: the rule applies only where it holds',
      '`when` says what the rule is about, `require` what must hold there',
    )
  }
  if (require !== undefined && forbid !== undefined && saySame(require, forbid)) {
    problems.error('condition-never-true', forbid.at, 'the rule can never pass: it forbids what it requires')
  }
}

/** A definition is read wherever it is used: what is wrong with it is said once. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [
    ...new Map(
      diagnostics.map((diagnostic) => {
        const { code, message, location } = diagnostic
        return [JSON.stringify([code, message, location?.file, location?.line, location?.column]), diagnostic]
      }),
    ).values(),
  ]
}
