import type { ResourceInstance } from '../plan/plan.ts'
import { ABSENT, type ListValue, printPath, type Value } from '../plan/value.ts'
import type { Root } from '../policy/path.ts'
import type { Scope, Subject } from './scope.ts'
import { type ErrorTruth, errorTruth } from './truth.ts'

/** What a path starts from. */
export function readRoot(root: Root, scope: Scope): Subject | ErrorTruth {
  switch (root.kind) {
    case 'here':
      return scope.here
    case 'bound':
      return scope.bound.get(root.name) ?? notHere(`$${root.name}`)
    case 'params':
      return detached({ kind: 'map', entries: scope.parameters, form: 'object' })
    case 'value':
      return scope.here.kind === 'value' ? scope.here : notHere('$value')
    case 'key':
      return scope.here.kind === 'value' && scope.here.key !== undefined
        ? detached(known(scope.here.key))
        : notHere('$key')
    case 'before':
    case 'change':
    case 'address':
    case 'type':
    case 'module':
    case 'provider':
    case 'config':
    case 'attributes': {
      const { instance } = scope.here
      return instance === undefined ? notHere(`$${root.kind}`) : detached(rootOf(root.kind, instance, scope))
    }
  }
}

function rootOf(
  kind: 'before' | 'change' | 'address' | 'type' | 'module' | 'provider' | 'config' | 'attributes',
  instance: ResourceInstance,
  scope: Scope,
): Value {
  switch (kind) {
    case 'before':
      return scope.resolution.before(instance)
    case 'change':
      return object({
        actions: list(instance.actions),
        replace_paths: list((instance.change.replace_paths ?? []).map(printPath)),
      })
    case 'address':
      return known(instance.addressText)
    case 'type':
      return known(instance.address.type)
    case 'module':
      return known(instance.moduleText)
    case 'provider':
      return scope.resolution.provider(instance)
    case 'config':
      return configuration(instance)
    case 'attributes':
      return { ...list(scope.resolution.attributeNames(instance)), form: 'set' }
  }
}

/** What is written about the block as a whole. An expression is there or not; what it comes to does not matter here. */
function configuration(instance: ResourceInstance): Value {
  const block = instance.configuration
  const { key } = instance.address
  const written = (name: string, there: boolean): Value =>
    there
      ? {
          kind: 'unknown',
          unknown: {
            id: `${instance.addressText}.$config.${name}`,
            waitsFor: [],
            nonNull: true,
            nonEmpty: true,
          },
        }
      : ABSENT
  return object({
    count: written('count', block?.count_expression !== undefined || typeof key === 'number'),
    for_each: written('for_each', block?.for_each_expression !== undefined || typeof key === 'string'),
    depends_on: block?.depends_on === undefined ? ABSENT : list(block.depends_on),
  })
}

/** A value that stands in no instance. */
function detached(value: Value): Subject {
  return { kind: 'value', value, path: [] }
}

function notHere(name: string): ErrorTruth {
  return errorTruth('path-root-not-here', `nothing here is called \`${name}\``)
}

function known(value: string | number): Value {
  return { kind: 'known', value }
}

function list(values: readonly string[]): ListValue {
  return { kind: 'list', elements: values.map(known) }
}

function object(members: Readonly<Record<string, Value>>): Value {
  return { kind: 'map', entries: new Map(Object.entries(members)), form: 'object' }
}
