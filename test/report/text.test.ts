import fc from 'fast-check'
import { test } from 'tap'
import { codeFrame, printLocation } from '../../src/report/code-frame.ts'
import { printDiagnostics } from '../../src/report/diagnostics.ts'
import { list } from '../../src/report/plural.ts'
import { sanitise, sanitiseLines } from '../../src/report/sanitise.ts'
import { columns, wrap } from '../../src/report/wrap.ts'

test('sanitise shows what cannot be seen and breaks commands', async (t) => {
  const rows: readonly (readonly [string, string])[] = [
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['\u202eb\u2069', '\\u{202e}b\\u{2069}'],
    ['a\ud800b', 'a\\u{d800}b'],
    ['\u{e0041}', '\\u{e0041}'],
    ['::error::x', ': :error::x'],
    ['a ::error::x', 'a : :error::x'],
    ['a::error file=b::x', 'a: :error file=b::x'],
    ['##[error]x', '# #[error]x'],
    ['###[error]x', '## #[error]x'],
    ['a##VSO[b]', 'a# #VSO[b]'],
    ['##teamcity[b]', '# #teamcity[b]'],
    ['::::a ::::', ': : : :a : : : :'],
    ['arn:aws:s3:::acme-logs/*', 'arn:aws:s3:::acme-logs/*'],
    ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/a'],
    ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ['"${aws_s3_bucket.x.arn}/*" is ä, 東京 and 🙂', '"${aws_s3_bucket.x.arn}/*" is ä, 東京 and 🙂'],
  ]
  for (const [text, expected] of rows) t.equal(sanitise(text), expected)
  t.equal(sanitiseLines('a\n::b\n\u001b'), 'a\n: :b\n\\u{1b}')
})

test('whatever comes in, one harmless line comes out', async () => {
  const fragment = fc.constantFrom(
    '::',
    '##',
    '[',
    'vso[',
    'error',
    ' ',
    ':',
    '#',
    '\n',
    '\u2028',
    '\u00a0',
    '\u200b',
    'a',
  )
  const text = fc.oneof(
    fc.array(fragment).map((parts) => parts.join('')),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(text, (given) => {
      const lines = wrap(sanitise(given), 10, '  ')
      return lines.every(
        (line) =>
          !/^\s*::|##[a-z]*\[|::[a-z][a-z-]*::/i.test(line) && !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(line),
      )
    }),
  )
})

test('wrap breaks at spaces, never inside a word', async (t) => {
  t.same(wrap('one two three', 9, '  '), ['  one two', '  three'])
  t.same(wrap('a module.very_long_address.aws_x.y b', 10, ''), ['a', 'module.very_long_address.aws_x.y', 'b'])
  t.same(wrap('first\n  second third', 10, ''), ['first', '  second', '  third'])
  t.same(wrap('', 10, '  '), [''])
  t.same(wrap('so:\n\n    name    = "one two three"', 10, '  '), [
    '  so:',
    '',
    '      name    = "one two three"',
  ])
  t.same(wrap('東京 東京 東京', 9, ''), ['東京 東京', '東京'])
})

test('columns counts what a terminal shows', async (t) => {
  t.equal(columns('aä'), 2)
  t.equal(columns('東京'), 4)
  t.equal(columns('🙂'), 2)
  t.equal(columns('e\u0301'), 1)
})

test('list names a few of many', async (t) => {
  t.equal(list([]), '')
  t.equal(list(['a']), 'a')
  t.equal(list(['a', 'b']), 'a and b')
  t.equal(list(['a', 'b', 'c', 'd']), 'a, b, c and d')
  t.equal(list(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more')
})

test('a code frame points at the place', async (t) => {
  t.same(codeFrame({ file: 'a', line: 12, column: 3, length: 5, text: '  mtach: x' }), [
    '12 |   mtach: x',
    '   |   ^^^^^',
  ])
  t.same(codeFrame({ file: 'a', line: 1, column: 2, text: '\tkey: 1' }), ['1 |  key: 1', '  |  ^'])
  t.same(codeFrame({ file: 'a', line: 1, column: 3, length: 2, text: '東京xy' }), [
    '1 | 東京xy',
    '  |     ^^',
  ])
  t.same(codeFrame({ file: 'a', line: 1, column: 2, text: '\u202ekey' }), [
    '1 | \\u{202e}key',
    '  |         ^',
  ])
  t.same(codeFrame({ file: 'a', line: 1 }), [], 'without the text there is nothing to show')
})

test('a long line is cut around the place', async (t) => {
  const [line = '', carets = ''] = codeFrame({
    file: 'a',
    line: 7,
    column: 501,
    length: 3,
    text: `${'x'.repeat(500)}key${'y'.repeat(500)}`,
  })
  t.ok(line.length <= 80 && line.startsWith('7 | …') && line.endsWith('…'))
  t.equal(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'key')
})

test('a code frame is total', async () => {
  const number = fc.option(fc.oneof(fc.integer(), fc.double()), { nil: undefined })
  fc.assert(
    fc.property(number, number, number, fc.string({ unit: 'binary' }), (line, column, length, text) => {
      const place = {
        file: 'a',
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      }
      const frame = codeFrame({ ...place, ...(length === undefined ? {} : { length }), text })
      return frame.length === 0 || (frame.length === 2 && frame.every((shown) => !shown.includes('\n')))
    }),
  )
})

test('a diagnostic has its code, sentence, place, line and help', async (t) => {
  const text = printDiagnostics(
    [
      {
        code: 'policy-unknown-key',
        severity: 'error',
        message: 'a rule has no key `mtach`',
        help: 'did you mean `match`?',
        location: {
          file: 'policies/trail.yaml',
          line: 12,
          column: 5,
          length: 5,
          text: '    mtach: aws_cloudtrail',
        },
      },
      { code: 'policies-chosen', severity: 'note', message: 'judged by the shipped sets' },
    ],
    { color: false, width: 80 },
  )
  t.equal(
    text,
    [
      'error[policy-unknown-key]: a rule has no key `mtach`',
      '  at policies/trail.yaml:12:5',
      '    12 |     mtach: aws_cloudtrail',
      '       |     ^^^^^',
      '  help: did you mean `match`?',
      '',
      'note[policies-chosen]: judged by the shipped sets',
      '',
    ].join('\n'),
  )
  t.equal(printDiagnostics([], { color: false, width: 80 }), '')
  t.equal(printLocation({ file: 'a\nb', line: 2 }), 'a\\nb:2')
})
