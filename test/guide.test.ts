import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './cli/run-command.ts'

/** What stands before a block in a comment, its language, and its text. */
const BLOCK = /(?:<!-- (.*?) -->\n)?```(\w+)\n([\s\S]*?)```/g

const plan = join(packageFolder, 'test/plans/guide')

/** Does what the guide says, block by block: saves files, runs commands, compares output. */
test('the guide: every file, command and output', { timeout: 120_000 }, async (t) => {
  const folder = emptyFolder(t)
  cpSync(join(plan, 'tfplan'), join(folder, 'tfplan'))
  writeFileSync(join(folder, 'terraform'), `#!/bin/sh\ncat ${join(plan, 'plan.json')}\n`)
  chmodSync(join(folder, 'terraform'), 0o755)
  const env = { PATH: `${folder}:/bin:/usr/bin` }
  const configuration = readFileSync(join(plan, 'main.tf'), 'utf8')
  let stdout = ''
  for (const [, comment = '', language = '', text = ''] of readGuide().matchAll(BLOCK)) {
    const [word, value = ''] = comment.split(/: (.*)/)
    if (language === 'hcl') t.ok(configuration.includes(text), `main.tf holds ${text}`)
    else if (language === 'text') t.equal(stdout, text, 'the output of the command before it')
    else if (language === 'yaml') {
      t.equal(word, 'file', text)
      mkdirSync(dirname(join(folder, value)), { recursive: true })
      writeFileSync(join(folder, value), text)
    } else {
      t.equal(language, 'console')
      const [program, ...words] = (text.trim().split(' | ').at(-1) ?? '').replace('$ ', '').split(' ')
      if (program === 'terraform') continue
      t.same([program, words[0]], ['npx', 'plangate'], text)
      const outcome = await runCommand(words.slice(1), {
        cwd: folder,
        env,
        stdin: readFileSync(join(plan, 'plan.json')),
      })
      const expected = word === 'exit' ? Number(value) : 0
      t.equal(outcome.code, expected, `${text}${outcome.stderr}`)
      stdout = outcome.stdout
    }
  }
})

function readGuide(): string {
  return readFileSync(join(packageFolder, 'docs/guide.md'), 'utf8')
}
