import type { Operand, StatementAsk, Test } from './condition.ts'

/** The texts that a question about a statement holds; the plan's values may be put into them. */
export function operandsOf(ask: StatementAsk): readonly Operand[] {
  switch (ask.kind) {
    case 'grants':
    case 'grants-any':
    case 'on':
    case 'actions-within':
    case 'resources-within':
      return [ask.patterns]
    case 'principal':
    case 'principals-within':
      return ask.principals.map(({ identifiers }) => identifiers)
    case 'condition':
      return ask.accepts === undefined ? [ask.key] : [ask.key, ask.accepts]
    case 'effect':
    case 'public':
    case 'conditional':
    case 'list':
      return []
  }
}

/** The tests that a question about a statement holds. */
export function testsOf(ask: StatementAsk): readonly Test[] {
  if (ask.kind === 'list') return [ask.test]
  return ask.kind === 'condition' && ask.values !== undefined ? [ask.values] : []
}
