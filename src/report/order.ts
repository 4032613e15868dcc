import type { Report, Result } from '../evaluate/result.ts'
import { compareAddresses, compareText, parseAddress } from '../plan/address.ts'

const SEVERITY_RANK: Readonly<Record<Result['severity'], number>> = {
  critical: 0,
  high: 1,
  medium: 2,
  low: 3,
  info: 4,
}

/** What the rules say of one instance of one plan, or of a plan as a whole. */
export interface Group {
  readonly plan: string
  readonly address: string | null
  readonly deposed?: string
  readonly node?: string
  /** The most severe first. INVARIANT: not empty. */
  readonly results: readonly Result[]
}

/** Results by plan (in the order of the report), address and rule, whatever order they came in. */
export function sortResults({ plans, results }: Report): readonly Result[] {
  const planRanks = new Map(plans.map(({ id }, index) => [id, index]))
  const addressRanks = rankAddresses(results)
  const planRank = ({ plan }: Result): number => planRanks.get(plan) ?? plans.length
  const addressRank = ({ address }: Result): number =>
    address === null ? -1 : (addressRanks.get(address) ?? 0)
  return [...results].sort(
    (a, b) =>
      planRank(a) - planRank(b) ||
      compareText(a.plan, b.plan) ||
      addressRank(a) - addressRank(b) ||
      compareText(a.deposed ?? '', b.deposed ?? '') ||
      compareText(a.node ?? '', b.node ?? '') ||
      compareText(a.rule, b.rule),
  )
}

/** Sorted results by instance: the instance with the most severe result first, then in the order that they have. */
export function groupByInstance(results: readonly Result[]): readonly Group[] {
  const groups = new Map<string, Result[]>()
  for (const result of results) {
    const key = JSON.stringify([result.plan, result.address, result.deposed, result.node])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [result])
    else group.push(result)
  }
  return [...groups.values()]
    .map((group) => group.sort((a, b) => severityRank(a) - severityRank(b) || compareText(a.rule, b.rule)))
    .sort((a, b) => worst(a) - worst(b))
    .flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      const { plan, address, deposed, node } = first
      return [
        {
          plan,
          address,
          ...(deposed === undefined ? {} : { deposed }),
          ...(node === undefined ? {} : { node }),
          results: group,
        },
      ]
    })
}

/** Each address is read once: sorting compares numbers. */
function rankAddresses(results: readonly Result[]): ReadonlyMap<string, number> {
  const texts = new Set(results.flatMap(({ address }) => (address === null ? [] : [address])))
  const parsed = [...texts].map((text) => ({ text, address: parseAddress(text) }))
  parsed.sort((a, b) => {
    if (a.address !== undefined && b.address !== undefined) return compareAddresses(a.address, b.address)
    if (a.address === undefined && b.address === undefined) return compareText(a.text, b.text)
    return a.address === undefined ? 1 : -1
  })
  return new Map(parsed.map(({ text }, index) => [text, index]))
}

function severityRank({ severity }: Result): number {
  return SEVERITY_RANK[severity]
}

/** Of results that are sorted by severity. */
function worst(results: readonly Result[]): number {
  return results[0] === undefined ? Number.POSITIVE_INFINITY : severityRank(results[0])
}
