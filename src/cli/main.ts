import { fileURLToPath } from 'node:url'
import { watchFolders } from '../acquire/files.ts'
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'
import { nearest } from '../policy/suggest.ts'
import { printDiagnostics } from '../report/diagnostics.ts'
import { VERSION } from '../version.ts'
import type { CommandEntry, ExitCode } from './command.ts'
import { COMMANDS } from './commands.ts'
import { type Environment, wantsColor, write } from './environment.ts'
import { printOverview } from './help.ts'

/** Starts the command line of a process. Its signals end it with 128 and their number, as shells expect. */
export async function main(process: NodeJS.Process): Promise<number> {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => process.exit(code))
  }
  // Whoever reads our output may stop early (`| head`): that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
  })
  return run({
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    stdin: () => process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    packageFolder: fileURLToPath(new URL('..', import.meta.url)),
    compiledPolicies: fileURLToPath(new URL('policies.json', import.meta.url)),
    now: new Date(),
    watching: { watch: watchFolders, after, ended: new Promise(() => undefined) },
  })
}

/** A timer of the process. */
function after(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds)
  return () => clearTimeout(timer)
}

/** Runs one command line. Never throws: what goes wrong is told on stderr, and the exit code is 2. */
export async function run(environment: Environment): Promise<ExitCode> {
  try {
    return await dispatch(environment)
  } catch (error) {
    await tell(environment, error instanceof DiagnosticError ? error.diagnostics : [internalError(error)])
    return 2
  }
}

async function dispatch(environment: Environment): Promise<ExitCode> {
  const [name, ...rest] = environment.argv
  if (name === '--version' || name === '-V' || name === 'version') {
    await write(environment.stdout, `${VERSION}\n`)
    return 0
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = name === 'help' ? rest.find((word) => !word.startsWith('-')) : undefined
    const entry = findCommand(asked)
    if (asked !== undefined && entry === undefined) throw new DiagnosticError(noSuchCommand(asked))
    const command = await entry?.load()
    await write(environment.stdout, command === undefined ? printOverview(COMMANDS) : command.help())
    return name === undefined ? 2 : 0
  }
  const entry = findCommand(name)
  if (entry === undefined) throw new DiagnosticError(noSuchCommand(name))
  const command = await entry.load()
  if (rest.includes('--help') || rest.includes('-h')) {
    await write(environment.stdout, command.help())
    return 0
  }
  return command.run({ ...environment, argv: rest })
}

function findCommand(name: string | undefined): CommandEntry | undefined {
  return COMMANDS.find((command) => command.name === name)
}

function noSuchCommand(name: string): Diagnostic {
  const near = nearest(
    name,
    COMMANDS.map((command) => command.name),
  )
  return {
    code: 'usage-unknown-command',
    severity: 'error',
    message: `there is no command \`${name}\``,
    help:
      near === undefined
        ? `to judge a plan: \`plangate check ${looksLikePlan(name) ? name : 'PLAN'}\`; all commands: \`plangate help\``
        : `did you mean \`plangate ${near}\`?`,
  }
}

/** A path, or what plans are mostly called. */
function looksLikePlan(name: string): boolean {
  return /^-$|[./\\]|plan/.test(name) && !name.startsWith('--')
}

/** A bug of ours. The message is kept, the stack is not shown: it tells the user nothing. */
function internalError(error: unknown): Diagnostic {
  return {
    code: 'internal',
    severity: 'error',
    message: `plangate itself failed: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    help: 'this is a bug of plangate; please report it with the command that you ran',
  }
}

async function tell(environment: Environment, diagnostics: readonly Diagnostic[]): Promise<void> {
  const color = wantsColor(undefined, environment.env, environment.stderr)
  await write(
    environment.stderr,
    printDiagnostics(diagnostics, { color, width: environment.stderr.columns ?? 80 }),
  )
}
