import fc from 'fast-check'
import { test } from 'tap'
import type { Unknown, Value } from '../../src/plan/value.ts'
import { ask } from './ask.ts'

type Json = string | readonly Json[] | { readonly [name: string]: Json }

const action = fc.constantFrom('s3:GetObject', 's3:Get*', 'S3:*', '*', 'iam:PassRole', 's3:?etObject')
const resource = fc.constantFrom(
  '*',
  'arn:aws:s3:::b',
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::b/a/*',
  'arn:aws:s3:::?',
)
const account = fc.constantFrom(
  '111122223333',
  'arn:aws:iam::111122223333:root',
  'arn:aws:iam::444455556666:role/r',
  '*',
)
const service = fc.constantFrom('ec2.amazonaws.com', 'logs.eu-west-1.amazonaws.com')

/** A text alone or a list of them. */
function oneOrMore(text: fc.Arbitrary<string>): fc.Arbitrary<Json> {
  return fc.oneof(text, fc.array(text, { maxLength: 3 }))
}

const principal = fc.oneof(
  fc.constant('*'),
  fc.record({ AWS: oneOrMore(account), Service: oneOrMore(service) }, { requiredKeys: [] }),
)
const conditions = fc.dictionary(
  fc.constantFrom(
    'StringEquals',
    'ArnLike',
    'StringNotLike',
    'ArnLikeIfExists',
    'ForAllValues:StringLike',
    'Bool',
  ),
  fc.dictionary(
    fc.constantFrom('aws:SourceArn', 'aws:sourceaccount', 'aws:SecureTransport', 'aws:PrincipalOrgID'),
    oneOrMore(
      fc.constantFrom(
        'true',
        'false',
        '111122223333',
        'o-abc',
        '*',
        'arn:aws:s3:::b',
        'arn:aws:sns:*:111122223333:*',
      ),
    ),
    { maxKeys: 2 },
  ),
  { maxKeys: 2 },
)
const statement = fc
  .record({
    Sid: fc.constantFrom('', 'One', 'Two'),
    Effect: fc.constantFrom('Allow', 'Deny'),
    action: fc.tuple(fc.constantFrom('Action', 'NotAction'), oneOrMore(action)),
    resource: fc.option(fc.tuple(fc.constantFrom('Resource', 'NotResource'), oneOrMore(resource)), {
      nil: undefined,
    }),
    principal: fc.option(fc.tuple(fc.constantFrom('Principal', 'NotPrincipal'), principal), {
      nil: undefined,
    }),
    Condition: fc.option(conditions, { nil: undefined }),
  })
  .map(({ Sid, Effect, action: about, resource: where, principal: who, Condition }): Json => {
    return Object.fromEntries([
      ['Sid', Sid],
      ['Effect', Effect],
      about,
      ...(where === undefined ? [] : [where]),
      ...(who === undefined ? [] : [who]),
      ...(Condition === undefined ? [] : [['Condition', Condition] as const]),
    ]) as Json
  })
const policy = fc.oneof(statement, fc.array(statement, { maxLength: 3 }))

const TERMS = [
  'effect: Allow',
  'effect: Deny',
  'grants: "s3:GetObject"',
  'grants: ["s3:*", "iam:PassRole"]',
  'grants_any: ["s3:GetObject", "iam:PassRole"]',
  'on: "*"',
  'on: ["arn:aws:s3:::b", "arn:aws:s3:::b/*"]',
  'principal: "*"',
  'principal: { AWS: "111122223333" }',
  'principal: { Service: "logs.*.amazonaws.com" }',
  'public: true',
  'public: false',
  'actions_within: ["s3:*", "iam:PassRole"]',
  'resources_within: "arn:aws:s3:::b*"',
  'principals_within: { AWS: ["111122223333", "arn:aws:iam::444455556666:*"] }',
  'sid: { present: true }',
  'sid: One',
  'actions: { contains: "*" }',
  'resources: { each: { starts_with: "arn:" } }',
  'principals: { none: { type: "*" } }',
  'condition: { key: aws:SourceArn }',
  'condition: { key: aws:SourceArn, accepts: "arn:aws:s3:::b" }',
  'condition: { key: aws:SourceAccount, operator: [StringEquals, StringNotLike], accepts: "111122223333" }',
  'condition: { key: aws:SecureTransport, operator: Bool, accepts: false }',
  'condition: { key: aws:PrincipalOrgID, values: { none: { equals: "*" } } }',
  '$value.not_actions: { present: true }',
]
const term = fc.constantFrom(...TERMS)
const condition = fc.oneof(
  term.map((one) => `{ ${one} }`),
  fc.tuple(term, term).map(([a, b]) => `{ all: [{ ${a} }, { not: { ${b} } }] }`),
  fc.tuple(term, term).map(([a, b]) => `{ any: [{ ${a} }, { ${b} }] }`),
  fc.tuple(term, term).map(([a, b]) => `{ when: { ${a} }, then: { ${b} } }`),
)
const question = fc.oneof(
  fc.tuple(fc.constantFrom('some', 'each', 'none'), condition).map(([name, one]) => `{ ${name}: ${one} }`),
  condition.map((one) => `{ count: { where: ${one}, is: { lte: 1 } } }`),
)

function answer(test: string, value: Value): string {
  return ask(`{ iam_policy: ${test} }`, value).kind
}

function known(statements: Json): Value {
  return { kind: 'known', value: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }
}

/** Where values may be hidden, and how: as a whole, or with a part of the text left. */
interface Mask {
  readonly hides: (depth: number) => 'whole' | 'part' | 'no'
}

/** The document as it decodes while some of its values are not known. */
function masked(json: Json, mask: Mask, place = 'p', depth = 0): Value {
  const how = depth === 0 ? 'no' : mask.hides(depth)
  const unknown: Unknown = { id: place, waitsFor: [place] }
  if (how === 'whole') return { kind: 'unknown', unknown }
  if (typeof json === 'string') {
    const middle = Math.floor(json.length / 2)
    return how === 'part' && json.length > 1
      ? {
          kind: 'template',
          parts: [json.slice(0, middle), { ...unknown, type: { kind: 'string' }, nonNull: true }],
        }
      : { kind: 'known', value: json }
  }
  if (Array.isArray(json)) {
    const elements = (json as readonly Json[]).map((element, index) =>
      masked(element, mask, `${place}[${index}]`, depth + 1),
    )
    const seen =
      how === 'part'
        ? { elements: elements.slice(1), form: 'set' as const, rest: unknown }
        : { elements, form: 'tuple' as const }
    return { kind: 'list', ...seen }
  }
  const entries = Object.entries(json).map(([key, entry]): [string, Value] => [
    key,
    masked(entry, mask, `${place}.${key}`, depth + 1),
  ])
  return how === 'part'
    ? { kind: 'map', form: 'object', entries: new Map(entries.slice(1)), rest: unknown }
    : { kind: 'map', form: 'object', entries: new Map(entries) }
}

test('hiding parts of a document makes answers unknown, and nothing else', (t) => {
  let decided = 0
  fc.assert(
    fc.property(
      policy,
      question,
      fc.infiniteStream(fc.integer({ min: 0, max: 9 })),
      (statements, test, stream) => {
        const dice = stream[Symbol.iterator]()
        const mask: Mask = {
          hides: () => {
            const number = dice.next().value ?? 0
            return number === 0 ? 'whole' : number === 1 ? 'part' : 'no'
          },
        }
        const truth = answer(test, known(statements))
        const hidden = answer(test, masked({ Version: '2012-10-17', Statement: statements }, mask))
        if (hidden === 'unknown') return
        decided += 1
        if (hidden !== truth) t.same([hidden, test, JSON.stringify(statements)], [truth, '', ''])
      },
    ),
    { numRuns: 2000 },
  )
  t.ok(decided > 800)
  t.end()
})

test('each is none not, not not changes nothing, order never matters', (t) => {
  const reverse = (json: Json): Json => {
    if (typeof json === 'string') return json
    if (Array.isArray(json)) return (json as readonly Json[]).map(reverse).reverse()
    return Object.fromEntries(
      Object.entries(json)
        .map(([key, entry]) => [key, reverse(entry)] as const)
        .reverse(),
    )
  }
  fc.assert(
    fc.property(policy, condition, (statements, one) => {
      const value = known(statements)
      const each = answer(`{ each: ${one} }`, value)
      t.equal(answer(`{ none: { not: ${one} } }`, value), each)
      t.equal(answer(`{ each: { not: { not: ${one} } } }`, value), each)
      t.equal(answer(`{ each: ${one} }`, known(reverse(statements))), each)
      t.equal(answer(`{ some: ${one} }`, known(reverse(statements))), answer(`{ some: ${one} }`, value))
    }),
    { numRuns: 500 },
  )
  t.end()
})

test('element names in any case, and one alone or in a list, mean the same', (t) => {
  const variant = (json: Json, place: number): Json => {
    if (typeof json === 'string') return place > 1 ? [json] : json
    if (Array.isArray(json)) return (json as readonly Json[]).map((element) => variant(element, 0))
    return Object.fromEntries(
      Object.entries(json).map(([key, entry]) => {
        const isList = /^(?:Not)?(?:Action|Resource)$/.test(key) && typeof entry === 'string'
        return [key.toUpperCase(), isList ? [entry] : entry]
      }),
    )
  }
  fc.assert(
    fc.property(statement, question, (one, test) => {
      t.equal(answer(test, known(one)), answer(test, known([variant(one, 0)])))
    }),
    { numRuns: 500 },
  )
  t.end()
})
