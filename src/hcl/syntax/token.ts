import type { Place } from './source.ts'

export const PUNCTUATION = [
  '...',
  '==',
  '!=',
  '>=',
  '<=',
  '&&',
  '||',
  '::',
  '=>',
  '[',
  ']',
  '(',
  ')',
  '.',
  ',',
  '*',
  '/',
  '%',
  '+',
  '-',
  '=',
  '<',
  '>',
  '!',
  '?',
  ':',
] as const

export type TokenKind =
  | (typeof PUNCTUATION)[number]
  | '{'
  | '}'
  | 'name'
  | 'number'
  /** Any number of line breaks and comments that end a line. */
  | 'newline'
  | 'open-quote'
  | 'close-quote'
  /** `<<EOT` or `<<-EOT` with its line break. */
  | 'open-heredoc'
  | 'close-heredoc'
  /** A stretch of literal text in a template, escapes and all; it never goes on behind a line break. */
  | 'text'
  /** `${` or `${~` */
  | 'open-interpolation'
  /** `%{` or `%{~` */
  | 'open-directive'
  /** The `}` or `~}` of an interpolation or directive. */
  | 'close-sequence'
  | 'end'

export interface Token extends Place {
  readonly kind: TokenKind
  /** Exclusive. */
  readonly end: number
}
