import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { test } from 'tap'
import { differences, type GeneratedVector } from './generated.ts'

/** Recorded by `node scripts/record-generated-expressions.ts`. */
const vectors = gunzipSync(readFileSync(new URL('./generated.vectors.json.gz', import.meta.url)))
  .toString('utf8')
  .split('\n')
  .map((line) => JSON.parse(line) as GeneratedVector)

test('expressions made by chance come to what Terraform makes of them', (t) => {
  const { wrong, open } = differences(vectors)
  t.same(wrong, [])
  t.ok(open.length * 50 < vectors.length, `${open.length} of ${vectors.length} are left unknown`)
  t.end()
})
