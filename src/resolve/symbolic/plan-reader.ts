import type { ResourceInstance } from '../../plan/plan.ts'
import type { Value } from '../../plan/value.ts'

/** Planned values as they stand, and values as they will be. */
export interface PlanReader {
  readonly planned: (instance: ResourceInstance, name: string) => Value
  readonly applied: (instance: ResourceInstance, name: string) => Value
  readonly namesOf: (instance: ResourceInstance) => readonly string[]
}
