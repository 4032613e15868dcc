import { acquirePlan, type PlanInput } from '../check.ts'
import type { Diagnostic } from '../diagnostic.ts'
import { evaluate } from '../evaluate/evaluate.ts'
import { literal } from '../evaluate/operand.ts'
import type { Result } from '../evaluate/result.ts'
import type { Evaluator } from '../evaluate/scope.ts'
import type { Plan } from '../plan/plan.ts'
import type { Example } from '../policy/policy.ts'
import { resolvePlan } from '../resolve/plan.ts'
import { resolve } from '../resolve/resolve.ts'
import { resolveParameters } from '../validate/parameters.ts'
import { compare } from './expectation.ts'
import type { ExampleOutcome } from './outcome.ts'
import type { Case } from './suite.ts'

/** The plan that an example names, or why there is none. */
export type LoadedPlan =
  | { readonly plan: PlanInput }
  | { readonly plan?: never; readonly diagnostics: readonly Diagnostic[] }

/** Judges the plan of an example by its rule alone, with the parameters' defaults and what the example says beside them. */
export function judgeExample(
  given: Case,
  loaded: LoadedPlan | undefined,
  evaluator: Evaluator,
): ExampleOutcome {
  const { policy, rule, example } = given
  const about = {
    rule: rule.id,
    policy: policy.name,
    kind: example.kind,
    title: example.title,
    location: example.location,
  }
  const { plan, diagnostics: wrongPlan } = planOf(example, loaded)
  const { values, diagnostics: told } = resolveParameters(
    [policy],
    [...given.parameters.filter(({ name }) => policy.parameters.has(name)), ...example.parameters],
  )
  const missing = told.filter(({ code }) => code === 'missing-parameter')
  const wrong = told.filter((diagnostic) => !missing.includes(diagnostic))
  if (plan === undefined || wrong.length > 0) {
    return { ...about, status: 'error', mismatches: [], diagnostics: [...wrongPlan, ...wrong] }
  }
  const results = evaluate(plan, resolve(plan), [{ ...policy, rules: [rule] }], {
    parameters: new Map([...values].map(([name, value]) => [name, literal(value)])),
    trustReferences: false,
    enforcement: () => 'soft-mandatory',
    unknownBlocks: false,
    proofOfPasses: true,
    evaluator,
  })
  const mismatches = compare(example, results)
  const blamed = mismatches.some(({ result }) => isUnanswered(result)) ? missing.map(askForValue) : []
  return {
    ...about,
    status: mismatches.length === 0 ? 'pass' : 'fail',
    mismatches,
    diagnostics: [...wrongPlan, ...blamed],
  }
}

function planOf(
  { source, location }: Example,
  loaded: LoadedPlan | undefined,
): { readonly plan?: Plan; readonly diagnostics: readonly Diagnostic[] } {
  if (source.kind === 'document') {
    const id = `${location.file}:${location.line}`
    return {
      plan: resolvePlan(source.document, { id, input: 'json', sources: 'none' }),
      diagnostics: [],
    }
  }
  if (loaded?.plan === undefined) return { diagnostics: (loaded?.diagnostics ?? []).map(placed) }
  const { plan, diagnostics } = acquirePlan(loaded.plan)
  return { ...(plan === undefined ? {} : { plan }), diagnostics: diagnostics.map(placed) }

  /** What is wrong with a file is shown where the example names it. */
  function placed(diagnostic: Diagnostic): Diagnostic {
    return source.kind === 'plan' && diagnostic.location === undefined
      ? { ...diagnostic, location: source.location }
      : diagnostic
  }
}

function isUnanswered(result: Result | undefined): boolean {
  return result?.status === 'error'
}

/** Other rules of the policy may not need it, so it is only said where the rule could not be evaluated. */
function askForValue(diagnostic: Diagnostic): Diagnostic {
  return {
    ...diagnostic,
    severity: 'note',
    help: 'give it a value under `parameters` of the example or of the test file',
  }
}
