import { resolve } from 'node:path'
import { readBytes, readStream } from '../acquire/files.ts'
import { toUtf8 } from '../acquire/plan-bytes.ts'
import { readSourceFolder } from '../acquire/source-folder.ts'
import { showPlan } from '../acquire/terraform.ts'
import type { PlanInput } from '../check.ts'
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'
import type { SourceTree } from '../plan/source-tree.ts'
import type { Environment } from './environment.ts'
import type { Arguments } from './options.ts'

/** How long `terraform show` may take: it needs minutes for very large plans. */
const SHOW_TIMEOUT_MS = 20 * 60_000

/** The plans that the arguments name. One that cannot be read is told and does not keep the others from being judged. */
export async function loadPlans(
  args: Arguments,
  environment: Environment,
): Promise<{ readonly loaded: readonly PlanInput[]; readonly diagnostics: readonly Diagnostic[] }> {
  const names = [...new Set(args.positionals)]
  if (names.length === 0) throw new DiagnosticError(noPlan())
  if (names.length > 1 && (args.value('plan-file') ?? args.value('source')) !== undefined)
    throw new DiagnosticError(severalPlans())
  const loaded: PlanInput[] = []
  const diagnostics: Diagnostic[] = []
  for (const name of names) {
    try {
      loaded.push(await loadPlan(name, args, environment))
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error
      diagnostics.push(...error.diagnostics)
    }
  }
  return { loaded, diagnostics }
}

/** Reads one plan: its bytes as they are, or those that Terraform shows of a plan file. Throws a DiagnosticError. */
export async function loadPlan(name: string, args: Arguments, environment: Environment): Promise<PlanInput> {
  const bytes =
    name === '-' ? await readStream(environment.stdin()) : await readBytes(resolve(environment.cwd, name))
  if (!isPlanFile(bytes))
    return {
      id: name,
      input: name === '-' ? 'stdin' : 'json',
      ...(await givenSources(args, environment)),
      bytes: toUtf8(bytes),
    }
  if (name === '-') throw new DiagnosticError(planFileOnStdin())
  const program = args.value('terraform')
  const shown = await showPlan(resolve(environment.cwd, name), {
    ...(program === undefined ? {} : { program }),
    env: environment.env,
    cwd: environment.cwd,
    timeoutMs: SHOW_TIMEOUT_MS,
  })
  return { id: name, input: 'plan-file', ...(await ownSources(bytes, name)), bytes: shown }
}

/** Of a plan file that Terraform could read, the sources are welcome evidence and no more. */
async function ownSources(
  bytes: Buffer,
  name: string,
): Promise<Pick<PlanInput, 'sources' | 'sourceTree' | 'notes'>> {
  try {
    return { sources: 'plan-file', sourceTree: await readArchive(bytes, name) }
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error
    const notes = error.diagnostics.map((diagnostic) => ({ ...diagnostic, severity: 'warning' as const }))
    return { sources: 'none', notes }
  }
}

/** The sources that `--plan-file` or `--source` names beside plan JSON; the plan file proves more. */
async function givenSources(
  args: Arguments,
  environment: Environment,
): Promise<Pick<PlanInput, 'sources' | 'sourceTree'>> {
  const [file, folder] = [args.value('plan-file'), args.value('source')]
  if (file === undefined && folder === undefined) return { sources: 'none' }
  if (file === undefined) {
    return { sources: 'folder', sourceTree: await readSourceFolder(resolve(environment.cwd, folder ?? '.')) }
  }
  const bytes = await readBytes(resolve(environment.cwd, file))
  return { sources: 'plan-file', sourceTree: await readArchive(bytes, file) }
}

/** Plan JSON needs nothing that unpacks. */
async function readArchive(bytes: Buffer, name: string): Promise<SourceTree> {
  const { readPlanArchive } = await import('../acquire/plan-archive.ts')
  return readPlanArchive(bytes, name)
}

/** A plan file is a ZIP. */
function isPlanFile(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))
}

function noPlan(): Diagnostic {
  return {
    code: 'usage-no-plan',
    severity: 'error',
    message: 'there is no plan to judge',
    help: 'give a plan file or plan JSON: `plangate check tfplan`',
  }
}

function severalPlans(): Diagnostic {
  return {
    code: 'usage-several-plans',
    severity: 'error',
    message: '`--plan-file` and `--source` belong to one plan, and several are given',
    help: 'check them one by one, or give the plan files themselves',
  }
}

function planFileOnStdin(): Diagnostic {
  return {
    code: 'plan-is-binary',
    severity: 'error',
    message: 'a plan file cannot come by standard input',
    help: 'give it by its path, or pipe the output of `terraform show -json tfplan`',
  }
}
