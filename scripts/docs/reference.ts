import { GROUPS, OPERATORS, type Operator } from './operators.ts'
import { type Page, readRepositoryFile, table } from './page.ts'

/** The reference of the policy language: prose, and what is made of the operators and the JSON Schema. */
export function referencePages(): readonly Page[] {
  const prose = readRepositoryFile('scripts/docs/reference.md')
  const text = prose.replace(/^<!-- (keys|operators)(?: (\S+))? -->$/gm, (_, kind: string, name: string) =>
    kind === 'keys' ? keysOf(name) : operatorSections(),
  )
  return [{ path: 'docs/reference.md', text }]
}

interface Schema {
  readonly description?: string
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly anyOf?: readonly Schema[]
  readonly $ref?: string
}

/** The members of an object of the schema: `rule`, or `example` with its alternatives. */
function keysOf(name: string): string {
  const schema = JSON.parse(readRepositoryFile('schemas/policy.schema.json')) as Schema & {
    readonly $defs: Readonly<Record<string, Schema>>
  }
  const found = name === 'policy' ? schema : schema.$defs[name]
  const objects = found === undefined ? [] : [found, ...(found.anyOf ?? [])]
  const rows = objects.flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).map(([key, { description, $ref }]) => [
      `\`${key}\`${required.includes(key) ? ' (required)' : ''}`,
      description ?? schema.$defs[$ref?.replace('#/$defs/', '') ?? '']?.description ?? '',
    ]),
  )
  if (rows.length === 0) throw new Error(`the schema has no ${name}`)
  return table(['key', 'what it says'], rows)
}

function operatorSections(): string {
  return GROUPS.map((group) => {
    const sections = OPERATORS.filter((operator) => operator.group === group).map(sectionOf)
    return `### ${group}\n\n${sections.join('\n\n')}`
  }).join('\n\n')
}

function sectionOf({ name, on, says, note, test, holds, fails, unknown }: Operator): string {
  return [
    `#### \`${name}\``,
    `On ${on}. ${says}${note === undefined ? '' : ` ${note}`}`,
    `\`\`\`yaml\nattribute: ${test}\n\`\`\``,
    table(
      ['value', 'answer'],
      [
        [code(holds), 'holds'],
        [code(fails), 'does not hold'],
        [code(unknown), 'unknown'],
      ],
    ),
  ].join('\n\n')
}

/** Values stand as code; what only says something of a value is prose. */
function code(value: string): string {
  return /^[a-z]+[ ,]/.test(value) ? value : `\`${value}\``
}
