import { compareNumbers, isNumber, parseNumber } from '../plan/number.ts'
import type { Value } from '../plan/value.ts'
import type { Test } from '../policy/condition.ts'
import { readOperand } from './operand.ts'
import type { Scope } from './scope.ts'
import type { Truth } from './truth.ts'

/**
 * What a test of numbers says of every whole number from `least` to `most`, which may be infinite; undefined where they do not all
 * get one answer. Between the numbers that the test itself names its answer does not change, so these and their neighbours are asked.
 */
export function askRange(test: Test, least: number, most: number, scope: Scope): Truth | undefined {
  const asked = new Set([least, ...(most === Number.POSITIVE_INFINITY ? [] : [most])])
  for (const named of [...namedNumbers(test, scope), least]) {
    for (const number of [Math.floor(named) - 1, Math.floor(named), Math.floor(named) + 1])
      if (number >= least && number <= most) asked.add(number)
  }
  let agreed: Truth | undefined
  for (const value of asked) {
    const reading = { kind: 'reading', value: { kind: 'known', value }, path: [] } as const
    const answer = scope.evaluator.test(test, reading, scope)
    if (agreed !== undefined && answer.kind !== agreed.kind) return undefined
    agreed ??= answer
  }
  return agreed
}

function namedNumbers(test: Test, scope: Scope): readonly number[] {
  if (test.kind === 'all') return test.tests.flatMap((part) => namedNumbers(part, scope))
  if (test.kind !== 'operator') return []
  const operand = readOperand(test.operand, scope)
  return operand.kind === 'error' ? [] : numbersIn(operand)
}

function numbersIn(value: Value): readonly number[] {
  if (value.kind === 'list') return value.elements.flatMap(numbersIn)
  if (value.kind !== 'known') return []
  const number = isNumber(value.value) ? value.value : readText(value.value)
  if (number === undefined || compareNumbers(number, Number.MAX_SAFE_INTEGER) > 0) return []
  return [Math.max(Number(number), -2)]
}

function readText(text: string | boolean): ReturnType<typeof parseNumber> | undefined {
  return typeof text === 'string' && /^[0-9]{1,15}(?:\.[0-9]{1,15})?$/.test(text)
    ? parseNumber(text.replace(/^0+(?=[0-9])/, ''))
    : undefined
}
