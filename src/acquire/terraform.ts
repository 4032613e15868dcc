import { execa } from 'execa'
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'

export interface ShowOptions {
  /** What the user asked for; without it the environment decides. */
  readonly program?: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly timeoutMs: number
}

/** Variables that would change the command line or mix a log into its output. */
const MEDDLING = /^TF_(CLI_ARGS|LOG)/

/**
 * The JSON of a plan file, by `terraform show -json` or `tofu show -json`. Throws a DiagnosticError with the program's own words.
 * The program: the one asked for, the one that Atlantis names, `terraform`, `tofu`.
 */
export async function showPlan(file: string, options: ShowOptions): Promise<Buffer> {
  const programs = candidates(options)
  for (const program of programs) {
    const output = await show(program, file, options)
    if (output !== 'not-found') return output
  }
  throw new DiagnosticError(notFound(programs, file))
}

function candidates({ program, env }: ShowOptions): readonly string[] {
  if (program !== undefined) return [program]
  const distribution = env['ATLANTIS_TERRAFORM_DISTRIBUTION']
  const version = env['ATLANTIS_TERRAFORM_VERSION']
  const atlantis = version === undefined ? [] : [`${distribution ?? 'terraform'}${version}`]
  return [...atlantis, 'terraform', 'tofu']
}

async function show(program: string, file: string, options: ShowOptions): Promise<Buffer | 'not-found'> {
  const { env, cwd, timeoutMs } = options
  const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !MEDDLING.test(name)))
  const result = await execa(program, ['show', '-json', '-no-color', file], {
    cwd,
    env: { ...clean, TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
    extendEnv: false,
    encoding: 'buffer',
    maxBuffer: Number.POSITIVE_INFINITY,
    timeout: timeoutMs,
    reject: false,
    stdin: 'ignore',
  })
  if (result.code === 'ENOENT') return 'not-found'
  if (result.timedOut) throw new DiagnosticError(tooSlow(program, timeoutMs))
  if (result.failed)
    throw new DiagnosticError(
      failed(program, file, result.exitCode, Buffer.from(result.stderr).toString('utf8')),
    )
  return Buffer.from(result.stdout.buffer, result.stdout.byteOffset, result.stdout.byteLength)
}

function notFound(programs: readonly string[], file: string): Diagnostic {
  return {
    code: 'terraform-not-found',
    severity: 'error',
    message: `\`${file}\` is a plan file, and reading it needs Terraform: no ${programs.map((name) => `\`${name}\``).join(' or ')} here`,
    help: 'name it with `--terraform PATH`, or give the output of `terraform show -json` instead',
  }
}

function tooSlow(program: string, timeoutMs: number): Diagnostic {
  return {
    code: 'terraform-timeout',
    severity: 'error',
    message: `\`${program} show -json\` did not end within ${timeoutMs / 1000} seconds`,
    help: 'run it yourself and give plangate its output',
  }
}

function failed(program: string, file: string, exitCode: number | undefined, stderr: string): Diagnostic {
  const words = stderr
    .split('\n')
    .map((line) => line.replace(/^[│╷╵ ]+/, '').trimEnd())
    .filter((line) => line !== '')
    .slice(0, 12)
    .join(' ')
  return {
    code: 'terraform-failed',
    severity: 'error',
    message: `\`${program} show -json ${file}\` failed${exitCode === undefined ? '' : ` with exit code ${exitCode}`}: ${words === '' ? 'it says nothing' : words}`,
    help: 'run it in the folder where the plan was made, with the same version, after `terraform init`',
  }
}
