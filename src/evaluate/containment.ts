import type { ListValue, Value } from '../plan/value.ts'
import { type Answer, answer, every, NO, negate, open, some, wrongOperand, wrongType } from './answer.ts'
import { equal } from './equality.ts'
import { includesText } from './string-operators.ts'
import { isCertainlyText, textOf } from './text.ts'

/** An element of a list, a key of a map, or a piece of a string. Null and absent hold nothing. */
export function contains(value: Value, operand: Value): Answer {
  return refusal(value) ?? holds(value, operand)
}

function holds(value: Value, operand: Value): Answer {
  switch (value.kind) {
    case 'null':
    case 'absent':
      return NO
    case 'list':
      return containsElement(value, operand)
    case 'map':
      return containsKey(value, operand)
    case 'unknown':
      return isCertainlyText(value) ? includesText(value, operand) : open(value.unknown)
    case 'template':
    case 'known':
      return includesText(value, operand)
  }
}

/** Whatever is asked for: numbers and booleans hold nothing that could be asked for. */
function refusal(value: Value): Answer | undefined {
  return value.kind === 'known' && typeof value.value !== 'string'
    ? wrongType('only a list, a map or text can contain something')
    : undefined
}

export function containsAll(value: Value, operand: Value): Answer {
  return refusal(value) ?? overOperand(value, operand, every)
}

export function containsAny(value: Value, operand: Value): Answer {
  return refusal(value) ?? overOperand(value, operand, some)
}

export function containsNone(value: Value, operand: Value): Answer {
  return negate(containsAny(value, operand))
}

/** The map has all of these keys; their values do not matter. */
export function hasKeys(value: Value, operand: Value): Answer {
  const isText = value.kind === 'unknown' && isCertainlyText(value)
  if (isText || value.kind === 'known' || value.kind === 'template' || value.kind === 'list') {
    return wrongType('only a map has keys')
  }
  return overOperand(value, operand, every)
}

function containsElement(list: ListValue, operand: Value): Answer {
  const answers = list.elements.map((element) => equal(element, operand))
  return some(list.rest === undefined ? answers : [...answers, open(list.rest)])
}

/** A key that is not wholly known may be any that it can become. */
function containsKey(map: Extract<Value, { kind: 'map' }>, operand: Value): Answer {
  const text = textOf(operand)
  if (text === undefined) return wrongOperand('a key of a map is text')
  const [only = ''] = text
  if (text.length < 2 && typeof only === 'string') {
    const found = map.entries.has(only)
    return !found && map.rest !== undefined ? open(map.rest) : answer(found)
  }
  const answers = [...map.entries.keys()].map((key) => equal({ kind: 'known', value: key }, operand))
  return some(map.rest === undefined ? answers : [...answers, open(map.rest)])
}

/** What holds nothing is asked about each element that the operand has; of an operand with unknown elements more may be asked. */
function overOperand(value: Value, operand: Value, combine: (answers: readonly Answer[]) => Answer): Answer {
  if (operand.kind === 'unknown') {
    const isNone = combine === some && (value.kind === 'null' || value.kind === 'absent')
    return isNone ? NO : open(operand.unknown)
  }
  if (operand.kind !== 'list') return wrongOperand('the operand must be a list')
  if (value.kind === 'unknown' && operand.elements.length === 0) return open(value.unknown)
  const answers = operand.elements.map((element) => holds(value, element))
  const hasNothing = combine === some && isNothing(value)
  return combine(operand.rest === undefined || hasNothing ? answers : [...answers, open(operand.rest)])
}

function isNothing(value: Value): boolean {
  if (value.kind === 'list') return value.elements.length === 0 && value.rest === undefined
  if (value.kind === 'map') return value.entries.size === 0 && value.rest === undefined
  return value.kind === 'null' || value.kind === 'absent'
}
