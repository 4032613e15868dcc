import type { Plan, ResourceInstance } from '../plan/plan.ts'
import type { Value } from '../plan/value.ts'
import type { EnforcementLevel, Policy, Rule } from '../policy/policy.ts'
import type { Resolution } from '../resolve/resolution.ts'
import { evaluateCondition } from './condition.ts'
import { indexByType } from './match.ts'
import { newRelationMemory } from './relation-memory.ts'
import type { Result } from './result.ts'
import { evaluateRule, type Judgement } from './rule.ts'
import type { Evaluator } from './scope.ts'
import { selectFrom } from './select.ts'
import { evaluateTest } from './test.ts'

/** The wishes of whoever runs the gate. */
export interface EvaluationOptions {
  readonly parameters: ReadonlyMap<string, Value>
  readonly trustReferences: boolean
  readonly enforcement: (rule: Rule) => EnforcementLevel
  readonly unknownBlocks: boolean
  /** What every condition and test is put to, for whoever watches them; without it the plain one. */
  readonly evaluator?: Evaluator
  /** Keep the values that passes rest on, too, with where they come from. */
  readonly proofOfPasses?: boolean
}

export const PLAIN_EVALUATOR: Evaluator = { condition: evaluateCondition, test: evaluateTest }

/** Puts every rule to the instances it is about. Results come in the order of the policies, then of the addresses. */
export function evaluate(
  plan: Plan,
  resolution: Resolution,
  policies: readonly Policy[],
  options: EvaluationOptions,
): readonly Result[] {
  const index = indexByType(plan.instances)
  let byAddress: ReadonlyMap<string, ResourceInstance> | undefined
  const judgement: Judgement = {
    evaluator: PLAIN_EVALUATOR,
    instanceAt: (address) => {
      byAddress ??= new Map(
        plan.instances
          .filter(({ deposed }) => deposed === undefined)
          .map((instance) => [instance.addressText, instance]),
      )
      return byAddress.get(address)
    },
    plan,
    resolution,
    index,
    select: selectFrom(plan, resolution, index),
    relations: newRelationMemory(),
    counts: new Map(),
    ...options,
  }
  return policies.flatMap((policy) => policy.rules.flatMap((rule) => evaluateRule(rule, policy, judgement)))
}
