import type { Diagnostic } from './diagnostic.ts'
import { enforcementOf } from './evaluate/enforcement.ts'
import { reportWaivers } from './evaluate/waive.ts'
import { lintPolicies, lintTestExamples } from './lint/lint.ts'
import { lintWaivers } from './lint/waivers.ts'
import type { Configuration } from './policy/configuration.ts'
import type { Policy } from './policy/policy.ts'
import { checkEnforcement } from './validate/configuration-file.ts'
import { checkExampleParameters } from './validate/example-parameters.ts'
import { resolveParameters } from './validate/parameters.ts'
import { readPolicy } from './validate/policy-file.ts'
import { checkPolicySet } from './validate/policy-set.ts'
import { readTestFile } from './validate/test-file.ts'
import { checkTestFile } from './validate/test-set.ts'
import { readWaivers } from './validate/waiver-file.ts'
import { checkWaivers } from './validate/waiver-set.ts'

/** What is looked at before any plan is seen. All of it is data. */
export interface LintInput {
  readonly policies: readonly TextFile[]
  readonly configuration: Configuration
  /** Nobody wrote the configuration: parameters without a default may be given later. */
  readonly isConfigurationDefault: boolean
  readonly waivers: readonly TextFile[]
  /** Each with the policies that it names; undefined where not all of these can be read. */
  readonly testFiles: readonly (TextFile & { readonly tested: readonly TextFile[] | undefined })[]
  /** In UTC: `2026-01-31`. */
  readonly today: string
}

export interface TextFile {
  readonly file: string
  readonly text: string
}

/**
 * Everything that is wrong with policies, a configuration and waivers, by themselves and beside each other. Whatever is said of
 * names across files waits until every policy can be read. A strict configuration makes errors of warnings.
 */
export function lint(input: LintInput): readonly Diagnostic[] {
  const { configuration } = input
  const readings = input.policies.map(({ file, text }) => readPolicy(text, file))
  const policies = readings.flatMap(({ policy }) => policy ?? [])
  const isWhole = policies.length > 0 && policies.length === input.policies.length
  const found = [
    ...readings.flatMap(({ diagnostics }) => diagnostics),
    ...checkPolicySet(policies),
    ...lintPolicies(policies),
    ...policies.flatMap((policy) =>
      checkExampleParameters(
        policy,
        policy.rules.flatMap(({ examples }) => examples),
      ),
    ),
    ...input.testFiles.flatMap(lintTestFile),
    ...(isWhole ? lintConfiguration(input, policies) : []),
    ...input.waivers.flatMap((file) => lintWaiverFile(file, isWhole ? policies : undefined, input)),
  ]
  return configuration.strict ? found.map(harden) : found
}

function lintConfiguration(
  { configuration, isConfigurationDefault }: LintInput,
  policies: readonly Policy[],
): readonly Diagnostic[] {
  const { parameters, otherPolicies } = configuration
  const { diagnostics } = resolveParameters(policies, parameters, otherPolicies)
  return [
    ...checkEnforcement(configuration, policies),
    ...diagnostics.flatMap((diagnostic) => {
      if (diagnostic.code !== 'missing-parameter') return [diagnostic]
      return isConfigurationDefault ? [] : [{ ...diagnostic, severity: 'warning' as const }]
    }),
  ]
}

/** Without the policies that it tests only the file itself is looked at. */
function lintTestFile({ file, text, tested }: LintInput['testFiles'][number]): readonly Diagnostic[] {
  const { testFile, diagnostics } = readTestFile(text, file)
  const policies = (tested ?? []).flatMap((one) => readPolicy(one.text, one.file).policy ?? [])
  if (testFile === undefined || tested === undefined || policies.length < tested.length) return diagnostics
  return [...diagnostics, ...checkTestFile(testFile, policies), ...lintTestExamples(testFile)]
}

/** Without all of the policies only the file itself is looked at. */
function lintWaiverFile(
  { file, text }: TextFile,
  policies: readonly Policy[] | undefined,
  { configuration, today }: LintInput,
): readonly Diagnostic[] {
  const { waivers, diagnostics } = readWaivers(text, file)
  if (waivers === undefined || policies === undefined) return diagnostics
  const { enforcement, maxWaiverDays, otherPolicies = false } = configuration
  const checked = checkWaivers(waivers, policies, {
    today,
    maxWaiverDays,
    otherPolicies,
    enforcement: (rule) => enforcementOf(rule, enforcement),
  })
  return [
    ...diagnostics,
    ...checked.diagnostics,
    ...lintWaivers(waivers, policies),
    ...reportWaivers(checked.waivers, [], today),
  ]
}

/** Warnings about names that policies which are left out here may have. */
const ELSEWHERE: readonly string[] = ['unknown-rule', 'unknown-parameter']

function harden(diagnostic: Diagnostic): Diagnostic {
  const { severity, code } = diagnostic
  return severity === 'warning' && !ELSEWHERE.includes(code)
    ? { ...diagnostic, severity: 'error' }
    : diagnostic
}
