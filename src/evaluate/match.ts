import {
  matchesAddress,
  matchesModule,
  parseAddressPattern,
  parseModulePattern,
} from '../plan/address-pattern.ts'
import { isGlob, matchesGlob } from '../plan/glob.ts'
import { existsAfter, type ResourceInstance } from '../plan/plan.ts'
import type { InstanceMatch, ViewMatch } from '../policy/condition.ts'
import { NETWORK_RULE_TYPES } from '../provider/aws/network-rule/network-rule.ts'

/** The instances of a plan by type, so that a rule looks only at its own. */
export type InstanceIndex = ReadonlyMap<string, readonly ResourceInstance[]>

export function indexByType(instances: readonly ResourceInstance[]): InstanceIndex {
  const index = new Map<string, ResourceInstance[]>()
  for (const instance of instances) {
    const found = index.get(instance.address.type)
    if (found === undefined) index.set(instance.address.type, [instance])
    else found.push(instance)
  }
  return index
}

/** The instances that a rule is about, as far as the plan alone decides it: `where` is a condition and comes later. */
export function selectInstances(
  match: InstanceMatch | ViewMatch,
  index: InstanceIndex,
): readonly ResourceInstance[] {
  const module = match.module === undefined ? undefined : parseModulePattern(match.module)
  const address = match.address === undefined ? undefined : parseAddressPattern(match.address)
  return matchingTypes(match, index).flatMap((type) =>
    (index.get(type) ?? []).filter(
      (instance) =>
        instance.address.mode === (match.kind === 'view' ? 'managed' : match.mode) &&
        (match.provider === undefined || matchesProvider(match.provider, instance.providerName)) &&
        (module === undefined || matchesModule(module, instance.address.module)) &&
        (address === undefined || matchesAddress(address, instance.address)) &&
        hasAction(match.actions, instance),
    ),
  )
}

function matchingTypes(match: InstanceMatch | ViewMatch, index: InstanceIndex): readonly string[] {
  if (match.kind === 'view') return typesOfView(match)
  if (!match.types.some(isGlob)) return [...new Set(match.types)]
  return [...index.keys()].filter((type) => match.types.some((pattern) => matchesGlob(pattern, type)))
}

/** The types that say what a view shows, as far as the match lets them. */
export function typesOfView({ view, types }: ViewMatch): readonly string[] {
  switch (view) {
    case 'network_rule':
      return NETWORK_RULE_TYPES.filter((type) => types?.some((pattern) => matchesGlob(pattern, type)) ?? true)
  }
}

/** `aws` and `hashicorp/aws` name `registry.terraform.io/hashicorp/aws` too. */
function matchesProvider(pattern: string, name: string): boolean {
  return matchesGlob(pattern, name) || matchesGlob(`*/${pattern}`, name)
}

/** By default everything that exists after the apply; a list of actions may also ask for what goes away. */
function hasAction(actions: readonly string[] | undefined, instance: ResourceInstance): boolean {
  if (actions === undefined) return existsAfter(instance)
  const names = instance.actions.length === 2 ? [...instance.actions, 'replace'] : instance.actions
  return names.some((action) => actions.includes(action))
}
