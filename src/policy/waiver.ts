import type { Location } from '../diagnostic.ts'
import type { AddressPattern } from '../plan/address-pattern.ts'
import type { Json } from '../plan/plan-document.ts'
import type { Located } from './configuration.ts'
import type { Path } from './path.ts'

/** Who lets which results through, why, and until when. */
export interface Waiver {
  /** Rule ids; never empty. */
  readonly rules: readonly Located<string>[]
  /** Never empty. */
  readonly addresses: readonly Located<WaivedAddress>[]
  /** Globs over plan ids; absent: every plan. */
  readonly plans?: readonly string[]
  readonly owner: string
  readonly reason: string
  readonly ticket?: string
  /** The last day that it holds, in UTC. */
  readonly expires: Located<Day>
  /** It holds only while the value at this path is this one. */
  readonly value?: { readonly path: Path; readonly equals: Json; readonly location: Location }
  readonly location: Location
}

/** `plan`: what is said of the plan as a whole, which has no address. */
export type WaivedAddress = AddressPattern | 'plan'

/** A day of the calendar as ISO 8601 writes it, `2027-03-31`: days sort as their texts do. */
export type Day = string

const MILLISECONDS_OF_A_DAY = 86_400_000

/** Whether `text` is a day that the calendar has. */
export function isDay(text: string): text is Day {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** How many days `later` is after `earlier`; negative where it is before. */
export function daysBetween(earlier: Day, later: Day): number {
  return (Date.parse(`${later}T00:00:00Z`) - Date.parse(`${earlier}T00:00:00Z`)) / MILLISECONDS_OF_A_DAY
}

/** The waiver's last day is over. On the last day itself it still holds. */
export function hasExpired(waiver: Waiver, today: Day): boolean {
  return waiver.expires.value < today
}
