import { conditionsAsked, isConditional } from '../iam/asked-condition.ts'
import type { Statement } from '../iam/document.ts'
import { type Asked, actionsWithin, grants, hasEffect, on, resourcesWithin } from '../iam/matching.ts'
import { actionsOf, principalsOf, resourcesOf, sidOf, textsValue } from '../iam/normalised.ts'
import { parseOperator } from '../iam/operators.ts'
import { type AskedPrincipal, hasPrincipal, isPublic, principalsWithin } from '../iam/who.ts'
import type { Marks, Value } from '../plan/value.ts'
import type { AskedPrincipals, Condition, Operand, StatementAsk } from '../policy/condition.ts'
import { type Answer, every, negate, open, some } from './answer.ts'
import { type AskedTexts, joinTexts, readAskedTexts } from './asked-texts.ts'
import { decide } from './decide.ts'
import type { Reading } from './reading.ts'
import type { Scope, Subject } from './scope.ts'
import { all, any, errorTruth, type Truth, unknownTruth } from './truth.ts'

type ConditionAsk = Extract<StatementAsk, { kind: 'condition' }>

/** Something asked of the statement in hand. */
export function evaluateStatement({ ask }: Extract<Condition, { kind: 'statement' }>, scope: Scope): Truth {
  const { here } = scope
  if (here.kind !== 'value' || here.statement === undefined)
    return errorTruth('statement-not-here', 'there is no statement of a policy document here')
  const { statement } = here
  const reading = readingOf(here, statement.written)
  switch (ask.kind) {
    case 'effect':
      return decide(hasEffect(statement, ask.expected), reading)
    case 'public': {
      const found = isPublic(statement)
      return decide(ask.expected ? found : negate(found), reading)
    }
    case 'conditional': {
      const found = isConditional(statement)
      return decide(ask.expected ? found : negate(found), reading)
    }
    case 'grants':
      return ofEach(ask.patterns, (asked) => grants(statement, asked), every, reading, scope)
    case 'grants-any':
      return ofEach(ask.patterns, (asked) => grants(statement, asked), some, reading, scope)
    case 'on':
      return ofEach(ask.patterns, (asked) => on(statement, asked), every, reading, scope)
    case 'actions-within':
      return ofAll(ask.patterns, (allowed) => actionsWithin(statement, allowed), reading, scope)
    case 'resources-within':
      return ofAll(ask.patterns, (allowed) => resourcesWithin(statement, allowed), reading, scope)
    case 'principal':
    case 'principals-within':
      return askPrincipals(ask.kind, ask.principals, statement, reading, scope)
    case 'list':
      return scope.evaluator.test(
        ask.test,
        readingOf(here, marked(listOf(ask.of, statement), reading)),
        scope,
      )
    case 'condition':
      return askCondition(ask, statement, reading, scope)
  }
}

function readingOf({ path, instance }: Subject & { kind: 'value' }, value: Value): Reading {
  return { kind: 'reading', value, path, ...(instance === undefined ? {} : { instance }) }
}

/** What is made of a document is as sensitive and as well known as the document. */
function marked(value: Value, { value: { sensitive, basis } }: Reading): Value {
  const marks: Marks = {
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(basis === undefined ? {} : { basis }),
  }
  return value.kind === 'list'
    ? { ...value, ...marks, elements: value.elements.map((element) => ({ ...element, ...marks })) }
    : { ...value, ...marks }
}

function listOf(of: 'actions' | 'resources' | 'principals' | 'sid', statement: Statement): Value {
  switch (of) {
    case 'actions':
      return actionsOf(statement)
    case 'resources':
      return resourcesOf(statement)
    case 'principals':
      return principalsOf(statement)
    case 'sid':
      return sidOf(statement)
  }
}

type Combine = (answers: readonly Answer[]) => Answer

/** A question about each text; those that nobody sees yet leave it open. */
function ofEach(
  operand: Operand,
  question: (asked: Asked) => Answer,
  combine: Combine,
  reading: Reading,
  scope: Scope,
): Truth {
  const texts = readAskedTexts(operand, scope)
  if (texts.kind === 'error') return texts
  const answers = texts.items.map(question)
  return settle(combine(texts.rest === undefined ? answers : [...answers, open(texts.rest)]), texts, reading)
}

/** A question about all texts together; further ones could only make it true. */
function ofAll(
  operand: Operand,
  question: (allowed: readonly Asked[]) => Answer,
  reading: Reading,
  scope: Scope,
): Truth {
  const texts = readAskedTexts(operand, scope)
  return texts.kind === 'error' ? texts : settle(orLater(question(texts.items), texts), texts, reading)
}

function orLater(answer: Answer, { rest }: AskedTexts): Answer {
  return rest === undefined ? answer : some([answer, open(rest)])
}

function settle(answer: Answer, { basis }: AskedTexts, reading: Reading): Truth {
  return decide(answer, reading, { operand: { kind: 'absent', basis } })
}

function askPrincipals(
  kind: 'principal' | 'principals-within',
  asked: readonly AskedPrincipals[],
  statement: Statement,
  reading: Reading,
  scope: Scope,
): Truth {
  const read = asked.map(({ type, identifiers }) => ({ type, texts: readAskedTexts(identifiers, scope) }))
  const joined = joinTexts(read.map(({ texts }) => texts))
  if (joined.kind === 'error') return joined
  const principals = read.flatMap(({ type, texts }): readonly AskedPrincipal[] =>
    texts.kind === 'error' ? [] : texts.items.map((identifier) => ({ type, identifier })),
  )
  if (kind === 'principals-within')
    return settle(orLater(principalsWithin(statement, principals), joined), joined, reading)
  const answers = principals.map((principal) => hasPrincipal(statement, principal))
  return settle(every(joined.rest === undefined ? answers : [...answers, open(joined.rest)]), joined, reading)
}

function askCondition(ask: ConditionAsk, statement: Statement, reading: Reading, scope: Scope): Truth {
  const key = readAskedTexts(ask.key, scope)
  const accepts = ask.accepts === undefined ? undefined : readAskedTexts(ask.accepts, scope)
  const joined = joinTexts(accepts === undefined ? [key] : [key, accepts])
  if (key.kind === 'error') return key
  if (accepts?.kind === 'error') return accepts
  if (joined.kind === 'error') return joined
  const [name] = key.items
  const operators = ask.operators?.flatMap((operator) => parseOperator(operator) ?? [])
  if (name === undefined) return unknownTruth([])
  const found = conditionsAsked(statement, {
    key: name,
    ...(operators === undefined ? {} : { operators }),
    ...(accepts === undefined ? {} : { accepts: accepts.items }),
  })
  const later = accepts?.rest === undefined ? [] : [settle(open(accepts.rest), joined, reading)]
  const terms = found.map(({ condition, fits }): Truth => {
    const fitting = all([settle(fits, joined, reading), ...later])
    if (ask.values === undefined || fitting.kind === 'false') return fitting
    const values = { ...reading, value: marked(textsValue(condition.values), reading) }
    return all([fitting, scope.evaluator.test(ask.values, values, scope)])
  })
  const { rest } = statement.conditions
  const nothing = settle({ kind: 'false' }, joined, reading)
  return any([nothing, ...terms, ...(rest === undefined ? [] : [settle(open(rest), joined, reading)])])
}
