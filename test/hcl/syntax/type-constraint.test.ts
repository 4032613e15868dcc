import { test } from 'tap'
import { attributeOf } from '../../../src/hcl/syntax/blocks.ts'
import { isSyntaxFault } from '../../../src/hcl/syntax/fault.ts'
import { parseExpression } from '../../../src/hcl/syntax/parse.ts'
import { parseJsonConfiguration } from '../../../src/hcl/syntax/parse-json.ts'
import { type EvaluateDefault, readTypeConstraint } from '../../../src/hcl/syntax/type-constraint.ts'
import { printType } from '../../../src/hcl/types.ts'
import { constantOf } from './constant.ts'

const evaluate: EvaluateDefault = (expression, type) => ({
  kind: 'known',
  value: `${printType(type)} ${JSON.stringify(constantOf(expression))}`,
})

function read(text: string): ReturnType<typeof readTypeConstraint> {
  const parsed = parseExpression(text)
  return isSyntaxFault(parsed) ? parsed : readTypeConstraint(parsed, evaluate)
}

test('types are what their constraints say', (t) => {
  const cases = [
    ['string', 'string'],
    ['any', 'any'],
    ['list', 'list(any)'],
    ['map', 'map(any)'],
    ['list(set(map(bool)))', 'list(set(map(bool)))'],
    ['tuple([string, any,])', 'tuple([string, any])'],
    ['tuple([])', 'tuple([])'],
    ['object({})', 'object({})'],
    [
      'object({ a = optional(list(string)), b : number })',
      'object({ a = optional(list(string)), b = number })',
    ],
  ] as const
  for (const [text, wanted] of cases) {
    const type = read(text)
    t.equal(isSyntaxFault(type) ? type.message : printType(type), wanted)
  }
  t.end()
})

test('defaults of optional attributes are evaluated for their type, at any depth', (t) => {
  const type = read(
    'list(object({ a = optional(string, "x"), b = optional(object({ c = optional(number, 1 + 1) }), {}) }))',
  )
  t.match(type, { kind: 'list', element: { kind: 'object', optional: new Set(['a', 'b']) } })
  const object =
    !isSyntaxFault(type) && type.kind === 'list' && type.element.kind === 'object' ? type.element : undefined
  t.match(object?.defaults?.get('a'), { value: 'string "x"' })
  t.match(object?.attributes.get('b'), { defaults: new Map([['c', { value: 'number 2' }]]) })
  t.end()
})

test('JSON holds a type constraint as a string', (t) => {
  const body = parseJsonConfiguration('{"type":"list(object({a=optional(string,\\"q\\")}))"}')
  const type = isSyntaxFault(body) ? undefined : attributeOf(body, 'type')?.expression
  t.match(type && readTypeConstraint(type, evaluate), { kind: 'list', element: { kind: 'object' } })
  t.end()
})

// Terraform 1.11.4 refuses each of these as the type of a variable.
test('what is no type is a fault', (t) => {
  const texts = [
    ...[
      '"string"',
      'list("string")',
      'list(map)',
      'map()',
      'set',
      'object',
      'tuple',
      'optional(string)',
      'str',
    ],
    ...[
      'list(string, string)',
      'object([])',
      'tuple({})',
      'object({"a"=string})',
      'object({(a)=string})',
      '1',
    ],
    ...[
      'object({a=string, a=number})',
      'object({a=optional()})',
      'object({a=optional(string,1,2)})',
      'f(string)',
    ],
    ...['var.x', 'list(optional(string))'],
  ]
  for (const text of texts) t.ok(isSyntaxFault(read(text)), text)
  t.end()
})
