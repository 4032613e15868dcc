import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { GROUPS, OPERATORS } from '../scripts/docs/operators.ts'
import { allPages } from '../scripts/docs.ts'

const root = new URL('..', import.meta.url)

test('the generated pages are what the generator makes (npm run docs)', (t) => {
  for (const { path, text } of allPages()) t.equal(readFileSync(new URL(path, root), 'utf8'), text, path)
  t.end()
})

test('the JSON Schema explains each operator as the reference does', (t) => {
  const { $defs } = JSON.parse(readFileSync(new URL('schemas/policy.schema.json', root), 'utf8')) as {
    $defs: { operators: { properties: Readonly<Record<string, { description?: string }>> } }
  }
  for (const { name, says } of OPERATORS) t.equal($defs.operators.properties[name]?.description, says, name)
  t.end()
})

test('every group of operators has some, and the table of the README has them all', (t) => {
  for (const group of GROUPS)
    t.ok(
      OPERATORS.some((operator) => operator.group === group),
      group,
    )
  const readme = readFileSync(new URL('README.md', root), 'utf8')
  const [, table = ''] = /\| test \| holds when \|\n([\s\S]*?)\n\n/.exec(readme) ?? []
  for (const { name } of OPERATORS) t.match(table, `\`${name}`, `the README has ${name}`)
  t.end()
})
