import fc from 'fast-check'
import { test } from 'tap'
import { literal } from '../../src/evaluate/operand.ts'
import type { Json } from '../../src/plan/plan-document.ts'
import type { TemplatePart, Unknown, Value } from '../../src/plan/value.ts'
import { TEST_KEYWORDS } from '../../src/validate/policy-test.ts'
import { askCondition } from './ask.ts'
import { conditions, others, tests, values } from './generated.ts'

/** The same search each time; `RUNS=100000 npx node test/evaluate/masking.test.ts` searches elsewhere. */
function search(runs: number): { readonly numRuns: number; readonly seed?: number } {
  const more = process.env['RUNS']
  return more === undefined ? { numRuns: runs, seed: 1 } : { numRuns: Number(more) }
}

/** Facts that are true of a text, one of which an unknown may come with. */
const SHAPES = [
  '[a-z]*',
  '[0-9]+',
  '[a-z0-9.-]+',
  '(a|b)*',
  '[0-9./]{3,}',
  '[^"]*',
  '.{0,4}',
  'true|false',
  'arn:[a-z*]*',
]

/** The unknown that stands for a value: equal values have one identity, so it is as sharp as an identity can be. */
function unknownFor(value: Json, hint: number): Unknown {
  const base: Unknown = { id: JSON.stringify(value), waitsFor: [] }
  const isFull = typeof value === 'string' && value !== ''
  const text = typeof value === 'string' ? value : undefined
  const fitting = SHAPES.filter((shape) => text !== undefined && new RegExp(`^(?:${shape})$`).test(text))
  const shape = fitting[hint % (fitting.length + 2)]
  return {
    ...base,
    ...(hint % 3 === 0 && value !== null ? { nonNull: true } : {}),
    ...(hint % 5 === 0 && isFull ? { nonEmpty: true } : {}),
    ...(hint % 7 === 0 && text !== undefined ? { type: { kind: 'string' } as const } : {}),
    ...(hint % 11 === 0 && isFull ? { unique: 'kind' } : {}),
    ...(shape === undefined ? {} : { shape }),
  }
}

/** Makes something of a value unknown, here or further inside: what `random` says. */
function mask(value: Json, random: () => number): Value {
  const choice = random() % 6
  if (choice === 0) return { kind: 'unknown', unknown: unknownFor(value, random()) }
  if (typeof value === 'string' && value !== '' && choice < 4) return maskText(value, random)
  if (Array.isArray(value)) {
    const kept = choice === 1 ? value.slice(0, random() % (value.length + 1)) : value
    const elements = kept.map((element) => mask(element as Json, random))
    return kept === value
      ? { kind: 'list', elements }
      : { kind: 'list', elements, rest: { id: `rest of ${JSON.stringify(value)}`, waitsFor: [] } }
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
    const kept = choice === 1 ? members.filter(() => random() % 2 === 0) : members
    const entries = new Map(kept.map(([key, entry]) => [key, mask(entry as Json, random)]))
    return kept === members
      ? { kind: 'map', entries }
      : { kind: 'map', entries, rest: { id: `rest of ${JSON.stringify(value)}`, waitsFor: [] } }
  }
  return literal(value)
}

function maskText(text: string, random: () => number): Value {
  const from = random() % (text.length + 1)
  const to = from + (random() % (text.length - from + 1))
  const piece = text.slice(from, to)
  const { unique: _, ...unknown } = unknownFor(piece, random())
  const parts: TemplatePart[] = [text.slice(0, from), unknown, text.slice(to)].filter((part) => part !== '')
  return { kind: 'template', parts }
}

function numbersFrom(seed: number): () => number {
  let state = seed | 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 8
  }
}

test('masking a value, a part of it or the other side never flips an answer', (t) => {
  let settled = 0
  let open = 0
  fc.assert(
    fc.property(
      conditions,
      values,
      others,
      fc.nat(),
      fc.nat(),
      (condition, value, other, seed, otherSeed) => {
        const text = JSON.stringify(condition)
        const random = numbersFrom(otherSeed)
        const configured = seed % 2 === 0 ? 'yes' : 'no'
        const known = askCondition(text, literal(value), { other: literal(other), configured })
        const masked = askCondition(text, mask(value, numbersFrom(seed)), {
          other: otherSeed % 2 === 0 ? literal(other) : mask(other, random),
          configured,
        })
        if (masked.kind === 'unknown') open += 1
        else settled += 1
        // What the other side turns out to be can make the question senseless, whatever its answer is certain to be else.
        if (known.kind === 'error' && otherSeed % 2 === 1) return true
        // `configured` asks the configuration, which here says the same of every path, of those that lead nowhere too.
        if (known.kind === 'error' && text.includes('"configured"')) return true
        // What rests on an assumption about defaults is counted apart.
        if (masked.basis === 'assumed' || known.basis === 'assumed') return true
        if (masked.kind === 'error' && text.includes('when_not_configured')) return true
        return masked.kind === 'unknown' || masked.kind === known.kind
      },
    ),
    search(4000),
  )
  t.ok(settled > 1000 && open > 1000, `${settled} settled, ${open} open`)
  t.end()
})

test('learning the unknown of a set never makes its answers flip, whichever elements coincide', (t) => {
  fc.assert(
    fc.property(
      tests,
      fc.array(fc.constantFrom('a', 'b', '1'), { maxLength: 4 }),
      fc.nat(),
      (tested, elements, seed) => {
        const random = numbersFrom(seed)
        const set: Value = { kind: 'list', form: 'set', elements: [...new Set(elements)].map(literal) }
        const masked: Value = {
          kind: 'list',
          form: 'set',
          elements: elements.map((element, index) =>
            elements.indexOf(element) === index && random() % 2 === 0
              ? literal(element)
              : { kind: 'unknown', unknown: { id: `${index}`, waitsFor: [] } },
          ),
        }
        const text = JSON.stringify({ 'at.value': tested })
        const known = askCondition(text, set).kind
        const found = askCondition(text, masked).kind
        return found === 'unknown' || found === 'error' || found === known
      },
    ),
    search(2000),
  )
  t.end()
})

test('not not x = x, each = none not, and the order of terms and members never matters', (t) => {
  fc.assert(
    fc.property(conditions, tests, values, fc.nat(), (condition, tested, value, seed) => {
      const given = mask(value, numbersFrom(seed))
      const ask = (asked: unknown) => askCondition(JSON.stringify(asked), given, { other: literal('a') }).kind
      const both = [condition, { 'at.value': tested }]
      return (
        ask({ not: { not: condition } }) === ask(condition) &&
        ask({ 'at.value': { each: { $value: tested } } }) ===
          ask({ 'at.value': { none: { not: { $value: tested } } } }) &&
        ask({ not: { 'at.value': { some: { $value: tested } } } }) ===
          ask({ 'at.value': { none: { $value: tested } } }) &&
        ask({ all: both }) === ask({ all: both.toReversed() }) &&
        ask({ any: both }) === ask({ any: both.toReversed() }) &&
        ask({ not: { all: both } }) === ask({ any: both.map((term) => ({ not: term })) })
      )
    }),
    search(400),
  )
  t.end()
})

test('every word of tests is generated', (t) => {
  const text = JSON.stringify(fc.sample(conditions, { numRuns: 3000, seed: 1 }))
  for (const name of TEST_KEYWORDS) t.ok(text.includes(`"${name}"`), name)
  t.end()
})
