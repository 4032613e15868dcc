import { type Answer, every, NO, negate, open, some, YES } from '../plan/answer.ts'
import { certainlyNonEmpty } from '../plan/shape.ts'
import type { Principals, Statement, Text, Texts } from './document.ts'
import { isPrincipal } from './identifiers.ts'
import { type Asked, allOf, anyOf, hasEffect } from './matching.ts'
import { askedPattern, isEverything, lacksWildcards } from './pattern.ts'
import { EVERYONE } from './principals.ts'
import { isRestricted } from './restricting.ts'

const NONE: Texts = { items: [] }

/** A kind of principals and a pattern of identifiers; the type `*` is everyone. */
export interface AskedPrincipal {
  readonly type: string
  readonly identifier: Asked
}

/** Whether its principals cover this one. Everyone covers services too; `NotPrincipal` covers all but those that it names. */
export function hasPrincipal(statement: Statement, asked: AskedPrincipal): Answer {
  const { of, not, open: unseen } = statement.principals
  const answers: Answer[] = []
  if (of !== undefined) answers.push(some([isEveryone(of), asked.type === EVERYONE ? NO : names(of, asked)]))
  if (not !== undefined)
    answers.push(
      asked.type === EVERYONE
        ? hasEffect(statement, 'Allow')
        : negate(some([isEveryone(not), names(not, asked)])),
    )
  if (unseen !== undefined) answers.push(open(unseen))
  return some(answers)
}

/** Whether nobody is among its principals but these. Where there are no principals nobody is; `NotPrincipal` names nobody. */
export function principalsWithin(statement: Statement, allowed: readonly AskedPrincipal[]): Answer {
  const { of, not, open: unseen } = statement.principals
  const takesAll = allowed.some(({ type, identifier }) => {
    return type === EVERYONE || (type === 'AWS' && isEverything(askedPattern(identifier)))
  })
  const answers: Answer[] = []
  if (of !== undefined) answers.push(...(takesAll ? [YES] : allWithin(of, allowed)))
  if (not !== undefined) answers.push(takesAll ? YES : NO)
  if (unseen !== undefined) answers.push(open(unseen))
  return every(answers)
}

function allWithin({ byType, rest }: Principals, allowed: readonly AskedPrincipal[]): readonly Answer[] {
  const answers = [...byType].map(([type, texts]) => {
    const ofType = allowed.filter((one) => one.type === type)
    return allOf(texts, (text) => some(ofType.map(({ identifier }) => isPrincipal(type, text, identifier))))
  })
  return rest === undefined ? answers : [...answers, open(rest)]
}

/** Whether it lets everyone in: an Allow for everyone, or for all but some, that no condition restricts. */
export function isPublic(statement: Statement): Answer {
  const { of, not, open: unseen } = statement.principals
  const anyone: Answer[] = []
  if (of !== undefined) anyone.push(isEveryone(of))
  if (not !== undefined) anyone.push(YES)
  if (unseen !== undefined) anyone.push(open(unseen))
  return every([hasEffect(statement, 'Allow'), some(anyone), negate(isRestricted(statement))])
}

function isEveryone({ byType, rest }: Principals): Answer {
  const answers: Answer[] = []
  if (byType.has(EVERYONE)) answers.push(YES)
  const aws = byType.get('AWS') ?? NONE
  answers.push(anyOf(aws, mayBeEveryone))
  if (rest !== undefined) answers.push(open(rest))
  return some(answers)
}

/** A text of which nothing is written but perhaps the `*` itself may become `*`. */
export function mayBeEveryone(text: Text): Answer {
  const unknowns = text.filter((part) => typeof part !== 'string')
  const written = text.filter((part) => typeof part === 'string').join('')
  if (unknowns.length === 0) return NO
  if (written === '') return unknowns.some(lacksWildcards) ? NO : open(...unknowns)
  return written === EVERYONE && !unknowns.some(certainlyNonEmpty) ? open(...unknowns) : NO
}

function names({ byType, rest }: Principals, { type, identifier }: AskedPrincipal): Answer {
  const named = anyOf(byType.get(type) ?? NONE, (text) => isPrincipal(type, text, identifier))
  return rest === undefined ? named : some([named, open(rest)])
}
