import type { Plan } from '../plan/plan.ts'
import type { Json } from '../plan/plan-document.ts'
import { isArray, isObject } from '../plan/planned-value.ts'
import { printPath, type Step } from '../plan/value.ts'
import type { DocumentPath, DocumentStep } from '../policy/document-path.ts'
import { type DocumentReader, documentReader } from './document-value.ts'
import type { Subject } from './selected.ts'

/** A node of the plan's JSON that a document rule is put to. */
export interface DocumentNode {
  /** `$.configuration.provider_config.aws` */
  readonly node: string
  readonly subject: Subject
}

interface Place {
  readonly value: Json
  readonly path: readonly Step[]
}

/**
 * The nodes that a path leads to, in the order of the document, each once (RFC 9535, without filters). The walk is our own: whether
 * a value is a secret and whether it is a value at all hangs on its exact place, and `jsonpath-plus` loses it for odd names (`^`).
 */
export function documentNodes(
  plan: Plan,
  { section, steps }: DocumentPath,
  read: DocumentReader = documentReader(plan),
): readonly DocumentNode[] {
  const root = plan.document[section] as Json | undefined
  if (root === undefined) return []
  let places: readonly Place[] = [{ value: root, path: [section] }]
  for (const step of steps) places = places.flatMap((place) => follow(step, place))
  const found = new Map(places.map((place) => [nameOf(place.path), place]))
  return [...found].map(([node, { path }]) => {
    const key = path.at(-1)
    return {
      node,
      subject: {
        kind: 'value',
        value: read(path),
        path,
        label: node,
        ...(key === undefined ? {} : { key }),
      },
    }
  })
}

function nameOf(path: readonly Step[]): string {
  const text = printPath(path)
  return text.startsWith('[') ? `$${text}` : `$.${text}`
}

function follow(step: DocumentStep, place: Place): readonly Place[] {
  switch (step.kind) {
    case 'name':
      return isObject(place.value) && Object.hasOwn(place.value, step.name) ? [child(place, step.name)] : []
    case 'index':
      return isArray(place.value) && step.index < place.value.length ? [child(place, step.index)] : []
    case 'all':
      return children(place)
    case 'descend':
      return withDescendants(place)
  }
}

/** The place itself and everything below it, depth first, without recursion: a document may nest as deep as it likes. */
function withDescendants(place: Place): readonly Place[] {
  const found: Place[] = []
  const pending = [place]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    found.push(next)
    pending.push(...children(next).toReversed())
  }
  return found
}

function children(place: Place): readonly Place[] {
  const { value } = place
  if (isArray(value)) return value.map((_, index) => child(place, index))
  return isObject(value) ? Object.keys(value).map((key) => child(place, key)) : []
}

function child({ value, path }: Place, step: Step): Place {
  const container = value as { readonly [step: Step]: Json }
  return { value: container[step] ?? null, path: [...path, step] }
}
