import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { judgeFirstCreate } from '../scripts/docs/first-create.ts'
import { GROUPS, OPERATORS } from '../scripts/docs/operators.ts'
import { allPages } from '../scripts/docs.ts'

import { shippedPolicies } from './judge.ts'

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

test('the plan file decides every shipped rule on the first create of a complete configuration, as docs/rules says', (t) => {
  t.same(judgeFirstCreate(shippedPolicies()).unknownWithPlanFile, [])
  t.end()
})

test('each shipped rule has a page with the same headings, and belongs to controls that are listed', (t) => {
  const pages = allPages().filter(({ path }) => /^docs\/rules\/[a-z]/.test(path))
  const rules = shippedPolicies().flatMap((policy) => policy.rules)
  t.same(pages.map(({ path }) => path).sort(), rules.map(({ id }) => `docs/rules/${id}.md`).sort())
  const headings = [
    'What it requires',
    'Why',
    'Passes',
    'Fails',
    'Cannot be known',
    'How to fix',
    'References',
  ]
  for (const { path, text } of pages) {
    t.same(
      [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading),
      headings,
      path,
    )
    t.notMatch(text, /^## .*\n\n\n/m, `${path}: nothing is empty`)
  }
  const controls = readFileSync(new URL('docs/controls.md', root), 'utf8')
  for (const { id, controls: named } of rules) if (named.length > 0) t.match(controls, `rules/${id}.md`, id)
  t.end()
})
