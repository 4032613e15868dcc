import { join, relative, resolve } from 'node:path'
import { exists, expandGlob, isFolderPath, listFiles, readText } from '../acquire/files.ts'
import type { PlanInput, PolicyInput } from '../check.ts'
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'
import { type CompiledPolicies, compiledReading } from '../policy/compiled.ts'
import type { Configuration } from '../policy/configuration.ts'
import { nearest } from '../policy/suggest.ts'
import type { Environment } from './environment.ts'
import type { Arguments } from './options.ts'

const ENDINGS = ['.yaml', '.yml']
const SHIPPED = 'plangate:'

/** A policy, with its name as shown in messages. */
export interface PolicyText extends PolicyInput {
  /** Where it is. */
  readonly path: string
}

/** Test files lie beside policies and are called so. */
export function isTestFile(path: string): boolean {
  return /\.policy_test\.ya?ml$/.test(path)
}

/**
 * The policies that the arguments or the configuration name: files, folders, globs, and sets that are shipped. Where neither
 * names any, the shipped sets for the providers of the plans, and a note says which; there may be none.
 */
export async function loadPolicies(
  args: Arguments,
  configuration: Configuration,
  folder: string,
  plans: readonly PlanInput[],
  environment: Environment,
): Promise<{ readonly files: readonly PolicyText[]; readonly diagnostics: readonly Diagnostic[] }> {
  const named = args.values('policy')
  const chosen =
    named.length > 0
      ? await findAll(named, environment.cwd, environment)
      : configuration.policies !== undefined
        ? await findAll(
            configuration.policies.map(({ value }) => value),
            folder,
            environment,
          )
        : undefined
  if (chosen !== undefined) return { files: await readAll(chosen, environment), diagnostics: [] }
  const sets = await setsFor(plans, environment)
  const paths = await findAll(sets, environment.cwd, environment)
  return {
    files: await readAll(paths, environment),
    diagnostics: sets.length === 0 ? [] : [chosenNote(sets)],
  }
}

/** The policies that these names mean, from `folder`; without names every shipped one. Throws a DiagnosticError. */
export async function loadNamedPolicies(
  names: readonly string[],
  folder: string,
  environment: Environment,
): Promise<readonly PolicyText[]> {
  const wanted = names.length > 0 ? names : await shippedSets(environment)
  return readAll(await findAll(wanted, folder, environment), environment)
}

/** The policies and the test files that these names mean, from `folder`. Throws a DiagnosticError. */
export async function loadPoliciesAndTests(
  names: readonly string[],
  folder: string,
  environment: Environment,
): Promise<readonly PolicyText[]> {
  return readAll(await findAll(names, folder, environment, filesIn), environment)
}

/** The files of a folder that are meant where the folder is named. */
type Lister = (folder: string) => Promise<readonly string[]>

const filesIn: Lister = (folder) => listFiles(folder, ENDINGS)

/** Without test files. */
const policyFiles: Lister = async (folder) => (await filesIn(folder)).filter((file) => !isTestFile(file))

async function findAll(
  names: readonly string[],
  folder: string,
  environment: Environment,
  lister: Lister = policyFiles,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const name of names) found.push(...(await find(name, folder, environment, lister)))
  return [...new Set(found)]
}

