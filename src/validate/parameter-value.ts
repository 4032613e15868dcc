import { compareNumbers, isNumber, printNumber } from '../plan/number.ts'
import type { Json } from '../plan/plan-document.ts'
import { isArray } from '../plan/planned-value.ts'
import type { GivenParameter, Parameter } from '../policy/policy.ts'
import { nearest } from '../policy/suggest.ts'
import { readJson, readMap } from './fields.ts'
import { enumerate, type Problems, quote } from './problems.ts'
import type { YamlNode } from './yaml-node.ts'

export const PARAMETER_TYPES = ['string', 'number', 'boolean', 'list', 'map'] as const

/** Reads `parameters` where they are given values: in the configuration, in a test file and in an example. */
export function readParameterValues(node: YamlNode, problems: Problems): readonly GivenParameter[] {
  return (readMap(node, '`parameters`', problems)?.entries ?? []).flatMap(({ key, value }) => {
    const json = readJson(value, problems)
    return json === undefined ? [] : [{ name: key.text, value: { kind: 'json', json }, location: value.at }]
  })
}

/** Why a value cannot be that of a parameter: the end of a sentence that begins with it. Undefined: it can. */
export function problemOfValue(
  value: Json,
  parameter: Pick<Parameter, 'type' | 'minimum' | 'maximum' | 'allowed'>,
): string | undefined {
  const type = typeOfJson(value)
  if (type !== parameter.type)
    return `must be a ${parameter.type}, not ${type === 'null' ? type : `a ${type}`}`
  const strange = (isArray(value) ? value : [value]).find((one) => !isAllowed(one, parameter))
  if (strange !== undefined) return problemOfAllowed(strange, isArray(value), parameter)
  if (!isNumber(value)) return undefined
  const { minimum, maximum } = parameter
  if (minimum !== undefined && compareNumbers(value, minimum) < 0) return `must be at least ${minimum}`
  if (maximum !== undefined && compareNumbers(value, maximum) > 0) return `must be at most ${maximum}`
  return undefined
}

function isAllowed(value: Json, { allowed }: Pick<Parameter, 'allowed'>): boolean {
  if (allowed === undefined) return true
  return allowed.some((one) =>
    isNumber(one) && isNumber(value) ? compareNumbers(one, value) === 0 : one === value,
  )
}

function problemOfAllowed(
  value: Json,
  isElement: boolean,
  { allowed = [] }: Pick<Parameter, 'allowed'>,
): string {
  const names = allowed.map((one) => (isNumber(one) ? printNumber(one) : one))
  const near = typeof value === 'string' ? nearest(value, names) : undefined
  const what = isElement ? 'must hold nothing but' : 'must be'
  const hint = near === undefined ? '' : `; did you mean ${quote(near)}?`
  return `${what} ${enumerate(names, isElement ? 'and' : 'or')}${hint}`
}

function typeOfJson(value: Json): Parameter['type'] | 'null' {
  if (value === null) return 'null'
  if (isNumber(value)) return 'number'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'boolean'
  return Array.isArray(value) ? 'list' : 'map'
}
