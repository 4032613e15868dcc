import { test } from 'tap'
import {
  all,
  any,
  errorTruth,
  FALSE,
  not,
  TRUE,
  type Truth,
  unknownTruth,
  withBasis,
} from '../../src/evaluate/truth.ts'

const UNKNOWN = unknownTruth([{ id: 'u', waitsFor: ['u'] }])
const ERROR = errorTruth('wrong-type', 'no')
const VALUES = [TRUE, FALSE, UNKNOWN, ERROR] as const
const KINDS = ['true', 'false', 'unknown', 'error'] as const

test('all, line by line: false, else unknown, else error, else true', (t) => {
  const table: readonly (readonly [Truth, Truth, string])[] = [
    [TRUE, TRUE, 'true'],
    [TRUE, FALSE, 'false'],
    [TRUE, UNKNOWN, 'unknown'],
    [TRUE, ERROR, 'error'],
    [FALSE, FALSE, 'false'],
    [FALSE, UNKNOWN, 'false'],
    [FALSE, ERROR, 'false'],
    [UNKNOWN, UNKNOWN, 'unknown'],
    [UNKNOWN, ERROR, 'unknown'],
    [ERROR, ERROR, 'error'],
  ]
  for (const [a, b, expected] of table) {
    t.equal(all([a, b]).kind, expected, `${a.kind} and ${b.kind}`)
    t.equal(all([b, a]).kind, expected, `${b.kind} and ${a.kind}`)
  }
  t.equal(all([]).kind, 'true')
  t.end()
})

test('any, line by line: true, else unknown, else error, else false', (t) => {
  const table: readonly (readonly [Truth, Truth, string])[] = [
    [TRUE, TRUE, 'true'],
    [TRUE, FALSE, 'true'],
    [TRUE, UNKNOWN, 'true'],
    [TRUE, ERROR, 'true'],
    [FALSE, FALSE, 'false'],
    [FALSE, UNKNOWN, 'unknown'],
    [FALSE, ERROR, 'error'],
    [UNKNOWN, UNKNOWN, 'unknown'],
    [UNKNOWN, ERROR, 'unknown'],
    [ERROR, ERROR, 'error'],
  ]
  for (const [a, b, expected] of table) {
    t.equal(any([a, b]).kind, expected, `${a.kind} or ${b.kind}`)
    t.equal(any([b, a]).kind, expected, `${b.kind} or ${a.kind}`)
  }
  t.equal(any([]).kind, 'false')
  t.end()
})

test('not', (t) => {
  t.same(
    VALUES.map((value) => not(value).kind),
    ['false', 'true', 'unknown', 'error'],
  )
  t.end()
})

test('the laws, over all four values', (t) => {
  for (const a of VALUES) {
    t.equal(not(not(a)).kind, a.kind, 'not not a is a')
    for (const b of VALUES) {
      t.equal(not(all([a, b])).kind, any([not(a), not(b)]).kind, 'De Morgan')
      for (const c of VALUES) {
        t.equal(all([a, all([b, c])]).kind, all([all([a, b]), c]).kind, 'all is associative')
        t.equal(any([a, any([b, c])]).kind, any([any([a, b]), c]).kind, 'any is associative')
        t.equal(all([a, b, c]).kind, all([c, a, b]).kind, 'order does not matter')
      }
    }
  }
  t.end()
})

/** Every expression of three leaves: learning the unknown ones may settle it, and may never change a settled answer. */
test('learning a value never changes a settled answer', (t) => {
  const expressions: readonly ((a: Truth, b: Truth, c: Truth) => Truth)[] = [
    (a, b, c) => all([a, b, c]),
    (a, b, c) => any([a, b, c]),
    (a, b, c) => all([a, any([b, c])]),
    (a, b, c) => any([a, all([b, c])]),
    (a, b, c) => any([not(a), all([b, not(c)])]),
  ]
  for (const expression of expressions) {
    for (const a of VALUES)
      for (const b of VALUES)
        for (const c of VALUES) {
          const before = expression(a, b, c).kind
          if (before !== 'true' && before !== 'false') continue
          const learnt = [a, b, c].map((leaf) => (leaf.kind === 'unknown' ? VALUES : [leaf]))
          for (const x of learnt[0] ?? [])
            for (const y of learnt[1] ?? [])
              for (const z of learnt[2] ?? []) {
                if (expression(x, y, z).kind !== before)
                  t.fail(`${a.kind} ${b.kind} ${c.kind} → ${before} changed`)
              }
        }
  }
  t.pass('no settled answer changed')
  t.same(KINDS.length, VALUES.length)
  t.end()
})

test('the basis is the weakest of what is needed, and the strongest of what is enough', (t) => {
  const predicted = withBasis(TRUE, 'predicted')
  const reference = withBasis(TRUE, 'reference')
  t.equal(all([TRUE, predicted, reference]).basis, 'reference')
  t.equal(any([predicted, reference]).basis, 'predicted')
  t.equal(all([not(predicted), not(reference)]).basis, 'predicted')
  t.end()
})

test('an error that a settled answer hides is kept as a note', (t) => {
  t.same(all([FALSE, ERROR]).notes, ['not judged: no'])
  t.same(any([UNKNOWN, ERROR]).notes, ['not judged: no'])
  t.end()
})
