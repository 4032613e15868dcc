import type { Option } from './options.ts'

/** A command as the help shows it. */
export interface CommandHelp {
  readonly usage: string
  readonly summary: string
  readonly options: readonly Option[]
  readonly after?: string
}

const COLUMN = 30

/** The help of one command, at most 80 columns wide. */
export function printCommandHelp(command: CommandHelp): string {
  const lines = [`Usage: plangate ${command.usage}`, '', ...wrap(command.summary, 80, ''), '', 'Options:']
  for (const option of command.options) lines.push(...printOption(option))
  if (command.after !== undefined) lines.push('', command.after)
  return `${lines.join('\n')}\n`
}

function printOption({ name, short, value, help }: Option): readonly string[] {
  const left = `  ${short === undefined ? '   ' : `-${short},`} --${name}${value === undefined ? '' : ` ${value}`}`
  const text = wrap(help, 80, ' '.repeat(COLUMN))
  if (left.length >= COLUMN) return [left, ...text]
  const [first, ...rest] = text
  return [`${left.padEnd(COLUMN)}${(first ?? '').trimStart()}`, ...rest]
}

function wrap(text: string, width: number, indent: string): readonly string[] {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = indent
    }
    line += line === indent ? word : ` ${word}`
  }
  return [...lines, line]
}

/** What `plangate help` shows. */
export function printOverview(
  commands: readonly { readonly name: string; readonly summary: string }[],
): string {
  const width = Math.max(...commands.map((command) => command.name.length)) + 2
  return [
    'plangate judges a Terraform plan by policies, as it will be applied.',
    '',
    'Usage: plangate COMMAND [OPTIONS]',
    '',
    'Commands:',
    ...commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`),
    '',
    'Exit codes: 0 nothing blocks, 1 a blocking rule failed, 2 could not judge,',
    '3 nothing failed but a blocking rule is unknown.',
    '',
    'See `plangate COMMAND --help` for the options of a command.',
    '',
  ].join('\n')
}
