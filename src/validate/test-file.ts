import type { Diagnostic } from '../diagnostic.ts'
import type { Located } from '../policy/configuration.ts'
import type { TestFile } from '../policy/test-file.ts'
import { forbidTags, readFields, readList, readMap, readText, requireField } from './fields.ts'
import { readParameterValues } from './parameter-value.ts'
import { readExamples } from './policy-example.ts'
import { collectProblems, hasErrors, type Problems, quote, sortByPlace } from './problems.ts'
import { parseYaml } from './yaml.ts'
import type { YamlNode } from './yaml-node.ts'

const KEYS = ['policies', 'parameters', 'tests'] as const
const WHAT = 'a test file'

export interface TestFileReading {
  /** Absent where there is an error among the diagnostics. */
  readonly testFile?: TestFile
  /** Everything that is wrong with the file, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads a test file. Never throws; `file` is the name for messages and locations. */
export function readTestFile(text: string, file: string): TestFileReading {
  const { node, diagnostics } = parseYaml(text, file)
  if (node === undefined) return { diagnostics }
  const problems = collectProblems()
  if (node === null) {
    problems.error(
      'test-file-empty',
      { file, line: 1, column: 1 },
      'the file is empty',
      'a test file names policies, `policies: [policy.yaml]`, and holds examples under `tests`',
    )
  }
  const testFile = node === null ? undefined : readDocument(node, file, problems)
  const all = sortByPlace([...diagnostics, ...problems.diagnostics])
  return testFile === undefined || hasErrors(all) ? { diagnostics: all } : { testFile, diagnostics: all }
}

function readDocument(node: YamlNode, file: string, problems: Problems): TestFile | undefined {
  const fields = readFields(node, KEYS, WHAT, problems)
  if (fields === undefined) return undefined
  for (const [name, { value }] of fields) if (name !== 'tests') forbidTags(value, problems)
  const policiesNode = requireField(fields, 'policies', node, WHAT, problems)
  const testsNode = requireField(fields, 'tests', node, WHAT, problems)
  const given = fields.get('parameters')
  const policies = policiesNode === undefined ? [] : readPolicies(policiesNode, problems)
  const parameters = given === undefined ? [] : readParameterValues(given.value, problems)
  const tests = testsNode === undefined ? [] : readTests(testsNode, problems)
  return { file, policies, parameters, tests }
}

function readPolicies(node: YamlNode, problems: Problems): readonly Located<string>[] {
  const items = readList(node, 'policies', problems)
  if (items?.length === 0) problems.error('empty-list', node.at, '`policies` names no policy')
  return (items ?? []).flatMap((item) => {
    const value = readText(item, 'policies', problems)
    return value === undefined ? [] : [{ value, location: item.at }]
  })
}

function readTests(node: YamlNode, problems: Problems): TestFile['tests'] {
  const map = readMap(node, '`tests`', problems, 'write `RULE: [EXAMPLES]` for each rule')
  if (map?.entries.length === 0)
    problems.error('empty-list', node.at, '`tests` holds no test', 'write `RULE: [EXAMPLES]`')
  return (map?.entries ?? []).map(({ key, value }) => {
    const items = readList(value, key.text, problems) ?? []
    if (value.kind === 'list' && items.length === 0)
      problems.error('empty-list', value.at, `there is no example of ${quote(key.text)}`)
    const { examples, unknownCannotHappen } = readExamples(items, problems)
    if (unknownCannotHappen !== undefined)
      problems.error(
        'invalid-example',
        key.at,
        'that there is no example for unknown is said in the policy, beside the rule',
        'leave `unknown_cannot_happen` out here',
      )
    return { rule: { value: key.text, location: key.at }, examples }
  })
}
