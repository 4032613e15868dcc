import { literal } from '../evaluate/operand.ts'
import { OPERATORS } from '../evaluate/operators.ts'
import { isNumber } from '../plan/number.ts'
import type { Json } from '../plan/plan-document.ts'
import type { Type, Value } from '../plan/value.ts'
import type { Operand, OperatorName, Test } from '../policy/condition.ts'
import type { AttributeFacts } from '../provider/aws/schema.ts'
import { type Problems, quote } from '../validate/problems.ts'

type Operator = Extract<Test, { kind: 'operator' }>

/** What every value of a type answers, some value of it does. Text may also be that of a number or a network. */
const SAMPLES: { readonly [kind in Type['kind']]?: readonly Value[] } = {
  string: [
    { kind: 'known', value: 'text' },
    { kind: 'known', value: '1' },
    { kind: 'known', value: '10.0.0.0/8' },
  ],
  number: [{ kind: 'known', value: 1 }],
  bool: [{ kind: 'known', value: true }],
  list: [{ kind: 'list', elements: [] }],
  set: [{ kind: 'list', elements: [] }],
  map: [{ kind: 'map', entries: new Map() }],
  object: [{ kind: 'map', entries: new Map() }],
}
const ANYTHING: Value = { kind: 'unknown', unknown: { id: 'operand', waitsFor: [] } }

const COMPARING: readonly OperatorName[] = ['equals', 'not_equals', 'in', 'not_in']
const HOLDING: readonly OperatorName[] = ['contains', 'contains_all', 'contains_any', 'contains_none']

/** Reports an operator that no value of the attribute's type can be asked, or an operand that none can equal. */
export function checkOperator(test: Operator, facts: readonly AttributeFacts[], problems: Problems): void {
  const operand = test.operand.kind === 'literal' ? literal(test.operand.value) : ANYTHING
  const [first] = facts
  const refusals = facts.map(({ type }) =>
    (SAMPLES[type.kind] ?? []).map((sample) => OPERATORS[test.operator](sample, operand)),
  )
  const refusal = refusals[0]?.[0]
  if (
    refusal?.kind === 'error' &&
    refusals.every((answers) => answers.length > 0 && answers.every(({ kind }) => kind === 'error'))
  ) {
    problems.error(
      'operator-cannot-apply',
      test.at,
      `\`${test.operator}\` cannot be asked of this: its type is ${first?.type.kind}, and ${refusal.message}`,
      refusal.help,
    )
    return
  }
  for (const value of operandsOf(test)) {
    if (facts.every(({ type }) => isForeign(value, comparedType(test.operator, type)))) {
      const type = comparedType(test.operator, first?.type)
      problems.error(
        'operator-cannot-apply',
        test.at,
        `${quote(JSON.stringify(value))} never equals this: its type is ${type?.kind}`,
        helpFor(type),
      )
    }
  }
}

/** The literal values that the operator compares with. */
function operandsOf({ operator, operand }: Operator): readonly Json[] {
  const given = literalsOf(operand)
  if (operator === 'equals' || operator === 'not_equals') return given
  if (operator === 'contains') return given
  return COMPARING.includes(operator) || HOLDING.includes(operator)
    ? given.flatMap((value) => (Array.isArray(value) ? (value as readonly Json[]) : []))
    : []
}

function literalsOf(operand: Operand): readonly Json[] {
  switch (operand.kind) {
    case 'literal':
      return [operand.value]
    case 'list':
      return [operand.elements.flatMap(literalsOf)]
    case 'interpolated':
      return []
  }
}

/** Operators about what is inside compare with the elements. */
function comparedType(operator: OperatorName, type: Type | undefined): Type | undefined {
  if (COMPARING.includes(operator)) return type
  return type?.kind === 'list' || type?.kind === 'set' ? type.element : undefined
}

/** Whether a literal can never equal a value of the type, by Terraform's own conversions: `"true"` and `"1"` are no strangers. */
function isForeign(value: Json, type: Type | undefined): boolean {
  switch (type?.kind) {
    case 'bool':
      return typeof value !== 'boolean' && value !== 'true' && value !== 'false'
    case 'number':
      return !isNumber(value) && !(typeof value === 'string' && /^-?[0-9]+(?:\.[0-9]+)?$/.test(value))
    case 'string':
      return typeof value === 'object' && value !== null && !isNumber(value)
    case 'list':
    case 'set':
      return !Array.isArray(value)
    case 'map':
    case 'object':
      return typeof value !== 'object' || value === null || Array.isArray(value) || isNumber(value)
    case 'tuple':
    case 'dynamic':
    case undefined:
      return false
  }
}

function helpFor(type: Type | undefined): string | undefined {
  switch (type?.kind) {
    case 'bool':
      return 'write true or false'
    case 'list':
    case 'set':
      return 'to ask about its elements write `contains`, `some`, `each` or `none`'
    case 'map':
    case 'object':
      return 'to ask about a member write its path'
    default:
      return undefined
  }
}
