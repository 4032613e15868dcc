import type { ResourceMode } from '../plan/address.ts'
import type { InstanceKey } from '../plan/instance-key.ts'
import type { Step } from '../plan/value.ts'

/** One step behind the thing referred to, in the two ways that Terraform's language writes it: `.name` and `["name"]`, `[0]`. */
export type ReferenceStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: string | number }

/**
 * What an expression names, as far as plan JSON tells (Terraform `addrs/parse_ref.go`). Where the language cannot see a key
 * or an attribute before the expression is evaluated (`x[each.key].id`, `x[*].id`), neither is in the reference.
 */
export type Reference = (
  | {
      readonly kind: 'resource'
      readonly mode: ResourceMode
      readonly type: string
      readonly name: string
      readonly key: InstanceKey
      readonly rest: readonly ReferenceStep[]
    }
  | {
      readonly kind: 'module'
      readonly call: string
      readonly key: InstanceKey
      /** Absent where the module is named as a whole. */
      readonly output?: string
      readonly rest: readonly ReferenceStep[]
    }
  | { readonly kind: NamedRoot; readonly name: string; readonly rest: readonly ReferenceStep[] }
  | { readonly kind: 'self'; readonly rest: readonly ReferenceStep[] }
  | {
      readonly kind: 'action'
      readonly type: string
      readonly name: string
      readonly key: InstanceKey
      readonly rest: readonly ReferenceStep[]
    }
  | { readonly kind: 'unreadable'; readonly text: string }
) & {
  /** It stood alone, without the shorter forms of itself that Terraform has written after it since format 0.2. */
  readonly alone?: true
}

/** The roots that are followed by one name: `var.x`, `each.key`, `path.module`. */
export const NAMED_ROOTS = ['var', 'local', 'each', 'count', 'path', 'terraform', 'tofu'] as const
export type NamedRoot = (typeof NAMED_ROOTS)[number]

/** The attribute path that a reference takes into an instance; null when it names the instance as a whole. */
export function pathOfSteps(steps: readonly ReferenceStep[]): readonly Step[] | null {
  return steps.length === 0 ? null : steps.map((step) => (step.kind === 'attribute' ? step.name : step.key))
}
