import { isDeepStrictEqual } from 'node:util'
import type { Diagnostic } from '../diagnostic.ts'
import type { Example, Parameter, Policy, Rule } from '../policy/policy.ts'
import { collectProblems, type Problems, quote } from './problems.ts'

/** What is wrong only where policies meet: ids that two of them have, and parameters that they declare differently. */
export function checkPolicySet(policies: readonly Policy[]): readonly Diagnostic[] {
  const problems = collectProblems()
  const names = new Map<string, Policy>()
  const rules = new Map<string, Rule>()
  const parameters = new Map<string, Parameter>()
  for (const policy of policies) {
    const namesake = names.get(policy.name)
    names.set(policy.name, namesake ?? policy)
    if (namesake !== undefined) {
      problems.error(
        'duplicate-policy',
        { file: policy.file, line: 1, column: 1 },
        `two policies are called ${quote(policy.name)}`,
        `the other one is ${namesake.file}`,
      )
    }
    for (const rule of policy.rules) {
      const before = rules.get(rule.id)
      rules.set(rule.id, before ?? rule)
      if (before !== undefined) {
        problems.error(
          'duplicate-rule',
          rule.location,
          `two rules have the id ${quote(rule.id)}`,
          `the other one stands in ${placeOf(before)}`,
        )
      }
    }
    for (const [name, parameter] of policy.parameters) {
      const before = parameters.get(name)
      parameters.set(name, before ?? parameter)
      if (before !== undefined) compareDeclarations(name, parameter, before, problems)
    }
  }
  return problems.diagnostics
}

function compareDeclarations(
  name: string,
  parameter: Parameter,
  before: Parameter,
  problems: Problems,
): void {
  const help = `it is also declared in ${placeOf(before)}; parameters have one namespace over all policies`
  if (parameter.type !== before.type) {
    problems.error(
      'parameter-conflict',
      parameter.location,
      `the parameter ${quote(name)} is a ${parameter.type} here and a ${before.type} elsewhere`,
      help,
    )
    return
  }
  const isDifferent =
    parameter.default !== undefined &&
    before.default !== undefined &&
    !isDeepStrictEqual(parameter.default, before.default)
  if (isDifferent) {
    problems.error(
      'parameter-conflict',
      parameter.location,
      `the parameter ${quote(name)} has one default here and another elsewhere`,
      help,
    )
  }
}

function placeOf({ location }: Rule | Parameter): string {
  return `${location.file}:${location.line}`
}

const NEEDED: readonly Example['kind'][] = ['pass', 'fail', 'unknown']

/** The kinds of examples that a rule lacks: it should show one of each, or say why unknown cannot happen. */
export function missingExamples(rule: Rule): readonly Example['kind'][] {
  return NEEDED.filter(
    (kind) =>
      !rule.examples.some((example) => example.kind === kind) &&
      !(kind === 'unknown' && rule.unknownCannotHappen !== undefined),
  )
}
