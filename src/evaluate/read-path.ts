import type { ResourceInstance } from '../plan/plan.ts'
import { printPath, type Step, type Value } from '../plan/value.ts'
import type { Path } from '../policy/path.ts'
import { nearest } from '../policy/suggest.ts'
import { stepInto } from '../resolve/walk.ts'
import type { Reading } from './reading.ts'
import { readRoot } from './roots.ts'
import type { Scope, Subject } from './scope.ts'
import { type ErrorTruth, errorTruth } from './truth.ts'

/**
 * Reads a path. Gives an error truth where the path cannot mean anything: an attribute that the type does not have, a name
 * asked of a list, an index of a set. `tolerant` tests (`present`, `configured`) read a missing attribute as absent, for
 * provider versions that lack it.
 */
export function readPath(path: Path, scope: Scope, tolerant: boolean): Reading | ErrorTruth {
  const root = readRoot(path.root, scope)
  if (root.kind === 'error') return root
  const reading = walk(root, path, tolerant, scope)
  return reading.kind === 'error' ? reading : byReference(reading, scope)
}

/** Where references are trusted, an argument that draws on nothing but one policy document is that document. */
function byReference(reading: Reading, scope: Scope): Reading {
  const { instance, value, path } = reading
  if (!scope.trustReferences || instance === undefined || value.kind !== 'unknown') return reading
  if (reading.isDecoded) return reading
  const document = scope.resolution.valueByReference(instance, path)
  return document === undefined ? reading : { ...reading, value: document }
}

function walk(root: Subject, path: Path, tolerant: boolean, scope: Scope): Reading | ErrorTruth {
  if (root.kind === 'value') {
    const reading = walkValue(root, path)
    return reading.kind === 'error' || root.isDecoded === undefined
      ? reading
      : { ...reading, isDecoded: true }
  }
  const [name, ...rest] = path.steps
  if (name === undefined)
    return errorTruth('path-needs-a-name', `\`${path.text}\` names a whole resource, not a value`)
  const { instance } = root
  if (typeof name !== 'string') return errorTruth('path-not-a-list', `a resource has no \`[${name}]\``)
  const value = scope.resolution.attribute(instance, name)
  if (value.kind === 'absent' && !tolerant)
    return noSuchAttribute(instance, scope.resolution.attributeNames(instance), name)
  return follow(value, rest, [name], instance, path)
}

/** A member of a row stands elsewhere in the instance than the row itself, or nowhere. */
function walkValue(root: Subject & { readonly kind: 'value' }, path: Path): Reading | ErrorTruth {
  const [name, ...rest] = path.steps
  if (root.places === undefined || typeof name !== 'string') {
    return follow(root.value, path.steps, root.path, root.instance, path)
  }
  const place = root.places.get(name)
  const value = stepInto(root.value, name)
  return place === undefined
    ? follow(value, rest, [name], undefined, path)
    : follow(value, rest, place, root.instance, path)
}

function follow(
  start: Value,
  steps: readonly Step[],
  place: readonly Step[],
  instance: ResourceInstance | undefined,
  path: Path,
): Reading | ErrorTruth {
  let value = start
  const where = [...place]
  for (const step of steps) {
    const problem = impossibleStep(value, step, where, path)
    if (problem !== undefined) return problem
    value = stepInto(value, step)
    where.push(step)
  }
  return { kind: 'reading', value, path: where, ...(instance === undefined ? {} : { instance }) }
}

function impossibleStep(
  value: Value,
  step: Step,
  where: readonly Step[],
  path: Path,
): ErrorTruth | undefined {
  const at = printPath(where)
  if (value.kind === 'list' && typeof step === 'string') {
    return errorTruth(
      'path-through-list',
      `\`${at}\` is a list, so \`${path.text}\` does not say which of its elements is meant`,
      `write \`${at}: { some: { … } }\`, \`each\` or \`none\`, or pick one: \`${at}[0]\``,
    )
  }
  if (value.kind === 'list' && value.form === 'set' && value.elements.length + (value.rest ? 1 : 0) > 1) {
    return errorTruth(
      'path-index-of-set',
      `\`${at}\` is a set, whose elements have no order`,
      `write \`${at}: { some: { … } }\`, \`each\` or \`none\``,
    )
  }
  if (value.kind === 'map' && typeof step === 'number') {
    return errorTruth('path-not-a-list', `\`${at}\` is no list, so it has no \`[${step}]\``)
  }
  if (value.kind === 'known' || value.kind === 'template') {
    return errorTruth('path-through-scalar', `\`${at}\` is a single value; there is nothing inside it`)
  }
  return undefined
}

function noSuchAttribute(instance: ResourceInstance, names: readonly string[], name: string): ErrorTruth {
  const near = nearest(name, names)
  return errorTruth(
    'no-such-attribute',
    `\`${instance.address.type}\` has no attribute \`${name}\``,
    near === undefined
      ? 'see the attributes of the type in the provider documentation'
      : `did you mean \`${near}\`?`,
  )
}
