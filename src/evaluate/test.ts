import { basisOf } from '../plan/value.ts'
import type { OperatorName, Test } from '../policy/condition.ts'
import { quotePattern } from '../policy/pattern.ts'
import { quoteWildcards } from '../policy/wildcard.ts'
import { type Answer, NO, YES } from './answer.ts'
import { askedOfLength, decide, leafOf, type Question } from './decide.ts'
import { evaluateDecode } from './decoding.ts'
import { evaluateIamPolicy } from './iam-policy.ts'
import { lengthOf } from './lengths.ts'
import { askRange } from './number-range.ts'
import { literal, type Quote, readOperand } from './operand.ts'
import { OPERATORS } from './operators.ts'
import { configured, isPresentByTrust, isUnwrittenByTrust, present } from './presence.ts'
import { evaluateCount, evaluateQuantifier } from './quantifier.ts'
import type { Reading } from './reading.ts'
import type { Scope } from './scope.ts'
import { agree, zeroValues } from './settling.ts'
import { all, FALSE, TRUE, type Truth, unknownTruth, withBasis } from './truth.ts'

/** Whether a test holds for a value at its place. */
export function evaluateTest(test: Test, reading: Reading, scope: Scope): Truth {
  switch (test.kind) {
    case 'all':
      return all(test.tests.map((term) => scope.evaluator.test(term, reading, scope)))
    case 'operator':
      return evaluateOperator(test, reading, scope)
    case 'present':
      return evaluatePresent(test.expected, reading, scope)
    case 'configured':
      return evaluateConfigured(test.expected, reading, scope)
    case 'length':
      return evaluateLength(test.test, reading, scope)
    case 'quantifier':
      return evaluateQuantifier(test, reading, scope)
    case 'count':
      return evaluateCount(test, reading, scope)
    case 'iam-policy':
      return evaluateIamPolicy(test, reading, scope)
    case 'decode':
      return evaluateDecode(test, reading, scope)
    case 'when-not-configured':
      return evaluateWhenNotConfigured(test, reading, scope)
  }
}

function evaluatePresent(expected: boolean, reading: Reading, scope: Scope): Truth {
  const found = present(reading, expected)
  const question = flag('present', expected)
  if (!isPresentByTrust(found, reading, scope)) return decide(found, reading, question)
  return withBasis(decide(expected ? YES : NO, reading, question), 'reference')
}

function flag(operator: 'present' | 'configured', value: boolean): Question {
  return { operator, operand: { kind: 'known', value } }
}

function evaluateConfigured(expected: boolean, reading: Reading, scope: Scope): Truth {
  const { answer, basis } = configured(reading, scope, expected)
  const question = flag('configured', expected)
  if (!isUnwrittenByTrust(answer, reading, scope)) return withBasis(decide(answer, reading, question), basis)
  return withBasis(decide(expected ? NO : YES, reading, question), 'reference')
}

/** Tests about being there accept an attribute that the provider's version does not have. */
export function isTolerant(test: Test): boolean {
  if (test.kind === 'all') return test.tests.every(isTolerant)
  return test.kind === 'present' || test.kind === 'configured'
}

/** Where patterns are meant, interpolated text is literal. */
const QUOTES: { readonly [operator in OperatorName]?: Quote } = {
  matches: quotePattern,
  not_matches: quotePattern,
  like: quoteWildcards,
}

/** A null that the provider may turn into a zero value is judged as both. */
function evaluateOperator(test: Extract<Test, { kind: 'operator' }>, reading: Reading, scope: Scope): Truth {
  const operand = readOperand(test.operand, scope, QUOTES[test.operator])
  if (operand.kind === 'error') return operand
  const operator = OPERATORS[test.operator]
  const asked = (value: Reading['value']): Answer => operator(value, operand)
  const first = asked(reading.value)
  const zeros = zeroValues(reading, scope)
  const answer = zeros.length === 0 ? first : agree(first, zeros.map(asked), reading)
  return decide(answer, reading, { operator: test.operator, operand })
}

/** Where the length is not certain, every length that is possible must give one answer. */
function evaluateLength(test: Test, reading: Reading, scope: Scope): Truth {
  const lengths = lengthOf(reading.value)
  if (lengths.kind !== 'lengths') return decide(lengths, reading)
  const leaves = [leafOf(reading)]
  const truth = askRange(test, lengths.least, lengths.most, scope)
  if (truth === undefined)
    return withBasis(unknownTruth(lengths.unknowns, { leaves }), basisOf(reading.value))
  return withBasis({ ...truth, leaves: askedOfLength(truth, reading) }, basisOf(reading.value))
}

/**
 * Nobody wrote the attribute and the provider will choose: the policy says what that means. What the plan already knows
 * needs no meaning; where it cannot be told whether it is written, only an answer that both ways give is certain.
 */
function evaluateWhenNotConfigured(
  test: Extract<Test, { kind: 'when-not-configured' }>,
  reading: Reading,
  scope: Scope,
): Truth {
  const asPlanned = scope.evaluator.test(test.test, reading, scope)
  const { kind } = reading.value
  if (kind === 'known' || kind === 'template' || asPlanned.kind === 'error') return asPlanned
  if ((kind === 'list' || kind === 'map') && asPlanned.kind !== 'unknown') return asPlanned
  const { answer: written } = configured(reading, scope, true)
  if (written.kind === 'true' || written.kind === 'error') return asPlanned
  const meant = withBasis(meaningOf(test, reading, scope), 'assumed')
  if (written.kind === 'false') return meant
  return meant.kind === asPlanned.kind ? meant : unknownTruth(written.unknowns, { leaves: [leafOf(reading)] })
}

function meaningOf(
  test: Extract<Test, { kind: 'when-not-configured' }>,
  reading: Reading,
  scope: Scope,
): Truth {
  switch (test.meaning.kind) {
    case 'holds':
      return { ...TRUE, leaves: [leafOf(reading)] }
    case 'does-not-hold':
      return { ...FALSE, leaves: [leafOf(reading)] }
    case 'unknown':
      return unknownTruth([], {
        leaves: [leafOf(reading)],
        notes: ['nobody wrote it and the provider will choose'],
      })
    case 'default':
      return evaluateTest(test.test, { ...reading, value: literal(test.meaning.value) }, scope)
  }
}
