import type { Diagnostic } from '../diagnostic.ts'
import type { Example, GivenParameter, Policy } from '../policy/policy.ts'
import { resolveParameters } from './parameters.ts'

/** What is wrong with the values that examples give to the parameters of their policy. Those that they leave out may not be needed. */
export function checkExampleParameters(
  policy: Policy,
  examples: readonly Pick<Example, 'parameters'>[],
): readonly Diagnostic[] {
  return examples.flatMap(({ parameters }) => checkGivenParameters([policy], parameters))
}

/** The same of values that are given to several policies. */
export function checkGivenParameters(
  policies: readonly Policy[],
  given: readonly GivenParameter[],
): readonly Diagnostic[] {
  if (given.length === 0) return []
  return resolveParameters(policies, given).diagnostics.filter(({ code }) => code !== 'missing-parameter')
}
