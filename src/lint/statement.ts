import { covers } from '../iam/covers.ts'
import { askedPattern, type Pattern, type PatternOptions } from '../iam/pattern.ts'
import { isArray } from '../plan/planned-value.ts'
import type { Condition, Operand, StatementAsk } from '../policy/condition.ts'
import { operandsOf, testsOf } from '../policy/statement-ask.ts'
import type { Context } from './context.ts'
import { checkInterpolations, checkTest, type ElementChecker } from './test.ts'

type StatementCondition = Extract<Condition, { kind: 'statement' }>

/** Checks one thing that is asked of a statement. */
export function checkStatement(
  { ask }: StatementCondition,
  context: Context,
  checkElement: ElementChecker,
): void {
  for (const operand of operandsOf(ask)) checkOperand(operand, context)
  for (const test of testsOf(ask)) checkTest(test, undefined, context, checkElement)
}

/** Things asked of one statement that no statement can satisfy together. */
export function checkStatementTogether(terms: readonly Condition[], { problems }: Context): void {
  const asks = flatten(terms)
  const never = (at: StatementCondition['at'], because: string): undefined =>
    problems.error('condition-never-true', at, `this can never be true: ${because}`)
  const effects = asks.filter(({ ask }) => ask.kind === 'effect')
  const words = new Set(effects.map(({ ask }) => (ask.kind === 'effect' ? ask.expected : '')))
  const last = effects.at(-1)
  if (words.size > 1 && last !== undefined) never(last.at, 'a statement has one effect')
  const open = asks.find(({ ask }) => ask.kind === 'public' && ask.expected)
  if (open !== undefined && words.has('Deny')) never(open.at, 'a statement that denies lets nobody in')
  for (const [wanted, limit, options] of PAIRS) {
    const limits = asks.flatMap(({ ask }) =>
      ask.kind === limit ? [constantPatterns(patternsOf(ask), options)] : [],
    )
    for (const { ask, at } of asks) {
      if (ask.kind !== wanted) continue
      const patterns = constantPatterns(patternsOf(ask), options) ?? []
      const outside = patterns.some((pattern) =>
        limits.some((wide) => wide?.every((one) => covers(one, pattern).kind === 'false') === true),
      )
      if (outside) never(at, `\`${limit.replace('-', '_')}\` beside it excludes what it asks for`)
    }
  }
}

const ACTION: PatternOptions = { wildcards: true, variables: false, fold: true }
const RESOURCE: PatternOptions = { wildcards: true, variables: true }
const PAIRS = [
  ['grants', 'actions-within', ACTION],
  ['on', 'resources-within', RESOURCE],
] as const

function flatten(terms: readonly Condition[]): readonly StatementCondition[] {
  return terms.flatMap((term) => {
    if (term.kind === 'all') return flatten(term.terms)
    return term.kind === 'statement' ? [term] : []
  })
}

function patternsOf(ask: StatementAsk): Operand | undefined {
  return 'patterns' in ask ? ask.patterns : undefined
}

/** Undefined where not all of them stand in the policy itself. */
function constantPatterns(
  operand: Operand | undefined,
  options: PatternOptions,
): readonly Pattern[] | undefined {
  switch (operand?.kind) {
    case 'literal': {
      const { value } = operand
      const texts = isArray(value) ? value : [value]
      return texts.map((text) => askedPattern([{ glob: String(text) }], options))
    }
    case 'list': {
      const patterns = operand.elements.map((element) => constantPatterns(element, options))
      return patterns.includes(undefined) ? undefined : patterns.flatMap((found) => found ?? [])
    }
    default:
      return undefined
  }
}

function checkOperand(operand: Operand, context: Context): void {
  if (operand.kind === 'interpolated') checkInterpolations(operand.parts, context)
  if (operand.kind === 'list') for (const element of operand.elements) checkOperand(element, context)
}
