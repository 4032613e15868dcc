import type { Json } from '../plan/plan-document.ts'
import { isArray } from '../plan/planned-value.ts'
import type { Test } from '../policy/condition.ts'
import type { Path } from '../policy/path.ts'
import { didYouMean } from '../policy/suggest.ts'
import { ROW_VALUES } from '../policy/view.ts'
import type { Scope } from './policy-scope.ts'
import { enumerate, quote } from './problems.ts'

/** How AWS and Terraform write protocols that a row names otherwise. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  '-1': 'all',
  any: 'all',
  '*': 'all',
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
}

/**
 * Whether a test of a field of a row can ever hold. Rows hold normalised values: what asks for another spelling would never find
 * anything, and a rule that forbids it would pass everything.
 */
export function checkRowTest({ root, steps }: Path, test: Test, scope: Scope): boolean {
  const isRow =
    root.kind === 'here'
      ? scope.here === 'row' && !scope.inElement
      : root.kind === 'bound' && root.name === 'self' && scope.self === 'row'
  const [field] = steps
  if (!isRow || typeof field !== 'string' || steps.length > 1) return true
  return operatorsIn(test).every((operator) => checkValue(field, operator, scope))
}

type Operator = Extract<Test, { kind: 'operator' }>

function operatorsIn(test: Test): readonly Operator[] {
  if (test.kind === 'all') return test.tests.flatMap(operatorsIn)
  if (test.kind === 'when-not-configured') return operatorsIn(test.test)
  return test.kind === 'operator' && EQUALITIES.includes(test.operator) ? [test] : []
}

const EQUALITIES: readonly string[] = ['equals', 'not_equals', 'in', 'not_in']

function checkValue(field: string, { operand, at }: Operator, scope: Scope): boolean {
  if (operand.kind !== 'literal') return true
  const values: readonly Json[] = isArray(operand.value) ? operand.value : [operand.value]
  const known = ROW_VALUES.get(field)
  for (const value of values) {
    const better = field === 'protocol' ? protocolOf(value) : undefined
    if (better === undefined && (known === undefined || known.some((one) => one === value))) continue
    scope.problems.error(
      'condition-never-true',
      at,
      `\`${field}\` of a row is never ${quote(String(value))}`,
      better !== undefined
        ? `rows hold ${quote(better)} for it, however the resource writes it`
        : (didYouMean(String(value), known ?? []) ?? `it is ${enumerate(known ?? [], 'or')}`),
    )
    return false
  }
  return true
}

function protocolOf(value: Json): string | undefined {
  const text = String(value)
  const name = PROTOCOLS[text.toLowerCase()] ?? text.toLowerCase()
  return name === text ? undefined : name
}
