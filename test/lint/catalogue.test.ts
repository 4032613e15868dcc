import { existsSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { lintPolicies } from '../../src/lint/lint.ts'
import { readPolicy } from '../../src/validate/policy-file.ts'
import { shippedPolicies } from '../judge.ts'

const catalogue = new URL('../../../shared/reference/rules/aws-catalogue.jsonl', import.meta.url)

test('nothing is wrong with the shipped policies', (t) => {
  t.same(lintPolicies(shippedPolicies()), [])
  t.end()
})

interface Entry {
  readonly id: string
  readonly resource_types: readonly string[]
  readonly logic: Logic
}
interface Logic {
  readonly [key: string]: unknown
}

/** The catalogue's own notation as a condition of ours; undefined where it says something that this test does not translate. */
function translate(logic: Logic): Logic | undefined {
  const { attr, op, value, cmp, all, any, not, when, of, some, none } = logic
  const rest = translateList
  if (typeof attr === 'string' && /^[a-z_0-9]+$/.test(attr)) {
    if (op === 'present') return { [`$.${attr}`]: { present: true } }
    if (op === 'absent') return { [`$.${attr}`]: { present: false } }
    if (op === 'length') return { [`$.${attr}`]: { length: { [LENGTHS[String(cmp)] ?? 'gte']: value } } }
    if (typeof op === 'string' && OPERATORS.includes(op) && isConstant(value))
      return { [`$.${attr}`]: { [op]: value } }
    return undefined
  }
  if (Array.isArray(all)) return rest('all', all)
  if (Array.isArray(any)) return rest('any', any)
  if (isLogic(not)) return wrap('not', translate(not))
  if (isLogic(when) && isLogic(logic['then'])) {
    const [condition, consequence] = [translate(when), translate(logic['then'])]
    return (
      condition &&
      consequence &&
      Object.fromEntries([
        ['when', condition],
        ['then', consequence],
      ])
    )
  }
  for (const [quantifier, path] of [
    ['some', some],
    ['none', none],
  ] as const) {
    if (typeof path === 'string' && /^[a-z_0-9]+$/.test(path) && isLogic(of)) {
      const inner = translate(of)
      return inner && { [`$.${path}`]: { [quantifier]: inner } }
    }
  }
  return undefined
}

const LENGTHS: Readonly<Record<string, string>> = { eq: 'equals', gte: 'gte', gt: 'gt', lte: 'lte', lt: 'lt' }
const OPERATORS: readonly string[] = [
  'equals',
  'not_equals',
  'in',
  'not_in',
  'matches',
  'not_matches',
  'gt',
  'gte',
  'lte',
  'contains',
  'contains_all',
  'contains_any',
  'contains_none',
  'starts_with',
  'ends_with',
]

function translateList(kind: string, terms: readonly unknown[]): Logic | undefined {
  const translated = terms.map((term) => (isLogic(term) ? translate(term) : undefined))
  return translated.includes(undefined) ? undefined : { [kind]: translated }
}

function wrap(key: string, inner: Logic | undefined): Logic | undefined {
  return inner && { [key]: inner }
}

function isLogic(value: unknown): value is Logic {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isConstant(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    (typeof value !== 'object' || Array.isArray(value)) &&
    !String(value).includes('${')
  )
}

test('no false alarm on the catalogue of rules', {
  skip: existsSync(catalogue) ? false : 'the catalogue is not on this machine',
}, (t) => {
  const entries = readFileSync(catalogue, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry)
  const policies = entries.flatMap(({ id, resource_types: types, logic }) => {
    const require = translate(logic)
    if (require === undefined) return []
    const rule = { id, severity: 'high', match: { type: types.slice(0, 1) }, require }
    return readPolicy(JSON.stringify({ policy: `of-${id}`, rules: [rule] }), id).policy ?? []
  })
  t.ok(policies.length > 150, `${policies.length} rules could be translated`)
  for (const { code, message, location } of lintPolicies(policies))
    t.fail(`${location?.file}: ${code}: ${message}`)
  t.end()
})
