import { isDeepStrictEqual } from 'node:util'
import { readPlanArchive } from '../../src/acquire/plan-archive.ts'
import { isWhollyKnown } from '../../src/hcl/opaque.ts'
import { printNumber } from '../../src/plan/number.ts'
import type { Step, Value } from '../../src/plan/value.ts'
import { resolvePlan } from '../../src/resolve/plan.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { readPlanDocument } from '../../src/validate/plan-document.ts'

export interface Case {
  readonly name: string
  readonly plan: Uint8Array
  readonly archive: Uint8Array
  readonly expect: Expectation
}

interface Expectation {
  readonly account?: string
  readonly leaves: readonly Leaf[]
  readonly data: readonly Leaf[]
}

interface Leaf {
  readonly address: string
  readonly path: readonly Step[]
  readonly class: 'derivable' | 'opaque' | 'moto-artifact'
  readonly why: string
  readonly applied: unknown
  readonly argument?: unknown
  readonly real?: unknown
  readonly set?: boolean
}

export interface Answer {
  readonly place: string
  readonly class: string
  readonly why: string
  readonly outcome: 'right' | 'wrong' | 'unknown'
  readonly because: string
}

/** What was said of each leaf that the plan does not know, beside what the apply made of it. */
export function judgeCase(given: Case, withAccount: boolean): readonly Answer[] {
  const { document } = readPlanDocument(given.plan, given.name)
  const plan = resolvePlan(document, {
    id: given.name,
    input: 'json',
    sources: 'plan-file',
    sourceTree: readPlanArchive(given.archive, given.name),
  })
  const account = given.expect.account
  // An alias with credentials of its own may be of another account: its id has to be given by its name.
  const aliases = Object.values(document.configuration.provider_config ?? {}).flatMap(({ alias }) =>
    alias === undefined ? [] : [`aws.${alias}`],
  )
  const context = new Map(
    withAccount && account !== undefined
      ? ['aws', ...aliases].map((name) => [name, { account_id: account }] as const)
      : [],
  )
  const resolution = resolve(plan, { context })
  const instances = new Map(
    plan.instances.filter(({ deposed }) => deposed === undefined).map((one) => [one.addressText, one]),
  )
  return [...given.expect.leaves, ...given.expect.data].flatMap((leaf) => {
    const instance = instances.get(leaf.address)
    if (instance === undefined) return []
    if (leaf.class === 'moto-artifact' && leaf.real === undefined) return []
    const value = resolution.valueAt(instance, leaf.path)
    const place = `${leaf.address} ${leaf.path.join('.')}`
    return [{ place, class: leaf.class, why: leaf.why, ...outcomeOf(leaf, value) }]
  })
}

function outcomeOf(leaf: Leaf, value: Value): Pick<Answer, 'outcome' | 'because'> {
  if (!isWhollyKnown(value) || value.kind === 'absent') {
    const because = value.kind === 'unknown' ? (value.unknown.because ?? value.unknown.id) : value.kind
    return { outcome: 'unknown', because: because.slice(0, 300) }
  }
  const said = plain(value)
  const truths = leaf.class === 'moto-artifact' ? [leaf.real] : [leaf.applied, leaf.argument]
  // An opaque value that exists already may be known; claiming any other is wrong.
  const right = truths.some((truth) => truth !== undefined && isSame(said, truth, leaf.set === true))
  const because = `${JSON.stringify(said)?.slice(0, 200)} instead of ${JSON.stringify(truths[0])?.slice(0, 200)}`
  return { outcome: right ? 'right' : 'wrong', because }
}

/** Numbers and truth values as text: state and plan write them alike only where the type is told. */
function isSame(said: unknown, truth: unknown, isSet: boolean): boolean {
  return isDeepStrictEqual(normal(said, isSet), normal(truth, isSet))
}

/** JSON texts by content; the order of elements counts, but in sets and in the lists of policy documents, which are sets. */
function normal(value: unknown, isSet: boolean): unknown {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    const parsed = parse(value)
    return parsed === undefined ? value : normal(parsed, true)
  }
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) {
    const elements = value.map((element) => normal(element, isSet))
    return isSet ? elements.sort((x, y) => (JSON.stringify(x) < JSON.stringify(y) ? -1 : 1)) : elements
  }
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, entry]) => [key, normal(entry, isSet)] as const)
      .sort(([x], [y]) => (x < y ? -1 : 1)),
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function plain(value: Value): unknown {
  if (value.kind === 'known') return typeof value.value === 'object' ? printNumber(value.value) : value.value
  if (value.kind === 'list') return value.elements.map(plain)
  if (value.kind === 'map')
    return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry)]))
  return null
}

export interface Count {
  right: number
  wrong: number
  unknown: number
}

export function countLeaves(total: Map<string, Count>, { class: kind, why, outcome }: Answer): void {
  for (const name of [kind, `${kind}: ${why}`]) {
    const count = total.get(name) ?? { right: 0, wrong: 0, unknown: 0 }
    count[outcome] += 1
    total.set(name, count)
  }
}
