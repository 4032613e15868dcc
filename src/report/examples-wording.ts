/** Every sentence about examples that a person reads; not sanitised yet: each format escapes in its own way. */
import type { ConditionCoverage, ExampleOutcome, ExamplesReport, Mismatch } from '../examples/outcome.ts'
import { printLeaf } from './evidence.ts'
import { list, plural } from './plural.ts'
import { unknownSentence } from './wording.ts'

const MOST_VALUES = 6

/** `aws_cloudtrail.main: expected fail, got pass` */
export function mismatchSentence({ address, expected, result }: Mismatch): string {
  if (result === undefined) return `${address}: expected ${expected}, got no result`
  if (expected === undefined)
    return `${address}: expected no result, got ${result.status}; add it to \`expect\``
  return `${address}: expected ${expected}, got ${result.status}`
}

/** Why it came so: the values that decided it, what an unknown waits for, what an error says. */
export function reasonsOf({ result, help }: Mismatch): readonly string[] {
  if (result === undefined) return toldHelp(help)
  const values = [...new Set(result.proof.map((leaf) => printLeaf(leaf, result.address)))]
  const { error } = result
  return [
    ...values.slice(0, MOST_VALUES),
    ...(values.length > MOST_VALUES ? [`… and ${values.length - MOST_VALUES} more values`] : []),
    ...(result.status === 'unknown' ? [unknownSentence(result)] : []),
    ...(error === undefined ? [] : [`${error.code}: ${error.message}`]),
    ...toldHelp(help ?? error?.help),
  ]
}

function toldHelp(help: string | undefined): readonly string[] {
  return help === undefined ? [] : [`help: ${help}`]
}

/** `cloudtrail-multi-region, fail: a single-region trail` */
export function exampleName({ rule, kind, title }: ExampleOutcome): string {
  return `${rule}, ${kind}: ${title}`
}

/** `kms_key_id: present` was never false */
export function uncoveredSentence({ label, seen }: ConditionCoverage): string {
  const missed = seen.includes('true')
    ? 'was never false'
    : seen.includes('false')
      ? 'was never true'
      : seen.length === 0
        ? 'was never reached'
        : `was never decided, only ${list([...seen].sort())}`
  return `\`${label}\` ${missed}`
}

export function coverageSentence(covered: number, all: number): string {
  return `${covered} of ${plural(all, 'condition')} ${all === 1 ? 'was' : 'were'} true in one example and false in another`
}

/** The last line. */
export function examplesSentence({ outcomes }: ExamplesReport): string {
  const count = (status: ExampleOutcome['status']): number =>
    outcomes.filter((outcome) => outcome.status === status).length
  if (outcomes.length === 0) return 'No example was run'
  const rules = new Set(outcomes.map(({ rule }) => rule)).size
  const counts = [
    `${count('pass')} as expected`,
    ...(count('fail') === 0 ? [] : [`${count('fail')} not as expected`]),
    ...(count('error') === 0 ? [] : [`${count('error')} could not be run`]),
  ]
  return `${plural(outcomes.length, 'example')} of ${plural(rules, 'rule')}: ${list(counts)}`
}

export function withoutExamplesSentence(rules: readonly string[]): string {
  return `${plural(rules.length, 'rule')} without an example: ${rules.join(', ')}`
}
