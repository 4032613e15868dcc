import { type Answer, every, NO, negate, open, some, YES } from '../plan/answer.ts'
import { certainlyNonEmpty, certainlyOnly } from '../plan/shape.ts'
import type { Principals, Statement, Text, Texts } from './document.ts'
import {
  type Asked,
  allOf,
  anyOf,
  type Comparison,
  comparisonOf,
  hasEffect,
  policyCovers,
} from './matching.ts'
import { isEverything, lacksWildcards } from './pattern.ts'
import { EVERYONE } from './principals.ts'
import { isRestricted } from './restricting.ts'
import { wholeText } from './texts.ts'

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
    return type === EVERYONE || (type === 'AWS' && isEverything(WIDE.ofPolicy(identifier)))
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
    return allOf(texts, (text) => some(ofType.map(({ identifier }) => isIdentifier(type, text, identifier))))
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
function mayBeEveryone(text: Text): Answer {
  const unknowns = text.filter((part) => typeof part !== 'string')
  const written = text.filter((part) => typeof part === 'string').join('')
  if (unknowns.length === 0) return NO
  if (written === '') return unknowns.some(lacksWildcards) ? NO : open(...unknowns)
  return written === EVERYONE && !unknowns.some(certainlyNonEmpty) ? open(...unknowns) : NO
}

function names({ byType, rest }: Principals, { type, identifier }: AskedPrincipal): Answer {
  const named = anyOf(byType.get(type) ?? NONE, (text) => isIdentifier(type, text, identifier))
  return rest === undefined ? named : some([named, open(rest)])
}

/** What a policy asks for may be a pattern; identifiers hold no wildcards. */
const WIDE: Comparison = comparisonOf(true, { wildcards: true })
const PLAIN: Comparison = comparisonOf(true, { wildcards: false })
const IDENTIFIERS: Comparison = {
  ...PLAIN,
  options: WIDE.options,
  ofPolicy: WIDE.ofPolicy,
}

/** Identifiers hold no wildcards; the policy may ask for a pattern of them. An account is its id and the ARN of its root. */
function isIdentifier(type: string, text: Text, asked: Asked): Answer {
  const forms = type === 'AWS' ? accountForms(text) : [text]
  return some(forms.map((form) => policyCovers(IDENTIFIERS, asked, form)))
}

const ROOT = /^arn:(?:aws|aws-cn|aws-us-gov):iam::/

/** Source: provider `awspolicyequivalence`, `newAWSPrincipalStringSet`. */
function accountForms(text: Text): readonly Text[] {
  const whole = wholeText(text)
  if (isAccountId(text)) {
    const roots = ['aws', 'aws-cn', 'aws-us-gov'].map((partition): Text => {
      return joined([`arn:${partition}:iam::`, ...text, ':root'])
    })
    return [text, ...roots]
  }
  const [first, last] = [text[0], text.at(-1)]
  if (typeof first !== 'string' || typeof last !== 'string' || !last.endsWith(':root')) return [text]
  const start = ROOT.exec(first)?.[0]
  if (start === undefined) return [text]
  if (whole !== undefined) return [text, [whole.slice(start.length, -':root'.length)]]
  const inner = [first.slice(start.length), ...text.slice(1, -1), last.slice(0, -':root'.length)]
  return [text, inner.filter((part) => part !== '')]
}

function isAccountId(text: Text): boolean {
  const [only] = text
  if (typeof only === 'string') return text.length === 1 && /^[0-9]{12}$/.test(only)
  return (
    text.length === 1 && only !== undefined && certainlyOnly(only, (digit) => digit >= '0' && digit <= '9')
  )
}

function joined(text: Text): Text {
  const parts: Text[number][] = []
  for (const part of text) {
    const last = parts.at(-1)
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
    else parts.push(part)
  }
  return parts
}
