import type { Result, Status } from '../evaluate/result.ts'
import type { Example } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import type { Mismatch } from './outcome.ts'

/** How `expect` names a result about the plan as a whole, which has no address. One about a node of its JSON has the node's path. */
const PLAN = 'plan'

/**
 * What results are otherwise than an example expects: every one that it lists must come, and no other; where it lists none all
 * must have its status, and there must be at least one.
 */
export function compare(example: Example, results: readonly Result[]): readonly Mismatch[] {
  return differences(example, results).map((mismatch) =>
    mismatch.result?.error?.code === 'no-such-attribute' && example.source.kind === 'document'
      ? { ...mismatch, help: GIVE_ATTRIBUTE }
      : mismatch,
  )
}

/** What is written out in an example is all that its plan holds. */
const GIVE_ATTRIBUTE =
  'a plan of Terraform holds every attribute of a type: give the example those that the rule reads, null where they are not set'

function differences({ kind, expect }: Example, results: readonly Result[]): readonly Mismatch[] {
  if (expect === undefined) {
    if (results.length === 0) return [{ address: PLAN, expected: kind, help: MATCHED_NOTHING }]
    return results
      .filter(({ status }) => status !== kind)
      .map((result) => ({ address: nameOf(result), expected: kind, result }))
  }
  const names = new Set(results.map(nameOf))
  const others = [...names].filter((name) => !expect.has(name))
  return [
    ...results.flatMap((result): readonly Mismatch[] => {
      const address = nameOf(result)
      const expected = expect.get(address) as Status | undefined
      if (expected === result.status) return []
      return [expected === undefined ? { address, result } : { address, expected, result }]
    }),
    ...[...expect].flatMap(([address, expected]): readonly Mismatch[] => {
      if (names.has(address)) return []
      const help = didYouMean(address, others)
      return [{ address, expected: expected as Status, ...(help === undefined ? {} : { help }) }]
    }),
  ]
}

const MATCHED_NOTHING = 'the rule matches nothing in this plan'

function nameOf({ address, node }: Result): string {
  return address ?? node ?? PLAN
}
