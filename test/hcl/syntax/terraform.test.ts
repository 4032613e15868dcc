import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { type Test, test } from 'tap'
import { isSyntaxFault } from '../../../src/hcl/syntax/fault.ts'
import { parseConfiguration, parseExpression } from '../../../src/hcl/syntax/parse.ts'
import { parseJsonConfiguration } from '../../../src/hcl/syntax/parse-json.ts'
import type { Expression } from '../../../src/hcl/syntax/syntax.ts'
import { sharedFiles } from '../../resolve/read-plan.ts'
import { constantOf } from './constant.ts'

/** Recorded with Terraform 1.11.4 by scripts/record-syntax-vectors.ts. */
interface Vectors {
  readonly refused: readonly string[]
  readonly accepted: readonly string[]
  readonly values: readonly (readonly [string, unknown])[]
}

const vectors = JSON.parse(readFileSync(new URL('syntax.vectors.json', import.meta.url), 'utf8')) as Vectors

test('what Terraform refuses is a fault', (t) => {
  for (const text of vectors.refused) t.ok(isSyntaxFault(parseConfiguration(text)), JSON.stringify(text))
  t.end()
})

test('what Terraform accepts parses', (t) => {
  for (const text of vectors.accepted) {
    const parsed = parseConfiguration(text)
    t.notOk(isSyntaxFault(parsed), `${JSON.stringify(text)} ${isSyntaxFault(parsed) ? parsed.message : ''}`)
  }
  t.end()
})

test('expressions mean what `terraform console` says', (t) => {
  for (const [text, wanted] of vectors.values) {
    const body = parseConfiguration(`value = ${text}`)
    if (wanted !== null && typeof wanted === 'object' && 'refused' in wanted) {
      t.ok(isSyntaxFault(body), text)
    } else if (isSyntaxFault(body)) t.fail(`${text} ${body.message}`)
    else t.same(constantOf(body.attributes.get('value')?.expression as Expression), wanted, text)
  }
  t.end()
})

for (const folder of ['cases/', 'corpus/']) {
  test(`every source of ../shared/${folder} parses`, (t) => {
    const plans = [...sharedFiles(folder, 'tfplan')]
    const loose = [...sharedFiles(folder, '.tf'), ...sharedFiles(folder, '.tf.json')]
    if (loose.length + plans.length === 0)
      t.comment(`skipped: ../shared/${folder} is missing or holds no sources`)
    for (const file of loose) parses(t, file.pathname, readFileSync(file, 'utf8'))
    for (const plan of plans) {
      const entries = unzipSync(readFileSync(plan), {
        filter: ({ name }) => /^tfconfig\/.*\.tf(\.json)?$/.test(name),
      })
      for (const [name, bytes] of Object.entries(entries)) {
        parses(t, `${plan.pathname} ${name}`, Buffer.from(bytes).toString('utf8'))
      }
    }
    t.end()
  })
}

function parses(t: Test, name: string, text: string): void {
  const parsed = name.endsWith('.json') ? parseJsonConfiguration(text) : parseConfiguration(text)
  t.notOk(isSyntaxFault(parsed), `${name} ${isSyntaxFault(parsed) ? JSON.stringify(parsed) : ''}`)
}

test('an expression alone may go on over lines, and must be alone', (t) => {
  t.notOk(isSyntaxFault(parseExpression('1\n+ 2 # three\n')))
  t.same(parseExpression('1\n2'), {
    kind: 'syntax-fault',
    message: 'the expression should end here',
    line: 2,
    column: 1,
  })
  t.end()
})
