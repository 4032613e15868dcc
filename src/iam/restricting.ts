import { type Answer, NO, open, some, YES } from '../plan/answer.ts'
import type { Statement, StatementCondition, Text } from './document.ts'
import { allOf, comparisonOf } from './matching.ts'
import { operatorNamed } from './operators.ts'
import { isEverything, type Pattern, type Token } from './pattern.ts'
import keys from './restricting-keys.json' with { type: 'json' }

/** How the value of a key must be fixed for the key to restrict who is let in. */
type Fixing = 'text' | 'start' | 'arn' | 'address'

/**
 * Keys that keep strangers out where they have fixed values. Source: Amazon S3, PublicAccessBlockConfiguration ("the meaning of
 * public"), and the keys that Cloud Custodian and Checkov accept beside them.
 */
const FIXINGS: ReadonlyMap<string, Fixing> = new Map(
  Object.entries(keys).map(([key, fixing]) => [key.toLowerCase(), fixing as Fixing]),
)

/** Whether one of its conditions restricts it to fixed accounts, organizations, networks or resources. */
export function isRestricted(statement: Statement): Answer {
  const { items, rest } = statement.conditions
  const answers = items.map((condition) => restricts(condition, statement))
  return some(rest === undefined ? answers : [...answers, open(rest)])
}

/**
 * A condition that must hold of a key that must be there: positive, without `IfExists`, and not `ForAllValues:`, which holds of keys
 * that are not there.
 */
export function isDemanding({ operator, modifier, ifExists }: StatementCondition): boolean {
  const facts = operatorNamed(operator)
  if (facts === undefined || facts.comparison === 'null') return false
  return !facts.isNegated && !ifExists && modifier !== 'ForAllValues'
}

/** Each value counts, for any of them is enough to be let in. */
function restricts(condition: StatementCondition, { variables }: Statement): Answer {
  const fixing = FIXINGS.get(condition.key.toLowerCase())
  const comparison = operatorNamed(condition.operator)?.comparison
  if (fixing === undefined || comparison === undefined || !isDemanding(condition)) return NO
  if (fixing === 'address') return comparison === 'address' ? allOf(condition.values, isFixedAddress) : NO
  if (comparison !== 'text' && comparison !== 'like' && comparison !== 'arn') return NO
  const { ofDocument } = comparisonOf(variables, { wildcards: comparison !== 'text' })
  return allOf(condition.values, (text) => {
    const pattern = ofDocument(text)
    if (pattern.some(({ kind }) => kind === 'variable')) return NO
    switch (fixing) {
      case 'text':
        return first(pattern.map(fixed)) ?? YES
      case 'start':
        return pattern[0] === undefined ? YES : fixed(pattern[0])
      case 'arn':
        return isFixedArn(pattern)
    }
  })
}

/** The first answer that is not yes. */
function first(answers: readonly Answer[]): Answer | undefined {
  return answers.find(({ kind }) => kind === 'false') ?? answers.find(({ kind }) => kind !== 'true')
}

function fixed(token: Token): Answer {
  if (token.kind === 'hole') return token.wild ? open(token.unknown) : YES
  return token.kind === 'run' || token.kind === 'one' ? NO : YES
}

/** The account is fixed, or, in ARNs without one, the first segment of the resource. */
function isFixedArn(pattern: Pattern): Answer {
  if (isEverything(pattern)) return NO
  const colons = pattern.flatMap((token, at) => (token.kind === 'char' && token.char === ':' ? [at] : []))
  const [, , , fourth, fifth] = colons
  const before = pattern.slice(0, fourth).find((token) => token.kind === 'hole' && token.wild)
  if (before !== undefined && fifth !== undefined) return fixed(before)
  if (fourth === undefined || fifth === undefined) return first(pattern.map(fixed)) ?? YES
  const account = pattern.slice(fourth + 1, fifth)
  if (account.length > 0) return first(account.map(fixed)) ?? YES
  const resource = pattern.slice(fifth + 1)
  const slash = resource.findIndex((token) => token.kind === 'char' && token.char === '/')
  const head = slash === -1 ? resource : resource.slice(0, slash)
  return head.length === 0 ? NO : (first(head.map(fixed)) ?? YES)
}

/** Any network but the whole world. A literal end such as `/32` tells. */
function isFixedAddress(text: Text): Answer {
  const last = text.at(-1)
  const length = typeof last === 'string' ? /\/0*([0-9]+)$/.exec(last)?.[1] : undefined
  if (length !== undefined) return length === '0' ? NO : YES
  const unknowns = text.filter((part) => typeof part !== 'string')
  return unknowns.length === 0 ? YES : open(...unknowns)
}
