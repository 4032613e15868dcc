import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'
import { nearest } from '../policy/suggest.ts'

/** One option of the command line: parsing, help and the reference page come from this table. */
export interface Option {
  readonly name: string
  readonly short?: string
  /** How its value is called in the help; absent for a switch. */
  readonly value?: string
  readonly multiple?: boolean
  readonly help: string
}

export const CHECK_OPTIONS: readonly Option[] = [
  {
    name: 'policy',
    short: 'p',
    value: 'PATH',
    multiple: true,
    help: 'policy file, folder, glob or shipped set (plangate:aws/cloudtrail)',
  },
  {
    name: 'config',
    short: 'c',
    value: 'FILE',
    help: 'configuration file; without it the nearest plangate.yaml up to the repository root',
  },
  { name: 'parameter', value: 'NAME=VALUE', multiple: true, help: 'set a policy parameter' },
  {
    name: 'parameters',
    value: 'FILE',
    multiple: true,
    help: 'set policy parameters from a YAML file or a shipped set (plangate:aws/cloudtrail/strict)',
  },
  {
    name: 'enforce',
    value: 'RULE=LEVEL',
    multiple: true,
    help: 'advisory, soft-mandatory or hard-mandatory, for one rule',
  },
  {
    name: 'waivers',
    value: 'FILE',
    help: 'waiver file; without it the one that the configuration names',
  },
  {
    name: 'plan-file',
    value: 'FILE',
    help: 'the plan file that the given JSON was made from: its sources settle what is not known yet',
  },
  {
    name: 'source',
    value: 'DIR',
    help: 'the folder of the configuration that the plan was made from, where the plan file is not at hand',
  },
  { name: 'trust-references', help: 'accept a reference in plan JSON as evidence (marked in the report)' },
  {
    name: 'unknown',
    value: 'report|block',
    help: 'what an unknown of a soft-mandatory rule does (default: report)',
  },
  { name: 'strict', help: 'stop at incomplete plans and at rules that matched nothing' },
  { name: 'exit-zero', help: 'exit 0 where it would be 1 or 3' },
  {
    name: 'terraform',
    value: 'PROGRAM',
    help: 'what reads a plan file: terraform (default), tofu, or a path',
  },
  { name: 'all', help: 'show passes too' },
  {
    name: 'output',
    short: 'o',
    value: 'FORMAT[=FILE]',
    multiple: true,
    help: 'human (default) or json; with a file, written there',
  },
  {
    name: 'color',
    value: 'auto|always|never',
    help: 'colours (default: auto; NO_COLOR and FORCE_COLOR count)',
  },
  { name: 'quiet', short: 'q', help: 'print only the report' },
  { name: 'verbose', short: 'v', help: 'show more: the values behind each result, what was read' },
  { name: 'help', short: 'h', help: 'show this' },
]

/** Options that several commands share, by name. */
export function pickOptions(names: readonly string[]): readonly Option[] {
  return CHECK_OPTIONS.filter((option) => names.includes(option.name))
}

/** What was given: switches are true, options hold their values in order. */
export interface Arguments {
  readonly positionals: readonly string[]
  readonly has: (name: string) => boolean
  /** The last value of an option. */
  readonly value: (name: string) => string | undefined
  readonly values: (name: string) => readonly string[]
}

/**
 * Reads the arguments of a command. Throws a DiagnosticError for options that do not exist, lack their value, or are given
 * one that they do not take.
 */
export function readArguments(
  argv: readonly string[],
  options: readonly Option[],
  command: string,
): Arguments {
  const parsed = parse(argv, options, command)
  const given = parsed.values as Readonly<Record<string, string | boolean | readonly string[] | undefined>>
  const values = (name: string): readonly string[] => {
    const value = given[name]
    return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as readonly string[]) : []
  }
  return {
    positionals: parsed.positionals,
    has: (name) => given[name] === true,
    value: (name) => values(name).at(-1),
    values,
  }
}

function parse(
  argv: readonly string[],
  options: readonly Option[],
  command: string,
): ReturnType<typeof parseArgs> {
  const config: NonNullable<ParseArgsConfig['options']> = {}
  for (const { name, short, value, multiple } of options) {
    config[name] = {
      type: value === undefined ? 'boolean' : 'string',
      multiple: multiple === true,
      ...(short === undefined ? {} : { short }),
    }
  }
  try {
    return parseArgs({ args: [...argv], options: config, allowPositionals: true, strict: true })
  } catch (error) {
    throw new DiagnosticError(usageProblem(error, options, command))
  }
}

/** Node's own codes tell what is wrong; its sentences are not ours. */
function usageProblem(error: unknown, options: readonly Option[], command: string): Diagnostic {
  const text = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const name = /'(?:-\w, )?--?([\w-]+)/.exec(text)?.[1] ?? ''
  const help = `see \`plangate ${command} --help\``
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = nearest(
      name,
      options.map((option) => option.name),
    )
    return {
      code: 'usage-unknown-option',
      severity: 'error',
      message: `there is no option \`${name.length === 1 ? '-' : '--'}${name}\``,
      help: near === undefined ? help : `did you mean \`--${near}\`?`,
    }
  }
  const option = options.find((candidate) => candidate.name === name || candidate.short === name)
  const message =
    option?.value === undefined
      ? `\`--${name}\` takes no value`
      : `\`--${option.name}\` needs a value: \`--${option.name} ${option.value}\``
  return { code: 'usage-option-value', severity: 'error', message, help }
}
