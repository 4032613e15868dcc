import fc from 'fast-check'
import { test } from 'tap'
import { covers } from '../../src/iam/covers.ts'
import { overlap } from '../../src/iam/overlap.ts'
import { askedPattern, documentPattern, type PatternOptions } from '../../src/iam/pattern.ts'
import { matchesGlob } from '../../src/plan/glob.ts'
import type { TemplatePart, Unknown } from '../../src/plan/value.ts'

const free: Unknown = { id: 'free', waitsFor: [] }
const digits: Unknown = { id: 'digits', waitsFor: [], shape: '[0-9]{12}' }
const one: Unknown = { id: 'one', waitsFor: [], unique: 'b.id', shape: '[a-z0-9.-]{3,63}' }
const other: Unknown = { id: 'other', waitsFor: [], unique: 'b.id', shape: '[a-z0-9.-]{3,63}' }

const OPTIONS: PatternOptions = { wildcards: true, variables: true }

/** Whether the text of a document covers what the policy's author wrote. */
function asked(document: string | readonly TemplatePart[], text: string, options = OPTIONS): string {
  const pattern = documentPattern(typeof document === 'string' ? [document] : document, options)
  return covers(pattern, askedPattern([{ glob: text }], options)).kind
}

/** The same, where what is asked has values put in. */
function put(document: readonly TemplatePart[], text: readonly ({ glob: string } | TemplatePart)[]): string {
  return covers(documentPattern(document), askedPattern(text)).kind
}

test('a pattern covers what all its strings are in', (t) => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['*', 's3:GetObject', 'true'],
    ['s3:*', 's3:GetObject', 'true'],
    ['s3:Get*', 's3:*', 'false'],
    ['s3:*Object', 's3:GetObject', 'true'],
    ['s3:Get?bject', 's3:GetObject', 'true'],
    ['s3:Get?bject', 's3:Getbject', 'false'],
    ['s3:*', '*', 'false'],
    ['s3:*', 's3:*', 'true'],
    ['s3:*', 's3:Get*', 'true'],
    ['kms:GenerateDataKey*', 'kms:GenerateDataKey*', 'true'],
    ['kms:GenerateDataKey', 'kms:GenerateDataKey*', 'false'],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/x/y:z', 'true'],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b', 'false'],
    ['**', '*', 'true'],
    ['*?', '?*', 'true'],
    ['*a*', '*a', 'true'],
    ['*a*', '*', 'false'],
    ['', '', 'true'],
    ['*', '', 'true'],
    ['?', '', 'false'],
    ['arn:aws:s3:::home/$' + '{aws:username}/*', 'arn:aws:s3:::home/bob/*', 'false'],
    ['arn:aws:s3:::home/$' + '{aws:username}/*', 'arn:aws:s3:::home/$' + '{aws:username}/*', 'true'],
    ['arn:aws:s3:::home/*', 'arn:aws:s3:::home/$' + '{aws:username}', 'true'],
    ['arn:aws:s3:::b/$' + '{*}', 'arn:aws:s3:::b/x', 'false'],
  ]
  for (const [document, text, expected] of rows)
    t.equal(asked(document, text), expected, `${document} ${text}`)
  const fold = { ...OPTIONS, fold: true }
  t.equal(asked('S3:getobject', 's3:GetObject', fold), 'true')
  t.equal(asked('S3:getobject', 's3:GetObject'), 'false', 'resources are case-sensitive')
  t.end()
})

test('the wildcards of ARN conditions stay in their segment', (t) => {
  const segments = { ...OPTIONS, segments: true }
  t.equal(asked('arn:aws:*:111:trail/x', 'arn:aws:cloudtrail:eu:111:trail/x', segments), 'false')
  t.equal(asked('arn:aws:cloudtrail:*:111:trail/x', 'arn:aws:cloudtrail:eu:111:trail/x', segments), 'true')
  t.equal(asked('arn:aws:cloudtrail:*:111:trail/x', 'arn:aws:cloudtrail:*:111:trail/x', segments), 'true')
  t.equal(
    asked('arn:aws:logs:eu:111:*', 'arn:aws:logs:eu:111:group:x:*', segments),
    'true',
    'the last takes colons',
  )
  t.equal(asked('arn:aws:*', 'arn:aws:s3:::x'), 'true', 'elsewhere they do not')
  t.equal(asked('*', 'arn:aws:s3:::x', segments), 'true', 'a lone one is everything')
  t.equal(asked([free, ':*:111:trail/x'], 'arn:aws:cloudtrail:eu:111:trail/x', segments), 'unknown')
  t.end()
})

test('values that are put in stand for themselves', (t) => {
  t.equal(put(['a*'], ['a*']), 'true')
  t.equal(put(['ab'], ['a*']), 'false')
  t.equal(put(['ab'], ['a', { glob: '*' }]), 'false')
  t.equal(covers(askedPattern(['a*']), documentPattern(['ab'])).kind, 'false')
  t.equal(covers(askedPattern([{ glob: 'a*' }]), documentPattern(['ab'])).kind, 'true')
  t.end()
})

