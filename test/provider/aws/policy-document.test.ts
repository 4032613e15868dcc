import { readFileSync } from 'node:fs'
import { test } from 'tap'
import type { Json } from '../../../src/plan/plan-document.ts'
import { readPlanned } from '../../../src/plan/planned-value.ts'
import type { Value } from '../../../src/plan/value.ts'
import { renderPolicyDocument } from '../../../src/provider/aws/policy-document/render.ts'

interface Vector {
  readonly name: string
  readonly deferred_after: Json
  readonly expected_json: string
  readonly expected_minified_json: string
}

/** What hashicorp/aws 5.100.0 printed for the arguments that Terraform 1.11.4 planned. */
const VECTORS: readonly Vector[] = readFileSync(
  new URL('policy-document.vectors.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

function planned(after: Json, unknown?: Json): Value {
  return readPlanned({ value: after, unknown, sensitive: undefined, address: 'data.x.d', path: [] })
}

test('documents are rendered as the provider renders them', (t) => {
  for (const { name, deferred_after, expected_json, expected_minified_json } of VECTORS) {
    const rendered = renderPolicyDocument(planned(deferred_after), { address: 'data.x.d' })
    t.match(rendered?.json, { kind: 'known', value: expected_json }, `${name}: json`)
    t.match(
      rendered?.minifiedJson,
      { kind: 'known', value: expected_minified_json },
      `${name}: minified_json`,
    )
  }
  t.equal(VECTORS.length, 32)
  t.end()
})
