import { dirname, join, relative, resolve } from 'node:path'
import { exists, readText } from '../acquire/files.ts'
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'
import { type Configuration, DEFAULT_CONFIGURATION } from '../policy/configuration.ts'
import { ENFORCEMENT_LEVELS, type EnforcementLevel, type GivenParameter } from '../policy/policy.ts'
import { readConfiguration } from '../validate/configuration-file.ts'
import type { Environment } from './environment.ts'
import type { Arguments } from './options.ts'
import { findParameterFile } from './parameter-sets.ts'

const FILE = 'plangate.yaml'

/**
 * The configuration file, if there is one, with the command line's last word on top. It is searched from the current folder up
 * to the one that holds `.git`; where there is no repository, in the current folder only. `folder` is what its paths start from.
 */
export async function loadConfiguration(
  args: Arguments,
  environment: Environment,
): Promise<{
  readonly configuration: Configuration
  readonly folder: string
  /** As shown in messages; absent where there is none. */
  readonly file?: string
  readonly diagnostics: readonly Diagnostic[]
}> {
  const named = args.value('config')
  const path =
    named === undefined ? await findConfiguration(environment.cwd) : resolve(environment.cwd, named)
  if (path === undefined) {
    const configuration = await applyArguments(DEFAULT_CONFIGURATION, args, environment)
    return { configuration, folder: environment.cwd, diagnostics: [] }
  }
  const shown = relative(environment.cwd, path)
  const { configuration, diagnostics } = readConfiguration(await readText(path), shown)
  if (configuration === undefined) throw new DiagnosticError(...diagnostics)
  return {
    configuration: await applyArguments(configuration, args, environment),
    folder: dirname(path),
    file: shown,
    diagnostics,
  }
}

async function findConfiguration(cwd: string): Promise<string | undefined> {
  if (await exists(join(cwd, FILE))) return join(cwd, FILE)
  const root = await findRepository(cwd)
  if (root === undefined) return undefined
  for (let folder = cwd; folder !== root; ) {
    folder = dirname(folder)
    if (await exists(join(folder, FILE))) return join(folder, FILE)
  }
  return undefined
}

async function findRepository(cwd: string): Promise<string | undefined> {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (await exists(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return undefined
  }
}

async function applyArguments(
  configuration: Configuration,
  args: Arguments,
  environment: Environment,
): Promise<Configuration> {
  const files = await Promise.all(
    args.values('parameters').map((file) => readParameterFile(file, environment)),
  )
  return {
    ...configuration,
    otherPolicies: args.values('policy').length > 0,
    strict: configuration.strict || args.has('strict'),
    unknown: readUnknown(args.value('unknown')) ?? configuration.unknown,
    parameters: [
      ...configuration.parameters,
      ...files.flat(),
      ...args.values('parameter').map(readParameter),
    ],
    enforcement: {
      ...configuration.enforcement,
      rules: new Map([...configuration.enforcement.rules, ...args.values('enforce').map(readEnforcement)]),
    },
  }
}

/** A file of nothing but `name: value`. */
async function readParameterFile(file: string, environment: Environment): Promise<readonly GivenParameter[]> {
  const text = await readText(await findParameterFile(file, environment))
  const indented = text.split('\n').map((line) => `  ${line}`)
  const { configuration, diagnostics } = readConfiguration(`parameters:\n${indented.join('\n')}\n`, file)
  if (configuration === undefined) throw new DiagnosticError(...diagnostics.map(moveUp))
  return configuration.parameters
}

/** Undoes the shift that the added line and indentation made. */
function moveUp(diagnostic: Diagnostic): Diagnostic {
  const { location } = diagnostic
  if (location?.line === undefined) return diagnostic
  return {
    ...diagnostic,
    location: {
      ...location,
      line: Math.max(1, location.line - 1),
      column: Math.max(1, (location.column ?? 1) - 2),
      ...(location.text === undefined ? {} : { text: location.text.slice(2) }),
    },
  }
}

function readParameter(text: string): GivenParameter {
  const at = text.indexOf('=')
  if (at < 1) throw usage('parameter', text, 'NAME=VALUE')
  return {
    name: text.slice(0, at),
    value: { kind: 'text', text: text.slice(at + 1) },
    location: { file: `--parameter ${text.slice(0, at)}` },
  }
}

function readEnforcement(text: string): readonly [string, EnforcementLevel] {
  const at = text.lastIndexOf('=')
  const level = ENFORCEMENT_LEVELS.find((name) => name === text.slice(at + 1))
  if (at < 1 || level === undefined)
    throw usage('enforce', text, `RULE=LEVEL, where LEVEL is ${ENFORCEMENT_LEVELS.join(', ')}`)
  return [text.slice(0, at), level]
}

function readUnknown(text: string | undefined): Configuration['unknown'] | undefined {
  if (text === undefined || text === 'report' || text === 'block') return text
  throw usage('unknown', text, 'report or block')
}

function usage(option: string, given: string, form: string): DiagnosticError {
  return new DiagnosticError({
    code: 'usage-option-value',
    severity: 'error',
    message: `\`--${option}\` cannot be \`${given}\``,
    help: `it takes ${form}`,
  })
}
