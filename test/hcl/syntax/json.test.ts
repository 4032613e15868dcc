import { test } from 'tap'
import { attributeOf, blocksOf } from '../../../src/hcl/syntax/blocks.ts'
import { isSyntaxFault } from '../../../src/hcl/syntax/fault.ts'
import { parseConfiguration } from '../../../src/hcl/syntax/parse.ts'
import { parseJsonConfiguration } from '../../../src/hcl/syntax/parse-json.ts'
import { asConstant, asReference } from '../../../src/hcl/syntax/reading.ts'
import type { Body, Expression } from '../../../src/hcl/syntax/syntax.ts'
import { constantOf } from './constant.ts'

function bodyOf(text: string, parse = parseJsonConfiguration): Body {
  const parsed = parse(text)
  if (isSyntaxFault(parsed)) throw new Error(`${text} ${parsed.message}`)
  return parsed
}

function expressionOf(body: Body | undefined, name: string): Expression {
  const found = body === undefined ? undefined : attributeOf(body, name)
  if (found === undefined) throw new Error(`there is no ${name}`)
  return found.expression
}

function headers(body: Body, type: string, labelCount: number): readonly string[] {
  return blocksOf(body, type, labelCount).map(({ labels, body: inner }) =>
    [...labels, ...inner.attributes.keys()].join(' '),
  )
}

// Terraform 1.11.4 gives [1, 2, 3, "a\rb${1}"] for these locals.
test('an array of objects is one body, and members with one name are all blocks', (t) => {
  const body = bodyOf('[{"locals":{"a":1}},{"locals":[{"b":2},{"c":3}],"//":"x","locals":{"d":"a\\rb${1}"}}]')
  t.same(headers(body, 'locals', 0), ['a', 'b', 'c', 'd'])
  const [, , , last] = blocksOf(body, 'locals', 0)
  t.equal(constantOf(expressionOf(last?.body, 'd')), 'a\rb${1}')
  t.equal(attributeOf(body, '//'), undefined)
  t.end()
})

test('labels are the names of nested objects, at any nesting', (t) => {
  const body = bodyOf(`{"resource": {
    "aws_a": {"x": {"n": 1}, "y": [{"n": 2}, {"m": 3}], "z": null},
    "aws_b": [{"v": {"n": 4}}, {"w": [[{"n": 5}, {"o": 6}]]}]
  }, "resource": [{"aws_a": {"u": {}}}], "odd": 1}`)
  t.same(headers(body, 'resource', 2), [
    'aws_a x n',
    'aws_a y n',
    'aws_a y m',
    'aws_b v n',
    'aws_b w n o',
    'aws_a u',
  ])
  t.same(headers(body, 'odd', 0), [])
  t.same(headers(body, 'odd', 1), [])
  t.end()
})

test('native bodies answer the same questions', (t) => {
  const body = bodyOf(
    'resource "a" b {\n  n = 1\n  c { d = 2 }\n  c {}\n}\nresource "a" {\n}\n',
    parseConfiguration,
  )
  t.same(headers(body, 'resource', 2), ['a b n'])
  const [resource] = blocksOf(body, 'resource', 2)
  t.same(headers(resource?.body as Body, 'c', 0), ['d', ''])
  t.equal(constantOf(expressionOf(resource?.body, 'n')), 1)
  t.end()
})

// Terraform 1.11.4 gives {"a":2,"b":["x2",{"//":"c","1k":"${z}"}],"c":"aé\nx","n":-0.5} for these locals.
test('strings are templates where expressions stand, and keys of objects too', (t) => {
  const body = bodyOf(
    '{"a":"${1+1}","b":["x${2}",{"//":"c","${1}k":"$${z}"}],"c":"a\\u00e9\\n${\\"x\\"}","n":-0.50}',
  )
  t.same(
    [...body.attributes.values()].map(({ expression }) => constantOf(expression)),
    [2, ['x2', { '//': 'c', '1k': '${z}' }], 'aé\nx', -0.5],
  )
  t.end()
})

// Terraform 1.11.4 takes a variable with these two, and gives "${x}" for it.
test('places that take constants read strings as they stand', (t) => {
  const body = bodyOf('{"default":["${x}",{"${y}":1}],"description":"${ unclosed"}')
  t.same(constantOf(asConstant(expressionOf(body, 'default'))), ['${x}', { '${y}': 1 }])
  const description = expressionOf(body, 'description')
  t.equal(constantOf(asConstant(description)), '${ unclosed')
  t.match(description, { written: '${ unclosed', fault: { kind: 'syntax-fault', line: 1 } })
  t.end()
})

test('places that take references read strings as expressions', (t) => {
  const text = '{"depends_on":["aws_a.b[0]","a b"]}'
  const body = bodyOf(text)
  const list = expressionOf(body, 'depends_on')
  const [first, second] = list.kind === 'tuple' ? list.elements.map(asReference) : []
  t.match(first, { kind: 'index', of: { kind: 'attribute', name: 'b' } })
  t.match(second, { kind: 'syntax-fault', line: 1, column: text.indexOf('"a b"') + 1 })
  const native = expressionOf(bodyOf('provider = "aws.x"\nb = aws.x\n', parseConfiguration), 'provider')
  t.match(asReference(native), { kind: 'attribute', name: 'x', of: { kind: 'variable', name: 'aws' } })
  t.end()
})

test('ranges inside of strings are places of the file', (t) => {
  const text = '{\n "a": "\\u00e9\\t${ var.x + f(1) } $${y}"\n}'
  const template = expressionOf(bodyOf(text), 'a')
  t.equal(text.slice(template.range.start, template.range.end), '"\\u00e9\\t${ var.x + f(1) } $${y}"')
  const part = template.kind === 'template' ? template.parts[1] : undefined
  const inner = part?.kind === 'interpolation' ? part.expression : template
  t.equal(text.slice(inner.range.start, inner.range.end), 'var.x + f(1)')
  t.same([inner.range.line, inner.range.column], [2, 19])
  t.end()
})

test('what is not JSON, or no configuration, is a fault', (t) => {
  const texts = [
    ...[
      '',
      ' ',
      '1',
      '"x"',
      'null',
      '[1]',
      '[[]]',
      '{',
      '}',
      '[',
      '{}x',
      '{} {}',
      '{"a"}',
      '{"a":}',
      '{a:1}',
    ],
    ...[
      '{"a":1,}',
      '{"a":[1,]}',
      '{"a":[1 2]}',
      '{"a":1 "b":2}',
      '{"a"=1}',
      '{"a":01}',
      '{"a":1.}',
      '{"a":+1}',
    ],
    ...[
      '{"a":.5}',
      '{"a":1e}',
      '{"a":tru}',
      '{"a":truex}',
      '{"a":NaN}',
      '{"a":"x}',
      '{"a":"\\x"}',
      '{"a":"\\u12"}',
    ],
    ...['{"a":"x\ny"}', "{'a':1}", '\uFEFF{"a":1}', '{"a":1} // x', '{"a":"\\', '{1:2}', '{"a":1e99999}'],
  ]
  for (const text of texts) t.ok(isSyntaxFault(parseJsonConfiguration(text)), JSON.stringify(text))
  t.end()
})
