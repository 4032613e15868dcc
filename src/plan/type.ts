import type { Value } from './value.ts'

/** A type or type constraint of Terraform's language (cty): what a value is declared or known to be. */
export type Type =
  | { readonly kind: 'string' }
  | { readonly kind: 'number' }
  | { readonly kind: 'bool' }
  /** Any type; as the type of a value: a literal `null`. `untold`: there is a definite type, but nothing tells which. */
  | { readonly kind: 'dynamic'; readonly untold?: true }
  | { readonly kind: 'list'; readonly element: Type }
  | { readonly kind: 'set'; readonly element: Type }
  | { readonly kind: 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly elements: readonly Type[] }
  | {
      readonly kind: 'object'
      readonly attributes: ReadonlyMap<string, Type>
      /** Names of the attributes that a conversion may leave out: `optional(…)`. */
      readonly optional?: ReadonlySet<string>
      /** What an optional attribute becomes where it is left out or null. */
      readonly defaults?: ReadonlyMap<string, Value>
    }
