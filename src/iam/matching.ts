import { type Answer, every, NO, negate, open, some } from '../plan/answer.ts'
import { covers } from './covers.ts'
import type { Listed, Statement, Text, Texts } from './document.ts'
import { overlap } from './overlap.ts'
import {
  askedPattern,
  documentPattern,
  type Pattern,
  type PatternOptions,
  type PatternPart,
} from './pattern.ts'
import { wholeText } from './texts.ts'

/** What a policy asks about: one text that may hold wildcards of the policy's author. */
export type Asked = readonly PatternPart[]

/** The effect of a statement is this word. */
export function hasEffect({ effect }: Statement, expected: 'Allow' | 'Deny'): Answer {
  const whole = wholeText(effect)
  if (whole !== undefined) return whole === expected ? { kind: 'true' } : NO
  return open(...effect.filter((part) => typeof part !== 'string'))
}

/** The statement is about every action that `asked` stands for: `Action` covers it, or `NotAction` does not touch it. */
export function grants(statement: Statement, asked: Asked): Answer {
  return coversListed(statement.actions, actionPatterns(statement), asked)
}

/** The statement is about every resource that `asked` stands for. */
export function on(statement: Statement, asked: Asked): Answer {
  return coversListed(statement.resources, resourcePatterns(statement), asked)
}

/** Every action that it is about is one of these. What is said by `NotAction` never is. */
export function actionsWithin(statement: Statement, allowed: readonly Asked[]): Answer {
  return listedWithin(statement.actions, actionPatterns(statement), allowed)
}

/** Every resource that it is about is one of these. */
export function resourcesWithin(statement: Statement, allowed: readonly Asked[]): Answer {
  return listedWithin(statement.resources, resourcePatterns(statement), allowed)
}

/** How the texts of a document and those of a policy become patterns that can be compared. */
export interface Patterns {
  readonly ofDocument: (text: Text) => Pattern
  readonly ofPolicy: (asked: Asked) => Pattern
}

/** Actions are compared without regard to case, and have no policy variables. */
function actionPatterns(_: Statement): Patterns {
  return patterns({ wildcards: true, variables: false, fold: true })
}

function resourcePatterns({ variables }: Statement): Patterns {
  return patternsOf(variables, { wildcards: true })
}

/** The patterns of a document whose version says whether there are policy variables. */
export function patternsOf(
  variables: boolean | undefined,
  options: Omit<PatternOptions, 'variables'>,
): Patterns {
  const { ofDocument, ofPolicy } = patterns({ ...options, variables: variables !== false })
  if (variables !== undefined) return { ofDocument, ofPolicy }
  return {
    ofDocument: (text) => (mayHoldVariables(text) ? [VERSION_HOLE] : ofDocument(text)),
    ofPolicy,
  }
}

function patterns(options: PatternOptions): Patterns {
  return {
    ofDocument: (text) => documentPattern(text, options),
    ofPolicy: (asked) => askedPattern(asked, options),
  }
}

/** What a text with `${` in it means depends on the version of the document. */
const VERSION_HOLE = {
  kind: 'hole',
  unknown: {
    id: 'Version of the policy document',
    waitsFor: [],
    because: 'whether it has policy variables depends on the version of the document, which is not known',
  },
  wild: true,
} as const

function mayHoldVariables(text: Text): boolean {
  return text.some((part) => typeof part === 'string' && part.includes('${'))
}

function coversListed(
  { of, not, open: unseen }: Listed<Texts>,
  { ofDocument, ofPolicy }: Patterns,
  asked: Asked,
): Answer {
  const pattern = ofPolicy(asked)
  const answers: Answer[] = []
  if (of !== undefined) answers.push(anyOf(of, (text) => covers(ofDocument(text), pattern)))
  if (not !== undefined) answers.push(negate(anyOf(not, (text) => overlap(ofDocument(text), pattern))))
  if (unseen !== undefined) answers.push(open(unseen))
  return some(answers)
}

function listedWithin(
  { of, not, open: unseen }: Listed<Texts>,
  { ofDocument, ofPolicy }: Patterns,
  allowed: readonly Asked[],
): Answer {
  const wide = allowed.map(ofPolicy)
  const answers: Answer[] = []
  if (of !== undefined)
    answers.push(allOf(of, (text) => some(wide.map((pattern) => covers(pattern, ofDocument(text))))))
  if (not !== undefined) answers.push(NO)
  if (unseen !== undefined) answers.push(open(unseen))
  return every(answers)
}

/** Whether one of the texts satisfies it; there may be more of them than can be seen. */
export function anyOf({ items, rest }: Texts, question: (text: Text) => Answer): Answer {
  return some([...items.map(question), ...(rest === undefined ? [] : [open(rest)])])
}

export function allOf({ items, rest }: Texts, question: (text: Text) => Answer): Answer {
  return every([...items.map(question), ...(rest === undefined ? [] : [open(rest)])])
}
