import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { emptyFolder, packageFolder, runCommand } from './cli/run-command.ts'

const pages = ['README.md', 'CONTRIBUTING.md']
const { scripts } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>
}

/** A folder like a reader's: a plan file, its JSON, a Terraform that shows it, and the files that the page tells to save. */
function readersFolder(t: Parameters<typeof emptyFolder>[0], page: string): string {
  const folder = emptyFolder(t)
  cpSync(join(packageFolder, 'test/plans/article/tfplan'), join(folder, 'tfplan'))
  cpSync(join(packageFolder, 'test/plans/article/plan.json'), join(folder, 'plan.json'))
  cpSync(join(packageFolder, 'test/plans/article/main.tf'), join(folder, 'main.tf'))
  cpSync(join(packageFolder, 'test/plans/article'), join(folder, 'test/plans/article'), { recursive: true })
  writeFileSync(join(folder, 'terraform'), '#!/bin/sh\ncat plan.json\n')
  chmodSync(join(folder, 'terraform'), 0o755)
  for (const [, name = '', text = ''] of page.matchAll(/<!-- file: (\S+) -->\n```yaml\n([\s\S]*?)```/g)) {
    writeFileSync(join(folder, name), text)
  }
  return folder
}

for (const name of pages) {
  const page = readFileSync(join(packageFolder, name), 'utf8')

  test(`${name}: every command that it shows works`, async (t) => {
    const folder = readersFolder(t, page)
    const env = { PATH: `${folder}:/bin:/usr/bin` }
    for (const [, block = ''] of page.matchAll(/```console\n([\s\S]*?)```/g)) {
      for (const line of block.split('\n').filter((text) => text.startsWith('$ '))) {
        for (const command of line.slice(2).split(/ && | \| /)) {
          const [program, ...words] = command.split(' ')
          if (program === 'npx') {
            const [, ...argv] = words
            const stdin = readFileSync(join(folder, 'plan.json'))
            const { code, stderr } = await runCommand(argv, { cwd: folder, env, stdin })
            t.equal(code, argv[0] === 'check' ? 1 : 0, `${command}\n${stderr}`)
          } else if (program === 'npm') {
            const script = words[0] === 'run' ? words[1] : words[0]
            t.ok(script === 'ci' || scripts[script ?? ''] !== undefined, command)
          } else {
            t.equal(program, 'terraform', command)
          }
        }
      }
    }
  })

  test(`${name}: the output that it shows is what is printed`, async (t) => {
    const folder = readersFolder(t, page)
    for (const [, command = '', expected = ''] of page.matchAll(
      /<!-- output: (.*?) -->\n```text\n([\s\S]*?)```/g,
    )) {
      const { stdout } = await runCommand(command.split(' ').slice(2), { cwd: folder })
      t.equal(stdout, expected, command)
    }
  })

  test(`${name}: the files that it names exist`, (t) => {
    for (const [, path = ''] of page.matchAll(/\]\(([^)#:]+)\)/g)) {
      t.doesNotThrow(
        () => cpSync(join(packageFolder, path), join(emptyFolder(t), 'x'), { recursive: true }),
        path,
      )
    }
    t.end()
  })
}

test('the examples of policies and configuration in the README are valid', async (t) => {
  const page = readFileSync(join(packageFolder, 'README.md'), 'utf8')
  const folder = readersFolder(t, page)
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  const configuration = blocks.find((text) => text.startsWith('policies:')) ?? ''
  writeFileSync(join(folder, 'plangate.yaml'), configuration.replace('[policies/, ', '['))
  t.equal((await runCommand(['check', 'plan.json'], { cwd: folder })).code, 1)
  for (const condition of blocks.filter((text) => text.startsWith('require:'))) {
    const head =
      'policy: p\nrules:\n  - id: r\n    title: r\n    severity: high\n    match: aws_cloudtrail\n    message: m\n'
    writeFileSync(join(folder, 'p.yaml'), `${head}${condition.replace(/^(?=.)/gm, '    ')}`)
    const { code, stderr } = await runCommand(['check', 'plan.json', '--policy', 'p.yaml'], { cwd: folder })
    t.equal(code, 0, `no trail breaks it\n${stderr}`)
  }
})
