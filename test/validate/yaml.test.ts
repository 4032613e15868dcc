import fc from 'fast-check'
import { test } from 'tap'
import { isNumber, printNumber } from '../../src/plan/number.ts'
import { parseYaml } from '../../src/validate/yaml.ts'
import { locateWithin, type YamlNode } from '../../src/validate/yaml-node.ts'

test('scalars are those of the core schema of YAML 1.2', (t) => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['null', null],
    ['~', null],
    ['true', true],
    ['FALSE', false],
    ['yes', 'yes'],
    ['on', 'on'],
    ['12', 12],
    ['-12', -12],
    ['+12', 12],
    ['0o17', 15],
    ['0x1F', 31],
    ['1.50', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1_000', '1_000'],
    ['0b11', '0b11'],
    ['12:30:45', '12:30:45'],
    ['2027-03-31', '2027-03-31'],
    ['"12"', '12'],
    ["'true'", 'true'],
    ['|-\n  a\n  b', 'a\nb'],
    ['>-\n  a\n  b', 'a b'],
  ]
  for (const [text, value] of cases) {
    const { node, diagnostics } = parseYaml(`key: ${text}\n`, 'f')
    t.same(diagnostics, [], text)
    const found = node?.kind === 'map' ? node.entries[0]?.value : undefined
    t.equal(found?.kind === 'scalar' ? found.value : found, value, text)
  }
  t.end()
})

test('numbers keep all their digits', (t) => {
  for (const text of ['123456789012345678901234567890', '0.1000000000000000055511151231257828']) {
    const { node } = parseYaml(text, 'f')
    const value = node?.kind === 'scalar' ? node.value : undefined
    t.equal(isNumber(value) ? printNumber(value) : value, text)
  }
  t.end()
})

test('everything has its place', (t) => {
  const { node } = parseYaml('\uFEFFa:\r\n  - "b c"\r\n  - d: 5\r\n', 'f')
  const list = node?.kind === 'map' ? node.entries[0]?.value : undefined
  const [first, second] = list?.kind === 'list' ? list.items : []
  t.same(first?.at, { file: 'f', line: 2, column: 5, length: 5, text: '  - "b c"' })
  t.equal(first?.kind === 'scalar' ? locateWithin(first, 2).column : undefined, 8, 'past the quote')
  t.same(second?.kind === 'map' ? second.entries[0]?.key.at : undefined, {
    file: 'f',
    line: 3,
    column: 5,
    length: 1,
    text: '  - d: 5',
  })
  t.end()
})

test('what people trip over is refused', (t) => {
  const cases: readonly (readonly [string, string])[] = [
    ['a: 1\na: 2', 'yaml-duplicate-key'],
    ['<<: { a: 1 }', 'yaml-merge-key'],
    ['--- 1\n--- 2', 'yaml-several-documents'],
    ['a: !!python/object x', 'yaml-unknown-tag'],
    ['a: !!str 5', 'yaml-unknown-tag'],
    ['? [a]\n: 1', 'yaml-odd-key'],
    ['a: *b', 'yaml-unknown-anchor'],
    ['a: "b', 'yaml-syntax'],
    ['a: .nan', 'yaml-number-range'],
    ['a: -.inf', 'yaml-number-range'],
    ['a: 1e99999', 'yaml-number-range'],
    [`a: ${'9'.repeat(401)}`, 'yaml-number-range'],
    ['a: \u0000', 'yaml-control-character'],
    ['a: \u001b[31m', 'yaml-control-character'],
  ]
  for (const [text, code] of cases) t.same(codes(text), [code], text)
  t.end()
})

test('anchors are followed, to the latest of a name', (t) => {
  const { node, diagnostics } = parseYaml('- &a 1\n- *a\n- &a 2\n- *a\n', 'f')
  t.same(diagnostics, [])
  t.same(
    node?.kind === 'list' ? node.items.map((item) => item.kind === 'scalar' && item.value) : [],
    [1, 1, 2, 2],
  )
  t.end()
})

test('keys of prototypes are keys like any other', (t) => {
  const { node } = parseYaml('__proto__: 1\nconstructor: 2\ntoString: 3\n', 'f')
  t.same(node?.kind === 'map' ? node.entries.map(({ key }) => key.text) : [], [
    '__proto__',
    'constructor',
    'toString',
  ])
  t.equal(Object.hasOwn(Object.prototype, '1'), false)
  t.end()
})

test('hostile files end in one diagnostic', (t) => {
  const level = (index: number) =>
    `a${index}: &a${index} [${Array(10)
      .fill(`*a${index - 1}`)
      .join(', ')}]`
  const bomb = ['a0: &a0 [x, x]', ...Array.from({ length: 12 }, (_, index) => level(index + 1))].join('\n')
  t.same(codes(bomb), ['yaml-too-many-aliases'], 'aliases of aliases')
  t.same(codes('a: &a [*a]'), ['yaml-too-deep'], 'an alias inside its anchor')
  t.same(codes('['.repeat(10_000)), ['yaml-too-deep'], 'open brackets')
  t.same(codes('- '.repeat(10_000)), ['yaml-too-deep'], 'lists in lists')
  t.same(codes('{a: '.repeat(10_000)), ['yaml-too-deep'], 'mappings in mappings')
  t.same(codes(`${'['.repeat(150)}${']'.repeat(150)}`), ['yaml-too-deep'], 'just too deep')
  t.same(codes(`${'['.repeat(90)}${']'.repeat(90)}`), [], 'just not too deep')
  t.same(codes('x: 1\n'.repeat(2_500_000)), ['yaml-too-long'], 'ten megabytes')
  t.same(codes('\u0000'.repeat(1000)), ['yaml-control-character'], 'NUL bytes')
  t.end()
})

test('any text gives a node or an error, and never throws', (t) => {
  const pieces = [
    'a',
    ': ',
    '- ',
    '\n',
    '  ',
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '*a',
    '!unknown ',
    '"',
    "'",
    '|',
    '>',
    '#',
    '?',
    ',',
    '\t',
    '%',
    '---',
    '\r',
  ]
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (source) => {
      const { node, diagnostics } = parseYaml(source, 'f')
      return (
        (node !== undefined || diagnostics.length > 0) &&
        (node === undefined || node === null || countNodes(node) > 0)
      )
    }),
    { numRuns: 2000 },
  )
  t.end()
})

function codes(text: string): readonly string[] {
  return parseYaml(text, 'f').diagnostics.map(({ code }) => code)
}

function countNodes(node: YamlNode): number {
  if (node.kind === 'scalar') return 1
  const parts = node.kind === 'list' ? node.items : node.entries.map(({ value }) => value)
  return parts.reduce((count, part) => count + countNodes(part), 1)
}
