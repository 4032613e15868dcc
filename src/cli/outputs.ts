import { resolve } from 'node:path'
import { writeWhole } from '../acquire/files.ts'
import { DiagnosticError } from '../diagnostic.ts'
import type { Report } from '../evaluate/result.ts'
import { nearest } from '../policy/suggest.ts'
import { FORMATS, type Formatter, inPieces } from '../report/formats.ts'
import { type Environment, wantsColor, write } from './environment.ts'
import type { Arguments, Option } from './options.ts'

/** A format, and the file that it goes to; without one it goes to stdout. */
export interface Output {
  readonly name: string
  readonly format: Formatter
  readonly file?: string
}

/** Reads `--output FORMAT[=FILE]`. Throws a DiagnosticError for formats that do not exist and for two that want stdout. */
export function readOutputs(args: Arguments): readonly Output[] {
  return readNamedOutputs(args, FORMATS)
}

/** The same with the formats of another command. */
export function readNamedOutputs<Format>(
  args: Arguments,
  formats: Readonly<Record<string, Format>>,
): readonly { readonly name: string; readonly format: Format; readonly file?: string }[] {
  const given = args.values('output')
  const outputs = (given.length === 0 ? ['human'] : given).map((text) => {
    const at = text.indexOf('=')
    const name = at === -1 ? text : text.slice(0, at)
    const format = Object.hasOwn(formats, name) ? formats[name] : undefined
    if (format === undefined) throw noSuchFormat(name, Object.keys(formats))
    return at === -1 ? { name, format } : { name, format, file: text.slice(at + 1) }
  })
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new DiagnosticError({
      code: 'usage-two-outputs',
      severity: 'error',
      message: 'only one format can go to standard output',
      help: 'give the others a file: `-o json=report.json`',
    })
  }
  return outputs
}

export async function writeOutputs(
  report: Report,
  outputs: readonly Output[],
  args: Arguments,
  environment: Environment,
): Promise<void> {
  const options = { all: args.has('all'), verbose: args.has('verbose') }
  const { stdout, env, cwd } = environment
  for (const { format, file } of outputs) {
    const color = file === undefined && wantsColor(args.value('color'), env, stdout)
    const pieces = inPieces(format, report, {
      ...options,
      color,
      width: file === undefined ? (stdout.columns ?? 80) : 80,
    })
    if (file !== undefined) await writeWhole(resolve(cwd, file), pieces)
    else for (const piece of pieces) await write(stdout, piece)
  }
}

/** Of the commands that print either text or JSON and can write it to a file. */
export const TEXT_OUTPUT: Option = {
  name: 'output',
  short: 'o',
  value: 'FORMAT[=FILE]',
  help: 'human (default) or json; with a file, written there',
}

export interface TextOutput {
  readonly format: 'human' | 'json'
  readonly file?: string
}

/** Reads `--output human|json[=FILE]`. Throws a DiagnosticError for other formats. */
export function readTextOutput(args: Arguments): TextOutput {
  const text = args.value('output') ?? 'human'
  const at = text.indexOf('=')
  const format = at === -1 ? text : text.slice(0, at)
  if (format !== 'human' && format !== 'json') throw noSuchFormat(format, ['human', 'json'])
  return at === -1 ? { format } : { format, file: text.slice(at + 1) }
}

/** Writes a text to where an output goes. */
export function writeText(text: string, { file }: TextOutput, environment: Environment): Promise<void> {
  return file === undefined
    ? write(environment.stdout, text)
    : writeWhole(resolve(environment.cwd, file), [text])
}

/** Reads `--format` of the commands that print either text or JSON. */
export function readTextOrJson(args: Arguments): 'human' | 'json' {
  const format = args.value('format') ?? 'human'
  if (format === 'human' || format === 'json') return format
  throw noSuchFormat(format, ['human', 'json'])
}

function noSuchFormat(name: string, names: readonly string[]): DiagnosticError {
  const near = nearest(name, names)
  return new DiagnosticError({
    code: 'usage-unknown-format',
    severity: 'error',
    message: `there is no format \`${name}\``,
    help:
      near === undefined
        ? `the formats are ${names.map((format) => `\`${format}\``).join(', ')}`
        : `did you mean \`${near}\`?`,
  })
}
