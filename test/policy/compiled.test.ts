import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { type CompiledPolicies, compiledReading } from '../../src/policy/compiled.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'

const root = new URL('../../', import.meta.url)
const compiled = JSON.parse(readFileSync(new URL('dist/policies.json', root), 'utf8')) as CompiledPolicies
const names = readdirSync(new URL('policies', root), { recursive: true, encoding: 'utf8' }).filter((name) =>
  /(?<!policy_test)\.ya?ml$/.test(name),
)

test('what the build keeps of a shipped policy is what reading it gives, without examples', (t) => {
  for (const name of names) {
    const file = `plangate:${name}`
    const text = readFileSync(new URL(`policies/${name}`, root), 'utf8')
    const { policy, diagnostics } = readPolicy(text, file)
    const rules = policy?.rules.map((rule) => ({ ...rule, examples: [] }))
    t.strictSame(compiledReading(compiled, file, text), { policy: { ...policy, rules }, diagnostics }, name)
  }
  t.end()
})

test('another text is another policy', (t) => {
  const [name = ''] = names
  const text = readFileSync(new URL(`policies/${name}`, root), 'utf8')
  t.equal(compiledReading(compiled, `plangate:${name}`, `${text} `), undefined)
  t.equal(compiledReading(compiled, name, text), undefined)
  t.equal(compiledReading(compiled, 'toString', text), undefined)
  t.end()
})
