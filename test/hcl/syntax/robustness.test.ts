import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'tap'
import { isSyntaxFault } from '../../../src/hcl/syntax/fault.ts'
import { parseConfiguration, parseExpression, parseTemplate } from '../../../src/hcl/syntax/parse.ts'
import { parseJsonConfiguration } from '../../../src/hcl/syntax/parse-json.ts'
import type { Range } from '../../../src/hcl/syntax/syntax.ts'

const bodies = readFileSync(new URL('bodies.tf.txt', import.meta.url), 'utf8')
  .split(/^###.*\n/m)
  .slice(1)
const json = '{"a":{"b":["x ${y} \\u00e9",1.5e3,null,true]},"//":"z","c":{"${d}":"%{if e}f%{endif}"}}'
const PARSERS = [parseConfiguration, parseExpression, parseTemplate, parseJsonConfiguration]

/** Every range in a tree, with what it is the range of. */
function rangesOf(node: unknown): readonly (readonly [string, Range])[] {
  if (node instanceof Map) return [...node.values()].flatMap(rangesOf)
  if (Array.isArray(node)) return node.flatMap(rangesOf)
  if (node === null || typeof node !== 'object') return []
  const own =
    'range' in node ? [[String('kind' in node ? node.kind : 'body'), node.range as Range] as const] : []
  return [
    ...own,
    ...Object.entries(node).flatMap(([name, inner]) => (name === 'range' ? [] : rangesOf(inner))),
  ]
}

function places(text: string): readonly string[] {
  return rangesOf(parseExpression(text)).map(([kind, { start, end }]) => `${kind} ${text.slice(start, end)}`)
}

test('a range cuts its node out of the text', (t) => {
  t.same(places('(a + b) * -c["d"]'), [
    'binary (a + b) * -c["d"]',
    'binary a + b',
    'variable a',
    'variable b',
    'unary -c["d"]',
    'index c["d"]',
    'variable c',
    'template "d"',
    'text d',
  ])
  t.same(places('f(a.b[*].c.0)'), [
    'call f(a.b[*].c.0)',
    'splat a.b[*].c.0',
    'attribute a.b',
    'variable a',
    'index [*].c.0',
    'attribute [*].c',
    'splat-element [*]',
    'literal 0',
  ])
  t.same(places('"%{ if x }y${z}%{ endif }"'), [
    'template "%{ if x }y${z}%{ endif }"',
    'if %{ if x }y${z}%{ endif }',
    'variable x',
    'text y',
    'interpolation ${z}',
    'variable z',
  ])
  t.end()
})

test('lines and columns are where a range begins', (t) => {
  for (const text of [...bodies, `\uFEFF${bodies[0]}`]) {
    const lines = text.replace('\uFEFF', '').split('\n')
    for (const [kind, { start, end, line, column }] of rangesOf(parseConfiguration(text))) {
      const before = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
      const offset = before + column - 1 + (text.startsWith('\uFEFF') ? 1 : 0)
      if (offset !== start || end < start) t.fail(`${kind} ${start} ${line}:${column} in ${text}`)
    }
  }
  t.end()
})

test('truncated and damaged texts never throw', (t) => {
  for (const text of [...bodies, json]) {
    for (let end = 0; end <= text.length; end += 1) for (const parse of PARSERS) parse(text.slice(0, end))
  }
  const edit = fc.tuple(fc.nat(), fc.nat(3), fc.string({ maxLength: 3, unit: 'binary' }))
  fc.assert(
    fc.property(
      fc.constantFrom(...bodies, json),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      (text, edits) => {
        let damaged = text
        for (const [place, removed, inserted] of edits) {
          const at = place % (damaged.length + 1)
          damaged = damaged.slice(0, at) + inserted + damaged.slice(at + removed)
        }
        for (const parse of PARSERS) {
          const parsed = parse(damaged)
          if (isSyntaxFault(parsed) && (parsed.line < 1 || parsed.column < 1 || parsed.message === ''))
            return false
        }
        return true
      },
    ),
    { numRuns: 1000 },
  )
  t.end()
})

test('hostile nesting is a fault', (t) => {
  const many = 100_000
  for (const opening of [
    '(',
    '[',
    '{a=',
    '!',
    '-',
    'f(',
    '"${',
    'a?',
    'a?b:',
    '[for a in ',
    'a[',
    'a[*]',
    'a.*.b[*]',
    '${<<A\n',
  ]) {
    t.ok(isSyntaxFault(parseConfiguration(`x = ${opening.repeat(many)}`)), opening)
    t.ok(isSyntaxFault(parseExpression(`${opening.repeat(many)}1`)), opening)
  }
  for (const step of ['+ a', '.b', '.0', '[0]', '.*', '[*]']) {
    t.ok(isSyntaxFault(parseExpression(`a ${step.repeat(many)}`)), step)
  }
  t.ok(isSyntaxFault(parseConfiguration('a {\n'.repeat(many) + '}\n'.repeat(many))))
  t.ok(isSyntaxFault(parseTemplate('%{ if a }'.repeat(many) + '%{ endif }'.repeat(many))))
  for (const opening of ['[', '{"a":', '{"a":['])
    t.ok(isSyntaxFault(parseJsonConfiguration(opening.repeat(many))))
  t.end()
})

test('time is linear in the length of the text', (t) => {
  const repeated = [
    ...[
      'a',
      ' ',
      '\n',
      '\t',
      '#',
      '/*',
      '/* */',
      '<<',
      '<<A\n',
      '"',
      '$',
      '$$',
      '$${',
      '%%{',
      '${',
      '~}',
      '}',
      '1',
      '1.',
    ],
    ...[
      '1e',
      '.',
      '\\',
      '"\\',
      '\r',
      '\r\n',
      '=',
      'a = 1\n',
      'a {\n}\n',
      '"" ',
      '[',
      '(',
      'é',
      '-',
      '::',
      '// x\n',
    ],
    ...['x = <<A\n', '<<A\n ', '${a}', '%{ if a }', '%{ endif }', '" "', '[1,', '{"a":"${"},', '"\\u00e9'],
  ]
  for (const text of repeated) {
    for (const before of ['', 'a = "', 'a = <<E\n', 'a = [', '{"a":"']) {
      const long = before + text.repeat(Math.ceil(20_000 / text.length))
      const start = performance.now()
      for (const parse of PARSERS) parse(long)
      // Some 20 ms here; what is quadratic takes minutes.
      if (performance.now() - start > 5000) t.fail(`slow: ${JSON.stringify(before + text)}`)
    }
  }
  t.end()
})
