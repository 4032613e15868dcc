import type { Diagnostic, Location } from '../diagnostic.ts'
import {
  CONTEXT_FACTS,
  type Configuration,
  DEFAULT_CONFIGURATION,
  type Enforcement,
  type Located,
  type ProviderContext,
} from '../policy/configuration.ts'
import {
  ENFORCEMENT_LEVELS,
  type EnforcementLevel,
  type GivenParameter,
  type Policy,
  SEVERITIES,
  type Severity,
} from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import {
  type Fields,
  forbidTags,
  readBoolean,
  readFields,
  readList,
  readMap,
  readNumber,
  readText,
  readWord,
} from './fields.ts'
import { readParameterValues } from './parameter-value.ts'
import { collectProblems, hasErrors, type Problems, quote, sortByPlace } from './problems.ts'
import { parseYaml } from './yaml.ts'
import type { YamlNode } from './yaml-node.ts'

const KEYS = [
  'policies',
  'enforcement',
  'unknown',
  'parameters',
  'waivers',
  'context',
  'strict',
  'matched_nothing',
  'max_waiver_days',
] as const
type Key = (typeof KEYS)[number]

export interface ConfigurationReading {
  /** Absent where there is an error among the diagnostics. */
  readonly configuration?: Configuration
  /** Everything that is wrong with the file, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads `plangate.yaml`. Never throws; an empty file is a configuration that says nothing. */
export function readConfiguration(text: string, file: string): ConfigurationReading {
  const { node, diagnostics } = parseYaml(text, file)
  if (node === undefined) return { diagnostics }
  if (node === null) return { configuration: DEFAULT_CONFIGURATION, diagnostics }
  const problems = collectProblems()
  forbidTags(node, problems)
  const fields = readFields(node, KEYS, 'the configuration', problems)
  const configuration = fields === undefined ? undefined : readDocument(fields, problems)
  const all = sortByPlace([...diagnostics, ...problems.diagnostics])
  return configuration === undefined || hasErrors(all)
    ? { diagnostics: all }
    : { configuration, diagnostics: all }
}

/** Reads a file of nothing but parameters: `name: value`. Undefined where there is an error among the diagnostics. */
export function readParameterFile(
  text: string,
  file: string,
): { readonly parameters?: readonly GivenParameter[]; readonly diagnostics: readonly Diagnostic[] } {
  const { node, diagnostics } = parseYaml(text, file)
  if (node === undefined) return { diagnostics }
  const problems = collectProblems()
  if (node !== null) forbidTags(node, problems)
  const parameters = node === null ? [] : readParameterValues(node, problems)
  const all = sortByPlace([...diagnostics, ...problems.diagnostics])
  return hasErrors(all) ? { diagnostics: all } : { parameters, diagnostics: all }
}

/** Reports rules that the configuration enforces and no policy has: a misspelt id would quietly enforce nothing. */
export function checkEnforcement(
  configuration: Configuration,
  policies: readonly Policy[],
): readonly Diagnostic[] {
  const ids = new Set(policies.flatMap(({ rules }) => rules.map(({ id }) => id)))
  const problems = collectProblems()
  const { rules, places } = configuration.enforcement
  for (const id of rules.keys()) {
    if (ids.has(id)) continue
    const place = places.get(id)
    const report =
      configuration.otherPolicies === true && place !== undefined ? problems.warning : problems.error
    report(
      'unknown-rule',
      place ?? { file: '--enforce' },
      `no policy has a rule ${quote(id)}`,
      didYouMean(id, ids),
    )
  }
  return problems.diagnostics
}

function readDocument(fields: Fields<Key>, problems: Problems): Configuration {
  const read = <T>(name: Key, reader: (node: YamlNode) => T | undefined): T | undefined => {
    const entry = fields.get(name)
    return entry === undefined ? undefined : reader(entry.value)
  }
  const policies = read('policies', (node) => readPolicies(node, problems))
  const waivers = read('waivers', (node) =>
    node.kind === 'list'
      ? problems.error(
          'wrong-kind',
          node.at,
          '`waivers` names a file, and is no list',
          'write the waivers into a file of their own and its name here: `waivers: waivers.yaml`',
        )
      : readLocated(node, 'waivers', problems),
  )
  return {
    ...(policies === undefined ? {} : { policies }),
    ...(waivers === undefined ? {} : { waivers }),
    enforcement:
      read('enforcement', (node) => readEnforcement(node, problems)) ?? DEFAULT_CONFIGURATION.enforcement,
    unknown: read('unknown', (node) => readWord(node, ['report', 'block'], 'unknown', problems)) ?? 'report',
    parameters: read('parameters', (node) => readParameterValues(node, problems)) ?? [],
    context: read('context', (node) => readContext(node, problems)) ?? DEFAULT_CONFIGURATION.context,
    strict: read('strict', (node) => readBoolean(node, 'strict', problems)) ?? false,
    matchedNothing:
      read('matched_nothing', (node) => readWord(node, ['report', 'error'], 'matched_nothing', problems)) ??
      'report',
    maxWaiverDays:
      read('max_waiver_days', (node) => readDays(node, problems)) ?? DEFAULT_CONFIGURATION.maxWaiverDays,
  }
}

function readLocated(node: YamlNode, what: string, problems: Problems): Located<string> | undefined {
  const value = readText(node, what, problems)
  return value === undefined ? undefined : { value, location: node.at }
}

function readPolicies(node: YamlNode, problems: Problems): readonly Located<string>[] | undefined {
  const items = readList(node, 'policies', problems)
  if (items?.length === 0)
    return problems.error(
      'empty-list',
      node.at,
      '`policies` names no policy',
      'without the key the shipped policies that fit the plan are used',
    )
  return items?.flatMap((item) => readLocated(item, 'policies', problems) ?? [])
}

function readEnforcement(node: YamlNode, problems: Problems): Enforcement | undefined {
  const what = '`enforcement`'
  const fields = readFields(
    node,
    ['default', 'severity', 'rules'],
    what,
    problems,
    'the level of a rule stands under `rules`: `rules: { RULE: advisory }`',
  )
  if (fields === undefined) return undefined
  const level = (value: YamlNode, name: string) => readWord(value, ENFORCEMENT_LEVELS, name, problems)
  const standard = fields.get('default')
  const fallback = standard === undefined ? undefined : level(standard.value, 'default')
  const severity = new Map<Severity, EnforcementLevel>()
  const severities = fields.get('severity')
  const levels =
    severities === undefined ? undefined : readFields(severities.value, SEVERITIES, '`severity`', problems)
  for (const [name, { value }] of levels ?? []) {
    const found = level(value, name)
    if (found !== undefined) severity.set(name, found)
  }
  const rules = new Map<string, EnforcementLevel>()
  const places = new Map<string, Location>()
  const ruleNode = fields.get('rules')?.value
  const ruleMap = ruleNode === undefined ? undefined : readMap(ruleNode, '`rules`', problems)
  for (const { key, value } of ruleMap?.entries ?? []) {
    const found = level(value, key.text)
    if (found === undefined) continue
    rules.set(key.text, found)
    places.set(key.text, key.at)
  }
  return { ...(fallback === undefined ? {} : { default: fallback }), severity, rules, places }
}

function readContext(node: YamlNode, problems: Problems): ReadonlyMap<string, ProviderContext> {
  const context = new Map<string, ProviderContext>()
  for (const { key, value } of readMap(node, '`context`', problems)?.entries ?? []) {
    if (!/^[a-z][a-z0-9-]*(?:\.[\p{L}_][\p{L}\p{N}_-]*)?$/u.test(key.text)) {
      problems.error(
        'invalid-name',
        key.at,
        `${quote(key.text)} is not a provider configuration`,
        'write a provider, `aws`, or one of its aliases, `aws.replica`',
      )
    }
    const facts: { -readonly [fact in keyof ProviderContext]: string } = {}
    for (const [fact, entry] of readFields(value, CONTEXT_FACTS, 'a provider configuration', problems) ??
      []) {
      const text = readText(entry.value, fact, problems)
      if (text === undefined) continue
      if (fact === 'account_id' && key.text.split('.')[0] === 'aws' && !/^[0-9]{12}$/.test(text)) {
        problems.error(
          'invalid-context',
          entry.value.at,
          `${quote(text)} is not an AWS account id`,
          'it has 12 digits',
        )
      }
      facts[fact] = text
    }
    context.set(key.text, facts)
  }
  return context
}

function readDays(node: YamlNode, problems: Problems): number | undefined {
  const days = readNumber(node, 'max_waiver_days', problems)
  if (days === undefined) return undefined
  if (typeof days === 'number' && Number.isSafeInteger(days) && days > 0) return days
  return problems.error(
    'unknown-value',
    node.at,
    '`max_waiver_days` must be a whole number of days, at least 1',
  )
}
