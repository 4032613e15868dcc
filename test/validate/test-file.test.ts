import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { readTestFile } from '../../src/validate/test-file.ts'
import { openEditor } from '../schemas/editor.ts'

test('the test file that the reference page shows', async (t) => {
  const page = readFileSync(new URL('../../docs/reference.md', import.meta.url), 'utf8')
  const blocks = [...page.matchAll(/```yaml\n(policies:[\s\S]*?)```/g)].map(([, text = '']) => text)
  t.equal(blocks.length, 1)
  for (const text of blocks) {
    const { testFile, diagnostics } = readTestFile(text, 'a.policy_test.yaml')
    t.same(diagnostics, [])
    t.same(
      testFile?.policies.map(({ value }) => value),
      ['trail.yaml', 'plangate:aws/cloudtrail'],
    )
    t.match(testFile, {
      parameters: [{ name: 'minimum_retention_days', value: { kind: 'json', json: 30 } }],
      tests: [{ rule: { value: 'cloudtrail-multi-region' }, examples: [{ kind: 'fail' }] }],
    })
    t.same(await openEditor('policy_test').problems(text), [])
  }
})

test('what is wrong with a test file, all at once and in its order', (t) => {
  const { testFile, diagnostics } = readTestFile(
    `polices: [a]
tests:
  r:
    - pass: x
      resources: { aws_x.a: { a: !unkown } }
    - pass: y
  s: []
`,
    'f',
  )
  t.equal(testFile, undefined)
  t.same(
    diagnostics.map(({ code, location }) => `${location?.line}:${location?.column} ${code}`),
    ['1:1 unknown-key', '1:1 missing-key', '5:34 yaml-unknown-tag', '6:7 invalid-example', '7:6 empty-list'],
  )
  t.same(readTestFile('tests: [', 'f').testFile, undefined)
  t.end()
})
