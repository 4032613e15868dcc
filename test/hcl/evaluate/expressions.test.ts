import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { evaluate } from '../../../src/hcl/evaluate/evaluate.ts'
import { HclFailure } from '../../../src/hcl/failure.ts'
import { isSyntaxFault } from '../../../src/hcl/syntax/fault.ts'
import { parseExpression } from '../../../src/hcl/syntax/parse.ts'

/** What `terraform console` answers to `jsonencode(…)` of each expression; null where it reports an error. */
const answers = JSON.parse(
  readFileSync(new URL('./expression.vectors.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string | null>>

/** Versions of Terraform answer differently; infinities have no value here; a literal template is refused by its syntax alone. */
const LEFT_UNKNOWN = ['element(["a"], -1)', '1 / 0', 'can(1 / 0)', 'try(1 / 0)', 'templatestring("x", {})']

function answer(text: string): string | null | undefined {
  const parsed = parseExpression(`jsonencode(${text})`)
  if (isSyntaxFault(parsed)) return null
  try {
    const value = evaluate(parsed, { lookup: () => undefined, functions: {} })
    return value.kind === 'known' ? String(value.value) : undefined
  } catch (error) {
    if (error instanceof HclFailure) return null
    throw error
  }
}

test('expressions come to what Terraform makes of them', (t) => {
  for (const [text, wanted] of Object.entries(answers)) {
    const found = answer(text)
    if (LEFT_UNKNOWN.includes(text)) t.equal(found, undefined, `${text} is left unknown`)
    else t.equal(found, wanted, text)
  }
  t.end()
})
