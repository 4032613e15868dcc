/**
 * The public benchmark: whole commands and their peak memory, side by side with `JSON.parse` of the same file in the same run, and
 * with Conftest, OPA and Checkov where they are on PATH; then the stages of a check, and how they grow. docs/benchmarks.md says how
 * to read it. Needs a build.
 *
 *     npm run bench                     start article modules repeated 30MB 150MB stages growth
 *     npm run bench -- 30MB growth      only these
 *     npm run bench -- 1GB              takes minutes, and a gigabyte of disk and of memory
 */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderOf, generatePlan, type Wish } from './bench/generate.ts'
import { type Measured, measure, onPath, printTable } from './bench/measure.ts'
import { rulesForBench } from './bench/rules.ts'
import { stagesOf } from './bench/stages.ts'

const root = new URL('..', import.meta.url).pathname
const node = process.execPath
const plangate = [node, join(root, 'bin/plangate.js')]
const article = join(root, 'test/plans/article')
const scratch = mkdtempSync(join(tmpdir(), 'plangate-bench-'))
process.on('exit', () => rmSync(scratch, { recursive: true }))

interface Row {
  readonly name: string
  readonly command: readonly string[]
}

const PLANS: Readonly<Record<string, Wish & { readonly runs: number; readonly sources?: true }>> = {
  modules: { template: 'repeated_modules', copies: 625, state: 'create', runs: 3, sources: true },
  repeated: { template: 'repeated_resources', copies: 1100, state: 'create', runs: 3, sources: true },
  '30MB': { template: 'repeated_modules', copies: 520, state: 'steady', runs: 3 },
  '150MB': { template: 'repeated_modules', copies: 2600, state: 'steady', runs: 2 },
  '1GB': { template: 'repeated_modules', copies: 17_500, state: 'steady', runs: 1 },
}

const CASES: Readonly<Record<string, () => void>> = {
  start: () =>
    compare('start', 10, { name: 'node -e 0', command: [node, '-e', '0'] }, [
      { name: 'plangate --version', command: [...plangate, '--version'] },
    ]),
  article: () =>
    compare("the article's plan, shipped policies", 10, { name: 'node -e 0', command: [node, '-e', '0'] }, [
      { name: 'plangate check', command: [...plangate, 'check', join(article, 'plan.json')] },
      {
        name: 'plangate check, with sources',
        command: [...plangate, 'check', join(article, 'plan.json'), '--plan-file', join(article, 'tfplan')],
      },
      ...rivals(join(article, 'plan.json')),
    ]),
  ...Object.fromEntries(Object.keys(PLANS).map((name) => [name, () => judgePlan(name)])),
  stages: () => {
    for (const name of ['modules', '30MB']) {
      const { file, planFile } = planOf(name)
      const stages = stagesOf(file, planFile).map((stage) => [stage.name, stage.milliseconds.toFixed(0)])
      print(`stages of ${name}: milliseconds of CPU`, [['stage', 'ms'], ...stages])
    }
  },
  growth,
}

function judgePlan(name: string): void {
  const { file, planFile, runs } = planOf(name)
  const policies = policyArguments()
  const sources = planFile === undefined ? [] : ['--plan-file', planFile]
  const check = [...plangate, 'check', file, ...policies]
  const megabytes = (statSync(file).size / 1e6).toFixed(0)
  compare(`${name}: ${megabytes} MB, 100 rules`, runs, parse(file), [
    { name: 'plangate check', command: check },
    ...(sources.length === 0
      ? []
      : [{ name: 'plangate check, with sources', command: [...check, ...sources] }]),
    { name: 'plangate check -o json', command: [...check, '-o', `json=${join(scratch, 'report.json')}`] },
    ...rivals(file),
  ])
}

