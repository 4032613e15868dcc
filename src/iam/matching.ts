import { type Answer, every, NO, negate, open, some, YES } from '../plan/answer.ts'
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
import { compareStarts, startOfAsked, startOfText } from './starts.ts'
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
  return coversListed(statement.actions, ACTIONS, asked)
}

/** The statement is about every resource that `asked` stands for. */
export function on(statement: Statement, asked: Asked): Answer {
  return coversListed(statement.resources, resources(statement), asked)
}

/** Every action that it is about is one of these. What is said by `NotAction` never is. */
export function actionsWithin(statement: Statement, allowed: readonly Asked[]): Answer {
  return listedWithin(statement.actions, ACTIONS, allowed)
}

/** Every resource that it is about is one of these. */
export function resourcesWithin(statement: Statement, allowed: readonly Asked[]): Answer {
  return listedWithin(statement.resources, resources(statement), allowed)
}

/** How the texts of a document and those of a policy are compared. */
export interface Comparison {
  /** Of the policy's texts, and of the document's. */
  readonly options: PatternOptions
  readonly documentOptions: PatternOptions
  readonly ofDocument: (text: Text) => Pattern
  readonly ofPolicy: (asked: Asked) => Pattern
}

/** Whether a text of a document covers all that a policy asks for. */
export function documentCovers(
  { options, documentOptions, ofDocument, ofPolicy }: Comparison,
  text: Text,
  asked: Asked,
): Answer {
  const starts = compareStarts(startOfText(text, documentOptions), startOfAsked(asked, options), options)
  if (starts === undefined) return covers(ofDocument(text), ofPolicy(asked))
  return starts === 'covers' ? YES : NO
}

/** Whether a text of a policy covers all that a text of a document stands for. */
export function policyCovers(
  { options, documentOptions, ofDocument, ofPolicy }: Comparison,
  asked: Asked,
  text: Text,
): Answer {
  const starts = compareStarts(startOfAsked(asked, options), startOfText(text, documentOptions), options)
  if (starts === undefined) return covers(ofPolicy(asked), ofDocument(text))
  return starts === 'covers' ? YES : NO
}

/** Whether both have a string in common. */
export function documentMeets(
  { options, documentOptions, ofDocument, ofPolicy }: Comparison,
  text: Text,
  asked: Asked,
): Answer {
  return compareStarts(startOfText(text, documentOptions), startOfAsked(asked, options), options) ===
    'different'
    ? NO
    : overlap(ofDocument(text), ofPolicy(asked))
}

/** Actions are compared without regard to case, and have no policy variables. */
const ACTIONS: Comparison = comparison({ wildcards: true, variables: false, fold: true })

function resources({ variables }: Statement): Comparison {
  return comparisonOf(variables, { wildcards: true })
}

/** A comparison with a document whose version says whether there are policy variables. */
export function comparisonOf(
  variables: boolean | undefined,
  options: Omit<PatternOptions, 'variables'>,
): Comparison {
  const certain = comparison({ ...options, variables: variables !== false })
  if (variables !== undefined) return certain
  return {
    ...certain,
    ofDocument: (text) => (mayHoldVariables(text) ? [VERSION_HOLE] : certain.ofDocument(text)),
  }
}

function comparison(options: PatternOptions): Comparison {
  return {
    options,
    documentOptions: options,
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

function coversListed({ of, not, open: unseen }: Listed<Texts>, compared: Comparison, asked: Asked): Answer {
  const answers: Answer[] = []
  if (of !== undefined) answers.push(anyOf(of, (text) => documentCovers(compared, text, asked)))
  if (not !== undefined) answers.push(negate(anyOf(not, (text) => documentMeets(compared, text, asked))))
  if (unseen !== undefined) answers.push(open(unseen))
  return some(answers)
}

function listedWithin(
  { of, not, open: unseen }: Listed<Texts>,
  compared: Comparison,
  allowed: readonly Asked[],
): Answer {
  const answers: Answer[] = []
  if (of !== undefined)
    answers.push(allOf(of, (text) => some(allowed.map((asked) => policyCovers(compared, asked, text)))))
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
