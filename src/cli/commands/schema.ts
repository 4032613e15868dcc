import { basename, join } from 'node:path'
import { listFiles, readText } from '../../acquire/files.ts'
import { type Diagnostic, DiagnosticError } from '../../diagnostic.ts'
import { nearest } from '../../policy/suggest.ts'
import type { Command, ExitCode } from '../command.ts'
import { type Environment, write } from '../environment.ts'
import { printCommandHelp } from '../help.ts'
import { type Option, pickOptions, readArguments } from '../options.ts'

const OPTIONS: readonly Option[] = pickOptions(['help'])
const ENDING = '.schema.json'

/** The JSON Schema of one kind of file, for editors and other programs. */
export const SCHEMA: Command = {
  help: () =>
    printCommandHelp({
      usage: 'schema NAME',
      summary:
        'Print the JSON Schema of a kind of file: what plangate reads (policy, policy_test, configuration, waivers, plan), and what it writes (report, lint, list, test).',
      options: OPTIONS,
    }),
  run: runSchema,
}

async function runSchema(environment: Environment): Promise<ExitCode> {
  const args = readArguments(environment.argv, OPTIONS, 'schema')
  const [name, ...more] = args.positionals
  const folder = join(environment.packageFolder, 'schemas')
  const names = (await listFiles(folder, [ENDING])).map((file) => basename(file, ENDING))
  if (name === undefined || more.length > 0) throw new DiagnosticError(usage(names))
  if (!names.includes(name)) throw new DiagnosticError(noSuchSchema(name, names))
  await write(environment.stdout, await readText(join(folder, `${name}${ENDING}`)))
  return 0
}

function usage(names: readonly string[]): Diagnostic {
  return {
    code: 'usage-arguments',
    severity: 'error',
    message: '`schema` takes the name of one schema',
    help: `the schemas are ${names.map((name) => `\`${name}\``).join(', ')}`,
  }
}

function noSuchSchema(name: string, names: readonly string[]): Diagnostic {
  const near = nearest(name, names)
  return {
    code: 'schema-not-found',
    severity: 'error',
    message: `there is no schema \`${name}\``,
    help: near === undefined ? (usage(names).help ?? '') : `did you mean \`${near}\`?`,
  }
}
