import type { Location } from '../diagnostic.ts'
import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { collectUnknowns } from '../plan/unknowns.ts'
import type { OriginStep, Step, Value } from '../plan/value.ts'
import { knownPaths, unknownPaths } from './leaves.ts'
import type { ReferenceEvidence, Resolution } from './resolution.ts'

/** What became of one leaf of an instance. */
export interface ResolvedLeaf {
  readonly path: readonly Step[]
  readonly state: 'known' | 'predicted' | 'unknown'
  readonly value: Value
  readonly because?: string
  readonly waitsFor: readonly string[]
  /** What the argument refers to in plan JSON: a candidate for where its value comes from, never a proof. */
  readonly references?: ReferenceEvidence
  readonly origin: readonly OriginStep[]
  /** The instances that it leads through, nearest first. */
  readonly from: readonly string[]
  /** Where it is written, or where the block of its instance begins. */
  readonly location?: Location
}

export interface ResolvedInstance {
  readonly address: string
  readonly type: string
  readonly attributes: readonly ResolvedLeaf[]
}

/** What is known of the leaves that the plan does not know; `all` adds those that it knows. */
export function describePlan(
  plan: Plan,
  resolution: Resolution,
  wanted: (instance: ResourceInstance) => boolean,
  all: boolean,
): readonly ResolvedInstance[] {
  return plan.instances.filter(wanted).flatMap((instance) => {
    const paths = all ? [...knownPaths(instance), ...unknownPaths(instance)] : unknownPaths(instance)
    if (paths.length === 0) return []
    return [
      {
        address: instance.addressText,
        type: instance.address.type,
        attributes: paths.map((path) => describeLeaf(instance, path, resolution)),
      },
    ]
  })
}

function describeLeaf(
  instance: ResourceInstance,
  path: readonly Step[],
  resolution: Resolution,
): ResolvedLeaf {
  const value = resolution.valueAt(instance, path)
  const unknowns = collectUnknowns(value)
  const origin = resolution.originOf(instance, path)
  const place = origin.find(({ file }) => file !== undefined)
  const location =
    place?.file === undefined
      ? resolution.locationOf(instance)
      : { file: place.file, ...(place.line === undefined ? {} : { line: place.line }) }
  const derived = origin.find(({ file }) => file === undefined)?.text
  const because =
    unknowns.length > 0 ? unknowns.find((unknown) => unknown.because !== undefined)?.because : derived
  // The sources tell more than the references of plan JSON.
  const isHidden = unknowns.length > 0 && resolution.locationOf(instance) === undefined
  const references = isHidden ? resolution.references(instance, path) : undefined
  return {
    path,
    state: unknowns.length > 0 ? 'unknown' : (value.basis ?? 'known') === 'known' ? 'known' : 'predicted',
    value,
    ...(because === undefined ? {} : { because }),
    waitsFor: [...new Set(unknowns.flatMap((unknown) => unknown.waitsFor))],
    ...(references === undefined || references.kind === 'none' ? {} : { references }),
    origin,
    from: [...new Set(origin.flatMap(({ address }) => address ?? []))],
    ...(location === undefined ? {} : { location }),
  }
}
