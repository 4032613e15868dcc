/**
 * Records what Terraform makes of expressions that are made by chance: `node scripts/record-generated-expressions.ts [SEED COUNT]`.
 * Without arguments the vectors of the evaluator's test are written; with a seed, what our evaluator says otherwise is printed.
 * Needs `terraform` 1.11 on the path and nothing else.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { differences, type GeneratedVector } from '../test/hcl/evaluate/generated.ts'
import { generateExpressions } from './expressions/generate.ts'

const SEED = 71
const COUNT = 4_000
const BATCH = 500
const module = fileURLToPath(new URL('../test/hcl/evaluate/module', import.meta.url))

function main([seed, count]: readonly string[]): void {
  const texts = generateExpressions(Number(seed ?? SEED), Number(count ?? COUNT))
  const vectors: GeneratedVector[] = []
  for (let from = 0; from < texts.length; from += BATCH)
    vectors.push(...record(texts.slice(from, from + BATCH)))
  process.stdout.write(
    `${vectors.length} of ${texts.length} expressions, ${vectors.filter(({ result }) => result === undefined).length} of them errors\n`,
  )
  if (seed === undefined) {
    const lines = vectors.map((vector) => JSON.stringify(vector)).join('\n')
    writeFileSync(
      new URL('../test/hcl/evaluate/generated.vectors.json.gz', import.meta.url),
      gzipSync(lines, { level: 9 }),
    )
  }
  for (const line of differences(vectors).wrong) process.stdout.write(`${line}\n`)
}

/** One file an expression, so that what Terraform cannot parse is told apart. Infinity has no JSON: what makes it is left out. */
function record(texts: readonly string[]): readonly GeneratedVector[] {
  if (texts.length === 0) return []
  const folder = mkdtempSync(join(tmpdir(), 'expressions-'))
  try {
    cpSync(module, folder, { recursive: true })
    for (const [index, text] of texts.entries())
      writeFileSync(
        join(folder, `e${index}.tf`),
        `locals {\n  e${index} = try({ ok = ${text} }, "error")\n}\n`,
      )
    const broken = new Set(brokenFiles(folder))
    for (const file of broken) rmSync(join(folder, file))
    const kept = [...texts.keys()].filter((index) => !broken.has(`e${index}.tf`))
    const outputs = kept.map((index) => `local.e${index},`).join('\n')
    writeFileSync(
      join(folder, 'out.tf'),
      `output "results" {\n  sensitive = true\n  value = [\n${outputs}\n]\n}\n`,
    )
    run(['plan', '-out=plan', '-input=false', '-lock=false'], folder)
    const plan = JSON.parse(run(['show', '-json', 'plan'], folder), keepDigits)
    const { type, value } = plan.planned_values.outputs.results
    const unknown = plan.output_changes.results.after_unknown
    const faults = [...broken].map((file) => texts[Number(file.slice(1, -3))] ?? '')
    return [
      ...faults.map((text): GeneratedVector => ({ text })),
      ...kept.flatMap((index, at): readonly GeneratedVector[] => {
        const text = texts[index] ?? ''
        if (unknown !== false && JSON.stringify(unknown[at] ?? false).includes('true')) return []
        if (value[at] === 'error') return [{ text }]
        return [{ text, result: [type[1][at][1].ok, value[at].ok] }]
      }),
    ]
  } catch {
    if (texts.length === 1) return []
    const half = Math.floor(texts.length / 2)
    return [...record(texts.slice(0, half)), ...record(texts.slice(half))]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The files that Terraform finds something wrong in before it evaluates anything. */
function brokenFiles(folder: string): readonly string[] {
  try {
    run(['validate', '-json'], folder)
    return []
  } catch (error) {
    const { diagnostics } = JSON.parse((error as { stdout: string }).stdout) as {
      diagnostics: readonly { range?: { filename: string } }[]
    }
    return [...new Set(diagnostics.flatMap(({ range }) => range?.filename ?? []))].filter((file) =>
      /^e\d+\.tf$/.test(file),
    )
  }
}

/** Numbers as text, with all their digits. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

function run(args: readonly string[], folder: string): string {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' }
  return execFileSync('terraform', args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

main(process.argv.slice(2))
