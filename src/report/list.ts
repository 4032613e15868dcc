import type { Location } from '../diagnostic.ts'
import type { EnforcementLevel, Severity } from '../policy/policy.ts'
import { plural } from './plural.ts'
import { sanitise } from './sanitise.ts'
import { styleFor } from './style.ts'

/** A rule, and what a fail of it does here. */
export interface ListedRule {
  readonly id: string
  readonly title: string
  readonly policy: string
  readonly severity: Severity
  readonly enforcement: EnforcementLevel
  readonly controls: readonly string[]
  readonly location: Location
}

/** The first number changes when something is taken away or gets another meaning, the second when something is added. */
const LIST_VERSION = '1.0'

/** One line for each rule, below the file that it stands in. */
export function listAsText(rules: readonly ListedRule[], color: boolean): string {
  const style = styleFor(color)
  const width = Math.max(...rules.map(({ id }) => id.length))
  const byFile = new Map<string, ListedRule[]>()
  for (const rule of rules) {
    const others = byFile.get(rule.location.file)
    if (others === undefined) byFile.set(rule.location.file, [rule])
    else others.push(rule)
  }
  const blocks = [...byFile].map(([file, group]) =>
    [
      style.bold(sanitise(file)),
      ...group.map(
        ({ id, severity, enforcement, title }) =>
          `  ${sanitise(id).padEnd(width)}  ${severity.padEnd(8)}  ${enforcement.padEnd(14)}  ${sanitise(title)}`,
      ),
    ].join('\n'),
  )
  return `${[...blocks, plural(rules.length, 'rule')].join('\n\n')}\n`
}

/** For programs: `schemas/list.schema.json` says what is in it. */
export function listAsJson(rules: readonly ListedRule[]): string {
  const document = {
    listVersion: LIST_VERSION,
    rules: rules.map(({ id, title, policy, severity, enforcement, controls, location }) => ({
      id,
      title,
      policy,
      severity,
      enforcement,
      controls,
      location: { file: location.file, line: location.line, column: location.column },
    })),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
