/** How a condition operator compares. Source: IAM user guide, "IAM JSON policy elements: Condition operators". */
export type Comparison = 'text' | 'like' | 'arn' | 'number' | 'date' | 'bool' | 'binary' | 'address' | 'null'

export interface ConditionOperator {
  readonly name: string
  readonly comparison: Comparison
  /** It holds where none of the values fits, and where the request does not have the key at all. */
  readonly isNegated: boolean
  readonly fold?: boolean
  /** How a number or a date must stand to the value. */
  readonly order?: 'less' | 'less-or-equal' | 'greater' | 'greater-or-equal'
}

function pair(
  name: string,
  negated: string,
  comparison: Comparison,
  fold = false,
): readonly ConditionOperator[] {
  const facts = { comparison, ...(fold ? { fold } : {}) }
  return [
    { name, isNegated: false, ...facts },
    { name: negated, isNegated: true, ...facts },
  ]
}

function ordered(kind: 'Numeric' | 'Date', comparison: Comparison): readonly ConditionOperator[] {
  const orders = [
    ['LessThan', 'less'],
    ['LessThanEquals', 'less-or-equal'],
    ['GreaterThan', 'greater'],
    ['GreaterThanEquals', 'greater-or-equal'],
  ] as const
  return [
    ...pair(`${kind}Equals`, `${kind}NotEquals`, comparison),
    ...orders.map(([name, order]) => ({ name: `${kind}${name}`, isNegated: false, comparison, order })),
  ]
}

const OPERATORS: readonly ConditionOperator[] = [
  ...pair('StringEquals', 'StringNotEquals', 'text'),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'text', true),
  ...pair('StringLike', 'StringNotLike', 'like'),
  ...pair('ArnEquals', 'ArnNotEquals', 'arn'),
  ...pair('ArnLike', 'ArnNotLike', 'arn'),
  ...ordered('Numeric', 'number'),
  ...ordered('Date', 'date'),
  ...pair('IpAddress', 'NotIpAddress', 'address'),
  { name: 'Bool', comparison: 'bool', isNegated: false, fold: true },
  { name: 'BinaryEquals', comparison: 'binary', isNegated: false },
  { name: 'Null', comparison: 'null', isNegated: false, fold: true },
]

const BY_NAME: ReadonlyMap<string, ConditionOperator> = new Map(
  OPERATORS.map((operator) => [operator.name.toLowerCase(), operator]),
)

/** Without modifiers and suffix. */
export const CONDITION_OPERATORS: readonly string[] = OPERATORS.map(({ name }) => name)

/** The parts of an operator as a condition writes it: `ForAllValues:StringLikeIfExists`. */
export interface WrittenOperator {
  readonly operator: ConditionOperator
  readonly modifier?: 'ForAllValues' | 'ForAnyValue'
  readonly ifExists: boolean
}

/** Case does not matter. Undefined for what is no operator. */
export function parseOperator(text: string): WrittenOperator | undefined {
  const found = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(text.toLowerCase())
  const operator = BY_NAME.get(found?.[2] ?? '')
  if (operator === undefined) return undefined
  const ifExists = found?.[3] !== undefined
  if (ifExists && operator.comparison === 'null') return undefined
  const modifier =
    found?.[1] === undefined ? undefined : found[1] === 'foranyvalue' ? 'ForAnyValue' : 'ForAllValues'
  return { operator, ifExists, ...(modifier === undefined ? {} : { modifier }) }
}

export function operatorNamed(lower: string): ConditionOperator | undefined {
  return BY_NAME.get(lower)
}
