import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'
import {
  compareAddresses,
  parseModuleAddress,
  printModuleAddress,
  type ResourceAddress,
} from '../plan/address.ts'
import type { Incompleteness, Plan, ResourceInstance } from '../plan/plan.ts'
import type { PlanDocument, ResourceChange, ValuesModule, ValuesResource } from '../plan/plan-document.ts'
import { type ConfigurationIndex, indexConfiguration } from './configuration.ts'

/**
 * Makes the model of a plan: one instance for each resource change, data source that was read, and managed object of the
 * state that no change mentions (not targeted, or a refresh-only plan: it stays as it is).
 * `planned_values` is never used: it cannot tell unknown from absent (Terraform `jsonplan/resource.go`).
 * Throws a DiagnosticError for addresses that cannot be read.
 */
export function resolvePlan(
  document: PlanDocument,
  about: Pick<Plan, 'id' | 'input' | 'sources' | 'sourceTree'>,
): Plan {
  const configuration = indexConfiguration(document.configuration)
  const changes = (document.resource_changes ?? []).map((change) => instanceOfChange(change, configuration))
  const mentioned = new Set<string>()
  for (const change of document.resource_changes ?? []) {
    mentioned.add(change.address)
    if (change.previous_address !== undefined) mentioned.add(change.previous_address)
  }
  const untouched = resourcesOfState(document.prior_state?.values?.root_module)
    .filter(({ resource }) => resource.deposed_key === undefined && !mentioned.has(resource.address))
    .map(({ resource, module }) => instanceOfState(resource, module, configuration))
  const instances = [...changes, ...untouched]
  instances.sort((a, b) => compareAddresses(a.address, b.address))
  return {
    ...about,
    formatVersion: document.format_version,
    ...(document.terraform_version === undefined ? {} : { terraformVersion: document.terraform_version }),
    ...(document.timestamp === undefined ? {} : { timestamp: document.timestamp }),
    ...(document.complete === undefined ? {} : { complete: document.complete }),
    incomplete: incompleteness(document, changes, untouched),
    instances,
    configuration: document.configuration,
    variables: new Map(
      Object.entries(document.variables ?? {}).map(([name, { value }]) => [name, value ?? null]),
    ),
    document: withoutPlannedValues(document),
  }
}

function withoutPlannedValues({
  resource_changes: _changes,
  deferred_changes: _deferred,
  prior_state: _state,
  relevant_attributes: _relevant,
  ...sections
}: PlanDocument): Plan['document'] {
  return sections
}

function instanceOfChange(change: ResourceChange, configuration: ConfigurationIndex): ResourceInstance {
  const address = addressOf(change, change.module_address ?? '')
  const block = change.deposed === undefined ? configuration.blockOf(address) : undefined
  return {
    address,
    addressText: change.address,
    moduleText: printModuleAddress(address.module),
    providerName: change.provider_name ?? '',
    ...(change.deposed === undefined ? {} : { deposed: change.deposed }),
    actions: change.change.actions,
    change: change.change,
    ...(block === undefined ? {} : { configuration: block }),
    from: 'change',
  }
}

function instanceOfState(
  resource: ValuesResource,
  module: string,
  configuration: ConfigurationIndex,
): ResourceInstance {
  const address = addressOf(resource, module)
  const block = configuration.blockOf(address)
  const values = resource.values ?? {}
  const sensitive = resource.sensitive_values ?? {}
  return {
    address,
    addressText: resource.address,
    moduleText: module,
    providerName: resource.provider_name ?? '',
    actions: ['no-op'],
    change: {
      actions: ['no-op'],
      before: values,
      after: values,
      after_unknown: {},
      before_sensitive: sensitive,
      after_sensitive: sensitive,
    },
    ...(block === undefined ? {} : { configuration: block }),
    from: 'state',
  }
}

function addressOf(resource: ResourceChange | ValuesResource, moduleText: string): ResourceAddress {
  const module = parseModuleAddress(moduleText)
  if (module === undefined) throw new DiagnosticError(unreadableAddress(moduleText))
  const mode = resource.mode === 'data' || resource.mode === 'ephemeral' ? resource.mode : 'managed'
  return { module, mode, type: resource.type, name: resource.name, key: resource.index }
}

function unreadableAddress(text: string): Diagnostic {
  return {
    code: 'plan-bad-address',
    severity: 'error',
    message: `\`${text}\` is not the address of a module`,
    help: 'make the plan JSON anew with `terraform show -json`; plangate needs it unedited',
  }
}

/** The resources of a state, depth first, without recursion: modules may nest as deep as their author likes. */
function resourcesOfState(
  root: ValuesModule | undefined,
): readonly { resource: ValuesResource; module: string }[] {
  const found: { resource: ValuesResource; module: string }[] = []
  const pending = root === undefined ? [] : [root]
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    for (const resource of module.resources ?? []) found.push({ resource, module: module.address ?? '' })
    pending.push(...(module.child_modules ?? []))
  }
  return found
}

function incompleteness(
  document: PlanDocument,
  changes: readonly ResourceInstance[],
  untouched: readonly ResourceInstance[],
): readonly Incompleteness[] {
  const found: Incompleteness[] = []
  const deferred = document.deferred_changes?.length ?? 0
  if (deferred > 0) {
    found.push({ kind: 'deferred', text: `${deferred} changes are deferred to a later plan` })
  }
  const stay = untouched.filter((instance) => instance.address.mode === 'managed').length
  const refreshOnly = stay > 0 && !changes.some((instance) => instance.address.mode === 'managed')
  if (refreshOnly) {
    found.push({
      kind: 'refresh-only',
      text: 'the plan proposes no changes; what the state holds was judged',
    })
  } else if (stay > 0 || (document.complete === false && deferred === 0)) {
    found.push({
      kind: 'targeted',
      text: 'the plan does not cover the whole configuration (was it made with `-target`?)',
    })
  }
  return found
}
