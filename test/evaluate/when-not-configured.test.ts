import { test } from 'tap'
import type { Value } from '../../src/plan/value.ts'
import type { Configured } from '../../src/resolve/resolution.ts'
import { ask, readNotation } from './ask.ts'

const UNKNOWN: Value = { kind: 'unknown', unknown: { id: 'a_b.c.value', waitsFor: [] } }

type Row = readonly [
  test: string,
  value: string,
  written: Configured['kind'],
  expected: string,
  basis?: string,
]

/** What a value is and whether somebody wrote it, against what the policy says of the default. */
const TABLE: readonly Row[] = [
  ['{ configured: true }', '"a"', 'yes', 'true'],
  ['{ configured: true }', '"a"', 'no', 'false'],
  ['{ configured: false }', 'null', 'no', 'true'],
  ['{ configured: false }', '"a"', 'yes', 'false'],
  ['{ configured: true }', '${x}', 'unknown', 'unknown'],
  ['{ configured: true }', '${x}', 'yes', 'true'],
  ['{ configured: false }', 'absent', 'no', 'true'],
  // What is known needs no meaning.
  ['{ equals: a, when_not_configured: does_not_hold }', '"a"', 'no', 'true', 'known'],
  ['{ equals: a, when_not_configured: holds }', '"b"', 'no', 'false', 'known'],
  ['{ equals: a, when_not_configured: holds }', '"b${x}"', 'no', 'false', 'known'],
  // Nobody wrote it: the policy's word counts, and is an assumption.
  ['{ equals: a, when_not_configured: holds }', '${x}', 'no', 'true', 'assumed'],
  ['{ equals: a, when_not_configured: does_not_hold }', '${x}', 'no', 'false', 'assumed'],
  ['{ equals: a, when_not_configured: unknown }', '${x}', 'no', 'unknown'],
  ['{ equals: a, when_not_configured: { default: a } }', 'null', 'no', 'true', 'assumed'],
  ['{ equals: a, when_not_configured: { default: b } }', 'null', 'no', 'false', 'assumed'],
  ['{ version_gte: "8.0", when_not_configured: { default: "8.0.35" } }', '${x}', 'no', 'true', 'assumed'],
  ['{ each: { equals: a }, when_not_configured: does_not_hold }', '${x}', 'no', 'false', 'assumed'],
  // Somebody wrote it: what it comes to is not known yet, and no default counts.
  ['{ equals: a, when_not_configured: holds }', '${x}', 'yes', 'unknown'],
  // Whether somebody wrote it is not known: only what both ways give is certain.
  ['{ equals: a, when_not_configured: holds }', '${x}', 'unknown', 'unknown'],
  ['{ equals: a, when_not_configured: holds }', 'null', 'unknown', 'unknown'],
  ['{ equals: a, when_not_configured: does_not_hold }', 'null', 'unknown', 'false', 'assumed'],
  // A question that makes no sense stays an error.
  ['{ gte: 1, when_not_configured: holds }', '"abc"', 'no', 'error'],
  ['{ gte: 1, when_not_configured: holds }', '[]', 'no', 'error'],
]

test('what it means that somebody wrote an attribute, or nobody, line by line', (t) => {
  for (const [asked, notation, written, expected, basis] of TABLE) {
    const truth = ask(asked, readNotation(notation), { configured: written })
    t.equal(truth.kind, expected, `${asked} of ${notation}, written: ${written}`)
    if (basis !== undefined)
      t.equal(truth.basis, basis, `${asked} of ${notation}, written: ${written}: basis`)
  }
  t.equal(ask('{ configured: true }', UNKNOWN, { configured: 'yes' }).kind, 'true')
  t.end()
})

test('a null that the provider may leave as the zero of its type is both', (t) => {
  const rows: readonly Row[] = [
    ['{ equals: "" }', 'null', 'no', 'unknown'],
    ['{ equals: a }', 'null', 'no', 'false'],
    ['{ equals: false }', 'null', 'no', 'unknown'],
    ['{ equals: true }', 'null', 'no', 'false'],
    ['{ lt: 1 }', 'null', 'no', 'unknown'],
    ['{ gte: 90 }', 'null', 'no', 'false'],
    ['{ starts_with: "" }', 'null', 'no', 'unknown'],
    ['{ matches: "^$" }', 'null', 'no', 'unknown'],
    ['{ not_matches: x }', 'null', 'no', 'true'],
    ['{ prefix_of: AWSLogs/ }', 'null', 'no', 'unknown'],
    ['{ contains_none: [a] }', 'null', 'no', 'true'],
    ['{ version_gte: "1" }', 'null', 'no', 'false'],
    ['{ cidr_within: 10.0.0.0/8 }', 'null', 'no', 'false'],
    ['{ is_world: false }', 'null', 'no', 'true'],
    ['{ present: true }', 'null', 'no', 'false'],
    ['{ length: 0 }', 'null', 'no', 'true'],
    ['{ json: { a: b } }', 'null', 'no', 'false'],
    ['{ each: { equals: a } }', 'null', 'no', 'true'],
  ]
  for (const [asked, notation, , expected] of rows) {
    t.equal(ask(asked, readNotation(notation), { mayLeaveNull: true }).kind, expected, asked)
  }
  t.end()
})
