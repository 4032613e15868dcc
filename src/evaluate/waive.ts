import type { Diagnostic } from '../diagnostic.ts'
import { matchesAddress } from '../plan/address-pattern.ts'
import { matchesGlob } from '../plan/glob.ts'
import type { Plan, ResourceInstance } from '../plan/plan.ts'
import { type Day, hasExpired, type Waiver } from '../policy/waiver.ts'
import type { Resolution } from '../resolve/resolution.ts'
import { equal } from './equality.ts'
import { literal } from './operand.ts'
import type { Result } from './result.ts'

/**
 * What became of a waiver in a plan. `idle`: its address is there, and nothing of its rules failed or is unknown there;
 * `refused`: something did, and the waiver has expired or its value is another one now.
 */
export type WaiverUse = 'applied' | 'refused' | 'idle'

/**
 * Takes the power to block from fails and unknowns that somebody answers for; the status stays. Where a waiver has expired or
 * its value has changed the result counts as before and says so. `today` is the day in UTC.
 */
export function waive(
  results: readonly Result[],
  plan: Plan,
  resolution: Resolution,
  waivers: readonly Waiver[],
  today: Day,
): { readonly results: readonly Result[]; readonly uses: ReadonlyMap<Waiver, WaiverUse> } {
  const here = waivers.filter(({ plans }) => plans?.some((glob) => matchesGlob(glob, plan.id)) ?? true)
  if (here.length === 0) return { results, uses: new Map() }
  const uses = new Map<Waiver, WaiverUse>()
  const byRule = indexByRule(here)
  const instances = new Map<string, ResourceInstance[]>()
  for (const instance of plan.instances) {
    const known = instances.get(instance.addressText)
    if (known === undefined) instances.set(instance.addressText, [instance])
    else known.push(instance)
  }
  const waived = results.map((result) => {
    if (result.status !== 'fail' && result.status !== 'unknown') return result
    const subjects = result.address === null ? [] : (instances.get(result.address) ?? [])
    const meant = (byRule.get(result.rule) ?? []).filter((waiver) => isAbout(waiver, result, subjects))
    return waiveResult(result, subjects, meant, uses, resolution, today)
  })
  for (const waiver of here) {
    if (!uses.has(waiver) && hasAddress(waiver, plan)) uses.set(waiver, 'idle')
  }
  return { results: waived, uses }
}

function waiveResult(
  result: Result,
  subjects: readonly ResourceInstance[],
  meant: readonly Waiver[],
  uses: Map<Waiver, WaiverUse>,
  resolution: Resolution,
  today: Day,
): Result {
  const notes: string[] = []
  let granted: Waiver | undefined
  for (const waiver of meant) {
    const refusal = refusalOf(waiver, subjects, resolution, today)
    if (refusal === undefined) {
      granted ??= waiver
      uses.set(waiver, 'applied')
    } else {
      notes.push(refusal)
      if (!uses.has(waiver)) uses.set(waiver, 'refused')
    }
  }
  if (granted !== undefined) return { ...result, blocking: false, waiver: granted }
  return notes.length === 0 ? result : { ...result, notes: [...result.notes, ...notes] }
}

/** Why a waiver that is about a result does not hold; undefined where it does. */
function refusalOf(
  waiver: Waiver,
  subjects: readonly ResourceInstance[],
  resolution: Resolution,
  today: Day,
): string | undefined {
  const { owner, expires, value } = waiver
  if (hasExpired(waiver, today)) return `the waiver of ${owner} ended on ${expires.value}`
  if (value === undefined) return undefined
  const states = subjects.map((instance) => compareValue(value, instance, resolution))
  if (states.length > 0 && states.every((state) => state === 'the same')) return undefined
  const state = states.find((found) => found !== 'the same') ?? 'of nothing'
  return `the waiver of ${owner} does not apply: \`${value.path.text}\` is ${state}`
}

/** A misspelt attribute is no null. */
function compareValue(
  { path, equals }: NonNullable<Waiver['value']>,
  instance: ResourceInstance,
  resolution: Resolution,
): 'the same' | 'another value now' | 'not known' | 'no attribute of it' {
  const [name] = path.steps
  if (resolution.attribute(instance, String(name)).kind === 'absent') return 'no attribute of it'
  const same = equal(resolution.valueAt(instance, path.steps), literal(equals))
  if (same.kind === 'true') return 'the same'
  return same.kind === 'unknown' ? 'not known' : 'another value now'
}

function isAbout(waiver: Waiver, result: Result, subjects: readonly ResourceInstance[]): boolean {
  return waiver.addresses.some(({ value }) =>
    value === 'plan'
      ? result.address === null
      : subjects.some(({ address }) => matchesAddress(value, address)),
  )
}

function hasAddress({ addresses }: Waiver, { instances }: Plan): boolean {
  return addresses.some(
    ({ value }) => value === 'plan' || instances.some(({ address }) => matchesAddress(value, address)),
  )
}

function indexByRule(waivers: readonly Waiver[]): ReadonlyMap<string, readonly Waiver[]> {
  const index = new Map<string, Waiver[]>()
  for (const waiver of waivers) {
    for (const id of new Set(waiver.rules.map(({ value }) => value))) {
      const known = index.get(id)
      if (known === undefined) index.set(id, [waiver])
      else known.push(waiver)
    }
  }
  return index
}

/** What is to be said of the waivers of a run, given what became of each in every plan: those that are over, and the needless. */
export function reportWaivers(
  waivers: readonly Waiver[],
  uses: readonly ReadonlyMap<Waiver, WaiverUse>[],
  today: Day,
): readonly Diagnostic[] {
  return waivers.flatMap((waiver): readonly Diagnostic[] => {
    if (hasExpired(waiver, today)) return [expired(waiver)]
    const found = new Set(uses.flatMap((use) => use.get(waiver) ?? []))
    return found.size === 1 && found.has('idle') ? [unused(waiver)] : []
  })
}

function expired({ owner, expires }: Waiver): Diagnostic {
  return {
    code: 'waiver-expired',
    severity: 'warning',
    message: `the waiver of \`${owner}\` ended on ${expires.value}: what it was for counts again`,
    help: 'mend what it was for, or let its owner decide anew; then remove it or give it another day',
    location: expires.location,
  }
}

function unused({ owner, location }: Waiver): Diagnostic {
  return {
    code: 'waiver-unused',
    severity: 'warning',
    message: `nothing needs the waiver of \`${owner}\`: its addresses are in this run, and none of its rules failed there`,
    help: 'remove it',
    location,
  }
}
