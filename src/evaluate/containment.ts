import type { ListValue, Value } from '../plan/value.ts'
import { type Answer, answer, every, NO, negate, open, some, wrongType } from './answer.ts'
import { equal } from './equality.ts'
import { includesText } from './string-operators.ts'

/** An element of a list, a key of a map, or a piece of a string. Null and absent hold nothing. */
export function contains(value: Value, operand: Value): Answer {
  switch (value.kind) {
    case 'null':
    case 'absent':
      return NO
    case 'unknown':
      return open(value.unknown)
    case 'list':
      return containsElement(value, operand)
    case 'map':
      return containsKey(value, operand)
    case 'template':
      return includesText(value, operand)
    case 'known':
      return typeof value.value === 'string'
        ? includesText(value, operand)
        : wrongType('only a list, a map or text can contain something')
  }
}

export function containsAll(value: Value, operand: Value): Answer {
  return overOperand(operand, (elements) => every(elements.map((element) => contains(value, element))))
}

export function containsAny(value: Value, operand: Value): Answer {
  return overOperand(operand, (elements) => some(elements.map((element) => contains(value, element))))
}

export function containsNone(value: Value, operand: Value): Answer {
  return negate(containsAny(value, operand))
}

/** The map has all of these keys; their values do not matter. */
export function hasKeys(value: Value, operand: Value): Answer {
  if (value.kind === 'known' || value.kind === 'template' || value.kind === 'list') {
    return wrongType('only a map has keys')
  }
  return overOperand(operand, (elements) => every(elements.map((element) => contains(value, element))))
}

function containsElement(list: ListValue, operand: Value): Answer {
  const answers = list.elements.map((element) => equal(element, operand))
  return some(list.rest === undefined ? answers : [...answers, open(list.rest)])
}

function containsKey(map: Extract<Value, { kind: 'map' }>, operand: Value): Answer {
  if (operand.kind !== 'known') {
    return operand.kind === 'unknown' ? open(operand.unknown) : wrongType('a key of a map is text')
  }
  const found = map.entries.has(String(operand.value))
  return !found && map.rest !== undefined ? open(map.rest) : answer(found)
}

function overOperand(operand: Value, question: (elements: readonly Value[]) => Answer): Answer {
  if (operand.kind === 'list') {
    return operand.rest === undefined ? question(operand.elements) : open(operand.rest)
  }
  return operand.kind === 'unknown' ? open(operand.unknown) : wrongType('the operand must be a list')
}
