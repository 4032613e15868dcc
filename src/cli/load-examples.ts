import { basename, dirname, join, relative, resolve } from 'node:path'
import { exists, isFolderPath } from '../acquire/files.ts'
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'
import type { LoadedPlan } from '../examples/judge.ts'
import type { Case, Suite } from '../examples/suite.ts'
import type { ExamplesInput } from '../examples.ts'
import { kindOfFile } from '../validate/file-kind.ts'
import { readTestFile } from '../validate/test-file.ts'
import { collectDiagnostics } from './collect-diagnostics.ts'
import type { Environment } from './environment.ts'
import { loadConfiguration } from './load-configuration.ts'
import { loadPlan } from './load-plans.ts'
import { loadNamedPolicies, loadPoliciesAndTests, type PolicyText } from './load-policies.ts'
import type { Arguments } from './options.ts'

/** What a run of examples looks at. */
export interface LoadedExamples {
  readonly input: ExamplesInput
  /** Where each file is, by the name that messages give it. */
  readonly paths: ReadonlyMap<string, string>
  /** What is wrong with the reading of the files. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The policies and test files that the arguments name, else those that the configuration does; with the policies that the test
 * files name. What cannot be read does not keep the others from being tested. Throws a DiagnosticError where there is nothing.
 */
export async function loadExamples(args: Arguments, environment: Environment): Promise<LoadedExamples> {
  const { diagnostics, attempt } = collectDiagnostics()
  const { names, folder } = await chooseNames(args, environment)
  const files = new Map<string, PolicyText>()
  for (const name of names) {
    const found = await attempt(() => loadPoliciesAndTests([name], folder, environment))
    for (const file of found ?? []) files.set(file.path, file)
  }
  const policies: PolicyText[] = []
  const testFiles: (ExamplesInput['testFiles'][number] & { readonly policies: readonly PolicyText[] })[] = []
  for (const file of files.values()) {
    if (kindOfFile(file.text, basename(file.path)) !== 'test') {
      policies.push(file)
      continue
    }
    const { testFile, diagnostics: problems } = readTestFile(file.text, file.file)
    diagnostics.push(...problems)
    if (testFile === undefined) continue
    const found: (readonly PolicyText[] | undefined)[] = []
    for (const { value, location } of testFile.policies) {
      const load = () => loadNamedPolicies([value], dirname(file.path), environment)
      found.push(await attempt(load, location))
    }
    const isWhole = found.every((some) => some !== undefined)
    testFiles.push({ testFile, policies: found.flatMap((some) => some ?? []), isWhole })
  }
  const all = [...files.values(), ...testFiles.flatMap((one) => one.policies)]
  return {
    input: { policies, testFiles, rules: args.values('rule') },
    paths: new Map(all.map(({ file, path }) => [file, path])),
    diagnostics,
  }
}

async function chooseNames(
  args: Arguments,
  environment: Environment,
): Promise<{ readonly names: readonly string[]; readonly folder: string }> {
  if (args.positionals.length > 0 && args.value('config') === undefined)
    return { names: args.positionals, folder: environment.cwd }
  const { configuration, folder } = await loadConfiguration(args, environment)
  if (args.positionals.length > 0) return { names: args.positionals, folder: environment.cwd }
  const configured = (configuration.policies ?? []).map(({ value }) => value)
  if (configured.length === 0) throw new DiagnosticError(nothingToTest())
  return { names: configured, folder }
}

function nothingToTest(): Diagnostic {
  return {
    code: 'usage-nothing-to-test',
    severity: 'error',
    message: 'there is nothing to test: no file is named, and no `plangate.yaml` names policies',
    help: 'name policies or test files, `plangate test policies/`, or a shipped set, `plangate test plangate:aws/cloudtrail`',
  }
}

/** The plans that examples name, each read once, by where it is. */
export async function loadExamplePlans(
  { cases }: Suite,
  paths: ReadonlyMap<string, string>,
  args: Arguments,
  environment: Environment,
): Promise<ReadonlyMap<string, LoadedPlan>> {
  const plans = new Map<string, LoadedPlan>()
  for (const example of cases) {
    const place = placeOfPlan(example, paths)
    if (place === undefined || plans.has(place)) continue
    plans.set(place, await loadExamplePlan(place, args, environment))
  }
  return plans
}

/** Where the plan of an example is; undefined where it has none of its own. */
export function placeOfPlan(
  { example: { source, location } }: Case,
  paths: ReadonlyMap<string, string>,
): string | undefined {
  if (source.kind !== 'plan') return undefined
  return resolve(dirname(paths.get(location.file) ?? location.file), source.path)
}

const JSON_FILE = 'plan.json'
const PLAN_FILE = 'tfplan'

/** Of a folder `plan.json`, with the sources of the `tfplan` beside it; where there is no JSON the plan file is shown by Terraform. */
async function loadExamplePlan(
  place: string,
  args: Arguments,
  environment: Environment,
): Promise<LoadedPlan> {
  try {
    const isFolder = await isFolderPath(place)
    const json = isFolder ? join(place, JSON_FILE) : place
    const planFile = join(place, PLAN_FILE)
    const hasPlanFile = isFolder && (await exists(planFile))
    const hasJson = !isFolder || (await exists(json))
    if (!hasJson && !hasPlanFile) throw new DiagnosticError(noPlanInFolder(relative(environment.cwd, place)))
    const sources = hasJson && hasPlanFile ? planFile : undefined
    const plan = await loadPlan(
      relative(environment.cwd, hasJson ? json : planFile),
      { ...args, value: (name) => (name === 'plan-file' ? sources : args.value(name)) },
      environment,
    )
    return { plan }
  } catch (error) {
    if (error instanceof DiagnosticError) return { diagnostics: error.diagnostics.map(tellWhereFrom) }
    throw error
  }
}

function tellWhereFrom(diagnostic: Diagnostic): Diagnostic {
  if (diagnostic.code !== 'file-not-found' || diagnostic.help?.startsWith('did you mean') === true)
    return diagnostic
  return { ...diagnostic, help: 'the plan of an example is looked for beside the file that names it' }
}

function noPlanInFolder(folder: string): Diagnostic {
  return {
    code: 'plan-not-in-folder',
    severity: 'error',
    message: `the folder \`${folder}\` holds neither \`${JSON_FILE}\` nor \`${PLAN_FILE}\``,
    help: 'make them with `terraform plan -out=tfplan` and `terraform show -json tfplan > plan.json`',
  }
}
