import fc from 'fast-check'
import { test } from 'tap'
import { compilePattern, isInsideOfPiece } from '../../src/policy/pattern.ts'

test('patterns are tried anywhere', (t) => {
  const cases: readonly (readonly [pattern: string, text: string, found: boolean])[] = [
    ['b', 'abc', true],
    ['^b', 'abc', false],
    ['^abc$', 'abc', true],
    ['^a.c$', 'a\nc', false],
    ['(?s)^a.c$', 'a\nc', true],
    ['(?i)ABC', 'abc', true],
    ['', '', true],
    [
      '^arn:[^:]+:logs:[^:]+:\\d{12}:log-group:.+:\\*$',
      'arn:aws:logs:eu-west-1:111122223333:log-group:t:*',
      true,
    ],
    ['^\\p{Greek}$', 'β', true],
    ['^.$', '😀', true],
  ]
  for (const [pattern, text, found] of cases)
    t.equal(testPattern(pattern, text), found, `${pattern} in ${text}`)
  t.end()
})

test('what is no pattern has a problem', (t) => {
  const cases: readonly (readonly [pattern: string, problem: string])[] = [
    ['(', 'missing closing )'],
    ['a)', 'unexpected )'],
    ['[z-a]', 'invalid character class range'],
    ['a**', 'invalid nested repetition operator'],
    ['\\1', 'invalid escape sequence'],
    ['(?=a)', 'invalid or unsupported Perl syntax'],
    ['a{1001}', 'invalid repeat count'],
    ['x'.repeat(10_001), 'it is longer than 10000 characters'],
  ]
  for (const [pattern, problem] of cases) t.same(compilePattern(pattern), { problem }, pattern.slice(0, 20))
  t.end()
})

test('no text takes long', (t) => {
  const start = performance.now()
  t.equal(testPattern('^(a+)+$', `${'a'.repeat(50_000)}b`), false)
  t.equal(testPattern('(x+x+)+y', 'x'.repeat(50_000)), false)
  t.ok(performance.now() - start < 5000, 'where a backtracking engine would take for ever')
  t.end()
})

test('any text is a pattern or a problem', (t) => {
  const pieces = [
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '*',
    '+',
    '?',
    '\\',
    '^',
    '$',
    '|',
    'a',
    '1',
    ',',
    '-',
    ':',
    'P',
    '<',
    '>',
    'd',
  ]
  const pattern = fc.array(fc.constantFrom(...pieces), { maxLength: 15 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(pattern, fc.string({ unit: 'binary' })), (text) => {
      const compiled = compilePattern(text)
      return 'problem' in compiled ? compiled.problem !== '' : typeof compiled.test('a1') === 'boolean'
    }),
    { numRuns: 1000 },
  )
  t.end()
})

function testPattern(pattern: string, text: string): boolean | undefined {
  const compiled = compilePattern(pattern)
  return 'problem' in compiled ? undefined : compiled.test(text)
}

test('the beginning of a pattern knows whether it stands inside of a class, a quotation or an escape', (t) => {
  const inside = ['^[', '[^', '[]', 'a\\', '[[:alpha:]', '\\Qa', '[a\\]', '[a[b']
  const outside = ['', '^[a-z]', 'a\\\\', '[[:alpha:]]', '[]a]', '[^]]', '\\Qa[\\E', '\\[', '(a|', '[a[b]']
  for (const text of inside) t.ok(isInsideOfPiece(text), text)
  for (const text of outside) t.notOk(isInsideOfPiece(text), text)
  t.end()
})
