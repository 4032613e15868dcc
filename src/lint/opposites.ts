import type { Location } from '../diagnostic.ts'
import type { Condition, Operand, OperatorName, Test } from '../policy/condition.ts'

/** What a condition says, and whether it says it or denies it. */
interface Claim {
  readonly text: string
  readonly isDenied: boolean
}

/** The operators that are the negation of another one, whatever the value: null and unknown included. */
const NEGATIONS: { readonly [operator in OperatorName]?: OperatorName } = {
  not_equals: 'equals',
  not_in: 'in',
  not_matches: 'matches',
  contains_none: 'contains_any',
}

/** A condition among these that denies what another one of them says. */
export function findOpposite(terms: readonly Condition[]): Condition | undefined {
  const claims = new Map<string, boolean>()
  for (const term of terms) {
    const { text, isDenied } = claimOf(term)
    const before = claims.get(text)
    if (before !== undefined && before !== isDenied) return term
    claims.set(text, isDenied)
  }
  return undefined
}

/** Whether two conditions say the same, in whatever words. */
export function saySame(a: Condition, b: Condition): boolean {
  const [first, second] = [claimOf(a), claimOf(b)]
  return first.text === second.text && first.isDenied === second.isDenied
}

function claimOf(condition: Condition): Claim {
  if (condition.kind === 'not') {
    const { text, isDenied } = claimOf(condition.term)
    return { text, isDenied: !isDenied }
  }
  if (condition.kind === 'all' || condition.kind === 'any') {
    const [only] = condition.terms
    if (only !== undefined && condition.terms.length === 1) return claimOf(only)
  }
  if (condition.kind !== 'test') return { text: print(condition), isDenied: false }
  const { test, isDenied } = affirm(condition.test)
  return { text: print({ ...condition, test }), isDenied }
}

function affirm(test: Test): { readonly test: Test; readonly isDenied: boolean } {
  if ((test.kind === 'present' || test.kind === 'configured') && !test.expected) {
    return { test: { ...test, expected: true }, isDenied: true }
  }
  if (test.kind === 'operator' && test.operator === 'is_world' && isNo(test.operand)) {
    return { test: { ...test, operand: { kind: 'literal', value: true } }, isDenied: true }
  }
  const negated = test.kind === 'operator' ? NEGATIONS[test.operator] : undefined
  if (test.kind !== 'operator' || negated === undefined) return { test, isDenied: false }
  return { test: { ...test, operator: negated }, isDenied: true }
}

function isNo(operand: Operand): boolean {
  return operand.kind === 'literal' && operand.value === false
}

/** Without the places: the same words twice are the same claim. */
function print(condition: Condition): string {
  return JSON.stringify(condition, (key, value: unknown) =>
    key === 'at' && isPlace(value) ? undefined : value,
  )
}

function isPlace(value: unknown): value is Location {
  return typeof value === 'object' && value !== null && 'file' in value
}
