import { dirname, join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { isFolderPath } from './files.ts'
import { inputError } from './input-codes.ts'

export interface ShowOptions {
  /** What the user asked for; without it the environment decides. */
  readonly program?: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly timeoutMs: number
}

/**
 * The JSON of a plan file, by `terraform show -json` or `tofu show -json`. The program is the one asked for, else the one that
 * Atlantis names, else `terraform`, else `tofu`. Throws a DiagnosticError with the program's own words.
 *
 * It runs where the user is, since it needs the `.terraform` of the configuration; where that fails, once more in the folder of
 * the plan file, if that has one.
 */
export async function showPlan(file: string, options: ShowOptions): Promise<Buffer> {
  const path = resolve(options.cwd, file)
  const programs = candidates(options)
  for (const program of programs) {
    const outcome = await show(program, path, options.cwd, options)
    if (outcome === 'not found') continue
    if (Buffer.isBuffer(outcome)) return outcome
    const beside = dirname(path)
    if (beside !== resolve(options.cwd) && (await isFolderPath(join(beside, '.terraform')))) {
      const second = await show(program, path, beside, options)
      if (Buffer.isBuffer(second)) return second
    }
    throw outcome
  }
  const named = programs.map((program) => `\`${program}\``).join(' or ')
  throw inputError(
    'terraform-not-found',
    `\`${file}\` is a plan file, and reading it needs Terraform: there is no ${named} here`,
    'name the program with `--terraform PATH`, or give the output of `terraform show -json tfplan` instead',
  )
}

/** Atlantis: `"${ATLANTIS_TERRAFORM_DISTRIBUTION}${ATLANTIS_TERRAFORM_VERSION}"` is the program of the project. */
function candidates({ program, env }: ShowOptions): readonly string[] {
  if (program !== undefined) return [program]
  const distribution = env['ATLANTIS_TERRAFORM_DISTRIBUTION'] || 'terraform'
  const version = env['ATLANTIS_TERRAFORM_VERSION'] ?? ''
  return [...new Set([`${distribution}${version}`, 'terraform', 'tofu'])]
}

/** Variables that would change the command line or mix a log into its output. */
const MEDDLING = /^TF_(CLI_ARGS|LOG)/

/** The output, or why there is none. */
async function show(
  program: string,
  path: string,
  cwd: string,
  { env, timeoutMs }: ShowOptions,
): Promise<Buffer | Error | 'not found'> {
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !MEDDLING.test(name)))
  // It takes as long to load as a small plan takes to be judged.
  const { execa } = await import('execa')
  const running = execa(program, ['show', '-json', '-no-color', path], {
    cwd,
    env: { ...clean, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
    extendEnv: false,
    encoding: 'buffer',
    maxBuffer: Number.POSITIVE_INFINITY,
    timeout: timeoutMs,
    reject: false,
    stdin: 'ignore',
  })
  // Where the program is a wrapper, what it started outlives it and would keep its output open.
  running.nodeChildProcess.once('exit', (_code, signal) => {
    if (signal === null) return
    running.stdout.destroy()
    running.stderr.destroy()
  })
  const result = await running
  if (result.code === 'ENOENT') return 'not found'
  const command = `\`${program} show -json ${path}\``
  if (result.timedOut) {
    return inputError(
      'terraform-timeout',
      `${command} did not end within ${timeoutMs / 1000} seconds`,
      'run it yourself and give plangate its output',
    )
  }
  if (result.code === 'EACCES') {
    return inputError(
      'terraform-not-runnable',
      `\`${program}\` cannot be started: permission denied`,
      'is it a program, and may you run it?',
    )
  }
  const { stdout, stderr } = result
  if (!result.failed && stdout.length > 0)
    return Buffer.from(stdout.buffer, stdout.byteOffset, stdout.byteLength)
  return inputError(
    'terraform-failed',
    `${command} ${ending(result)}: ${wordsOf(stderr) || 'it gives no reason'}`,
    'run it yourself, with the version of Terraform that made the plan, in a folder where `terraform init` has been run; where its JSON is at hand, `plangate check --plan-file tfplan plan.json` needs no Terraform',
  )
}

function ending({
  failed,
  exitCode,
  signal,
}: {
  readonly failed: boolean
  readonly exitCode?: number | undefined
  readonly signal?: string | undefined
}): string {
  if (!failed) return 'printed nothing'
  if (signal !== undefined) return `was ended by ${signal}`
  return exitCode === undefined ? 'could not be run' : `failed with exit code ${exitCode}`
}

const MAX_LINES = 12
const MAX_LENGTH = 1200

/** What the program said, on one line, without colours and the frame that Terraform draws around it. */
function wordsOf(stderr: Uint8Array): string {
  const text = stripVTControlCharacters(Buffer.from(stderr).toString('utf8', 0, 8 * MAX_LENGTH))
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^[│╷╵ ]+/, '').trim())
    .filter((line) => line !== '')
  const words = lines.slice(0, MAX_LINES).join(' ')
  return words.length > MAX_LENGTH ? `${words.slice(0, MAX_LENGTH)}…` : words
}
