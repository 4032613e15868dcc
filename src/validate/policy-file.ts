import type { Diagnostic } from '../diagnostic.ts'
import type { Parameter, Policy, Rule } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import { forbidTags, readFields, readList, readText, requireField } from './fields.ts'
import { readCondition } from './policy-condition.ts'
import { readDefinitions, reportUnusedDefinitions } from './policy-definition.ts'
import { readParameters } from './policy-parameter.ts'
import { readId, readRule } from './policy-rule.ts'
import type { Definitions, ParameterNames, Scope } from './policy-scope.ts'
import { collectProblems, enumerate, hasErrors, type Problems, quote, sortByPlace } from './problems.ts'
import { parseYaml } from './yaml.ts'
import type { YamlNode, YamlScalar } from './yaml-node.ts'

const KEYS = ['policy', 'title', 'parameters', 'define', 'rules'] as const
const WHAT = 'a policy'

export interface PolicyReading {
  /** Absent where there is an error among the diagnostics. */
  readonly policy?: Policy
  /** Everything that is wrong with the file, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads a policy file. Never throws; `file` is the name for messages and locations. */
export function readPolicy(text: string, file: string): PolicyReading {
  const { node, diagnostics } = parseYaml(text, file)
  if (node === undefined) return { diagnostics }
  const problems = collectProblems()
  if (node === null) {
    problems.error(
      'policy-empty',
      { file, line: 1, column: 1 },
      'the file is empty',
      'a policy begins with `policy: NAME`',
    )
  }
  const policy = node === null ? undefined : readDocument(node, file, problems)
  const all = sortByPlace([...diagnostics, ...problems.diagnostics])
  return policy === undefined || hasErrors(all) ? { diagnostics: all } : { policy, diagnostics: all }
}

function readDocument(node: YamlNode, file: string, problems: Problems): Policy | undefined {
  if (reportOther(node, problems)) return undefined
  const fields = readFields(node, KEYS, WHAT, problems)
  if (fields === undefined) return undefined
  for (const [name, { value }] of fields) if (name !== 'rules') forbidTags(value, problems)
  const nameNode = requireField(fields, 'policy', node, WHAT, problems)
  const name = nameNode === undefined ? undefined : readId(nameNode, 'policy', { problems })
  const titleNode = fields.get('title')?.value
  const title = titleNode === undefined ? undefined : readText(titleNode, 'title', problems)
  const declarations = fields.get('parameters')
  const { names, parameters } =
    declarations === undefined
      ? { names: new Map<string, YamlScalar>(), parameters: new Map<string, Parameter>() }
      : readParameters(declarations.value, problems)
  const rulesNode = requireField(fields, 'rules', node, WHAT, problems)
  const used = { declared: new Set(names.keys()), used: new Set<string>() }
  const definitions = readDefinitions(fields.get('define')?.value, problems)
  const rules = rulesNode === undefined ? [] : readRules(rulesNode, used, definitions, problems)
  reportUnusedDefinitions(definitions, problems)
  reportUnused(names, used, problems)
  return name === undefined ? undefined : { name, title: title ?? name, file, parameters, rules }
}

/** A file of another kind gets one sentence, and not one for each of its keys. */
function reportOther(node: YamlNode, problems: Problems): boolean {
  if (node.kind !== 'map' || node.entries.length === 0) return false
  const has = (name: string): boolean => node.entries.some(({ key }) => key.text === name)
  if (KEYS.some(has) || node.entries.some(({ key }) => didYouMean(key.text, KEYS) !== undefined)) return false
  const at = node.entries[0]?.key.at ?? node.at
  if (has('format_version')) {
    problems.error(
      'policy-is-a-plan',
      at,
      'this is a plan, and no policy',
      'plans stand by themselves, policies after `--policy`: `plangate check plan.json --policy policy.yaml`',
    )
  } else {
    problems.error(
      'not-a-policy',
      at,
      `this is no policy: it has none of the keys ${enumerate(KEYS, 'and')}`,
      'a policy begins with `policy: NAME` and holds `rules`',
    )
  }
  return true
}

function readRules(
  node: YamlNode,
  parameters: ParameterNames,
  definitions: Definitions,
  problems: Problems,
): readonly Rule[] {
  const items = readList(node, 'rules', problems) ?? []
  if (node.kind === 'list' && items.length === 0)
    problems.error('empty-list', node.at, '`rules` holds no rule')
  const scope: Scope = {
    problems,
    bound: new Set(['self']),
    here: 'resource',
    inElement: false,
    parameters,
    definitions,
    using: [],
    readCondition,
  }
  const rules = new Map<string, Rule>()
  for (const item of items) {
    const rule = readRule(item, scope)
    if (rule === undefined) continue
    const before = rules.get(rule.id)
    if (before === undefined) rules.set(rule.id, rule)
    else reportDuplicate(rule, before, problems)
  }
  return [...rules.values()]
}

function reportDuplicate(rule: Rule, before: Rule, problems: Problems): void {
  problems.error(
    'duplicate-rule',
    rule.location,
    `two rules have the id ${quote(rule.id)}`,
    `the other one stands in line ${before.location.line}; an id belongs to one rule of all policies`,
  )
}

function reportUnused(
  names: ReadonlyMap<string, YamlScalar>,
  { used }: ParameterNames,
  problems: Problems,
): void {
  for (const [name, key] of names) {
    if (!used.has(name))
      problems.warning('unused-parameter', key.at, `nothing uses the parameter ${quote(name)}`)
  }
}
