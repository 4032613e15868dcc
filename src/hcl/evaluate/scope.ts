import type { Value } from '../../plan/value.ts'
import type { FunctionContext } from '../functions/index.ts'
import type { Expression } from '../syntax/syntax.ts'
import type { Budget } from './limits.ts'

/**
 * A value that is worked out only as far as an expression asks: a resource, a module, `var` or `local` as a whole.
 * Reading all of it at once would make circles where the configuration has none.
 */
export interface Deferred {
  readonly kind: 'deferred'
  /** Throws `HclFailure` where Terraform certainly reports that there is no such attribute. */
  readonly attribute: (name: string) => Node
  /** Its elements with their keys where it is a collection; `undefined` where it is none, `unknown` where nothing tells which. */
  readonly elements: () => Elements | 'unknown' | undefined
  readonly force: () => Value
}

/** The instances of a resource or module with `count` (keys 0, 1, …) or `for_each`. */
export interface Elements {
  readonly form: 'tuple' | 'object'
  readonly entries: ReadonlyMap<string | number, Node>
}

export type Node = Value | Deferred

/** Where the names of an expression lead, and what its functions may use. */
export interface Scope {
  /** The meaning of the first name of a traversal; `undefined` when there is none. */
  readonly lookup: (name: string) => Node | undefined
  readonly functions: FunctionContext
  /** What is left of the work that may be done; absent where there is no limit. */
  readonly budget?: Budget
}

/** How the evaluators of constructs evaluate what is inside them. */
export type Evaluate = (expression: Expression, scope: Scope) => Node

export function force(node: Node): Value {
  return node.kind === 'deferred' ? node.force() : node
}

/** The scope with further names, as `for` binds them. */
export function bind(scope: Scope, names: ReadonlyMap<string, Node>): Scope {
  return { ...scope, lookup: (name) => names.get(name) ?? scope.lookup(name) }
}
