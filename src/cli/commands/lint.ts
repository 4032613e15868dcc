import { lint } from '../../lint.ts'
import { hasErrors, lintAsJson, lintAsText } from '../../report/lint.ts'
import type { Command, ExitCode } from '../command.ts'
import { type Environment, wantsColor } from '../environment.ts'
import { printCommandHelp } from '../help.ts'
import { loadLintInput } from '../load-lint-input.ts'
import { type Option, pickOptions, readArguments } from '../options.ts'
import { readTextOutput, TEXT_OUTPUT, writeText } from '../outputs.ts'

const OPTIONS: readonly Option[] = [
  ...pickOptions(['policy', 'config', 'waivers']),
  { name: 'strict', help: 'make errors of warnings' },
  TEXT_OUTPUT,
  ...pickOptions(['color', 'help']),
]

/** Everything that is wrong with policies, configuration and waivers, before any plan is seen. */
export const LINT: Command = {
  help: () =>
    printCommandHelp({
      usage: 'lint [OPTIONS] [FILE...]',
      summary: 'Find what is wrong with policies, a configuration and waivers, before any plan is seen.',
      options: OPTIONS,
      after: [
        'FILE is a policy, a folder or glob of them, a shipped set, a configuration or a',
        'waiver file. Without any, what the configuration names is looked at.',
        '',
        'Exit codes: 0 no errors, 2 something is wrong.',
      ].join('\n'),
    }),
  run: runLint,
}

async function runLint(environment: Environment): Promise<ExitCode> {
  const args = readArguments(environment.argv, OPTIONS, 'lint')
  const output = readTextOutput(args)
  const { input, files, diagnostics } = await loadLintInput(args, environment)
  const remarks = { files, diagnostics: [...diagnostics, ...lint(input)] }
  const { env, stdout } = environment
  const color = output.file === undefined && wantsColor(args.value('color'), env, stdout)
  const width = output.file === undefined ? (stdout.columns ?? 80) : 80
  const text = output.format === 'json' ? lintAsJson(remarks) : lintAsText(remarks, { color, width })
  await writeText(text, output, environment)
  return hasErrors(remarks.diagnostics) ? 2 : 0
}
