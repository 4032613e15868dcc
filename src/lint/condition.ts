import { isTolerant } from '../evaluate/test.ts'
import type { Condition, ElementCondition, Relation } from '../policy/condition.ts'
import { areContradictory, constantsOf } from './constants.ts'
import { type Context, enterResource, guarded } from './context.ts'
import { siteOfMatch, siteOfTypes } from './match.ts'
import { findOpposite, saySame } from './opposites.ts'
import { follow } from './path.ts'
import { factsAt } from './site.ts'
import { checkStatement, checkStatementTogether } from './statement.ts'
import { checkInterpolations, checkNumberTest, checkTest, reportNever } from './test.ts'

/** Checks a condition against what the schema says of the value in hand, and against itself. */
export function checkCondition(condition: Condition, context: Context): void {
  const { problems } = context
  switch (condition.kind) {
    case 'all': {
      for (const term of condition.terms) checkCondition(term, context)
      checkTogether(condition.terms, context)
      checkStatementTogether(condition.terms, context)
      return
    }
    case 'any': {
      for (const term of condition.terms) checkCondition(term, guarded(context))
      const opposite = findOpposite(condition.terms)
      if (opposite === undefined) return
      problems.error(
        'condition-never-false',
        opposite.at,
        'this can never be false: one condition accepts what the other denies',
      )
      return
    }
    case 'not':
      checkCondition(condition.term, context)
      return
    case 'when':
      checkCondition(condition.when, context)
      checkCondition(condition.then, guarded(context))
      if (condition.otherwise !== undefined) checkCondition(condition.otherwise, guarded(context))
      else if (saySame(condition.when, condition.then)) {
        problems.error(
          'condition-never-false',
          condition.then.at,
          'this can never be false: `then` asks what `when` has said',
        )
      }
      return
    case 'test': {
      const { path, test, at } = condition
      checkTest(test, follow(path, at, isTolerant(test), context), context, checkElement)
      return
    }
    case 'refers-to':
    case 'referred-by':
      checkRelation(condition.kind, condition.relation, context)
      return
    case 'count-of': {
      const { of, test } = condition
      const site = siteOfMatch(of, problems)
      if (of.where !== undefined) checkCondition(of.where, enterResource(context, site))
      checkNumberTest(test, { least: 0 }, context)
      return
    }
    case 'statement':
      checkStatement(condition, context, checkElement)
      return
    case 'applied-before':
      return
  }
}

function checkElement(where: ElementCondition, context: Context): void {
  if (where.kind === 'condition') checkCondition(where.condition, context)
  else checkTest(where.test, context.here, context, checkElement)
}

/** Terms that must hold at once: what they ask of one path, and whether one denies another. */
function checkTogether(terms: readonly Condition[], { problems }: Context): void {
  const opposite = findOpposite(terms)
  if (opposite !== undefined) {
    reportNever(opposite.at, problems)
    return
  }
  const byPath = new Map<string, (Condition & { readonly kind: 'test' })[]>()
  for (const term of flatten(terms)) {
    const others = byPath.get(term.path.text)
    if (others === undefined) byPath.set(term.path.text, [term])
    else others.push(term)
  }
  for (const group of byPath.values()) {
    const sets = group.map(({ test }) => constantsOf(test))
    const last = group.at(-1)
    if (sets.length < 2 || last === undefined || sets.some((set) => areContradictory(set))) continue
    if (areContradictory(sets.flat())) reportNever(last.at, problems)
  }
}

function flatten(terms: readonly Condition[]): readonly (Condition & { readonly kind: 'test' })[] {
  return terms.flatMap((term) => {
    if (term.kind === 'all') return flatten(term.terms)
    return term.kind === 'test' ? [term] : []
  })
}

function checkRelation(kind: 'refers-to' | 'referred-by', relation: Relation, context: Context): void {
  const { types, through, throughAt, to, from, as, at, where, quantifier, isQuantifierImplied } = relation
  const { problems } = context
  const other = siteOfTypes(types, 'managed', at, problems)
  const start = from === undefined ? context.here : context.bound.get(from)
  const naming = kind === 'refers-to' ? start : other
  const named = kind === 'refers-to' ? other : start
  for (const [index, path] of through.entries()) {
    const site = follow(path, throughAt[index] ?? at, false, { ...context, here: naming, instance: naming })
    const isList = factsAt(site)?.some(({ type }) => type.kind === 'list' || type.kind === 'set') === true
    // Whoever names this one names it by some element; only what this one names can be some of them or each.
    if (isList && kind === 'refers-to' && isQuantifierImplied === true) {
      problems.warning(
        'relation-needs-quantifier',
        at,
        `\`${path.text}\` is a list, so this does not say whether one of its elements is enough`,
        'write `quantifier: some`, `each` or `none`',
      )
    }
  }
  for (const target of to ?? []) {
    if (target.kind === 'interpolated') {
      checkInterpolations(target.parts, { ...context, here: named, instance: named })
    }
  }
  if (typeof quantifier === 'object') checkNumberTest(quantifier.count, { least: 0 }, context)
  if (where !== undefined) checkCondition(where, enterResource(context, other, as))
}
