import { type Answer, NO, open, some } from '../plan/answer.ts'
import { certainlyOnly } from '../plan/shape.ts'
import type { Unknown } from '../plan/value.ts'
import type { Text } from './document.ts'
import { type Asked, type Comparison, comparisonOf, policyCovers } from './matching.ts'
import { overlap } from './overlap.ts'
import { askedPattern, type Pattern } from './pattern.ts'
import { wholeText } from './texts.ts'

/** Identifiers hold no wildcards; the policy may ask for a pattern of them. */
const PLAIN: Comparison = comparisonOf(true, { wildcards: false })
const WIDE: Comparison = comparisonOf(true, { wildcards: true })
const IDENTIFIERS: Comparison = { ...PLAIN, options: WIDE.options, ofPolicy: WIDE.ofPolicy }

/**
 * Whether a principal of a document is one that a policy asks for. An account is its id and the ARN of its root.
 * Source: provider `awspolicyequivalence`, `newAWSPrincipalStringSet`.
 */
export function isPrincipal(type: string, text: Text, asked: Asked): Answer {
  const same = policyCovers(IDENTIFIERS, asked, text)
  if (type !== 'AWS' || same.kind === 'true') return same
  return some([same, isRootOf(text, asked), isAccountOf(text, asked)])
}

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'] as const
const ROOT_START = /^arn:(?:aws|aws-cn|aws-us-gov):iam::/
const ID: Pattern = askedPattern([{ glob: '?'.repeat(12) }])
const ROOTS: readonly Pattern[] = PARTITIONS.map((partition) =>
  askedPattern([{ glob: `arn:${partition}:iam::${'?'.repeat(12)}:root` }]),
)

/** The text is the ARN of the root of an account that is asked for by its id. */
function isRootOf(text: Text, asked: Asked): Answer {
  const [first = '', ...others] = text
  const start = typeof first === 'string' ? ROOT_START.exec(first)?.[0] : undefined
  if (typeof first === 'string' && start !== undefined) {
    const rest = [first.slice(start.length), ...others].filter((part) => part !== '')
    return policyCovers(IDENTIFIERS, [...asked, ':root'], rest)
  }
  if (wholeText(text) !== undefined) return NO
  const pattern = PLAIN.ofDocument(text)
  const mayBe = ROOTS.some((root) => overlap(pattern, root).kind !== 'false')
  return mayBe && overlap(WIDE.ofPolicy(asked), ID).kind !== 'false' ? open(...unknownsOf(text)) : NO
}

/** The text is the id of an account that is asked for by the ARN of its root. */
function isAccountOf(text: Text, asked: Asked): Answer {
  if (
    wholeText(text) === undefined ? overlap(PLAIN.ofDocument(text), ID).kind === 'false' : !isAccountId(text)
  )
    return NO
  const answer = some(
    PARTITIONS.map((partition) =>
      policyCovers(IDENTIFIERS, asked, joined([`arn:${partition}:iam::`, ...text, ':root'])),
    ),
  )
  return answer.kind !== 'true' || isAccountId(text) ? answer : open(...unknownsOf(text))
}

/** It is twelve digits, or becomes nothing but digits: then they are twelve. */
function isAccountId(text: Text): boolean {
  const whole = wholeText(text)
  if (whole !== undefined) return /^[0-9]{12}$/.test(whole)
  const isDigit = (character: string): boolean => character >= '0' && character <= '9'
  return text.every((part) =>
    typeof part === 'string' ? /^[0-9]*$/.test(part) : certainlyOnly(part, isDigit),
  )
}

function unknownsOf(text: Text): readonly Unknown[] {
  return text.filter((part) => typeof part !== 'string')
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
