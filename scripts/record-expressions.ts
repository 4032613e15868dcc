/**
 * Records what `terraform console` answers to the expressions of the evaluator's tests: `node scripts/record-expressions.ts`.
 * Each is asked as `jsonencode(…)`; an error is recorded as null. Needs Terraform on the PATH.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const file = new URL('../test/hcl/evaluate/expression.vectors.json', import.meta.url)
const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | null>
const cwd = mkdtempSync(join(tmpdir(), 'expressions-'))

function ask(expression: string): string | null {
  try {
    const input = `jsonencode(${expression})\n`
    const printed = execFileSync('terraform', ['console'], { input, cwd, stdio: ['pipe', 'pipe', 'ignore'] })
    return JSON.parse(printed.toString('utf8')) as string
  } catch {
    return null
  }
}

const answers = Object.fromEntries(Object.keys(texts).map((text) => [text, ask(text)]))
writeFileSync(file, `${JSON.stringify(answers, null, 2)}\n`)
