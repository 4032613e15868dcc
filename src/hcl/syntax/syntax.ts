import type { KnownValue, NullValue } from '../../plan/value.ts'
import type { SyntaxFault } from './fault.ts'

/** Where something stands in a file: the byte range is in UTF-16 units of the text; lines and columns count from 1. */
export interface Range {
  readonly start: number
  /** Exclusive. */
  readonly end: number
  readonly line: number
  readonly column: number
}

/** An expression of Terraform's language (HCL native syntax specification, "Expressions"). */
export type Expression =
  | Literal
  | Template
  | Variable
  | Attribute
  | Index
  | Splat
  | SplatElement
  | Call
  | Conditional
  | Binary
  | Unary
  | Tuple
  | ObjectConstructor
  | ForTuple
  | ForObject

interface Node {
  readonly range: Range
}

/** A number, `true`, `false` or `null`. Strings are templates. */
export type Literal = Node & { readonly kind: 'literal'; readonly value: KnownValue | NullValue }

/**
 * A quoted or heredoc template, escapes, trim markers and flush indentation already applied. One interpolation alone
 * (`"${x}"`, quoted, nothing around it) keeps the type of its value: `wraps` is true then, and `parts` holds just that part.
 */
export type Template = Node & {
  readonly kind: 'template'
  readonly parts: readonly TemplateSyntax[]
  readonly wraps: boolean
  /** Of a string of a `.tf.json` file: its text before it was read as a template. Not every place there takes templates. */
  readonly written?: string
  /** Of a string of a `.tf.json` file: why it is no template; only places that take templates need to care. */
  readonly fault?: SyntaxFault
}

export type TemplateSyntax =
  | (Node & { readonly kind: 'text'; readonly text: string })
  | (Node & { readonly kind: 'interpolation'; readonly expression: Expression })
  | (Node & {
      readonly kind: 'if'
      readonly condition: Expression
      readonly then: readonly TemplateSyntax[]
      readonly else: readonly TemplateSyntax[]
    })
  | (Node & {
      readonly kind: 'for'
      readonly key?: string
      readonly value: string
      readonly collection: Expression
      readonly body: readonly TemplateSyntax[]
    })

/** The first name of a traversal: `var`, `local`, `aws_s3_bucket`, `each`, or a name bound by `for`. */
export type Variable = Node & { readonly kind: 'variable'; readonly name: string }
export type Attribute = Node & {
  readonly kind: 'attribute'
  readonly of: Expression
  readonly name: string
}
/** `a[k]`, and the legacy `a.0` with a literal number as the key. */
export type Index = Node & { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }

/**
 * `a.*.b` (`attribute`) or `a[*].b[0]` (`full`): `each` is what is taken of every element, where a `splat-element` stands for the element.
 * What follows an attribute splat belongs to `each` as far as it is attribute access; what follows a full splat, index access too.
 */
export type Splat = Node & {
  readonly kind: 'splat'
  readonly form: 'attribute' | 'full'
  readonly of: Expression
  readonly each: Expression
}
export type SplatElement = Node & { readonly kind: 'splat-element' }

/** `name(a, b...)`; provider functions are named `provider::aws::arn_parse`. */
export type Call = Node & {
  readonly kind: 'call'
  readonly name: string
  readonly arguments: readonly Expression[]
  /** The last argument is a list whose elements are the further arguments. */
  readonly expands: boolean
}
export type Conditional = Node & {
  readonly kind: 'conditional'
  readonly condition: Expression
  readonly then: Expression
  readonly else: Expression
}
export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||'
export type Binary = Node & {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}
export type Unary = Node & {
  readonly kind: 'unary'
  readonly operator: '-' | '!'
  readonly operand: Expression
}
export type Tuple = Node & { readonly kind: 'tuple'; readonly elements: readonly Expression[] }
/** A bare name as a key is already a template of one text. */
export type ObjectConstructor = Node & {
  readonly kind: 'object'
  readonly items: readonly { readonly key: Expression; readonly value: Expression }[]
}
/** `[for k, v in collection : result if condition]` */
export type ForTuple = Node & {
  readonly kind: 'for-tuple'
  readonly key?: string
  readonly value: string
  readonly collection: Expression
  readonly result: Expression
  readonly condition?: Expression
}
/** `{for k, v in collection : name => result... if condition}` */
export type ForObject = Node & {
  readonly kind: 'for-object'
  readonly key?: string
  readonly value: string
  readonly collection: Expression
  readonly name: Expression
  readonly result: Expression
  readonly groups: boolean
  readonly condition?: Expression
}

/** What stands between the braces of a block, or in a whole file. */
export interface Body {
  readonly attributes: ReadonlyMap<string, AttributeDefinition>
  readonly blocks: readonly Block[]
  readonly range: Range
  /** Of a `.tf.json` file: nested blocks stand among the attributes there; `blocksOf` finds them. */
  readonly json?: true
  /** Of a `.tf.json` file: all members in their order. Of those with one name, `attributes` has the first. */
  readonly members?: readonly AttributeDefinition[]
}

export interface AttributeDefinition {
  readonly name: string
  readonly expression: Expression
  readonly range: Range
}

export interface Block {
  readonly type: string
  readonly labels: readonly string[]
  readonly body: Body
  readonly range: Range
}
