/**
 * Where the time of `check` goes, stage by stage, in this process: `node scripts/bench/stages.ts PLAN.json [PLAN-FILE]`. CPU time, so that
 * other work on the machine disturbs it little; garbage is collected wherever it happens to be.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readPlanArchive } from '../../src/acquire/plan-archive.ts'
import { openPlan } from '../../src/acquire/plan-bytes.ts'
import { composeReport } from '../../src/evaluate/compose-report.ts'
import { type EvaluationOptions, evaluate } from '../../src/evaluate/evaluate.ts'
import { literal } from '../../src/evaluate/operand.ts'
import type { Condition } from '../../src/policy/condition.ts'
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts'
import type { Policy, Rule } from '../../src/policy/policy.ts'
import { human } from '../../src/report/human.ts'
import { json } from '../../src/report/json.ts'
import { resolvePlan } from '../../src/resolve/plan.ts'
import { resolve } from '../../src/resolve/resolve.ts'
import { resolveParameters } from '../../src/validate/parameters.ts'
import { readPlanDocument } from '../../src/validate/plan-document.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'
import { rulesForBench } from './rules.ts'

export interface Stage {
  readonly name: string
  readonly milliseconds: number
}

/** Judges a plan by 100 rules, and tells how long each stage took. */
export function measureStages(file: string, planFile?: string): readonly Stage[] {
  const stages: Stage[] = []
  function stage<T>(name: string, work: () => T): T {
    const before = process.cpuUsage()
    const result = work()
    const { user, system } = process.cpuUsage(before)
    stages.push({ name, milliseconds: (user + system) / 1000 })
    return result
  }

  const policies = stage('policies', readPolicies)
  const bytes = stage('read the file', () => readFileSync(file))
  stage('JSON.parse, for comparison', () => {
    JSON.parse(bytes.toString('utf8'))
  })
  stage('scan, for itself', () => openPlan(bytes, file))
  const { document } = stage('scan, parse, validate', () => readPlanDocument(bytes, file))
  const sourceTree = planFile === undefined ? undefined : readPlanArchive(readFileSync(planFile), planFile)
  const plan = stage('instances', () =>
    resolvePlan(document, {
      id: file,
      input: 'json',
      sources: sourceTree?.origin ?? 'none',
      ...(sourceTree === undefined ? {} : { sourceTree }),
    }),
  )
  const resolution = stage('index, facts', () => resolve(plan))
  if (sourceTree !== undefined) {
    stage('sources', () => {
      for (const instance of plan.instances)
        for (const name of resolution.attributeNames(instance)) resolution.attribute(instance, name)
    })
  }
  const options = optionsFor(policies)
  const plain = only(policies, (rule) => !isRelated(rule))
  const related = only(policies, isRelated)
  const first = stage(`evaluate ${count(plain)} rules`, () => evaluate(plan, resolution, plain, options))
  const second = stage(`evaluate ${count(related)} rules with relations`, () =>
    evaluate(plan, resolution, related, options),
  )
  const results = [...first, ...second]
  const report = stage('report: compose', () =>
    composeReport('0', [{ plan, results }], policies, [], DEFAULT_CONFIGURATION),
  )
  stage('report: human', () => human(report, { all: false, verbose: false, color: false, width: 80 }))
  stage('report: JSON', () => json(report, { all: false, verbose: false, color: false, width: 80 }))
  return stages
}

function readPolicies(): readonly Policy[] {
  return rulesForBench().flatMap(({ file, text }) => {
    const { policy, diagnostics } = readPolicy(text, file)
    if (policy === undefined) throw new Error(JSON.stringify(diagnostics[0]))
    return policy
  })
}

function optionsFor(policies: readonly Policy[]): EvaluationOptions {
  const { values } = resolveParameters(policies, [])
  return {
    parameters: new Map([...values].map(([name, value]) => [name, literal(value)])),
    trustReferences: false,
    enforcement: () => 'soft-mandatory',
    unknownBlocks: false,
  }
}

function only(policies: readonly Policy[], wanted: (rule: Rule) => boolean): readonly Policy[] {
  return policies.map((policy) => ({ ...policy, rules: policy.rules.filter(wanted) }))
}

function count(policies: readonly Policy[]): number {
  return policies.reduce((sum, { rules }) => sum + rules.length, 0)
}

const RELATIONS: ReadonlySet<Condition['kind']> = new Set([
  'refers-to',
  'referred-by',
  'count-of',
  'applied-before',
])

/** Whether a rule asks about other resources, at any depth. */
function isRelated(rule: Rule): boolean {
  const pending: unknown[] = [rule.when, rule.require, rule.forbid, rule.match]
  for (let next = pending.pop(); pending.length > 0 || next !== undefined; next = pending.pop()) {
    if (typeof next !== 'object' || next === null) continue
    if ('kind' in next && RELATIONS.has(next.kind as Condition['kind'])) return true
    pending.push(...Object.values(next))
  }
  return false
}

/** The same in a process of its own, so that no plan before it has warmed up anything. */
export function stagesOf(file: string, planFile?: string): readonly Stage[] {
  const args = [fileURLToPath(import.meta.url), file, ...(planFile === undefined ? [] : [planFile])]
  const output = execFileSync(process.execPath, ['--max-old-space-size=8192', ...args], { encoding: 'utf8' })
  return output
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [, milliseconds, name] = /^ *(\d+) ms {2}(.*)$/.exec(line) ?? []
      return name === undefined ? [] : [{ name, milliseconds: Number(milliseconds) }]
    })
}

if (import.meta.main) {
  const [file, planFile] = process.argv.slice(2)
  if (file === undefined) throw new Error('which plan?')
  for (const { name, milliseconds } of measureStages(file, planFile))
    process.stdout.write(`${milliseconds.toFixed(0).padStart(7)} ms  ${name}\n`)
}
