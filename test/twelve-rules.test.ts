import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { missingExamples } from '../src/validate/policy-set.ts'
import { emptyFolder, packageFolder, runCommand } from './cli/run-command.ts'
import { policyOf } from './judge.ts'

const page = readFileSync(join(packageFolder, 'docs/twelve-rules.md'), 'utf8')

/** The blocks of the page that stand after this comment, indented. */
function blocks(word: string, indent: string): string {
  return [...page.matchAll(new RegExp(`<!-- ${word} -->\\n\`\`\`yaml\\n([\\s\\S]*?)\`\`\``, 'g'))]
    .map(([, text = '']) => text.replaceAll(/^(?=.)/gm, indent))
    .join('')
}

const policy = `${blocks('head', '')}define:\n${blocks('define', '  ')}rules:\n${blocks('rule', '  ')}`

test('the twelve rules: each has its examples, and lint and plangate test agree with them', async (t) => {
  const { rules } = policyOf(policy)
  t.equal(page.match(/^## \d+\. /gm)?.length, 12)
  t.equal(rules.length, 13, 'the eleventh is two')
  for (const rule of rules) t.same(missingExamples(rule), [], rule.id)
  const folder = emptyFolder(t)
  mkdirSync(join(folder, 'examples'))
  cpSync(join(packageFolder, 'test/plans/waits'), join(folder, 'examples/waits'), { recursive: true })
  writeFileSync(join(folder, 'twelve-rules.yaml'), policy)
  t.match(await runCommand(['lint', 'twelve-rules.yaml', '--strict'], { cwd: folder }), {
    code: 0,
    stdout: 'No problems in 1 file\n',
  })
  const { code, stdout } = await runCommand(['test', 'twelve-rules.yaml'], { cwd: folder })
  t.equal(code, 0, stdout)
})

test('every YAML block of the page is part of the policy', (t) => {
  t.equal(page.match(/```yaml/g)?.length, page.match(/<!-- (?:head|define|rule) -->\n```yaml/g)?.length)
  t.end()
})