async function find(
  name: string,
  folder: string,
  environment: Environment,
  lister: Lister,
): Promise<readonly string[]> {
  if (name.startsWith(SHIPPED)) return findShipped(name, environment, lister)
  const path = resolve(folder, name)
  if (await isFolderPath(path)) return orNothing(name, await lister(path))
  if (await exists(path)) return [path]
  if (/[*?[{]/.test(name)) {
    const files = await expandGlob(name, folder, ENDINGS)
    return orNothing(name, lister === policyFiles ? files.filter((file) => !isTestFile(file)) : files)
  }
  // Lets the reader of files say what is wrong and what may have been meant.
  return [path]
}

async function findShipped(
  name: string,
  environment: Environment,
  lister: Lister,
): Promise<readonly string[]> {
  const set = name.slice(SHIPPED.length)
  const folder = join(environment.packageFolder, 'policies', set)
  const inside = !relative(join(environment.packageFolder, 'policies'), folder).startsWith('..')
  if (inside && (await isFolderPath(folder))) return lister(folder)
  const sets = await shippedSets(environment)
  const near = nearest(name, sets)
  throw new DiagnosticError({
    code: 'policy-set-not-found',
    severity: 'error',
    message: `no policy set \`${name}\` is shipped`,
    help:
      near === undefined
        ? `there are ${sets.map((one) => `\`${one}\``).join(', ')}`
        : `did you mean \`${near}\`?`,
  })
}

/** The names of all shipped sets. */
export async function shippedSets(environment: Environment): Promise<readonly string[]> {
  const root = join(environment.packageFolder, 'policies')
  const files = await policyFiles(root)
  const folders = files.map((file) => relative(root, file).split(/[\\/]/).slice(0, -1).join('/'))
  return [...new Set(folders)].sort().map((folder) => `${SHIPPED}${folder}`)
}

/** A provider's shipped sets fit a plan that mentions it; a look into the text is enough to choose by. */
async function setsFor(plans: readonly PlanInput[], environment: Environment): Promise<readonly string[]> {
  const sets = await shippedSets(environment)
  return sets.filter((set) => {
    const provider = set.slice(SHIPPED.length).split('/')[0] ?? ''
    return plans.some(({ bytes }) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(`/hashicorp/${provider}"`),
    )
  })
}

async function readAll(paths: readonly string[], environment: Environment): Promise<readonly PolicyText[]> {
  const compiled = paths.some((path) => isShipped(path, environment)) ? await readCompiled(environment) : {}
  return Promise.all(
    paths.map(async (path) => {
      const file = displayName(path, environment)
      const text = await readText(path)
      const reading = compiledReading(compiled, file, text)
      return { file, text, path, ...(reading === undefined ? {} : { reading }) }
    }),
  )
}

async function readCompiled({ compiledPolicies }: Environment): Promise<CompiledPolicies> {
  if (compiledPolicies === undefined || !(await exists(compiledPolicies))) return {}
  return JSON.parse(await readText(compiledPolicies)) as CompiledPolicies
}

function isShipped(path: string, { packageFolder }: Environment): boolean {
  return !relative(join(packageFolder, 'policies'), path).startsWith('..')
}

/** Shipped policies are named as sets are; others by the way to them from the current folder. */
function displayName(path: string, { cwd, packageFolder }: Environment): string {
  const shipped = relative(join(packageFolder, 'policies'), path)
  return shipped.startsWith('..') ? relative(cwd, path) : `${SHIPPED}${shipped.replaceAll('\\', '/')}`
}

function orNothing(name: string, files: readonly string[]): readonly string[] {
  if (files.length > 0) return files
  throw new DiagnosticError({
    code: 'policy-none-found',
    severity: 'error',
    message: `\`${name}\` holds no policy`,
    help: 'policies are files that end in `.yaml` or `.yml`',
  })
}

/** Of plans that could be read, where no policy is named and none that is shipped fits. */
export function noPolicies(): Diagnostic {
  return {
    code: 'policy-none-chosen',
    severity: 'error',
    message: 'there is no policy to judge by, and no shipped set fits the providers of this plan',
    help: 'name policies with `--policy`, or under `policies` in `plangate.yaml`',
  }
}

function chosenNote(sets: readonly string[]): Diagnostic {
  return {
    code: 'policies-chosen',
    severity: 'note',
    message: `no policies were named; judged by the shipped sets ${sets.map((set) => `\`${set}\``).join(', ')}`,
    help: 'choose with `--policy`, or with `policies` in `plangate.yaml`',
  }
}
