/** Runs the test files with tap and ends with one plain line that counts the assertions. Arguments name files; default: all. */
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const named = process.argv.slice(2)
const files = named.length > 0 ? named : globSync('test/**/*.test.ts').sort()
const tap = spawn('tap', ['--reporter=tap', '--no-color', `--jobs=${availableParallelism()}`, ...files], {
  stdio: ['ignore', 'pipe', 'inherit'],
})

// Each file's own plan is indented; only failures, skips and the files themselves are worth a line.
let passed = 0
let failed = 0
let skipped = 0
let rest = ''
let diagnostic: string | undefined
tap.stdout.setEncoding('utf8').on('data', (chunk: string) => {
  const lines = (rest + chunk).split('\n')
  rest = lines.pop() ?? ''
  for (const line of lines) read(line)
})

function read(line: string): void {
  const result = /^( *)(not ok|ok) (?:\d+ ?-? ?)(.*)$/.exec(line)
  if (diagnostic !== undefined) {
    process.stdout.write(`${line}\n`)
    if (line.trim() === '...') diagnostic = undefined
    return
  }
  if (result === null) return
  const [, indent = '', word = '', name = ''] = result
  const isFile = indent === ''
  const isGroup = name.endsWith('{') || / # time=/.test(name)
  if (/# SKIP/i.test(name)) {
    skipped += 1
    process.stdout.write(`${line.trim()}\n`)
  } else if (word === 'not ok') {
    if (!isGroup) failed += 1
    process.stdout.write(`${line}\n`)
    diagnostic = name
  } else if (isFile) process.stdout.write(`${line}\n`)
  else if (!isGroup) passed += 1
}

tap.on('close', (code) => {
  const fatal = code !== 0 && failed === 0 ? 1 : 0
  process.stdout.write(`\n${passed} passed, ${failed + fatal} failed, ${skipped} skipped\n`)
  process.exitCode = code === 0 && failed === 0 ? 0 : 1
})
