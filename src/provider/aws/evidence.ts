import type { ResourceInstance } from '../../plan/plan.ts'
import { type Json, member } from '../../plan/plan-document.ts'
import { typeFacts } from './identifiers.ts'

/** A text of the plan that is known and not empty. */
export function plannedText(instance: ResourceInstance, attribute: string): string | undefined {
  const { after, after_unknown } = instance.change
  if (after_unknown === true || at(after_unknown, attribute) === true) return undefined
  const value = at(after, attribute)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Whether a data source is told where to read, so that it says nothing of its provider. */
export function readsElsewhere(instance: ResourceInstance): boolean {
  const { expressions } = instance.configuration ?? {}
  return ['region', 'name', 'endpoint', 'id'].some((name) => member(expressions, name) !== undefined)
}

/** Region and account of the ARN that an object of the state has; undefined for types whose ARN is not known to hold its own. */
export function ownArn(
  instance: ResourceInstance,
): { readonly region?: string; readonly account?: string } | undefined {
  if (instance.address.mode !== 'managed') return undefined
  const formats = typeFacts(instance.address.type)?.attributes.arn ?? []
  const [first] = formats
  if (first === undefined || !formats.every(({ value }) => value.startsWith('arn:'))) return undefined
  const arn = at(instance.change.before, 'arn')
  if (typeof arn !== 'string') return undefined
  const [, , , region = '', account = ''] = arn.split(':')
  const [, , , ofRegion, ofAccount] = first.value.split(':')
  // Since version 6 a resource may be in a region of its own.
  const hasOwnRegion = at(instance.change.before, 'region') !== undefined
  return {
    ...(ofRegion === '${region}' && region !== '' && !hasOwnRegion ? { region } : {}),
    ...(ofAccount === '${account}' && /^\d{12}$/.test(account) ? { account } : {}),
  }
}

function at(object: Json | undefined, key: string): Json | undefined {
  return typeof object === 'object' && object !== null && Object.hasOwn(object, key)
    ? (object as { readonly [key: string]: Json })[key]
    : undefined
}
