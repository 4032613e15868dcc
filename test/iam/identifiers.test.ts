import { test } from 'tap'
import type { TemplatePart, Unknown, Value } from '../../src/plan/value.ts'
import { ask } from '../evaluate/ask.ts'

const rest: Unknown = { id: 'rest', waitsFor: ['rest'], type: { kind: 'string' }, nonNull: true }

function statement(key: 'Principal' | 'NotPrincipal', parts: readonly TemplatePart[]): Value {
  const identifier: Value = { kind: 'template', parts }
  const principals: Value = { kind: 'map', entries: new Map([['AWS', identifier]]) }
  return {
    kind: 'map',
    entries: new Map<string, Value>([
      [
        'Statement',
        {
          kind: 'map',
          entries: new Map<string, Value>([
            ['Effect', { kind: 'known', value: 'Allow' }],
            ['Action', { kind: 'known', value: 's3:*' }],
            [key, principals],
          ]),
        },
      ],
    ]),
  }
}

/** An account is its id and the ARN of its root: what may become one of them may become the other. */
const TEXTS: readonly (readonly [readonly TemplatePart[], string])[] = [
  [['arn:aws:iam::1111', rest], 'unknown'],
  [['arn:aws:iam::111122223333:ro', rest], 'unknown'],
  [[rest, ':root'], 'unknown'],
  [['arn:', rest, '2223333:root'], 'unknown'],
  [['111122', rest], 'unknown'],
  [['arn:aws:iam::111122223333:role/', rest], 'false'],
  [[rest, ':role/admin'], 'false'],
  [['arn:aws:sts::', rest], 'false'],
]

test('what may become an account is not taken for anything else', (t) => {
  for (const [parts, expected] of TEXTS) {
    for (const asked of ['"111122223333"', '"arn:aws:iam::111122223333:root"']) {
      const about = `${JSON.stringify(parts)} asked for ${asked}`
      const test = `{ iam_policy: { some: { principal: { AWS: ${asked} } } } }`
      t.equal(ask(test, statement('Principal', parts)).kind, expected, about)
      const others = expected === 'false' ? 'true' : 'unknown'
      t.equal(ask(test, statement('NotPrincipal', parts)).kind, others, `not ${about}`)
    }
  }
  t.end()
})
