import { basename, dirname, relative, resolve } from 'node:path'
import { exists, isFolderPath, readText } from '../acquire/files.ts'
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'
import type { LintInput, TextFile } from '../lint.ts'
import { DEFAULT_CONFIGURATION } from '../policy/configuration.ts'
import { kindOfFile } from '../validate/file-kind.ts'
import { readTestFile } from '../validate/test-file.ts'
import { type Attempt, collectDiagnostics } from './collect-diagnostics.ts'
import type { Environment } from './environment.ts'
import { loadConfiguration } from './load-configuration.ts'
import { isTestFile, loadNamedPolicies, loadPoliciesAndTests, type PolicyText } from './load-policies.ts'
import { loadWaivers } from './load-waivers.ts'
import type { Arguments } from './options.ts'

/** What a run of lint looks at, the files by name, and what is wrong with the reading of them. */
export interface LoadedLintInput {
  readonly input: LintInput
  readonly files: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The files that the arguments name, else those that the configuration does. Where policies are named the configuration is left
 * out unless it is named too; where only a waiver file is, it is held against the configured policies, or the shipped ones. What
 * cannot be read does not keep the others from being looked at. Throws a DiagnosticError where there is nothing to look at.
 */
export async function loadLintInput(args: Arguments, environment: Environment): Promise<LoadedLintInput> {
  const { diagnostics, attempt } = collectDiagnostics()
  const given = await sortFiles(args.positionals, environment)
  const named = [...given.policies, ...args.values('policy')]
  const isConfigured = args.value('config') !== undefined || given.configuration !== undefined
  const configured =
    isConfigured || named.length === 0
      ? await attempt(() => loadConfiguration(withConfiguration(args, given.configuration), environment))
      : NOT_CONFIGURED
  const { configuration, folder = environment.cwd, file } = configured ?? NOT_CONFIGURED
  const waiver = await attempt(() => loadWaivers(args, configuration, folder, environment))
  const waivers = [...given.waivers, ...(waiver === undefined ? [] : [waiver])]
  if (
    named.length === 0 &&
    waivers.length === 0 &&
    given.tests.length === 0 &&
    file === undefined &&
    diagnostics.length === 0
  ) {
    throw new DiagnosticError(nothingToLint())
  }
  const read = (names: readonly string[], from: string) => loadEach(names, from, environment, attempt)
  const chosen = (configuration.policies ?? []).map(({ value }) => value)
  const unread = configured === undefined && named.length === 0
  const found = unread ? [] : await (named.length > 0 ? read(named, environment.cwd) : read(chosen, folder))
  const policies = found.filter(({ path }) => !isTestFile(path))
  const testFiles = await loadTestFiles(
    [...given.tests, ...found.filter(({ path }) => isTestFile(path))],
    environment,
    attempt,
  )
  return {
    input: {
      policies,
      configuration: {
        ...configuration,
        strict: configuration.strict || args.has('strict'),
        otherPolicies: named.length > 0,
      },
      isConfigurationDefault: file === undefined,
      waivers,
      testFiles,
      today: environment.now.toISOString().slice(0, 10),
    },
    files: [
      ...(file === undefined ? [] : [file]),
      ...[...policies, ...testFiles, ...waivers].map((one) => one.file),
    ],
    diagnostics: [...diagnostics, ...(configured?.diagnostics ?? [])],
  }
}

/** Test files with the policies that they name. */
async function loadTestFiles(
  files: readonly PolicyText[],
  environment: Environment,
  attempt: Attempt,
): Promise<LintInput['testFiles']> {
  const loaded: LintInput['testFiles'][number][] = []
  for (const { file, text, path } of files) {
    const policies = readTestFile(text, file).testFile?.policies ?? []
    const read = await Promise.all(
      policies.map(({ value, location }) =>
        attempt(() => loadNamedPolicies([value], dirname(path), environment), location),
      ),
    )
    const isWhole = read.every((found) => found !== undefined)
    loaded.push({ file, text, tested: isWhole ? read.flatMap((found) => found ?? []) : undefined })
  }
  return loaded
}

/** Name by name, and no file twice; without names every shipped policy. */
async function loadEach(
  names: readonly string[],
  folder: string,
  environment: Environment,
  attempt: Attempt,
): Promise<readonly PolicyText[]> {
  const policies = new Map<string, PolicyText>()
  for (const some of names.length === 0 ? [[]] : names.map((name) => [name])) {
    const load = some.length === 0 ? loadNamedPolicies : loadPoliciesAndTests
    const found = await attempt(() => load(some, folder, environment))
    for (const policy of found ?? []) policies.set(policy.file, policy)
  }
  return [...policies.values()]
}

type Configured = Omit<Awaited<ReturnType<typeof loadConfiguration>>, 'folder'> & { readonly folder?: string }

const NOT_CONFIGURED: Configured = { configuration: DEFAULT_CONFIGURATION, diagnostics: [] }

interface SortedFiles {
  /** Files, folders, globs and shipped sets. */
  readonly policies: readonly string[]
  readonly waivers: readonly TextFile[]
  readonly tests: readonly PolicyText[]
  readonly configuration?: string
}

/** What each named file is, by what stands in it. */
async function sortFiles(names: readonly string[], { cwd }: Environment): Promise<SortedFiles> {
  const policies: string[] = []
  const waivers: TextFile[] = []
  const tests: PolicyText[] = []
  let configuration: string | undefined
  for (const name of names) {
    const path = resolve(cwd, name)
    const isFile = (await exists(path)) && !(await isFolderPath(path))
    const text = isFile ? await readText(path) : ''
    const kind = isFile ? kindOfFile(text, basename(path)) : 'policy'
    if (kind === 'waivers') waivers.push({ file: relative(cwd, path), text })
    else if (kind === 'test') tests.push({ file: relative(cwd, path), text, path })
    else if (kind === 'configuration') configuration = name
    else policies.push(name)
  }
  return { policies, waivers, tests, ...(configuration === undefined ? {} : { configuration }) }
}

/** A configuration that stands among the files is as good as one that `--config` names. */
function withConfiguration(args: Arguments, file: string | undefined): Arguments {
  return { ...args, value: (name) => args.value(name) ?? (name === 'config' ? file : undefined) }
}

function nothingToLint(): Diagnostic {
  return {
    code: 'usage-nothing-to-lint',
    severity: 'error',
    message: 'there is nothing to look at: no file is named, and there is no `plangate.yaml`',
    help: 'name policies, `plangate lint policies/`, or a shipped set, `plangate lint plangate:aws/cloudtrail`',
  }
}
