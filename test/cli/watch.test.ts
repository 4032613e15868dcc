import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import type { ExitCode } from '../../src/cli/command.ts'
import { runOnChange, type Watching } from '../../src/cli/watch.ts'
import { emptyFolder, runCommand } from './run-command.ts'

/** A file system and a clock that do what the test says. */
function puppets() {
  let onChange: (path: string | undefined) => void = () => undefined
  let timer: (() => void) | undefined
  let end: () => void = () => undefined
  const watched: (readonly string[])[] = []
  const watching: Watching = {
    watch: (folders, tell) => {
      watched.push(folders)
      onChange = tell
      return () => {
        onChange = () => undefined
      }
    },
    after: (_milliseconds, then) => {
      timer = then
      return () => {
        timer = undefined
      }
    },
    ended: new Promise((resolve) => {
      end = resolve
    }),
  }
  return {
    watching,
    watched,
    change: (path?: string) => onChange(path),
    isTicking: () => timer !== undefined,
    quiet: () => {
      const then = timer
      timer = undefined
      then?.()
    },
    end: () => end(),
  }
}

/** Lets everything that waits for nothing but promises go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('it runs again once after several changes, and ends with the last exit code', async (t) => {
  const puppet = puppets()
  let runs = 0
  const over = runOnChange(
    async (watchThese) => {
      runs += 1
      watchThese(['/a'])
      return (runs === 3 ? 1 : 0) as ExitCode
    },
    ['/a/results.xml'],
    puppet.watching,
  )
  await settle()
  t.equal(runs, 1)
  puppet.change('/a/p.yaml')
  puppet.change('/a/q.yaml')
  puppet.change(undefined)
  await settle()
  t.equal(runs, 1, 'not before it is quiet')
  puppet.quiet()
  await settle()
  t.equal(runs, 2)
  puppet.change('/a/results.xml')
  puppet.change('/a/.p.yaml.swp')
  t.notOk(puppet.isTicking(), 'neither what it writes nor what is hidden counts')
  puppet.change('/a/p.yaml')
  puppet.quiet()
  await settle()
  t.equal(runs, 3)
  puppet.end()
  t.equal(await over, 1)
  t.same(puppet.watched, [['/a'], ['/a'], ['/a']])
})

test('a change during a run makes another one follow', async (t) => {
  const puppet = puppets()
  let runs = 0
  const over = runOnChange(
    async (watchThese) => {
      runs += 1
      watchThese(['/a'])
      if (runs === 1) {
        puppet.change('/a/p.yaml')
        puppet.quiet()
      }
      return 0
    },
    [],
    puppet.watching,
  )
  await settle()
  t.equal(runs, 2)
  puppet.end()
  t.equal(await over, 0)
})

test('plangate test --watch: the folders of policies, test files and plans', async (t) => {
  const cwd = emptyFolder(t)
  const policy = (value: string): string =>
    `policy: p\nrules:\n  - { id: r, severity: low, match: aws_x, require: { a: 1 }, examples: [{ pass: x, resources: { aws_x.a: { a: ${value} } } }] }\n`
  mkdirSync(join(cwd, 'policies'))
  writeFileSync(join(cwd, 'policies/p.yaml'), policy('2'))
  const puppet = puppets()
  const over = runCommand(['test', 'policies', '--watch'], { cwd, watching: puppet.watching })
  while (puppet.watched.length < 1) await settle()
  t.same(puppet.watched[0], [join(cwd, 'policies')])
  writeFileSync(join(cwd, 'policies/p.yaml'), policy('1'))
  puppet.change(join(cwd, 'policies/p.yaml'))
  puppet.quiet()
  while (puppet.watched.length < 2) await settle()
  writeFileSync(join(cwd, 'policies/p.yaml'), 'policy: [')
  puppet.change(join(cwd, 'policies/p.yaml'))
  puppet.quiet()
  while (puppet.watched.length < 3) await settle()
  puppet.end()
  const { code, stdout, stderr } = await over
  t.equal(code, 2)
  t.match(stdout, /expected pass, got fail[\s\S]*1 as expected[\s\S]*yaml-/)
  t.match(stderr, /Waiting for a change in a folder; Ctrl-C ends it/)
})
