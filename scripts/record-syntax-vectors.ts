/**
 * Records what the Terraform on PATH makes of texts: which ones it refuses (`terraform fmt`), and the values of expressions
 * (`terraform console`). Writes test/hcl/syntax/syntax.vectors.json.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = new URL('../test/hcl/syntax/', import.meta.url)
const MUTATIONS = 40
const INSERTED = [
  ...'{}[]()"$%~.,:=?*-!<>|&#/\\\n \'`;^',
  '${',
  '%{',
  '$${',
  '~}',
  '...',
  '=>',
  '<<E\n',
  '\r',
  'for',
  '0',
  'e',
]

let seed = 20_250_101
function random(below: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}

function mutate(text: string): string {
  const at = random(text.length)
  const inserted = INSERTED[random(INSERTED.length)] ?? ''
  if (random(8) === 0) return text.slice(0, at)
  return text.slice(0, at) + (random(2) === 0 ? inserted : '') + text.slice(at + random(3))
}

/** Every second paragraph of the seeds begins with a line of `###`. */
function seeds(name: string): readonly string[] {
  return readFileSync(new URL(name, folder), 'utf8')
    .split(/^###.*\n/m)
    .slice(1)
}

function terraform(options: readonly string[], cwd: string, input = ''): string {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null' }
  const run = spawnSync('terraform', options, { cwd, env, input, encoding: 'utf8', maxBuffer: 2 ** 28 })
  return run.stdout + run.stderr
}

const scratch = mkdtempSync(join(tmpdir(), 'syntax-'))
const bodies = seeds('bodies.tf.txt')
const texts = [
  ...new Set(bodies.flatMap((text) => [text, ...Array.from({ length: MUTATIONS }, () => mutate(text))])),
]
texts.forEach((text, index) => writeFileSync(join(scratch, `m${index}.tf`), text))
const faults = terraform(['fmt', '-no-color', '-write=false', '-list=false', scratch], scratch)
const refused = new Set([...faults.matchAll(/\bm(\d+)\.tf line/g)].map((match) => Number(match[1])))
texts.forEach((_text, index) => rmSync(join(scratch, `m${index}.tf`)))

const values = seeds('expressions.tf.txt').map((text): readonly [string, unknown] => {
  writeFileSync(join(scratch, 'main.tf'), `locals {\n  value = ${text}}\n`)
  const printed = terraform(['console', '-no-color'], scratch, 'base64encode(jsonencode(local.value))\n')
  return [
    text,
    printed.startsWith('"')
      ? JSON.parse(Buffer.from(JSON.parse(printed), 'base64').toString())
      : { refused: printed.match(/Error: (.*)/)?.[1] },
  ]
})
rmSync(scratch, { recursive: true })
const vectors = {
  refused: texts.filter((_text, index) => refused.has(index)),
  accepted: texts.filter((_text, index) => !refused.has(index)),
  values,
}
writeFileSync(new URL('syntax.vectors.json', folder), `${JSON.stringify(vectors, undefined, 1)}\n`)
