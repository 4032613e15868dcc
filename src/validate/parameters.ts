import type { Diagnostic } from '../diagnostic.ts'
import type { Json } from '../plan/plan-document.ts'
import type { GivenParameter, Parameter, Policy } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import { readJson } from './fields.ts'
import { problemOfValue } from './parameter-value.ts'
import { collectProblems, type Problems, quote } from './problems.ts'
import { parseYaml } from './yaml.ts'

/**
 * The value of each parameter that the policies declare: the last one given, else the default. Types and ranges are those of
 * every declaration. Text, as from the command line, is read as the declared type. A parameter that nobody declares and one
 * that nobody gives a value to are errors; `otherPolicies`: what a file gives may be about policies that this run leaves out.
 */
export function resolveParameters(
  policies: readonly Policy[],
  given: readonly GivenParameter[],
  otherPolicies = false,
): { readonly values: ReadonlyMap<string, Json>; readonly diagnostics: readonly Diagnostic[] } {
  const problems = collectProblems()
  const declared = declarations(policies)
  const values = new Map<string, Json>()
  for (const parameter of given) {
    const found = declared.get(parameter.name)
    if (found === undefined) reportUnknown(parameter, otherPolicies, declared, problems)
    else {
      const value = checkedValue(parameter, found, problems)
      if (value !== undefined) values.set(parameter.name, value)
    }
  }
  const names = new Set(given.map(({ name }) => name))
  for (const [name, [first, ...others]] of declared) {
    if (names.has(name) || first === undefined) continue
    const fallback = [first, ...others].find((parameter) => parameter.default !== undefined)?.default
    if (fallback !== undefined) values.set(name, fallback)
    else {
      problems.error(
        'missing-parameter',
        first.location,
        `the parameter ${quote(name)} has neither a value nor a default`,
        `set it under \`parameters\` in the configuration, or with \`--parameter ${name}=VALUE\``,
      )
    }
  }
  return { values, diagnostics: problems.diagnostics }
}

function declarations(policies: readonly Policy[]): ReadonlyMap<string, readonly Parameter[]> {
  const declared = new Map<string, Parameter[]>()
  for (const [name, parameter] of policies.flatMap(({ parameters }) => [...parameters])) {
    declared.set(name, [...(declared.get(name) ?? []), parameter])
  }
  return declared
}

function reportUnknown(
  { name, location, value }: GivenParameter,
  otherPolicies: boolean,
  declared: ReadonlyMap<string, unknown>,
  problems: Problems,
): void {
  const help = didYouMean(name, declared.keys())
  const fromFile = value.kind === 'json'
  const report = otherPolicies && fromFile ? problems.warning : problems.error
  report('unknown-parameter', location, `no policy declares the parameter ${quote(name)}`, help)
}

function checkedValue(
  { name, value, location }: GivenParameter,
  declared: readonly Parameter[],
  problems: Problems,
): Json | undefined {
  const [first] = declared
  if (first === undefined) return undefined
  const json = value.kind === 'json' ? value.json : textToJson(value.text, first.type)
  if (json === undefined) {
    const text = value.kind === 'text' ? value.text : ''
    return problems.error(
      'invalid-parameter',
      location,
      `the value of ${quote(name)} must be a ${first.type}, not ${quote(text)}`,
      EXAMPLES[first.type],
    )
  }
  const problem = declared
    .map((parameter) => problemOfValue(json, parameter))
    .find((found) => found !== undefined)
  if (problem === undefined) return json
  return problems.error('invalid-parameter', location, `the value of ${quote(name)} ${problem}`)
}

const EXAMPLES: Readonly<Record<Parameter['type'], string | undefined>> = {
  string: undefined,
  number: 'such as 90',
  boolean: 'write true or false',
  list: 'write it as `[a, b]`',
  map: 'write it as `{a: 1, b: 2}`',
}

/** Undefined where the text is not one of that type. */
function textToJson(text: string, type: Parameter['type']): Json | undefined {
  if (type === 'string') return text
  const { node, diagnostics } = parseYaml(text, '')
  if (node === undefined || node === null || diagnostics.length > 0) return undefined
  const value = readJson(node, collectProblems())
  return value === undefined || problemOfValue(value, { type }) !== undefined ? undefined : value
}
