import { acquirePlan } from '../../check.ts'
import { DiagnosticError } from '../../diagnostic.ts'
import { matchesAddress, parseAddressPattern } from '../../plan/address-pattern.ts'
import { nearest } from '../../policy/suggest.ts'
import { printDiagnostics } from '../../report/diagnostics.ts'
import { resolutionAsJson, resolutionAsText } from '../../report/resolution.ts'
import { describePlan } from '../../resolve/describe.ts'
import { resolve } from '../../resolve/resolve.ts'
import type { Command, ExitCode } from '../command.ts'
import { type Environment, wantsColor, write } from '../environment.ts'
import { printCommandHelp } from '../help.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { loadPlan } from '../load-plans.ts'
import { type Option, pickOptions, readArguments } from '../options.ts'
import { readTextOrJson } from '../outputs.ts'

const OPTIONS: readonly Option[] = [
  { name: 'all', help: 'show the values that the plan knows too' },
  { name: 'format', value: 'human|json', help: 'human (default) or json' },
  ...pickOptions(['config', 'plan-file', 'source', 'terraform', 'color', 'help']),
]

/** The best help there is for someone who writes a policy: what plangate makes of each value that the plan does not know. */
export const RESOLVE: Command = {
  help: () =>
    printCommandHelp({
      usage: 'resolve [OPTIONS] PLAN [ADDRESS]',
      summary:
        'Show what is known of the values that a plan does not know: predicted, partly known, or what they refer to. ADDRESS may hold `*`, such as `module.trail[*].aws_s3_bucket.*`.',
      options: OPTIONS,
    }),
  run: runResolve,
}

async function runResolve(environment: Environment): Promise<ExitCode> {
  const args = readArguments(environment.argv, OPTIONS, 'resolve')
  const format = readTextOrJson(args)
  const [name, address, ...more] = args.positionals
  if (name === undefined || more.length > 0) throw new DiagnosticError(usage())
  const { configuration } = await loadConfiguration(args, environment)
  const { plan, diagnostics } = acquirePlan(await loadPlan(name, args, environment))
  if (plan === undefined) throw new DiagnosticError(...diagnostics)
  const resolution = resolve(plan, { context: configuration.context })
  const pattern = address === undefined ? undefined : parseAddressPattern(address)
  const resources = describePlan(
    plan,
    resolution,
    (instance) =>
      address === undefined ||
      instance.addressText === address ||
      (pattern !== undefined && matchesAddress(pattern, instance.address)),
    args.has('all'),
  )
  if (
    address !== undefined &&
    !plan.instances.some(
      (instance) =>
        instance.addressText === address ||
        (pattern !== undefined && matchesAddress(pattern, instance.address)),
    )
  ) {
    throw new DiagnosticError(
      noSuchAddress(
        address,
        plan.instances.map(({ addressText }) => addressText),
      ),
    )
  }
  const { stdout, stderr, env } = environment
  const told = [...diagnostics, ...resolution.diagnostics]
  await write(
    stderr,
    printDiagnostics(told, {
      color: wantsColor(args.value('color'), env, stderr),
      width: stderr.columns ?? 80,
    }),
  )
  const color = wantsColor(args.value('color'), env, stdout)
  const options = { color, width: stdout.columns ?? 80, all: args.has('all'), verbose: true }
  await write(
    stdout,
    format === 'json' ? resolutionAsJson(name, resources) : resolutionAsText(resources, options),
  )
  return 0
}

function usage(): DiagnosticError['diagnostics'][number] {
  return {
    code: 'usage-no-plan',
    severity: 'error',
    message: '`resolve` takes a plan and, if you like, one address',
    help: 'such as `plangate resolve tfplan aws_cloudtrail.main`',
  }
}

/** Shared with `explain`. */
export function noSuchAddress(
  address: string,
  known: readonly string[],
): DiagnosticError['diagnostics'][number] {
  const near = nearest(address, known)
  return {
    code: 'address-not-found',
    severity: 'error',
    message: `the plan holds nothing at \`${address}\``,
    help:
      near === undefined
        ? 'addresses are written as Terraform prints them; `plangate resolve PLAN` lists them'
        : `did you mean \`${near}\`?`,
  }
}
