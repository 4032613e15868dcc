import type { AskedOperator, Leaf } from '../evaluate/result.ts'
import { printQuoted } from './quoted.ts'

/** What a test wants of a value, and what its negation wants; the operand is printed already. */
type Phrases = readonly [wanted: (operand: string) => string, unwanted: (operand: string) => string]

function phrases(wanted: string, unwanted: string): Phrases {
  return [(operand) => wanted.replace('%', () => operand), (operand) => unwanted.replace('%', () => operand)]
}

const PHRASES: Readonly<Record<AskedOperator, Phrases>> = {
  equals: phrases('%', 'anything but %'),
  not_equals: phrases('anything but %', '%'),
  in: phrases('one of %', 'none of %'),
  not_in: phrases('none of %', 'one of %'),
  gt: phrases('more than %', 'at most %'),
  gte: phrases('at least %', 'less than %'),
  lt: phrases('less than %', 'at least %'),
  lte: phrases('at most %', 'more than %'),
  matches: phrases('text that matches %', 'text that does not match %'),
  not_matches: phrases('text that does not match %', 'text that matches %'),
  like: phrases('text like %', 'text that is not like %'),
  starts_with: phrases('text that starts with %', 'text that does not start with %'),
  ends_with: phrases('text that ends with %', 'text that does not end with %'),
  prefix_of: phrases('a beginning of %', 'no beginning of %'),
  contains: phrases('something that holds %', 'nothing that holds %'),
  contains_all: phrases('something that holds all of %', 'something that does not hold all of %'),
  contains_any: phrases('something that holds one of %', 'something that holds none of %'),
  contains_none: phrases('something that holds none of %', 'something that holds one of %'),
  has_keys: phrases('a map with the keys %', 'a map without the keys %'),
  version_equals: phrases('version %', 'another version than %'),
  version_gt: phrases('a version after %', 'version % or earlier'),
  version_gte: phrases('version % or later', 'a version before %'),
  version_lt: phrases('a version before %', 'version % or later'),
  version_lte: phrases('version % or earlier', 'a version after %'),
  cidr_within: phrases('nothing outside %', 'something outside %'),
  cidr_overlaps: phrases('something in %', 'nothing in %'),
  is_world: phrases('the whole world', 'not the whole world'),
  present: phrases('something that is not empty', 'nothing'),
  configured: phrases('to be written in the configuration', 'not to be written in the configuration'),
}

/** Tests whose other side is yes or no: no asks for the opposite. */
const FLAGS: readonly AskedOperator[] = ['is_world', 'present', 'configured']

/** `at least 90`: what would have settled a leaf the other way. Undefined where no single test settled it. */
export function wantedOf({ asked }: Leaf): string | undefined {
  if (asked === undefined) return undefined
  const { operator, operand, holds, of } = asked
  const [wanted, unwanted] = PHRASES[operator]
  const isOpposite = FLAGS.includes(operator) && operand.kind === 'known' && operand.value === false
  const phrase = (holds === isOpposite ? wanted : unwanted)(printQuoted(operand))
  return of === undefined ? phrase : `a ${of} of ${phrase}`
}
