import { readPlanArchive } from '../../src/acquire/plan-archive.ts'
import { acquirePlan } from '../../src/check.ts'
import { isNumber, printNumber } from '../../src/plan/number.ts'
import type { ResourceInstance } from '../../src/plan/plan.ts'
import type { Json, PlanDocument, ResourceChange, ValuesModule } from '../../src/plan/plan-document.ts'
import type { Type, Value } from '../../src/plan/value.ts'
import { attributeFacts } from '../../src/provider/aws/schema.ts'
import { resolve } from '../../src/resolve/resolve.ts'

type Filled = PlanDocument & { readonly planned_values: { readonly root_module: ValuesModule } }

/**
 * Makes of a create plan one that changes nothing: what the plan does not know is filled in, so that what is equal once applied is
 * equal in it. What no fact tells gets a value that is made of its name.
 */
export function fillIn(text: string, planFile: Uint8Array): Filled {
  const document = JSON.parse(text) as Filled
  const sourceTree = readPlanArchive(planFile, 'template')
  const { plan } = acquirePlan({
    id: 'template',
    input: 'json',
    sources: 'plan-file',
    sourceTree,
    bytes: Buffer.from(text),
  })
  if (plan === undefined) throw new Error('the template is no plan')
  const resolution = resolve(plan)
  const filled = new Map<string, Readonly<Record<string, Json>>>()
  for (const instance of plan.instances) {
    const names = resolution.attributeNames(instance)
    const entries = names.map((name) => [name, jsonOf(resolution.attribute(instance, name), instance, name)])
    filled.set(instance.addressText, Object.fromEntries(entries) as Readonly<Record<string, Json>>)
  }
  const planned = withValues(document.planned_values.root_module, filled)
  const read = document.prior_state?.values?.root_module ?? {}
  const stay = (document.resource_changes ?? []).filter(({ mode }) => mode === 'managed')
  return {
    ...document,
    planned_values: { root_module: planned },
    prior_state: { values: { root_module: merge(planned, read) } },
    resource_changes: stay.map((change) => unchanged(change, filled.get(change.address) ?? {})),
  }
}

function withValues(
  module: ValuesModule,
  filled: ReadonlyMap<string, Readonly<Record<string, Json>>>,
): ValuesModule {
  return {
    ...module,
    resources: (module.resources ?? []).map((resource) => ({
      ...resource,
      values: filled.get(resource.address) ?? {},
    })),
    child_modules: (module.child_modules ?? []).map((child) => withValues(child, filled)),
  }
}

/** What is planned and what was read make up the state. */
function merge(planned: ValuesModule, read: ValuesModule): ValuesModule {
  const children = read.child_modules ?? []
  return {
    ...planned,
    resources: [...(planned.resources ?? []), ...(read.resources ?? [])],
    child_modules: (planned.child_modules ?? []).map((child) =>
      merge(child, children.find(({ address }) => address === child.address) ?? {}),
    ),
  }
}

function unchanged(change: ResourceChange, values: Readonly<Record<string, Json>>): ResourceChange {
  const { before_sensitive = {}, after_sensitive = {} } = change.change
  return {
    ...change,
    change: {
      actions: ['no-op'],
      before: values,
      after: values,
      after_unknown: {},
      before_sensitive,
      after_sensitive,
    },
  }
}

function jsonOf(value: Value, instance: ResourceInstance, name: string): Json {
  switch (value.kind) {
    case 'known':
      return isNumber(value.value) ? Number(printNumber(value.value)) : value.value
    case 'null':
    case 'absent':
      return null
    case 'template':
      return value.parts.map((part) => (typeof part === 'string' ? part : madeUp(part.id))).join('')
    case 'list':
      return value.elements.map((element) => jsonOf(element, instance, name))
    case 'map':
      return Object.fromEntries(
        [...value.entries].map(([key, entry]) => [key, jsonOf(entry, instance, name)]),
      )
    case 'unknown': {
      const facts = attributeFacts(
        instance.address.type,
        [name],
        instance.address.mode === 'data' ? 'data' : 'managed',
      )
      return emptyOf(
        facts === undefined || facts === 'no-such-attribute' ? undefined : facts.type,
        value.unknown.id,
      )
    }
  }
}

function emptyOf(type: Type | undefined, id: string): Json {
  switch (type?.kind) {
    case 'number':
      return 0
    case 'bool':
      return false
    case 'list':
    case 'set':
    case 'tuple':
      return []
    case 'map':
    case 'object':
      return {}
    default:
      return madeUp(id)
  }
}

function madeUp(id: string): string {
  return id.replace(/[^a-z0-9]+/g, '-')
}
