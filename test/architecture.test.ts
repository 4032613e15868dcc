import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'tap'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** Who may import whom, by folder; a folder may always import itself, and everyone may import `diagnostic`. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  plan: [],
  policy: ['plan'],
  acquire: ['plan', 'policy/suggest'],
  validate: [
    'plan',
    'policy',
    'acquire/json-scan',
    'acquire/parse-json',
    'acquire/plan-bytes',
    'acquire/plan-input',
    'acquire/input-codes',
    'iam/operators',
    'iam/principals',
  ],
  hcl: ['plan'],
  iam: ['plan'],
  provider: ['plan', 'iam'],
  resolve: ['plan', 'hcl', 'provider', 'iam'],
  evaluate: ['plan', 'policy', 'resolve', 'iam', 'provider'],
  lint: [
    'plan',
    'policy',
    'provider',
    'validate/problems',
    'iam',
    'evaluate/match',
    'evaluate/operand',
    'evaluate/operators',
    'evaluate/test',
  ],
  examples: ['plan', 'policy', 'validate', 'resolve', 'evaluate', 'check'],
  report: ['plan', 'policy/policy', 'evaluate/result', 'examples/outcome', 'resolve/describe'],
  cli: [
    'check',
    'examples',
    'acquire',
    'report',
    'evaluate/result',
    'plan',
    'policy',
    'validate',
    'resolve',
    'evaluate',
    'lint',
    'version',
  ],
  'lint.ts': ['policy', 'validate', 'evaluate', 'lint'],
  'examples.ts': ['policy', 'validate', 'examples', 'version'],
  'check.ts': ['plan', 'policy', 'validate', 'resolve', 'evaluate', 'version'],
  'index.ts': ['check', 'plan', 'policy', 'evaluate', 'report'],
  'version.ts': [],
  'diagnostic.ts': [],
}

/** One door for each dependency and each side effect. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  ajv: [],
  'decimal.js': ['plan/number.ts', 'hcl/big-float.ts'],
  execa: ['acquire/terraform.ts'],
  fflate: ['acquire/plan-archive.ts'],
  'jsonpath-plus': [],
  picomatch: ['acquire/files.ts'],
  re2js: ['policy/pattern.ts', 'hcl/functions/patterns.ts'],
  yaml: ['validate/yaml.ts', 'hcl/functions/yaml.ts'],
  'node:crypto': ['report/fingerprint.ts'],
  'node:fs': ['acquire/files.ts'],
  'node:fs/promises': ['acquire/files.ts'],
}

/** These know nothing of the machine: no `node:` module at all. */
const PURE = ['plan', 'policy', 'hcl', 'iam', 'provider', 'resolve', 'evaluate', 'lint']

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .map((name) => name.split(sep).join('/'))

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8')
  const imports = /(?:^|\n)(?:import|export)[^'";]*?from '([^']+)'|(?:import|getBuiltinModule)\('([^']+)'\)/g
  return [...text.matchAll(imports)].flatMap((match) => match[1] ?? match[2] ?? [])
}

/** `./x.ts` seen from a file, as a path below `src`. */
function target(file: string, specifier: string): string {
  return relative(src, join(src, dirname(file), specifier))
    .split(sep)
    .join('/')
}

function partOf(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : file
}

test('folders import only what the table allows', (t) => {
  for (const file of files) {
    const part = partOf(file)
    const allowed = ALLOWED[part]
    t.ok(allowed, `${part} stands in the table`)
    for (const specifier of importsOf(file)) {
      if (!specifier.startsWith('.')) continue
      const imported = target(file, specifier)
      const name = imported.replace(/\.(ts|js)$/, '')
      const fine =
        imported === 'diagnostic.ts' ||
        partOf(imported) === part ||
        (allowed ?? []).some((prefix) => name === prefix || name.startsWith(`${prefix}/`))
      if (!fine) t.fail(`${file} imports ${imported}`)
    }
  }
  t.end()
})

test('dependencies and side effects have one door each', (t) => {
  for (const file of files) {
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith('.')) continue
      const doors = DOORS[specifier]
      if (doors !== undefined) t.ok(doors.includes(file), `${file} imports ${specifier}`)
      else if (!specifier.startsWith('node:')) t.fail(`${file} imports ${specifier}, which has no door`)
      if (specifier.startsWith('node:')) t.notOk(PURE.includes(partOf(file)), `${file} imports ${specifier}`)
    }
  }
  t.end()
})

test('there are no cycles', (t) => {
  const state = new Map<string, 'open' | 'done'>()
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      t.fail(`cycle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`)
      return
    }
    state.set(file, 'open')
    for (const specifier of importsOf(file)) {
      const imported = specifier.startsWith('.') ? target(file, specifier) : ''
      if (files.includes(imported)) visit(imported, [...path, file])
    }
    state.set(file, 'done')
  }
  for (const file of files) visit(file, [])
  t.end()
})

test('the console, the clock and the process are used at the edge only', (t) => {
  for (const file of files) {
    if (file === 'cli/main.ts') continue
    const text = readFileSync(join(src, file), 'utf8')
    t.notMatch(text, /\bconsole\.|\bprocess\.(?!getBuiltinModule\()|Date\.now\(|new Date\(\)/, file)
  }
  t.end()
})

test('files stay small', (t) => {
  for (const file of files) {
    const lines = readFileSync(join(src, file), 'utf8').split('\n').length
    t.ok(lines <= 301, `${file} has ${lines} lines`)
  }
  t.end()
})
