import { test } from 'tap'
import { readPolicy } from '../../src/validate/policy-file.ts'

const policy = (define: string, require: string): string =>
  `policy: p\n${define}rules:\n  - id: r\n    title: r\n    severity: high\n    match: aws_s3_bucket\n    message: m\n    require: ${require}\n`

const conditionOf = (text: string): unknown => {
  const { policy: read, diagnostics } = readPolicy(text, 'p.yaml')
  if (read === undefined) throw new Error(JSON.stringify(diagnostics))
  return JSON.parse(
    JSON.stringify(read.rules[0]?.require, (key, value) => (key === 'at' ? undefined : value)),
  )
}

test('a definition means what it says where it is used', (t) => {
  const define = 'define:\n  private: { acl: private }\n'
  t.same(conditionOf(policy(define, '{ use: private }')), conditionOf(policy('', '{ acl: private }')))
  t.same(
    conditionOf(policy(define, '{ not: { use: { name: private } } }')),
    conditionOf(policy('', '{ not: { acl: private } }')),
  )
  t.end()
})

test('arguments are put in, alone with their type', (t) => {
  const define =
    'define:\n  kept:\n    arguments: [days, of]\n    condition: { days: { gte: "${arguments.days}" }, name: "x-${arguments.of}" }\n'
  t.same(
    conditionOf(policy(define, '{ use: { name: kept, days: 30, of: logs } }')),
    conditionOf(policy('', '{ days: { gte: 30 }, name: x-logs }')),
  )
  t.end()
})

test('what is wrong with definitions and uses is said', (t) => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['define:\n  a: { x: 1 }\n', '{ use: b }', 'unknown-definition'],
    ['define:\n  a: { use: a }\n', '{ use: a }', 'circular-definition'],
    ['define:\n  a: { use: b }\n  b: { use: a }\n', '{ use: a }', 'circular-definition'],
    ['define:\n  a: { arguments: [n], condition: { x: "${arguments.n}" } }\n', '{ use: a }', 'missing-key'],
    ['define:\n  a: { x: 1 }\n', '{ use: { name: a, n: 1 } }', 'unknown-key'],
    ['define:\n  a: { x: 1 }\n', '{ use: [a] }', 'wrong-kind'],
    ['define:\n  a: { x: 1 }\n', '{ y: 1 }', 'unused-definition'],
  ]
  for (const [define, require, code] of cases) {
    const { diagnostics } = readPolicy(policy(define, require), 'p.yaml')
    t.ok(
      diagnostics.some((diagnostic) => diagnostic.code === code),
      `${require}: ${JSON.stringify(diagnostics.map((d) => d.code))}`,
    )
  }
  t.end()
})

test('an argument that the condition does not use is told', (t) => {
  const define =
    'define:\n  kept:\n    arguments: [days, of]\n    condition: { not: { any: [{ days: { gte: "${arguments.days}" } }] } }\n'
  const { diagnostics } = readPolicy(policy(define, '{ use: { name: kept, days: 30, of: logs } }'), 'p.yaml')
  t.match(diagnostics, [
    { code: 'unused-argument', severity: 'warning', message: /`kept`.*`of`/, location: { line: 3 } },
  ])
  t.equal(diagnostics.length, 1)
  t.end()
})
