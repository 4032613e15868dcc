import type { Step, Unknown, Value } from '../../../plan/value.ts'

/**
 * One way through a security group or network ACL, whichever resource says it. All fields are there; null where they make no
 * sense (a rule for another security group has no `cidr`).
 */
export interface NetworkRule {
  readonly fields: ReadonlyMap<string, Value>
  /** Where in the resource a field is written, for the fields that are written as they are. */
  readonly places: ReadonlyMap<string, readonly Step[]>
  /** There may turn out to be none of it, or many: it stands for all of them. */
  readonly open?: Unknown
}

/** A resource that holds rules, as far as they need it. */
export interface RuleHolder {
  readonly type: string
  /** Its address, for what is not known of it. */
  readonly address: string
  readonly read: (name: string) => Value
  /** Whether an argument is written and not null; undefined where that cannot be told. */
  readonly isConfigured: (name: string) => boolean | undefined
}

/** A value of a rule before it is normalised, with the place where it stands. */
export interface Part {
  readonly value: Value
  readonly place?: readonly Step[]
}

/** A rule as a resource writes it: one for all that may send or receive. */
export interface WrittenRule {
  readonly kind: 'security_group' | 'network_acl'
  readonly direction: Part
  readonly action: Part
  readonly protocol: Part
  readonly fromPort: Part
  readonly toPort: Part
  readonly description: Part
  readonly number: Part
  readonly ends: readonly End[]
  /** It may not be there, or stand for many. */
  readonly open?: Unknown
}

/** Who may send or receive: a block of addresses, or something else that is named. */
export interface End {
  /** `either`: not even that is known. */
  readonly kind: 'cidr' | 'source' | 'either'
  readonly part: Part
  readonly open?: Unknown
}

export const NOTHING: Part = { value: { kind: 'null' } }

export function constant(value: string): Part {
  return { value: { kind: 'known', value } }
}
