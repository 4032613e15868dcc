import type { Location } from '../diagnostic.ts'
import type { Example } from '../policy/policy.ts'
import { readSections } from './example-document.ts'
import { synthesizePlan } from './example-plan.ts'
import { readResources } from './example-resources.ts'
import { type Fields, forbidTags, readFields, readMap, readText, readWord } from './fields.ts'
import { readParameterValues } from './parameter-value.ts'
import { enumerate, type Problems, quote } from './problems.ts'
import type { YamlEntry, YamlNode } from './yaml-node.ts'

const KINDS = ['pass', 'fail', 'unknown', 'not-applicable'] as const
const STATUSES = ['pass', 'fail', 'unknown', 'error', 'not-applicable'] as const
const KEYS = [
  ...KINDS,
  'unknown_cannot_happen',
  'plan',
  'resources',
  'document',
  'parameters',
  'expect',
] as const
type Key = (typeof KEYS)[number]
const WHAT = 'an example'

/** Reads the examples of a rule, and why there is none for unknown if it says so. */
export function readExamples(
  nodes: readonly YamlNode[],
  problems: Problems,
): { readonly examples: readonly Example[]; readonly unknownCannotHappen?: string } {
  const examples: Example[] = []
  let reason: string | undefined
  for (const node of nodes) {
    const fields = readFields(node, KEYS, WHAT, problems)
    if (fields === undefined) continue
    for (const [name, { value }] of fields) if (name !== 'resources') forbidTags(value, problems)
    const reasonNode = fields.get('unknown_cannot_happen')?.value
    if (reasonNode !== undefined && fields.size === 1)
      reason = readText(reasonNode, 'unknown_cannot_happen', problems)
    else {
      const example = readExample(fields, node, problems)
      if (example !== undefined) examples.push(example)
    }
  }
  return reason === undefined ? { examples } : { examples, unknownCannotHappen: reason }
}

function readExample(fields: Fields<Key>, node: YamlNode, problems: Problems): Example | undefined {
  const kinds = KINDS.filter((kind) => fields.has(kind))
  const [kind] = kinds
  const entry = kind === undefined ? undefined : fields.get(kind)
  if (kind === undefined || entry === undefined || kinds.length > 1) {
    return problems.error(
      'invalid-example',
      startOf(node),
      `${WHAT} has exactly one of the keys ${enumerate(KINDS, 'or')}`,
      'its value is the title, such as `pass: all regions are recorded`',
    )
  }
  const title = readText(entry.value, kind, problems)
  const source = readSource(fields, node, problems)
  const given = fields.get('parameters')
  const parameters = given === undefined ? [] : readParameterValues(given.value, problems)
  const expected = fields.get('expect')
  const expect = expected === undefined ? undefined : readExpectations(expected, kind, problems)
  if (title === undefined || source === undefined) return undefined
  return {
    kind,
    title,
    source,
    parameters,
    ...(expect === undefined ? {} : { expect }),
    location: entry.key.at,
  }
}

function startOf(node: YamlNode): Location {
  return (node.kind === 'map' ? node.entries[0]?.key.at : undefined) ?? node.at
}

function readSource(fields: Fields<Key>, node: YamlNode, problems: Problems): Example['source'] | undefined {
  const plan = fields.get('plan')?.value
  const resources = fields.get('resources')?.value
  const document = fields.get('document')?.value
  const isWritten = resources !== undefined || document !== undefined
  if ((plan === undefined) !== isWritten) {
    return problems.error(
      'invalid-example',
      startOf(node),
      `${WHAT} needs either \`resources\`, \`document\` or both, or \`plan\``,
      '`resources` writes out instances, `document` sections of the plan JSON, `plan` names a plan beside this file, or the folder that holds it',
    )
  }
  if (plan !== undefined) {
    const path = readPlace(plan, problems)
    return path === undefined ? undefined : { kind: 'plan', path, location: plan.at }
  }
  const written = resources === undefined ? [] : readResources(resources, problems)
  const sections = document === undefined ? {} : readSections(document, problems)
  if (written === undefined || sections === undefined) return undefined
  return { kind: 'document', document: synthesizePlan(written, sections) }
}

/** Examples travel with their file: what is beside it, and nothing above. */
function readPlace(node: YamlNode, problems: Problems): string | undefined {
  const path = readText(node, 'plan', problems)
  if (path === undefined) return undefined
  if (!/^(?:[/\\]|[A-Za-z]:)/.test(path) && !path.split(/[/\\]/).includes('..')) return path
  return problems.error(
    'invalid-example',
    node.at,
    `${quote(path)} is not beside this file`,
    'write a relative path without `..`',
  )
}

/** An example that is called a fail and expects none would not show what it says. */
function readExpectations(
  { key: place, value: node }: YamlEntry,
  kind: Example['kind'],
  problems: Problems,
): ReadonlyMap<string, string> {
  const expectations = new Map<string, string>()
  const map = readMap(node, '`expect`', problems)
  for (const { key, value } of map?.entries ?? []) {
    const status = readWord(value, STATUSES, 'expect', problems)
    if (status !== undefined) expectations.set(key.text, status)
  }
  if (map !== undefined && expectations.size === map.entries.length) {
    if (![...expectations.values()].includes(kind))
      problems.error(
        'invalid-example',
        place.at,
        `the example is called \`${kind}\` and expects none`,
        `give one address the status \`${kind}\`, or call the example by what it expects`,
      )
  }
  return expectations
}
