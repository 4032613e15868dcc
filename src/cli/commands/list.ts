import { DiagnosticError } from '../../diagnostic.ts'
import { enforcementOf } from '../../evaluate/enforcement.ts'
import { listAsJson, listAsText } from '../../report/list.ts'
import { readPolicy } from '../../validate/policy-file.ts'
import { checkPolicySet } from '../../validate/policy-set.ts'
import type { Command, ExitCode } from '../command.ts'
import { type Environment, wantsColor } from '../environment.ts'
import { printCommandHelp } from '../help.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { loadNamedPolicies } from '../load-policies.ts'
import { type Option, pickOptions, readArguments } from '../options.ts'
import { readTextOutput, TEXT_OUTPUT, writeText } from '../outputs.ts'

const OPTIONS: readonly Option[] = [
  ...pickOptions(['policy', 'config', 'enforce']),
  TEXT_OUTPUT,
  ...pickOptions(['color', 'help']),
]

/** The rules that a gate would judge by. */
export const LIST: Command = {
  help: () =>
    printCommandHelp({
      usage: 'list [OPTIONS] [POLICY...]',
      summary: 'List the rules of policies, with their severity and what a fail of each does.',
      options: OPTIONS,
      after: [
        'POLICY is a file, folder, glob or shipped set. Without any, the policies that the',
        'configuration names are listed, else all that are shipped.',
      ].join('\n'),
    }),
  run: runList,
}

async function runList(environment: Environment): Promise<ExitCode> {
  const args = readArguments(environment.argv, OPTIONS, 'list')
  const output = readTextOutput(args)
  const { configuration, folder } = await loadConfiguration(args, environment)
  const named = [...args.positionals, ...args.values('policy')]
  const files =
    named.length > 0
      ? await loadNamedPolicies(named, environment.cwd, environment)
      : await loadNamedPolicies(
          (configuration.policies ?? []).map(({ value }) => value),
          folder,
          environment,
        )
  const readings = files.map(({ file, text }) => readPolicy(text, file))
  const policies = readings.flatMap(({ policy }) => policy ?? [])
  const problems = [...readings.flatMap(({ diagnostics }) => diagnostics), ...checkPolicySet(policies)]
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new DiagnosticError(...errors)
  const rules = policies.flatMap((policy) =>
    policy.rules.map((rule) => ({
      id: rule.id,
      title: rule.title,
      policy: policy.name,
      severity: rule.severity,
      enforcement: enforcementOf(rule, configuration.enforcement),
      controls: rule.controls,
      location: rule.location,
    })),
  )
  const { env, stdout } = environment
  const color = output.file === undefined && wantsColor(args.value('color'), env, stdout)
  await writeText(
    output.format === 'json' ? listAsJson(rules) : listAsText(rules, color),
    output,
    environment,
  )
  return 0
}
