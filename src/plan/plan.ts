import type { ResourceAddress } from './address.ts'
import type { Change, ConfigResource, Configuration, Json, PlanDocument } from './plan-document.ts'
import type { SourceTree } from './source-tree.ts'

/** What Terraform will do with an instance. Terraform may add words; an unrecognised one is kept as it is. */
export type Action = 'no-op' | 'create' | 'read' | 'update' | 'delete' | 'forget' | (string & {})

/** One instance of a resource or data source, after `count` and `for_each`, as the plan shows it. */
export interface ResourceInstance {
  readonly address: ResourceAddress
  /** The address as Terraform prints it. Two instances can share it: an object and its deposed predecessor. */
  readonly addressText: string
  /** The address of its module as Terraform prints it; empty for the root. */
  readonly moduleText: string
  readonly providerName: string
  /** Set for an object that a replacement left behind and that is about to be destroyed. */
  readonly deposed?: string
  readonly actions: readonly Action[]
  readonly change: Change
  /** Its block in the configuration; absent for generated imports and for what only the state knows. */
  readonly configuration?: ConfigResource
  /** `state`: the instance stands only in the prior state; it is not touched by this plan. */
  readonly from: 'change' | 'state'
}

/** Why parts of the plan may be missing, so that absence proves nothing. */
export interface Incompleteness {
  readonly kind: 'targeted' | 'deferred' | 'refresh-only' | 'missing-instances'
  readonly text: string
}

/** Our model of a plan. INVARIANT: instances are sorted by address; nothing in it is changed after it is made. */
export interface Plan {
  /** What the user called it: the path as given, or `-`. */
  readonly id: string
  readonly input: 'plan-file' | 'json' | 'stdin'
  readonly sources: 'none' | 'plan-file' | 'folder'
  /** The configuration's own text, where the sources are at hand. */
  readonly sourceTree?: SourceTree
  readonly formatVersion: string
  readonly terraformVersion?: string
  readonly timestamp?: string
  /** What the plan says of itself; absent before Terraform 1.8 and in OpenTofu. */
  readonly complete?: boolean
  readonly incomplete: readonly Incompleteness[]
  readonly instances: readonly ResourceInstance[]
  readonly configuration: Configuration
  /** Root variables as they were given, before conversion to their type. */
  readonly variables: ReadonlyMap<string, Json>
  /** The sections of the plan JSON that hold no planned values, for rules about the document itself. */
  readonly document: DocumentSections
}

export type DocumentSections = Omit<
  PlanDocument,
  'resource_changes' | 'deferred_changes' | 'prior_state' | 'relevant_attributes'
>

/** True in all three forms: `delete, create`, `create, delete` and `create, forget`. */
export function isReplacement(actions: readonly Action[]): boolean {
  return actions.length === 2 && actions.includes('create')
}

/** Whether there is an object behind this address once the plan is applied. */
export function existsAfter(instance: ResourceInstance): boolean {
  return (
    instance.deposed === undefined && instance.change.after !== null && instance.change.after !== undefined
  )
}
