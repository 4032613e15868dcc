import { existsAfter, type Plan, type ResourceInstance } from '../../plan/plan.ts'
import type { Json } from '../../plan/plan-document.ts'
import { typeFacts } from './identifiers.ts'
import { DESCRIBED, readVersions, type VersionRange } from './provider-version.ts'
import { attributeFacts } from './schema.ts'

/**
 * The releases of the AWS provider that can have made a plan: those that its version constraints allow, and since version 6 every
 * regional resource has a `region` of its own (provider 6 upgrade guide).
 */
export function versionsOf(plan: Plan): VersionRange {
  const constraints = Object.values(plan.configuration.provider_config ?? {}).flatMap(
    ({ full_name, version_constraint }) =>
      full_name?.endsWith('/hashicorp/aws') === true && version_constraint !== undefined
        ? [version_constraint]
        : [],
  )
  const evidence = plan.instances.find(isTelling)
  if (evidence !== undefined) constraints.push(hasRegion(evidence) ? '>= 6.0.0' : '< 6.0.0')
  return readVersions(constraints.join(', ')) ?? readVersions(constraints.at(-1) ?? '') ?? DESCRIBED
}

/** A regional resource of a type that had no such attribute in version 5. */
function isTelling(instance: ResourceInstance): boolean {
  const { mode, type } = instance.address
  if (mode !== 'managed' || instance.from !== 'change' || !existsAfter(instance)) return false
  const arn = typeFacts(type)?.attributes.arn ?? []
  return (
    arn.some(({ value }) => value.startsWith('arn:${partition}:') && value.includes(':${region}:')) &&
    attributeFacts(type, ['region']) === 'no-such-attribute'
  )
}

function hasRegion({ change }: ResourceInstance): boolean {
  return [change.after, change.after_unknown].some((part: Json | undefined) =>
    Object.hasOwn(Object(part), 'region'),
  )
}
