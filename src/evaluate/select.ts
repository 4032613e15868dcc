import type { Plan, ResourceInstance } from '../plan/plan.ts'
import type { ViewMatch } from '../policy/condition.ts'
import type { Resolution } from '../resolve/resolution.ts'
import { documentNodes } from './document-nodes.ts'
import { type DocumentReader, documentReader } from './document-value.ts'
import { type InstanceIndex, selectInstances } from './match.ts'
import { networkRuleRows } from './network-rows.ts'
import { planFacts } from './plan-facts.ts'
import type { Candidate, Select, Selected } from './selected.ts'

/** `index` holds the instances of the plan. What views show of an instance is remembered. */
export function selectFrom(plan: Plan, resolution: Resolution, index: InstanceIndex): Select {
  let reader: DocumentReader | undefined
  const read: DocumentReader = (path) => {
    reader ??= documentReader(plan)
    return reader(path)
  }
  const rows = new Map<ResourceInstance, readonly Candidate[]>()
  const rowsOf = (instance: ResourceInstance): readonly Candidate[] => {
    let found = rows.get(instance)
    if (found === undefined) {
      found = networkRuleRows(instance, resolution)
      rows.set(instance, found)
    }
    return found
  }
  return (match) => {
    switch (match.kind) {
      case 'instances':
        return selectInstances(match, index).map((instance) => ({
          address: instance.addressText,
          candidates: [{ subject: { kind: 'instance', instance } }],
        }))
      case 'plan':
        return [{ address: null, candidates: [{ subject: planFacts(plan, read) }] }]
      case 'view':
        return selectRows(match, index, rowsOf)
      case 'document':
        return documentNodes(plan, match.document, read).map(({ subject, node }) => ({
          address: null,
          node,
          candidates: [{ subject }],
        }))
    }
  }
}

function selectRows(
  match: ViewMatch,
  index: InstanceIndex,
  rowsOf: (instance: ResourceInstance) => readonly Candidate[],
): readonly Selected[] {
  return selectInstances(match, index).flatMap((instance) => {
    const candidates = rowsOf(instance)
    return candidates.length === 0 ? [] : [{ address: instance.addressText, candidates }]
  })
}
