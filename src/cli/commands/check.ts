import { check } from '../../check.ts'
import { type Diagnostic, DiagnosticError } from '../../diagnostic.ts'
import type { Report } from '../../evaluate/result.ts'
import { DEFAULT_CONFIGURATION } from '../../policy/configuration.ts'
import { printDiagnostics } from '../../report/diagnostics.ts'
import { verdict } from '../../report/verdict.ts'
import type { Command, ExitCode } from '../command.ts'
import { type Environment, wantsColor, write } from '../environment.ts'
import { printCommandHelp } from '../help.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { loadPlans } from '../load-plans.ts'
import { loadPolicies, noPolicies } from '../load-policies.ts'
import { loadWaivers } from '../load-waivers.ts'
import { type Arguments, CHECK_OPTIONS, readArguments } from '../options.ts'
import { type Output, readOutputs, writeOutputs } from '../outputs.ts'

const SUMMARY = 'Judge plans by policies. The exit code says what a gate needs to know.'

export const CHECK: Command = {
  help: () =>
    printCommandHelp({
      usage: 'check [OPTIONS] PLAN...',
      summary: SUMMARY,
      options: CHECK_OPTIONS,
      after: [
        'PLAN is a plan file (`terraform plan -out=tfplan`), the output of',
        '`terraform show -json tfplan`, or `-` for standard input.',
        '',
        'Exit codes: 0 nothing blocks, 1 a blocking rule failed, 2 could not judge,',
        '3 nothing failed but a blocking rule is unknown.',
      ].join('\n'),
    }),
  run: runCheck,
}

async function runCheck(environment: Environment): Promise<ExitCode> {
  const args = readArguments(environment.argv, CHECK_OPTIONS, 'check')
  const outputs = readOutputs(args)
  const report = await judge(args, environment)
  await tell(report, outputs, args, environment)
  await writeOutputs(report, outputs, args, environment)
  const { exitCode } = verdict(report)
  return args.has('exit-zero') && exitCode !== 2 ? 0 : exitCode
}

/** What cannot be loaded stands in the report too: whoever reads it must see that nothing was judged, and why. */
async function judge(args: Arguments, environment: Environment): Promise<Report> {
  try {
    return await loadAndCheck(args, environment)
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error
    const nothing = { plans: [], policies: [], configuration: DEFAULT_CONFIGURATION, trustReferences: false }
    return { ...check(nothing), diagnostics: error.diagnostics }
  }
}

async function loadAndCheck(args: Arguments, environment: Environment): Promise<Report> {
  const { configuration, folder, diagnostics } = await loadConfiguration(args, environment)
  const plans = await loadPlans(args, environment)
  const policies = await loadPolicies(args, configuration, folder, plans.loaded, environment)
  const waivers = await loadWaivers(args, configuration, folder, environment)
  const report = check({
    plans: plans.loaded,
    policies: policies.files,
    configuration,
    ...(waivers === undefined ? {} : { waivers }),
    trustReferences: args.has('trust-references'),
    proofOfPasses: args.has('all'),
  })
  const unjudged = policies.files.length === 0 && report.plans.length > 0 ? [noPolicies()] : []
  return {
    ...report,
    diagnostics: [
      ...diagnostics,
      ...plans.diagnostics,
      ...policies.diagnostics,
      ...unjudged,
      ...report.diagnostics,
    ],
  }
}

/**
 * Problems go to stderr where no person reads stdout: the report for people holds them. Notes are for those who ask, but for the
 * one that says what the plans were judged by.
 */
async function tell(
  report: Report,
  outputs: readonly Output[],
  args: Arguments,
  environment: Environment,
): Promise<void> {
  const isShown = outputs.some(({ name, file }) => name === 'human' && file === undefined)
  const wanted = ({ severity, code }: Diagnostic): boolean => {
    if (severity === 'error') return !isShown
    if (args.has('quiet')) return false
    if (severity === 'warning') return !isShown
    return args.has('verbose') || code === 'policies-chosen'
  }
  const color = wantsColor(args.value('color'), environment.env, environment.stderr)
  const width = environment.stderr.columns ?? 80
  await write(environment.stderr, printDiagnostics(report.diagnostics.filter(wanted), { color, width }))
}
