import type { Json } from '../plan/plan-document.ts'
import type { Step } from '../plan/value.ts'

/** Parts of the configuration, by what stands in them (Terraform `internal/command/jsonconfig/config.go`). */
export type Part =
  | 'root'
  | 'plain'
  | 'variables'
  | 'variable'
  | 'configuration'
  | 'providers'
  | 'provider'
  | 'module'
  | 'outputs'
  | 'output'
  | 'resources'
  | 'resource'
  | 'calls'
  | 'call'
  | 'inputs'
  | 'input'
  /** Holds expressions by the names of arguments, and blocks. */
  | 'block'
  | 'expression'
  | 'constant'

/** A place on the way from the document to a node. */
export interface Place {
  readonly part: Part
  readonly json: Json | undefined
  readonly path: readonly Step[]
  readonly isSecret: boolean
  /** Of the arguments of a block: the block, module call or provider that they are written in. */
  readonly owner?: Place
  /** Inside the constant of an expression: what the expression refers to. */
  readonly references?: readonly Json[]
}
