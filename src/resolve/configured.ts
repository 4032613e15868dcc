import type { ResourceInstance } from '../plan/plan.ts'
import type { BlockExpressions, Expression, Json } from '../plan/plan-document.ts'
import { attributeUnknown, isArray, isObject } from '../plan/planned-value.ts'
import type { Step, Value } from '../plan/value.ts'
import type { Configured } from './resolution.ts'

const YES: Configured = { kind: 'yes', basis: 'known' }
const NO: Configured = { kind: 'no', basis: 'known' }

/** What the provider's schema says of a path, where it is known. */
export interface PathFacts {
  /** A block, or an attribute that may be written as one: `dynamic` can produce it, and plan JSON does not show that. */
  readonly mayBeDynamic: boolean
  /** Nothing but the configuration can give it a value: neither computed nor with a default. */
  readonly onlyWritten: boolean
}

/**
 * Whether an argument is written and not null, from plan JSON alone (plan-format facts: a block made by `dynamic` leaves no
 * trace, locals and child variables are opaque, `{}` is an expression without references).
 * `plannedAt` gives the planned value at a path of the same instance.
 */
export function configuredInPlan(
  instance: ResourceInstance,
  path: readonly Step[],
  plannedAt: (path: readonly Step[]) => Value,
  facts: PathFacts | undefined,
): Configured {
  const undecided = (because: string): Configured => ({
    kind: 'unknown',
    unknown: attributeUnknown(instance.addressText, path, because),
  })
  if (instance.configuration === undefined)
    return undecided('its block of the configuration is not in the plan')
  const written = findWritten(instance.configuration.expressions, path, plannedAt)
  if (written === 'misaligned') {
    return undecided('blocks of the configuration cannot be matched with those of the plan')
  }
  const planned = plannedAt(path)
  const answers = written.map((place): Configured => {
    switch (place.kind) {
      case 'block':
        return YES
      case 'missing':
        return missing(planned, facts) ?? undecided('a `dynamic` block may have written it')
      case 'expression':
        return (
          writtenExpression(place.expression, planned, facts) ??
          undecided('plan JSON does not show what its expression comes to')
        )
    }
  })
  const [first, ...others] = answers
  if (first === undefined)
    return missing(planned, facts) ?? undecided('a `dynamic` block may have written it')
  return others.every((other) => other.kind === first.kind)
    ? first
    : undecided('blocks of the configuration cannot be matched with those of the plan')
}

/** Whether what is written at a path names other objects; false where it cannot be told which text is meant. */
export function refersAtPath(
  instance: ResourceInstance,
  path: readonly Step[],
  plannedAt: (path: readonly Step[]) => Value,
): boolean {
  const written = findWritten(instance.configuration?.expressions, path, plannedAt)
  if (written === 'misaligned' || written.length === 0) return false
  return written.every(
    (place) => place.kind === 'expression' && (place.expression.references ?? []).length > 0,
  )
}

/** Nothing is written there, unless a dynamic block produced what is planned. Undefined: cannot be told. */
function missing(planned: Value, facts: PathFacts | undefined): Configured | undefined {
  if (facts !== undefined && !facts.mayBeDynamic) return NO
  switch (planned.kind) {
    case 'null':
    case 'absent':
      return NO
    case 'known':
    case 'template':
      return facts === undefined ? NO : undefined
    case 'list':
      return planned.elements.length === 0 && planned.rest === undefined ? NO : undefined
    case 'map':
    case 'unknown':
      return undefined
  }
}

function writtenExpression(
  expression: Expression,
  planned: Value,
  facts: PathFacts | undefined,
): Configured | undefined {
  if (planned.kind === 'null') return NO
  const constant = expression.constant_value
  if (constant !== undefined && expression.references === undefined && !isRawTemplate(constant)) {
    return constant === null ? NO : YES
  }
  const hasValue = planned.kind !== 'unknown' && planned.kind !== 'absent'
  return facts?.onlyWritten === true && hasValue ? YES : undefined
}

/** In `.tf.json` a constant is the raw template text: `"${var.x}"` is no constant. */
function isRawTemplate(constant: Json): boolean {
  return typeof constant === 'string' && /[$%]\{/.test(constant)
}

type Written =
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'block' }
  | { readonly kind: 'missing' }

/**
 * The places of the configuration that a path may mean: one, or each block of a group, for the blocks of a set have no order.
 * Planned and written blocks belong together only where there are equally many of both.
 */
function findWritten(
  expressions: BlockExpressions | undefined,
  path: readonly Step[],
  plannedAt: (path: readonly Step[]) => Value,
): readonly Written[] | 'misaligned' {
  let blocks: readonly (Json | undefined)[] = [expressions as Json | undefined]
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1
    const next = path[index + 1]
    if (typeof step === 'number') continue
    const members = blocks.map((block) => ownMember(block, step))
    if (members.some(isExpression)) {
      const rest = path.slice(index + 1)
      return members.map((value) => (isExpression(value) ? inside(value, rest) : { kind: 'missing' }))
    }
    if (last) return members.map(blockOrMissing)
    const groups = members.map((value) => (isArray(value) ? value : value === undefined ? [] : [value]))
    const planned = plannedAt(path.slice(0, index + 1))
    if (typeof next === 'number' && planned.kind === 'list') {
      if (groups.some((group) => group.length !== planned.elements.length)) return 'misaligned'
    }
    blocks = groups.flat()
  }
  return blocks.map(blockOrMissing)
}

function blockOrMissing(value: Json | undefined): Written {
  return value === undefined || (isArray(value) && value.length === 0)
    ? { kind: 'missing' }
    : { kind: 'block' }
}

function ownMember(block: Json | undefined, name: string): Json | undefined {
  return isObject(block) && Object.hasOwn(block, name) ? block[name] : undefined
}

/** A constant can be followed inside; anything else is one expression for all that is in it. */
function inside(expression: Expression, rest: readonly Step[]): Written {
  if (expression.constant_value === undefined || expression.references !== undefined) {
    return { kind: 'expression', expression }
  }
  let here: Json | undefined = expression.constant_value
  for (const step of rest) {
    here = typeof step === 'number' ? (isArray(here) ? here[step] : undefined) : ownMember(here, step)
  }
  return here === undefined
    ? { kind: 'missing' }
    : { kind: 'expression', expression: { constant_value: here } }
}

/** Nothing but `constant_value` and an array of `references`: a block whose attributes are so named holds objects there. */
function isExpression(value: Json | undefined): value is Expression & Json {
  if (!isObject(value)) return false
  if (Object.keys(value).some((key) => key !== 'constant_value' && key !== 'references')) return false
  return !Object.hasOwn(value, 'references') || isArray(value['references'])
}
