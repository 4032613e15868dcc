import { type Answer, answer, every, NO, negate, open, YES } from '../plan/answer.ts'
import { compareNumbers, type PlanNumber, parseNumber } from '../plan/number.ts'
import { addressesWithin } from './addresses.ts'
import { covers } from './covers.ts'
import type { Statement, StatementCondition, Text } from './document.ts'
import { type Asked, allOf, anyOf, comparisonOf, documentCovers, documentMeets } from './matching.ts'
import { type ConditionOperator, operatorNamed, type WrittenOperator } from './operators.ts'
import { askedPattern, documentPattern } from './pattern.ts'
import { isDemanding } from './restricting.ts'
import { wholeText } from './texts.ts'

/** What a policy asks of the conditions of a statement. */
export interface AskedCondition {
  readonly key: Asked
  /** Absent: any that must hold of a key that must be there. */
  readonly operators?: readonly WrittenOperator[]
  /** Each of them must be let through. */
  readonly accepts?: readonly Asked[]
}

/** A condition of a statement, and whether it is what is asked for. */
export interface ConditionAnswer {
  readonly condition: StatementCondition
  readonly fits: Answer
}

/** Each condition of the statement beside its answer; `rest` where there may be others. */
export function conditionsAsked(statement: Statement, asked: AskedCondition): readonly ConditionAnswer[] {
  return statement.conditions.items.map((condition) => {
    const terms = [isKey(condition, asked.key), answer(isOperator(condition, asked.operators))]
    for (const text of asked.accepts ?? []) terms.push(accepts(condition, text, statement))
    return { condition, fits: every(terms) }
  })
}

/** Whether the statement has any condition, whatever it says. */
export function isConditional({ conditions }: Statement): Answer {
  if (conditions.items.length > 0) return YES
  return conditions.rest === undefined ? NO : open(conditions.rest)
}

/** Names of keys are compared without regard to case. */
function isKey({ key }: StatementCondition, asked: Asked): Answer {
  const plain = { wildcards: false, variables: false, fold: true }
  return covers(documentPattern([key], plain), askedPattern(asked, plain))
}

function isOperator(condition: StatementCondition, asked: readonly WrittenOperator[] | undefined): boolean {
  if (asked === undefined) return isDemanding(condition)
  return asked.some(
    ({ operator, modifier, ifExists }) =>
      operator.name.toLowerCase() === condition.operator &&
      modifier === condition.modifier &&
      ifExists === condition.ifExists,
  )
}

/** Whether a request with this value satisfies the condition. Any of its values is enough; of negated operators none may fit. */
function accepts({ operator, values }: StatementCondition, asked: Asked, { variables }: Statement): Answer {
  const facts = operatorNamed(operator)
  if (facts === undefined) return NO
  const { isNegated } = facts
  switch (facts.comparison) {
    case 'text':
    case 'binary':
    case 'bool':
    case 'null': {
      const plain = comparisonOf(variables, { wildcards: false, fold: facts.fold === true })
      const fits = anyOf(values, (text) => documentCovers(plain, text, asked))
      return isNegated ? negate(fits) : fits
    }
    case 'like':
    case 'arn': {
      const wide = comparisonOf(variables, { wildcards: true, segments: facts.comparison === 'arn' })
      return isNegated
        ? allOf(values, (text) => negate(documentMeets(wide, text, asked)))
        : anyOf(values, (text) => documentCovers(wide, text, asked))
    }
    case 'number':
      return compared(facts, values, asked, readNumber)
    case 'date':
      return compared(facts, values, asked, readDate)
    case 'address': {
      const fits = anyOf(values, (text) => isAddressWithin(asked, text))
      return isNegated ? negate(fits) : fits
    }
  }
}

/** The text that is asked about, where all of it is known. */
function askedText(asked: Asked): string | undefined {
  let text = ''
  for (const part of asked) {
    if (typeof part !== 'string' && !('glob' in part)) return undefined
    text += typeof part === 'string' ? part : part.glob
  }
  return text
}

function unknownsOf(asked: Asked, text: Text): Answer {
  const parts = [...asked, ...text]
  return open(...parts.flatMap((part) => (typeof part === 'string' || 'glob' in part ? [] : [part])))
}

type Read = (text: string) => PlanNumber | undefined

/** What is no number, or no date, satisfies nothing. */
function compared(
  { order, isNegated }: ConditionOperator,
  values: StatementCondition['values'],
  asked: Asked,
  read: Read,
): Answer {
  const fits = anyOf(values, (text) => {
    const [given, value] = [askedText(asked), wholeText(text)]
    if (given === undefined || value === undefined) return unknownsOf(asked, text)
    const [left, right] = [read(given), read(value)]
    return answer(left !== undefined && right !== undefined && isInOrder(compareNumbers(left, right), order))
  })
  return isNegated ? negate(fits) : fits
}

function isInOrder(difference: number, order: ConditionOperator['order']): boolean {
  switch (order) {
    case 'less':
      return difference < 0
    case 'less-or-equal':
      return difference <= 0
    case 'greater':
      return difference > 0
    case 'greater-or-equal':
      return difference >= 0
    case undefined:
      return difference === 0
  }
}

function readNumber(text: string): PlanNumber | undefined {
  return /^[-+]?[0-9]{1,40}(?:\.[0-9]{1,40})?$/.test(text) ? parseNumber(text.replace(/^\+/, '')) : undefined
}

/** W3C forms of ISO 8601 dates, or seconds since 1970. */
function readDate(text: string): PlanNumber | undefined {
  if (/^[0-9]{1,15}$/.test(text)) return Number(text) * 1000
  if (!/^[0-9]{4}(?:-[0-9]{2}){0,2}(?:T[0-9:.]+(?:Z|[-+][0-9]{2}:[0-9]{2})?)?$/.test(text)) return undefined
  const time = Date.parse(/T/.test(text) && !/(?:Z|[-+][0-9]{2}:[0-9]{2})$/.test(text) ? `${text}Z` : text)
  return Number.isNaN(time) ? undefined : time
}

function isAddressWithin(asked: Asked, text: Text): Answer {
  const [given, value] = [askedText(asked), wholeText(text)]
  if (given === undefined || value === undefined) return unknownsOf(asked, text)
  return addressesWithin(given, value) ? YES : NO
}
