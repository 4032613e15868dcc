import { dirname, join } from 'node:path'
import { exists, makeFolder, writeWhole } from '../../acquire/files.ts'
import { acquirePlan } from '../../check.ts'
import { type Diagnostic, DiagnosticError } from '../../diagnostic.ts'
import type { Plan } from '../../plan/plan.ts'
import { resolve } from '../../resolve/resolve.ts'
import type { Command, ExitCode } from '../command.ts'
import { type Environment, write } from '../environment.ts'
import { printCommandHelp } from '../help.ts'
import { loadPlan } from '../load-plans.ts'
import { shippedSets } from '../load-policies.ts'
import { type Option, pickOptions, readArguments } from '../options.ts'
import { type StarterFile, type Surroundings, starterFiles } from '../starter.ts'

const OPTIONS: readonly Option[] = [
  { name: 'force', help: 'overwrite what is there' },
  ...pickOptions(['terraform', 'help']),
]

/** The first thing to do in a repository: a configuration and a policy of one's own, both to be changed. */
export const INIT: Command = {
  help: () =>
    printCommandHelp({
      usage: 'init [OPTIONS] [PLAN]',
      summary:
        'Write `plangate.yaml`, with comments, and `policies/own.yaml`, a first policy of your own. With PLAN, a plan file or its JSON, both fit its providers and resources.',
      options: OPTIONS,
    }),
  run: runInit,
}

async function runInit(environment: Environment): Promise<ExitCode> {
  const args = readArguments(environment.argv, OPTIONS, 'init')
  const [name, ...more] = args.positionals
  if (more.length > 0) throw new DiagnosticError(tooManyPlans())
  const { cwd, stdout } = environment
  const plan = name === undefined ? undefined : acquirePlan(await loadPlan(name, args, environment))
  if (plan !== undefined && plan.plan === undefined) throw new DiagnosticError(...plan.diagnostics)
  const files = starterFiles(surroundings(plan?.plan, await shippedSets(environment)))
  if (!args.has('force')) await refuseToOverwrite(files, cwd)
  for (const { path, text } of files) {
    await makeFolder(dirname(join(cwd, path)))
    await writeWhole(join(cwd, path), text)
  }
  await write(stdout, whatNext(files, name))
  return 0
}

/** Shipped sets fit by their provider; a tag policy fits the type that the plan has most of. */
function surroundings(plan: Plan | undefined, sets: readonly string[]): Surroundings {
  if (plan === undefined) return { sets: [], otherSets: sets }
  const providers = new Set(plan.instances.map(({ providerName }) => providerName.split('/').at(-1) ?? ''))
  const fits = (set: string): boolean => providers.has(/^plangate:([^/]*)/.exec(set)?.[1] ?? '')
  const { attributeNames } = resolve(plan)
  const counts = new Map<string, number>()
  for (const instance of plan.instances) {
    const { mode, type } = instance.address
    if (mode !== 'managed' || !attributeNames(instance).includes('tags_all')) continue
    counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
  return {
    sets: sets.filter(fits),
    otherSets: sets.filter((set) => !fits(set)),
    ...(most === undefined ? {} : { taggedType: most[0] }),
  }
}

async function refuseToOverwrite(files: readonly StarterFile[], folder: string): Promise<void> {
  for (const { path } of files) {
    if (await exists(join(folder, path))) {
      throw new DiagnosticError({
        code: 'init-would-overwrite',
        severity: 'error',
        message: `\`${path}\` is there already, and nothing was written`,
        help: 'give `--force` to overwrite it',
      })
    }
  }
}

function whatNext(files: readonly StarterFile[], plan: string | undefined): string {
  return `Wrote ${files.map(({ path }) => path).join(' and ')}. Next:

  plangate lint                  what is wrong with them
  plangate test policies/        whether your rules say what they should
  plangate check ${(plan ?? 'tfplan').padEnd(15)} what they say of a plan
`
}

function tooManyPlans(): Diagnostic {
  return {
    code: 'usage-arguments',
    severity: 'error',
    message: '`init` looks at one plan at most',
    help: 'name the plan that has most of what you use',
  }
}
