import type { ForIntroduction } from './for.ts'
import type { Expression, Range } from './syntax.ts'

/** Literal text, from which trim markers and flush indentation still take away. */
export interface TextPiece {
  readonly kind: 'text'
  text: string
  readonly range: Range
}

/** What `%{` and `}` enclose: half a directive. */
export type Directive =
  | { readonly kind: 'if'; readonly condition: Expression }
  | ({ readonly kind: 'for' } & ForIntroduction)
  | { readonly kind: 'else' | 'endif' | 'endfor' }

/** A template before its directives are matched: its texts, interpolations and halves of directives in their order. */
export type TemplatePiece =
  | TextPiece
  | { readonly kind: 'interpolation'; readonly expression: Expression; readonly range: Range }
  | (Directive & { readonly range: Range })
