import type {
  Condition,
  ElementCondition,
  Interpolation,
  Operand,
  Relation,
  Test,
} from '../policy/condition.ts'
import type { Path } from '../policy/path.ts'
import { operandsOf, testsOf } from '../policy/statement-ask.ts'

/**
 * What a condition on other instances reads of the subject that asks: values of operands that start at names which are bound outside,
 * or the subject itself, where a path, a relation or an order starts there.
 */
export type OutsideRead = Interpolation | 'subject'

/** The names that mean something else inside than outside; the empty one is the value in hand. */
type Inside = ReadonlySet<string>

/** The reads of a condition that is put to other instances, and of the test of their number, which is put for the subject. */
export function outsideReads(where: Condition | undefined, test: Test): readonly OutsideRead[] {
  return [...(where === undefined ? [] : ofCondition(where, new Set(['']))), ...ofTest(test, new Set())]
}

function ofCondition(condition: Condition, inside: Inside): readonly OutsideRead[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.terms.flatMap((term) => ofCondition(term, inside))
    case 'not':
      return ofCondition(condition.term, inside)
    case 'when':
      return [condition.when, condition.then, condition.otherwise].flatMap((part) =>
        part === undefined ? [] : ofCondition(part, inside),
      )
    case 'test':
      return [...ofPath(condition.path, inside), ...ofTest(condition.test, inside)]
    case 'refers-to':
    case 'referred-by':
      return ofRelation(condition.relation, inside)
    case 'count-of': {
      const { where } = condition.of
      return [...(where === undefined ? [] : ofCondition(where, inside)), ...ofTest(condition.test, inside)]
    }
    case 'statement':
      return [
        ...operandsOf(condition.ask).flatMap((operand) => ofOperand(operand, inside)),
        ...testsOf(condition.ask).flatMap((test) => ofTest(test, inside)),
      ]
    case 'applied-before':
      return inside.has(condition.name) ? [] : ['subject']
  }
}

function ofRelation(relation: Relation, inside: Inside): readonly OutsideRead[] {
  const { from, through, to = [], quantifier, where } = relation
  return [
    ...(from === undefined || inside.has(from) ? [] : ['subject' as const]),
    ...through.flatMap((path) => ofPath(path, inside)),
    ...to.flatMap((operand) => ofOperand(operand, inside)),
    ...(typeof quantifier === 'string' ? [] : ofTest(quantifier.count, inside)),
    ...(where === undefined ? [] : ofCondition(where, within(inside, relation.as))),
  ]
}

function ofTest(test: Test, inside: Inside): readonly OutsideRead[] {
  switch (test.kind) {
    case 'all':
      return test.tests.flatMap((term) => ofTest(term, inside))
    case 'operator':
      return ofOperand(test.operand, inside)
    case 'present':
    case 'configured':
      return []
    case 'length':
    case 'when-not-configured':
      return ofTest(test.test, inside)
    case 'quantifier':
    case 'decode':
      return ofElement(test.where, within(inside, test.as))
    case 'iam-policy':
      return test.asks.flatMap(({ where, as, quantifier }) => [
        ...ofCondition(where, within(inside, as)),
        ...(typeof quantifier === 'string' ? [] : ofTest(quantifier.count, inside)),
      ])
    case 'count':
      return [...ofElement(test.where, within(inside, test.as)), ...ofTest(test.test, inside)]
  }
}

function ofElement(where: ElementCondition, inside: Inside): readonly OutsideRead[] {
  return where.kind === 'test' ? ofTest(where.test, inside) : ofCondition(where.condition, inside)
}

function ofOperand(operand: Operand, inside: Inside): readonly OutsideRead[] {
  switch (operand.kind) {
    case 'literal':
      return []
    case 'list':
      return operand.elements.flatMap((element) => ofOperand(element, inside))
    case 'interpolated':
      return operand.parts.flatMap((part) =>
        typeof part === 'string' || part.root === 'params' || inside.has(part.root) ? [] : [part],
      )
  }
}

function ofPath({ root }: Path, inside: Inside): readonly OutsideRead[] {
  return root.kind === 'bound' && !inside.has(root.name) ? ['subject'] : []
}

function within(names: Inside, name: string | undefined): Inside {
  return name === undefined ? names : new Set([...names, name])
}