test('what is not known decides only where it must', (t) => {
  const rows: readonly (readonly [
    readonly TemplatePart[],
    readonly ({ glob: string } | TemplatePart)[],
    string,
  ])[] = [
    [[free], [{ glob: 's3:GetObject' }], 'unknown'],
    [['s3:', free], [{ glob: 's3:GetObject' }], 'unknown'],
    [['s3:', free], [{ glob: 'iam:PassRole' }], 'false'],
    [['s3:*', free], [{ glob: 's3:GetObject' }], 'unknown'],
    [[one, '/*'], [one, { glob: '/AWSLogs/*' }], 'true'],
    [[one, '/*'], [other, { glob: '/AWSLogs/*' }], 'false'],
    [['arn:aws:s3:::', one, '/*'], ['arn:aws:s3:::', other, { glob: '/*' }], 'false'],
    [['arn:aws:s3:::', one], ['arn:aws:s3:::', other], 'false'],
    [['arn:aws:s3:::', one, '*'], ['arn:aws:s3:::', other], 'unknown'],
    [['arn:aws:s3:::', one, '/*'], ['arn:aws:s3:::', other], 'false'],
    [[one, '/AWSLogs/', digits, '/*'], [one, '/AWSLogs/', digits, { glob: '/*' }], 'true'],
    [[one, '/AWSLogs/', digits, '/*'], [one, { glob: '/*' }], 'false'],
    [[one, '/AWSLogs/*'], [one, '/AWSLogs/', digits, { glob: '/*' }], 'true'],
    [[one, '/AWSLogs/123456789012/*'], [one, '/AWSLogs/', digits, { glob: '/*' }], 'unknown'],
    [[one, '/AWSLogs/o-abc/*'], [one, '/AWSLogs/', digits, { glob: '/*' }], 'false'],
    [['*'], [free], 'true'],
    [[free], [free], 'true'],
    [['?*'], [free], 'unknown'],
  ]
  for (const [document, text, expected] of rows)
    t.equal(put(document, text), expected, JSON.stringify([document, text]))
  t.equal(
    covers(askedPattern([free]), documentPattern([free])).kind,
    'unknown',
    'it may be a pattern on one side',
  )
  t.equal(covers(askedPattern([one]), documentPattern([one])).kind, 'true')
  t.end()
})

test('patterns that a plan could be attacked with are given up, not followed for ever', (t) => {
  const long = `${'?*a'.repeat(400)}b`
  const many = '*a'.repeat(2000)
  const answers = [long, many, `${'*'.repeat(5000)}x`].map((text) => asked(text, `${'a?*'.repeat(300)}c`))
  t.same(answers, ['false', 'false', 'false'])
  t.match(overlap(documentPattern([`${long}*`]), documentPattern([`${many}b*`])).kind, /^(?:true|unknown)$/)
  t.equal(asked((`$` + '{').repeat(200_000), 'x'), 'false')
  t.end()
})

const ALPHABET = ['a', 'b'] as const
/** All strings that short patterns can tell apart, with one character that no pattern has. */
const STRINGS = stringsOf(['a', 'b', 'c'], 6)

function stringsOf(alphabet: readonly string[], length: number): readonly string[] {
  if (length === 0) return ['']
  const shorter = stringsOf(alphabet, length - 1)
  return [
    ...shorter,
    ...shorter
      .filter((text) => text.length === length - 1)
      .flatMap((text) => alphabet.map((end) => text + end)),
  ]
}

const glob = fc
  .array(fc.constantFrom(...ALPHABET, '*', '?'), { maxLength: 4 })
  .map((pieces) => pieces.join(''))

test('containment and overlap are those of the languages', (t) => {
  fc.assert(
    fc.property(glob, glob, (a, b) => {
      const within = STRINGS.filter((text) => matchesGlob(b, text)).every((text) => matchesGlob(a, text))
      t.equal(asked(a, b), String(within), `${a} covers ${b}`)
      const meet = STRINGS.some((text) => matchesGlob(a, text) && matchesGlob(b, text))
      t.equal(overlap(documentPattern([a]), documentPattern([b])).kind, String(meet), `${a} meets ${b}`)
    }),
    { numRuns: 1000 },
  )
  t.end()
})

const holes = ['x', 'y'].map((id): Unknown => ({ id, waitsFor: [] }))
/** Literal and wild pieces, and holes as their numbers. */
const pieces = fc.array(fc.constantFrom('a', 'b', '*', '?', 0, 1), { maxLength: 5 })
const fillings = fc.tuple(glob, glob)
const plainFillings = fc.tuple(
  fc.array(fc.constantFrom(...ALPHABET), { maxLength: 3 }).map((text) => text.join('')),
  fc.array(fc.constantFrom(...ALPHABET), { maxLength: 3 }).map((text) => text.join('')),
)

function textOf(parts: readonly (string | number)[]): readonly TemplatePart[] {
  return parts.map((part) => (typeof part === 'number' ? (holes[part] as Unknown) : part))
}

function askedOf(
  parts: readonly (string | number)[],
  filling?: readonly string[],
): Parameters<typeof askedPattern>[0] {
  return parts.map((part) => {
    if (typeof part === 'string') return { glob: part }
    return filling === undefined ? (holes[part] as Unknown) : (filling[part] ?? '')
  })
}

function filled(parts: readonly (string | number)[], filling: readonly string[]): string {
  return parts.map((part) => (typeof part === 'number' ? (filling[part] ?? '') : part)).join('')
}

test('learning what a hole holds never changes a settled answer', (t) => {
  fc.assert(
    fc.property(pieces, pieces, fc.oneof(fillings, plainFillings), (document, question, filling) => {
      const [open, openAsked] = [documentPattern(textOf(document)), askedPattern(askedOf(question))]
      const [known, knownAsked] = [
        documentPattern([filled(document, filling)]),
        askedPattern(askedOf(question, filling)),
      ]
      const name = JSON.stringify([document, question, filling])
      for (const compare of [covers, overlap]) {
        for (const [before, after] of [
          [compare(open, openAsked).kind, compare(known, knownAsked).kind],
          [compare(openAsked, open).kind, compare(knownAsked, known).kind],
        ])
          if (before !== 'unknown') t.equal(after, before, `${compare.name} ${name}`)
      }
    }),
    { numRuns: 4000 },
  )
  t.end()
})
