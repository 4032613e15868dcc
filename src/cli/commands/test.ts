import { dirname, resolve } from 'node:path'
import { writeWhole } from '../../acquire/files.ts'
import { DiagnosticError } from '../../diagnostic.ts'
import { type ExamplesReport, exitCodeOf } from '../../examples/outcome.ts'
import { readExamples, runExamples } from '../../examples.ts'
import { printDiagnostics } from '../../report/diagnostics.ts'
import { examplesAsJson } from '../../report/examples-json.ts'
import { examplesAsJunit } from '../../report/examples-junit.ts'
import { examplesAsText } from '../../report/examples-text.ts'
import type { Command, ExitCode } from '../command.ts'
import { type Environment, wantsColor, write } from '../environment.ts'
import { printCommandHelp } from '../help.ts'
import { loadExamplePlans, loadExamples, placeOfPlan } from '../load-examples.ts'
import { type Arguments, type Option, pickOptions, readArguments } from '../options.ts'
import { readNamedOutputs } from '../outputs.ts'
import { runOnChange } from '../watch.ts'

const OPTIONS: readonly Option[] = [
  {
    name: 'rule',
    short: 'r',
    value: 'ID',
    multiple: true,
    help: 'only the examples of this rule; `*` is a wildcard',
  },
  { name: 'coverage', help: 'show the conditions that no example decided both ways' },
  { name: 'watch', help: 'run again whenever a file changes' },
  { name: 'all', help: 'show the examples that came as expected too' },
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT[=FILE]',
    multiple: true,
    help: 'human (default), junit or json; with a file, written there',
  },
  ...pickOptions(['config', 'terraform', 'color', 'help']),
]

/** The examples of policies, run. */
export const TEST: Command = {
  help: () =>
    printCommandHelp({
      usage: 'test [OPTIONS] [FILE...]',
      summary: 'Run the examples that policies and test files hold, and say which came otherwise.',
      options: OPTIONS,
      after: [
        'FILE is a policy, a test file (NAME.policy_test.yaml), a folder or glob of them,',
        'or a shipped set. Without any, what the configuration names is tested.',
        '',
        'Exit codes: 0 all came as expected, 1 an example did not, 2 could not run.',
      ].join('\n'),
    }),
  run: runTest,
}

type Format = (report: ExamplesReport, args: Arguments, environment: Environment, file?: string) => string

const FORMATS: Readonly<Record<string, Format>> = {
  human: (report, args, { env, stdout }, file) =>
    examplesAsText(report, {
      color: file === undefined && wantsColor(args.value('color'), env, stdout),
      width: file === undefined ? (stdout.columns ?? 80) : 80,
      coverage: args.has('coverage'),
      all: args.has('all'),
    }),
  junit: (report, _args, { now }) => examplesAsJunit(report, now.toISOString().slice(0, 19)),
  json: (report) => examplesAsJson(report),
}

async function runTest(environment: Environment): Promise<ExitCode> {
  const args = readArguments(environment.argv, OPTIONS, 'test')
  const outputs = readNamedOutputs(args, FORMATS)
  const runOnce = async (watchThese: (folders: readonly string[]) => void): Promise<ExitCode> => {
    const { report, folders } = await examine(args, environment, watchThese)
    for (const { format, file } of outputs) {
      const text = format(report, args, environment, file)
      await (file === undefined
        ? write(environment.stdout, text)
        : writeWhole(resolve(environment.cwd, file), [text]))
    }
    if (args.has('watch')) await tellWaiting(folders, environment)
    return exitCodeOf(report)
  }
  if (!args.has('watch')) return runOnce(() => undefined)
  const written = outputs.flatMap(({ file }) => (file === undefined ? [] : [resolve(environment.cwd, file)]))
  let isFirst = true
  return runOnChange(
    async (watchThese) => {
      try {
        if (!isFirst) await write(environment.stdout, '\n')
        return await runOnce(watchThese)
      } catch (error) {
        if (isFirst || !(error instanceof DiagnosticError)) throw error
        await write(environment.stderr, printDiagnostics(error.diagnostics, { color: false, width: 80 }))
        return 2
      } finally {
        isFirst = false
      }
    },
    written,
    environment.watching,
  )
}

async function examine(
  args: Arguments,
  environment: Environment,
  watchThese: (folders: readonly string[]) => void,
): Promise<{ readonly report: ExamplesReport; readonly folders: readonly string[] }> {
  const { input, paths, diagnostics } = await loadExamples(args, environment)
  const suite = readExamples(input)
  const places = suite.cases.flatMap((example) => placeOfPlan(example, paths) ?? [])
  const folders = [
    ...new Set(
      [...paths.values()]
        .map((path) => dirname(path))
        .concat(
          places,
          places.map((place) => dirname(place)),
        ),
    ),
  ]
  watchThese(folders)
  const plans = await loadExamplePlans(suite, paths, args, environment)
  const whole = { ...suite, diagnostics: [...diagnostics, ...suite.diagnostics] }
  const report = runExamples(whole, [...paths.keys()], (example) =>
    plans.get(placeOfPlan(example, paths) ?? ''),
  )
  return { report, folders }
}

function tellWaiting(folders: readonly string[], { stderr }: Environment): Promise<void> {
  const where = folders.length === 1 ? 'a folder' : `${folders.length} folders`
  return write(stderr, `\nWaiting for a change in ${where}; Ctrl-C ends it.\n`)
}
