import type { Plan } from '../plan/plan.ts'
import { ABSENT, type Value } from '../plan/value.ts'
import { PLAN_FACTS, type PlanFact } from '../policy/view.ts'
import type { DocumentReader } from './document-value.ts'
import type { Subject } from './selected.ts'

/** What a rule about the plan as a whole can ask of it. */
export function planFacts(plan: Plan, read: DocumentReader): Subject {
  const facts: Readonly<Record<PlanFact, Value>> = {
    terraform_version: orAbsent(plan.terraformVersion),
    format_version: orAbsent(plan.formatVersion),
    timestamp: orAbsent(plan.timestamp),
    complete: completeness(plan),
    variables:
      plan.document.variables === undefined
        ? { kind: 'map', entries: new Map() }
        : given(read(['variables'])),
  }
  return {
    kind: 'value',
    value: { kind: 'map', form: 'object', entries: new Map(PLAN_FACTS.map((name) => [name, facts[name]])) },
    path: [],
    label: 'the plan',
  }
}

function orAbsent(text: string | undefined): Value {
  return text === undefined ? ABSENT : { kind: 'known', value: text }
}

/** Terraform before 1.8 and OpenTofu do not say. */
function completeness({ incomplete, complete }: Plan): Value {
  const [reason] = incomplete
  if (reason !== undefined || complete === false) return { kind: 'known', value: false }
  if (complete === true) return { kind: 'known', value: true }
  const because = 'the plan does not say whether it covers the whole configuration'
  return { kind: 'unknown', unknown: { id: 'whether the plan is complete', waitsFor: [], because } }
}

/** The values of variables, without the objects that the plan puts around them. */
function given(variables: Value): Value {
  if (variables.kind !== 'map') return variables
  return {
    ...variables,
    entries: new Map(
      [...variables.entries].map(([name, entry]) => {
        const value = entry.kind === 'map' ? entry.entries.get('value') : undefined
        const inner: Value = value ?? { kind: 'null' }
        return [name, entry.sensitive === true ? { ...inner, sensitive: true } : inner]
      }),
    ),
  }
}
