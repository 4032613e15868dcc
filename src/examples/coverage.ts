import type { Location } from '../diagnostic.ts'
import { PLAIN_EVALUATOR } from '../evaluate/evaluate.ts'
import type { Evaluator } from '../evaluate/scope.ts'
import type { Truth } from '../evaluate/truth.ts'
import { type Condition, type ElementCondition, nameOfMatch, type Test } from '../policy/condition.ts'
import type { Rule } from '../policy/policy.ts'
import type { ConditionCoverage } from './outcome.ts'

type Point = Condition | Test
type Seen = Set<Truth['kind']>

/** Remembers what every condition and test was decided to be. */
export interface Recorder {
  readonly evaluator: Evaluator
  readonly seen: ReadonlyMap<Point, Seen>
}

/** Nothing is left out of an evaluation: where one term settles a condition the others are decided too, and count. */
export function startRecording(): Recorder {
  const seen = new Map<Point, Seen>()
  const note = (point: Point, truth: Truth): Truth => {
    const kinds = seen.get(point)
    if (kinds === undefined) seen.set(point, new Set([truth.kind]))
    else kinds.add(truth.kind)
    return truth
  }
  return {
    seen,
    evaluator: {
      condition: (condition, scope) => note(condition, PLAIN_EVALUATOR.condition(condition, scope)),
      test: (test, reading, scope) => note(test, PLAIN_EVALUATOR.test(test, reading, scope)),
    },
  }
}

/**
 * What was seen of each condition of these rules. Those that only combine others (`all`, `any`, `not`, `when`) are not counted; a
 * definition counts once, wherever it is used.
 */
export function coverageOf(rules: readonly Rule[], { seen }: Recorder): readonly ConditionCoverage[] {
  const byPlace = new Map<string, { readonly coverage: ConditionCoverage; readonly seen: Seen }>()
  for (const rule of rules) {
    for (const { point, label, at } of pointsOf(rule)) {
      const key = `${at.file}:${at.line}:${at.column} ${label}`
      const entry = byPlace.get(key) ?? {
        coverage: { rule: rule.id, label, location: at, seen: [] },
        seen: new Set(),
      }
      byPlace.set(key, entry)
      for (const kind of seen.get(point) ?? []) entry.seen.add(kind)
    }
  }
  return [...byPlace.values()].map(({ coverage, seen: kinds }) => ({ ...coverage, seen: [...kinds] }))
}

interface Counted {
  readonly point: Point
  readonly label: string
  readonly at: Location
}

function pointsOf({ match, when, require, forbid }: Rule): readonly Counted[] {
  return [match.where, when, require, forbid].flatMap((condition) =>
    condition === undefined ? [] : pointsIn(condition),
  )
}

function pointsIn(condition: Condition): readonly Counted[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.terms.flatMap(pointsIn)
    case 'not':
      return pointsIn(condition.term)
    case 'when': {
      const { when, then, otherwise } = condition
      return [when, then, ...(otherwise === undefined ? [] : [otherwise])].flatMap(pointsIn)
    }
    case 'test':
      return pointsInTest(condition.test, condition.path.text)
    case 'refers-to':
    case 'referred-by': {
      const { types, where } = condition.relation
      const word = condition.kind === 'refers-to' ? 'refers_to' : 'referred_by'
      const inside = where === undefined ? [] : pointsIn(where)
      return [{ point: condition, label: `${word}: ${types.join(', ')}`, at: condition.at }, ...inside]
    }
    case 'count-of': {
      const { of, at } = condition
      const inside = of.where === undefined ? [] : pointsIn(of.where)
      return [{ point: condition, label: `count of ${nameOfMatch(of)}`, at }, ...inside]
    }
    case 'statement':
      return pointsInStatement(condition)
    case 'applied-before':
      return [{ point: condition, label: `applied_before: ${condition.name}`, at: condition.at }]
  }
}

/** What is asked of a statement, and the tests in it. */
function pointsInStatement(condition: Extract<Condition, { kind: 'statement' }>): readonly Counted[] {
  const { ask, at } = condition
  if (ask.kind === 'list') return pointsInTest(ask.test, `${ask.of} of a statement`)
  const inside =
    ask.kind === 'condition' && ask.values !== undefined ? pointsInTest(ask.values, 'values') : []
  return [{ point: condition, label: `a statement: ${ask.kind.replace('-', '_')}`, at }, ...inside]
}

/** The operators of a test, each on its own. */
function pointsInTest(test: Test, subject: string): readonly Counted[] {
  const counted = (name: string): Counted => ({ point: test, label: `${subject}: ${name}`, at: test.at })
  switch (test.kind) {
    case 'all':
      return test.tests.flatMap((part) => pointsInTest(part, subject))
    case 'when-not-configured':
      return pointsInTest(test.test, subject)
    case 'operator':
      return [counted(test.operator)]
    case 'present':
    case 'configured':
    case 'length':
      return [counted(test.kind)]
    case 'decode':
      return [counted(test.format), ...pointsInElement(test.where, subject)]
    case 'quantifier':
      return [counted(test.quantifier), ...pointsInElement(test.where, subject)]
    case 'iam-policy':
      return [counted('iam_policy'), ...test.asks.flatMap(({ where }) => pointsIn(where))]
    case 'count':
      return [counted('count'), ...pointsInElement(test.where, subject)]
  }
}

function pointsInElement(where: ElementCondition, subject: string): readonly Counted[] {
  return where.kind === 'condition'
    ? pointsIn(where.condition)
    : pointsInTest(where.test, `an element of ${subject}`)
}
