import type { ConfigModule, Json, PlanDocument, ValuesModule } from '../../src/plan/plan-document.ts'
import { isArray, isObject } from '../../src/plan/planned-value.ts'
import { identifyingAttributes } from '../../src/provider/aws/identifiers.ts'
import { rewritePlan, SAME } from './rewrite.ts'

/** The call that the root module moves into. */
const CALL = 'moved'

/** The root module as a module that a new root calls once. */
export function intoModule(document: PlanDocument): PlanDocument {
  return under(rewritePlan(document, { ...SAME, root: [{ name: CALL, key: undefined }] }), {})
}

/** The root module as one that a new root calls with `count`: an instance for each of these plans of one configuration. */
export function intoInstances(documents: readonly PlanDocument[]): PlanDocument {
  const parts = documents.map((document, key) =>
    rewritePlan(document, { ...SAME, root: [{ name: CALL, key }] }),
  )
  const [first] = parts
  if (first === undefined) throw new Error('no plan')
  const module: ValuesModule = {
    child_modules: parts.flatMap((part) => part.prior_state?.values?.root_module ?? []),
  }
  return under(
    {
      ...first,
      resource_changes: parts.flatMap((part) => part.resource_changes ?? []),
      ...(first.prior_state === undefined ? {} : { prior_state: { values: { root_module: module } } }),
    },
    { count_expression: { constant_value: documents.length } },
  )
}

function under(document: PlanDocument, repetition: Readonly<Record<string, unknown>>): PlanDocument {
  const inner = document.configuration.root_module ?? {}
  const variables = Object.keys(inner.variables ?? {})
  const root = document.prior_state?.values?.root_module
  const outer: ConfigModule = {
    ...(inner.variables === undefined ? {} : { variables: inner.variables }),
    module_calls: {
      [CALL]: {
        source: `./${CALL}`,
        module: inner,
        expressions: Object.fromEntries(variables.map((name) => [name, { references: [`var.${name}`] }])),
        ...repetition,
      },
    },
  }
  return {
    ...document,
    configuration: { ...document.configuration, root_module: outer },
    ...(root === undefined || root.address === undefined
      ? {}
      : { prior_state: { values: { root_module: { child_modules: [root] } } } }),
  }
}

/**
 * The same configuration for other objects: whatever names one of its instances gets an ending, wherever it stands. A name that is part of
 * a longer one, as a bucket's of its ARN, is changed there.
 */
export function otherObjects(document: PlanDocument): PlanDocument {
  const names = new Set<string>()
  for (const { type, mode, change } of document.resource_changes ?? []) {
    if (mode !== 'managed') continue
    for (const state of [change.before, change.after]) {
      for (const attribute of [...identifyingAttributes(type), 'name', 'bucket', 'id']) {
        const value = isObject(state) && Object.hasOwn(state, attribute) ? state[attribute] : undefined
        if (typeof value === 'string' && /[a-z]/i.test(value) && value.length > 3) names.add(value)
      }
    }
  }
  const shortest = [...names].filter(
    (name) => ![...names].some((other) => other !== name && name.includes(other)),
  )
  if (shortest.length === 0) return document
  const rename = (value: Json): Json => {
    if (typeof value === 'string')
      return shortest.reduce((text, name) => text.replaceAll(name, `${name}-second`), value)
    if (isArray(value)) return value.map(rename)
    return isObject(value)
      ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rename(member)]))
      : value
  }
  const state = (module: ValuesModule): ValuesModule => ({
    ...module,
    resources: (module.resources ?? []).map((resource) => ({
      ...resource,
      ...(resource.values === undefined
        ? {}
        : { values: rename(resource.values) as Readonly<Record<string, Json>> }),
    })),
    child_modules: (module.child_modules ?? []).map(state),
  })
  const root = document.prior_state?.values?.root_module
  return {
    ...document,
    resource_changes: (document.resource_changes ?? []).map((change) => ({
      ...change,
      change: {
        ...change.change,
        before: rename(change.change.before ?? null),
        after: rename(change.change.after ?? null),
      },
    })),
    ...(root === undefined ? {} : { prior_state: { values: { root_module: state(root) } } }),
  }
}
