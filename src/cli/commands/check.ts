import { check } from '../../check.ts'
import type { Diagnostic } from '../../diagnostic.ts'
import type { Report } from '../../evaluate/result.ts'
import { printDiagnostics } from '../../report/diagnostics.ts'
import { verdict } from '../../report/verdict.ts'
import type { Command, ExitCode } from '../command.ts'
import { type Environment, wantsColor, write } from '../environment.ts'
import { printCommandHelp } from '../help.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { loadPlans } from '../load-plans.ts'
import { loadPolicies } from '../load-policies.ts'
import { loadWaivers } from '../load-waivers.ts'
import { type Arguments, CHECK_OPTIONS, readArguments } from '../options.ts'
import { readOutputs, writeOutputs } from '../outputs.ts'

const SUMMARY = 'Judge plans by policies. The exit code says what a gate needs to know.'

export const CHECK: Command = {
  name: 'check',
  summary: 'judge plans by policies',
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
  })
  const whole = {
    ...report,
    diagnostics: [...diagnostics, ...plans.diagnostics, ...policies.diagnostics, ...report.diagnostics],
  }
  await tell(whole, args, environment)
  await writeOutputs(whole, outputs, args, environment)
  const { exitCode } = verdict(whole)
  return args.has('exit-zero') && exitCode !== 2 ? 0 : exitCode
}

/** Problems go to stderr, so that stdout is the report alone; notes only for those who ask. */
async function tell(report: Report, args: Arguments, environment: Environment): Promise<void> {
  const wanted = (diagnostic: Diagnostic): boolean =>
    diagnostic.severity === 'error' ||
    (!args.has('quiet') &&
      (diagnostic.severity === 'warning' || args.has('verbose') || diagnostic.code === 'policies-chosen'))
  const color = wantsColor(args.value('color'), environment.env, environment.stderr)
  const width = environment.stderr.columns ?? 80
  await write(environment.stderr, printDiagnostics(report.diagnostics.filter(wanted), { color, width }))
}
