import type { ResourceInstance } from '../plan/plan.ts'
import { basisOf, type Value, weakerBasis } from '../plan/value.ts'

export function isTerraformData({ providerName, address }: ResourceInstance): boolean {
  return (
    providerName === 'terraform.io/builtin/terraform' &&
    address.mode === 'managed' &&
    address.type === 'terraform_data'
  )
}

/**
 * What `output` will be where the plan leaves it open: the input, whatever that is. Only a plan without an input knows it to be null.
 * Source: Terraform, internal/builtin/providers/terraform/resource_data.go, `applyDataStoreResourceChange`.
 */
export function outputOf(input: Value): Value | undefined {
  if (input.kind === 'null' || input.kind === 'absent') return undefined
  return {
    ...input,
    basis: weakerBasis(basisOf(input), 'predicted'),
    origin: [{ text: 'its input' }, ...(input.origin ?? [])],
  }
}
