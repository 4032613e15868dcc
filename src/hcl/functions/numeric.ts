import { compareNumbers, type PlanNumber, parseNumber, printNumber } from '../../plan/number.ts'
import type { Value } from '../../plan/value.ts'
import { add, ceil, floor, negate } from '../big-float.ts'
import { HclFailure } from '../failure.ts'
import { NUMBER } from '../types.ts'
import {
  ANY_PARAMETER,
  type FunctionSpec,
  type FunctionTable,
  integerArgument,
  known,
  NUMBER_PARAMETER,
  numberArgument,
  stringArgument,
} from './signature.ts'

function unary(operate: (value: PlanNumber) => PlanNumber): FunctionSpec {
  return {
    parameters: [NUMBER_PARAMETER],
    returns: NUMBER,
    total: true,
    call: ([value]) => known(operate(numberArgument(value))),
  }
}

function extreme(wins: (comparison: number) => boolean): FunctionSpec {
  return {
    parameters: [],
    rest: NUMBER_PARAMETER,
    returns: NUMBER,
    call: (values) => {
      const numbers = values.map(numberArgument)
      if (numbers.length === 0) throw new HclFailure('must pass at least one number')
      return known(numbers.reduce((best, next) => (wins(compareNumbers(next, best)) ? next : best)))
    },
  }
}

/** Go computes these in doubles; so does this, where both give the same. Infinities have no value here. */
function inDoubles(operate: (a: number, b: number) => number | undefined): FunctionSpec {
  return {
    parameters: [NUMBER_PARAMETER, NUMBER_PARAMETER],
    returns: NUMBER,
    call: ([a, b]) => {
      const result = operate(Number(printNumber(numberArgument(a))), Number(printNumber(numberArgument(b))))
      if (result !== undefined && Number.isNaN(result)) throw new HclFailure('the result is not a number')
      if (result === undefined || Math.abs(result) > Number.MAX_SAFE_INTEGER) return undefined
      return Number.isFinite(result) ? known(parseNumber(String(result))) : undefined
    },
  }
}

/** Where every library gives the same last digit: powers of two to base two, and what is 0, 1 or no number at all. */
function log(value: number, base: number): number | undefined {
  const result = Math.log(value) / Math.log(base)
  const isExact = base === 2 && Number.isInteger(result) && value === 2 ** result
  return isExact || Number.isNaN(result) || value === 1 || value === base ? result : undefined
}

/** Square roots, and whole powers as far as they are exact: libraries round the rest differently. */
function pow(value: number, power: number): number | undefined {
  if (power === 0.5) return Math.sqrt(value)
  if (!Number.isInteger(power) || Math.abs(power) > 2000)
    return value < 0 && !Number.isInteger(power) ? Number.NaN : undefined
  const size = Math.abs(power)
  const exact = exactPower(value, size)
  return exact === undefined ? undefined : power < 0 ? 1 / exact : exact
}

/** `undefined` where the power has more digits than a double. */
function exactPower(value: number, power: number): number | undefined {
  let result = 1
  for (let step = 0; step < power; step += 1) {
    const next = result * value
    if (Math.abs(next) > Number.MAX_SAFE_INTEGER || next / value !== result)
      return value === 0 ? 0 : undefined
    if (!Number.isInteger(next * 2 ** 20)) return undefined
    result = next
  }
  return result
}

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Go `big.Int.SetString`: an optional sign, then digits; up to base 36 letters count in either case. */
function parseInteger(text: string, base: number): PlanNumber {
  const [sign, digits] = /^[+-]/.test(text) ? [text[0], text.slice(1)] : ['', text]
  let value = 0n
  for (const character of base <= 36 ? digits.toLowerCase() : digits) {
    const digit = DIGITS.indexOf(character)
    if (digit === -1 || digit >= base)
      throw new HclFailure('cannot parse the string as a number in this base')
    value = value * BigInt(base) + BigInt(digit)
  }
  if (digits === '') throw new HclFailure('cannot parse an empty string as a number')
  return parseNumber(`${sign === '-' && value !== 0n ? '-' : ''}${value}`)
}

function parseIntCall([text, baseValue]: readonly Value[]): Value {
  const base = integerArgument(baseValue)
  if (base < 2 || base > 62) throw new HclFailure('base must be a whole number between 2 and 62 inclusive')
  return known(parseInteger(stringArgument(text), base))
}

function range(values: readonly Value[]): Value {
  const numbers = values.map(numberArgument)
  const [first = 0, second, third] = numbers
  if (numbers.length === 0 || numbers.length > 3)
    throw new HclFailure('must have one, two, or three arguments')
  const [start, end] = second === undefined ? [0, first] : [first, second]
  const step = third ?? (compareNumbers(end, start) < 0 ? -1 : 1)
  const direction = compareNumbers(step, 0)
  if (direction === 0) throw new HclFailure('step must not be zero')
  const ahead = (value: PlanNumber): boolean => compareNumbers(end, value) * direction > 0
  if (!ahead(start) && compareNumbers(end, start) !== 0)
    throw new HclFailure('the end lies on the wrong side of the start')
  const elements: Value[] = []
  for (let next = start; ahead(next); next = add(next, step)) {
    if (elements.length >= 1024) throw new HclFailure('more than 1024 values were generated')
    elements.push(known(next))
  }
  return { kind: 'list', form: 'list', elements, elementType: NUMBER }
}

/** Terraform's numeric functions. Source: go-cty `function/stdlib/number.go`, Terraform `lang/funcs/number.go`. */
export const NUMERIC: FunctionTable = {
  abs: unary((value) => (compareNumbers(value, 0) < 0 ? negate(value) : value)),
  ceil: unary(ceil),
  floor: unary(floor),
  log: inDoubles(log),
  max: extreme((comparison) => comparison > 0),
  min: extreme((comparison) => comparison < 0),
  parseint: { parameters: [ANY_PARAMETER, NUMBER_PARAMETER], returns: NUMBER, call: parseIntCall },
  pow: inDoubles(pow),
  range: { parameters: [], rest: NUMBER_PARAMETER, returns: { kind: 'list', element: NUMBER }, call: range },
  signum: {
    parameters: [NUMBER_PARAMETER],
    returns: NUMBER,
    call: ([value]) => known(Math.sign(integerArgument(value)) + 0),
  },
}
