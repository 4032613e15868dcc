import fc from 'fast-check'
import { test } from 'tap'
import { matchText, type PatternPart } from '../../src/evaluate/language.ts'
import type { Text } from '../../src/evaluate/text.ts'
import type { Unknown } from '../../src/plan/value.ts'
import { compilePattern } from '../../src/policy/pattern.ts'

const U: Unknown = { id: 'u', waitsFor: [] }
const V: Unknown = { id: 'v', waitsFor: [] }
const ACCOUNT: Unknown = { id: 'account', waitsFor: [], shape: '[0-9]{12}' }
const KEY: Unknown = { id: 'key', waitsFor: [], shape: '(mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4})' }

const regex = (source: string): PatternPart => ({ regex: source })

const TABLE: readonly (readonly [
  text: Text,
  pattern: readonly PatternPart[],
  expected: 'all' | 'none' | 'some',
])[] = [
  [['abc'], [regex('b')], 'all'],
  [['abc'], [regex('^b')], 'none'],
  [[], [regex('^$')], 'all'],
  [[U], [regex('')], 'all'],
  [[U], [regex('a')], 'some'],
  [[U], [regex('a\\zb')], 'none'],
  [['arn:', U], [regex('^arn:')], 'all'],
  [['arn:', U], [regex('^urn:')], 'none'],
  [['arn:', U, ':*'], [regex(':\\*$')], 'all'],
  [['arn:', U, ':*'], [regex('^arn:[^:]*:\\*$')], 'some'],
  [['log-', ACCOUNT], [regex('^log-[0-9]+$')], 'all'],
  [['log-', ACCOUNT], [regex('^log-[0-9]{11}$')], 'none'],
  [['log-', ACCOUNT], [regex('^log-1')], 'some'],
  [['log-', ACCOUNT], [regex('[a-z]$')], 'none'],
  [['b/AWSLogs/', ACCOUNT, '/*'], [regex('/AWSLogs/([0-9]{12}|o-[a-z0-9]+)/\\*$')], 'all'],
  [[KEY], [regex('^mrk-')], 'some'],
  [[KEY], [regex('^(mrk|[0-9a-f]{4})')], 'all'],
  [[KEY], [regex('/')], 'none'],
  [['a', { ...U, nonEmpty: true }], [regex('^a$')], 'none'],
  [['a', U], [regex('^a$')], 'some'],
  // Lines, words and letter case.
  [['a\n', U], [regex('(?m)^a$')], 'all'],
  [['a\n', U], [regex('^a$')], 'none'],
  [['test-', U], [regex('\\btest\\b')], 'all'],
  [['test', U], [regex('\\btest\\b')], 'some'],
  [['test_', U], [regex('\\btest\\b')], 'some'],
  [['test_', ACCOUNT], [regex('\\btest\\b')], 'none'],
  [['PROD', U], [regex('(?i)prod')], 'all'],
  [['K', U], [regex('(?i)^k')], 'all'],
  // The same unknown on both sides is the same text, whatever it is.
  [[U], [regex('^'), U, regex('$')], 'all'],
  [[U, '-logs'], [regex('^'), U, regex('-')], 'all'],
  [[U, '-logs'], [regex('^'), U, regex('$')], 'some'],
  [['a', U, 'b', V], [regex('a'), U, regex('b')], 'all'],
  [['a', V], [regex('^a'), U, regex('$')], 'some'],
  [['b', V], [regex('^a'), U, regex('$')], 'none'],
  [[U], [regex('^.$')], 'some'],
  [[U], [regex('^[^/]'), U], 'some'],
  [[ACCOUNT], [ACCOUNT, regex('[a-z]')], 'none'],
]

test('texts with unknown parts and patterns, line by line', (t) => {
  for (const [text, pattern, expected] of TABLE) {
    t.equal(matchText(text, pattern), expected, `${JSON.stringify(text)} ${JSON.stringify(pattern)}`)
  }
  t.end()
})

/** Patterns of a small alphabet, so that they match now and then. */
const patterns = fc.letrec<{ readonly node: string; readonly atom: string }>((tie) => ({
  atom: fc.constantFrom(
    'a',
    'b',
    'ab',
    '.',
    '[ab]',
    '[^a]',
    '\\b',
    '^',
    '$',
    '\\w',
    '\\W',
    '-',
    '(?:)',
    '(?i:A)',
    '\\B',
  ),
  node: fc.oneof(
    { weight: 3, arbitrary: tie('atom') },
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `${a}${b}`),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(?:${a}|${b})`),
    fc.tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '*?')).map(([a, how]) => `(?:${a})${how}`),
  ),
})).node
const words = fc.string({ unit: fc.constantFrom('a', 'b', '-', '\n', 'A'), maxLength: 6 })
const SHAPES = ['[ab]{2}', 'a+', '(a|b-)?', '[a-b]*']

test('the machine finds in a known text what the regular expression finds', (t) => {
  fc.assert(
    fc.property(patterns, words, (source, word) => {
      const pattern = compilePattern(source)
      if ('problem' in pattern) return true
      const found = matchText(word === '' ? [] : [word], [{ regex: source }])
      return found === (pattern.test(word) ? 'all' : 'none')
    }),
    { numRuns: 3000, seed: 1 },
  )
  t.end()
})

test('what is certain of a text with unknown parts is so of every text that it can become', (t) => {
  const values = fc.constantFrom('', 'a', 'b-', 'ab', 'ba', 'aa', 'b', '-\n')
  fc.assert(
    fc.property(
      patterns,
      fc.array(
        fc.oneof(
          words,
          fc.constant(U),
          fc.constantFrom(...SHAPES).map((shape) => ({ id: shape, waitsFor: [], shape })),
        ),
        {
          maxLength: 4,
        },
      ),
      values,
      fc.boolean(),
      (source, parts, value, interpolated) => {
        const pattern: readonly PatternPart[] = interpolated ? [{ regex: source }, U] : [{ regex: source }]
        const found = matchText(
          parts.filter((part) => part !== ''),
          pattern,
        )
        if (found === 'some') return true
        const known = parts.map((part) => {
          if (typeof part === 'string') return part
          if (part.shape === undefined) return value
          const shaped = compilePattern(`^(?:${part.shape})$`)
          return ['ab', 'a', 'b-', ''].find((word) => 'test' in shaped && shaped.test(word)) ?? ''
        })
        const learned = matchText(
          [known.join('')].filter((part) => part !== ''),
          [{ regex: source }, ...(interpolated ? [value] : [])],
        )
        return learned === found
      },
    ),
    { numRuns: 5000, seed: 1 },
  )
  t.end()
})

test('hostile patterns and long texts end', (t) => {
  const long = 'a'.repeat(1_000_000)
  t.equal(matchText([long, U], [regex('^a+')]), 'all')
  t.equal(matchText([long, U], [regex('(a|aa)+$')]), 'some')
  t.equal(matchText([U, long], [regex('(?:a|b)*a(?:a|b){20}$')]), 'some')
  t.equal(matchText([U, 'c'], [regex('(?:a?){200}a{200}')]), 'some')
  t.end()
})
