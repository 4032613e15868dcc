import type { Problems } from '../validate/problems.ts'
import type { Site } from './site.ts'

/** What is known at a place of a policy, and where remarks go. */
export interface Context {
  readonly problems: Problems
  /** The value in hand. */
  readonly here: Site | undefined
  /** The resource that the value in hand stands in. */
  readonly instance: Site | undefined
  /** `self` and the names that `as` has bound. */
  readonly bound: ReadonlyMap<string, Site | undefined>
  /** Another condition may keep this one from being asked, or from mattering. */
  readonly isGuarded: boolean
}

/** Goes into other resources; `as` is the name that each of them gets. */
export function enterResource(context: Context, site: Site | undefined, as?: string): Context {
  return { ...enterElement(context, site, as), instance: site }
}

/** Goes into an element of the value in hand. */
export function enterElement(context: Context, here: Site | undefined, as?: string): Context {
  return { ...context, here, bound: as === undefined ? context.bound : new Map(context.bound).set(as, here) }
}

export function guarded(context: Context): Context {
  return context.isGuarded ? context : { ...context, isGuarded: true }
}