/** The floor: reading the file and parsing it, and nothing more. No string can hold a file of a gigabyte. */
function parse(file: string): Row {
  const isOneString = statSync(file).size < 2 ** 29
  const script = isOneString
    ? 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))'
    : 'require("fs").readFileSync(process.argv[1])'
  return { name: isOneString ? 'JSON.parse' : 'reading', command: [node, '-e', script, file] }
}

function rivals(file: string): readonly Row[] {
  const rego = join(root, 'scripts/bench/rego')
  const all: readonly Row[] = [
    { name: 'opa', command: ['opa', 'eval', '-i', file, '-d', rego, 'data.main.deny'] },
    { name: 'conftest', command: ['conftest', 'test', file, '-p', rego] },
    { name: 'checkov', command: ['checkov', '-f', file, '--compact', '--quiet'] },
  ]
  return all.filter(({ command }) => onPath(command[0] ?? ''))
}

function planOf(name: string): { readonly file: string; readonly planFile?: string; readonly runs: number } {
  const wish = PLANS[name]
  if (wish === undefined) throw new Error(`there is no plan ${name}`)
  const file = join(scratch, `${name}.json`)
  if (!readdirSync(scratch).includes(`${name}.json`)) generatePlan(wish, file)
  const planFile = wish.sources === true ? { planFile: `${folderOf(wish.template)}tfplan` } : {}
  return { file, runs: wish.runs, ...planFile }
}

function policyArguments(): readonly string[] {
  return rulesForBench()
    .flatMap(({ file, text }) => {
      if (file.startsWith('plangate:')) return []
      writeFileSync(join(scratch, file), text)
      return ['--policy', join(scratch, file)]
    })
    .concat('--policy', 'plangate:aws/cloudtrail', '--policy', 'plangate:aws/s3')
}

function compare(title: string, runs: number, floor: Row, rows: readonly Row[]): void {
  const least = measure(floor.command, runs)
  const told = rows.map(({ name, command }) => ({ name, measured: measure(command, runs) }))
  const line = (name: string, { wall, cpu, peak }: Measured): readonly string[] => [
    name,
    wall.toFixed(2),
    `${(wall / least.wall).toFixed(1)}x`,
    cpu?.toFixed(2) ?? '-',
    peak?.toFixed(0) ?? '-',
  ]
  print(title, [
    ['', 'wall s', '', 'CPU s', 'peak MB'],
    line(floor.name, least),
    ...told.map(({ name, measured }) => line(name, measured)),
  ])
}

/** Twice the instances must take twice the time, in every stage. */
function growth(): void {
  for (const [template, state] of [
    ['repeated_modules', 'create'],
    ['repeated_modules', 'steady'],
    ['repeated_resources', 'create'],
    ['repeated_resources', 'steady'],
  ] as const) {
    const planFile = `${folderOf(template)}tfplan`
    const columns = [300, 600, 1200].map((copies) => {
      const file = join(scratch, 'growth.json')
      generatePlan({ template, copies, state }, file)
      return { copies, stages: stagesOf(file, planFile) }
    })
    const names = columns[0]?.stages.map(({ name }) => name) ?? []
    print(`growth: ${template}, ${state}, with sources: milliseconds of CPU`, [
      ['copies', ...columns.map(({ copies }) => String(copies))],
      ...names.map((name, index) => [
        name,
        ...columns.map(({ stages }) => stages[index]?.milliseconds.toFixed(0) ?? '-'),
      ]),
    ])
  }
}

function print(title: string, rows: readonly (readonly string[])[]): void {
  process.stdout.write(`\n${title}\n\n${printTable(rows)}\n`)
}

const wanted = process.argv.slice(2)
const names = wanted.length > 0 ? wanted : Object.keys(CASES).filter((name) => name !== '1GB')
process.stdout.write(`Node ${process.version}, ${availableParallelism()} cores\n`)
for (const name of names) {
  const run = CASES[name]
  if (run === undefined) throw new Error(`there is no benchmark ${name}: ${Object.keys(CASES).join(' ')}`)
  run()
}
