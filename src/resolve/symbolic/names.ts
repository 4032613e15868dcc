import type { Expression } from '../../hcl/syntax/syntax.ts'
import type { Step } from '../../plan/value.ts'
import { traversal, writtenReferences } from './written-references.ts'

/** A name that an expression looks up: its parts as far as they are written out. */
export interface Name {
  readonly steps: readonly Step[]
  /** Nothing else is done to what it names: the expression is this name alone. */
  readonly isAll: boolean
}

/** The names that an expression looks up, each once, in the order of their first appearance; without those that it binds itself. */
export function namesIn(expression: Expression): readonly Name[] {
  const own = traversal(expression)
  if (own !== undefined) return [{ steps: own, isAll: true }]
  const found = new Map(writtenReferences(expression).map((steps) => [JSON.stringify(steps), steps]))
  return [...found.values()].map((steps) => ({ steps, isAll: false }))
}
