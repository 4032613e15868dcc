import type { MalformedStatement, Statement } from '../iam/document.ts'
import { statementValue } from '../iam/normalised.ts'
import { parsePolicy } from '../iam/parse.ts'
import { collectUnknowns } from '../plan/unknowns.ts'
import { basisOf, type Step, type Value } from '../plan/value.ts'
import type { StatementsAsk, Test } from '../policy/condition.ts'
import { countTruths } from './counting.ts'
import { leafOf } from './decide.ts'
import { quantify } from './quantifier.ts'
import type { Reading } from './reading.ts'
import type { Leaf } from './result.ts'
import { enter, type Scope, type Subject } from './scope.ts'
import { all, errorTruth, HOLDS_OF_NOTHING, type Truth, unknownTruth, withBasis, withNote } from './truth.ts'

/** More statements than these are not shown one by one. */
const SHOWN = 8

/** What is asked of the statements of an IAM policy document. No policy has no statements; a malformed one is an error. */
export function evaluateIamPolicy(
  { asks }: Extract<Test, { kind: 'iam-policy' }>,
  reading: Reading,
  scope: Scope,
): Truth {
  const document = parsePolicy(reading.value)
  const leaves = [leafOf(reading)]
  switch (document.kind) {
    case 'malformed':
      return {
        ...errorTruth(
          'malformed-policy',
          `this is no IAM policy document: ${document.message}`,
          'AWS refuses it; look at where the text is written',
        ),
        leaves,
      }
    case 'open':
      return unknownTruth(document.unknowns, {
        leaves,
        basis: basisOf(reading.value),
        notes: ['nothing is certain of the structure of the policy document before the apply'],
      })
    case 'document': {
      const truths = asks.map((ask) => {
        // Of statements that nobody sees there can be any number.
        if (document.rest !== undefined && typeof ask.quantifier === 'object')
          return unknownTruth([document.rest], { leaves })
        const terms = document.statements.map((statement) => judge(statement, ask, reading, scope))
        if (document.rest !== undefined) terms.push(unknownTruth([document.rest], { leaves }))
        const fewer = document.mayCoincide ? manyOf(document.statements, terms) : 0
        return withBasis(combine(ask, terms, fewer, reading, scope), basisOf(reading.value))
      })
      return all(truths)
    }
  }
}

/** How many of the statements that satisfy it may turn out to be one and the same. */
function manyOf(statements: readonly (Statement | MalformedStatement)[], terms: readonly Truth[]): number {
  const holding = statements.filter((_, index) => terms[index]?.kind === 'true')
  const settled = holding.filter(({ written }) => collectUnknowns(written).length === 0).length
  return holding.length - Math.max(settled, Math.min(holding.length, 1))
}

function combine(
  { quantifier }: StatementsAsk,
  terms: readonly Truth[],
  fewer: number,
  reading: Reading,
  scope: Scope,
): Truth {
  if (typeof quantifier === 'object') {
    const counted = countTruths(terms, quantifier.count, scope, fewer)
    return counted.kind === 'error' || counted.leaves.length > 0
      ? counted
      : { ...counted, leaves: [leafOf(reading)] }
  }
  const truth = quantify(quantifier, terms)
  if (terms.length === 0) {
    const shown = { ...truth, leaves: [leafOf(reading)] }
    return quantifier === 'each' ? withNote(shown, HOLDS_OF_NOTHING) : shown
  }
  if (quantifier !== 'some' && truth.kind === 'true') return withWhole(truth, reading)
  return truth.leaves.length > SHOWN
    ? { ...truth, leaves: [leafOf(reading), ...truth.leaves.slice(0, SHOWN)] }
    : truth
}

/** What holds of every statement rests on the document, rather than on each of them. */
function withWhole(truth: Truth, reading: Reading): Truth {
  const whole = leafOf(reading)
  const others = truth.leaves.filter(
    (one) => one.address !== whole.address || !startsWith(one.path, whole.path),
  )
  return { ...truth, leaves: [whole, ...others] }
}

/** Whether one statement satisfies the condition. It rests on the statement as a whole, whatever was asked of it. */
function judge(
  statement: Statement | MalformedStatement,
  { where, as }: StatementsAsk,
  reading: Reading,
  scope: Scope,
): Truth {
  const path = [...reading.path, 'Statement', statement.index]
  const { instance } = reading
  const leaf = leafOf({
    kind: 'reading',
    value: withOrigin(statement.written, reading.value),
    path,
    ...(instance === undefined ? {} : { instance }),
  })
  if (statement.kind === 'malformed')
    return {
      ...errorTruth('malformed-policy', `this is no IAM policy document: ${statement.message}`),
      leaves: [leaf],
    }
  const subject: Subject = {
    kind: 'value',
    // Made only where a path asks for it.
    get value() {
      return { ...statementValue(statement), ...marksOf(statement.written) }
    },
    key: statement.index,
    path,
    statement,
    ...(instance === undefined ? {} : { instance }),
  }
  const truth = scope.evaluator.condition(where, enter(scope, subject, as))
  const others = truth.leaves.filter((one) => one.address !== leaf.address || !startsWith(one.path, path))
  return { ...truth, leaves: [leaf, ...others] }
}

function marksOf({ sensitive, basis }: Reading['value']): object {
  return { ...(sensitive === undefined ? {} : { sensitive }), ...(basis === undefined ? {} : { basis }) }
}

/** A statement comes from where its document comes from. */
function withOrigin(statement: Value, { origin }: Value): Value {
  return origin === undefined ? statement : { ...statement, origin }
}

function startsWith(path: Leaf['path'], start: readonly Step[]): boolean {
  return start.every((step, index) => path[index] === step)
}
