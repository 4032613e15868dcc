import fc from 'fast-check'
import { test } from 'tap'
import { covers } from '../../src/iam/covers.ts'
import {
  type Asked,
  comparisonOf,
  documentCovers,
  documentMeets,
  policyCovers,
} from '../../src/iam/matching.ts'
import { overlap } from '../../src/iam/overlap.ts'
import type { TemplatePart, Unknown } from '../../src/plan/value.ts'

const HOLES: readonly Unknown[] = [
  { id: 'free', waitsFor: [] },
  { id: 'digits', waitsFor: [], shape: '[0-9]+' },
  { id: 'unique', waitsFor: [], unique: 'a.b', shape: '[a-c]+' },
]
const piece = fc.constantFrom('a', 'b', 'aB', '*', '?', '${x}', '1', 0, 1, 2)
const pieces = fc.array(piece, { maxLength: 4 })

function joined(parts: readonly (string | number)[]): readonly TemplatePart[] {
  const text: TemplatePart[] = []
  for (const part of parts) {
    const next = typeof part === 'number' ? HOLES[part] : part
    const last = text.at(-1)
    if (typeof next === 'string' && typeof last === 'string') text[text.length - 1] = last + next
    else if (next !== undefined) text.push(next)
  }
  return text
}

/** What looks at beginnings first must say what a whole comparison says, or more. */
test('to look at the beginnings first changes no answer', (t) => {
  const asked = pieces.map((parts): Asked => {
    return joined(parts).map((part) => (typeof part === 'string' ? { glob: part } : part))
  })
  const literal = pieces.map((parts): Asked => joined(parts))
  let settled = 0
  fc.assert(
    fc.property(
      pieces,
      fc.oneof(asked, literal),
      fc.boolean(),
      fc.boolean(),
      (parts, question, wildcards, fold) => {
        const compared = comparisonOf(true, { wildcards, fold })
        const text = joined(parts)
        const [document, policy] = [compared.ofDocument(text), compared.ofPolicy(question)]
        const pairs = [
          [documentCovers(compared, text, question).kind, covers(document, policy).kind],
          [policyCovers(compared, question, text).kind, covers(policy, document).kind],
          [documentMeets(compared, text, question).kind, overlap(document, policy).kind],
        ] as const
        settled += pairs.filter(([quick]) => quick !== 'unknown').length
        for (const [quick, whole] of pairs)
          if (quick !== whole) t.same([quick, parts, question], [whole, parts, question])
      },
    ),
    { numRuns: 5000 },
  )
  t.ok(settled > 5000)
  t.end()
})
