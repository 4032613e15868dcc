import type { PlanNumber } from './number.ts'

/**
 * How a value is known, strongest first: `known` stands in the plan; `predicted` is derived, with its proof;
 * `assumed` rests on what a policy says an unwritten default means; `reference` rests on a mere reference in plan JSON.
 */
export type Basis = 'known' | 'predicted' | 'assumed' | 'reference'

/** One step of the way from a value back to where it was written or predicted. */
export interface OriginStep {
  readonly text: string
  readonly file?: string
  readonly line?: number
  /** The instance that it leads to. */
  readonly address?: string
}

/**
 * A part that only the apply will tell. It has an identity: two places fed by one unknown are equal, though neither is known.
 */
export interface Unknown {
  /** Equal ids mean equal values: the address and path of the attribute that the provider will compute. */
  readonly id: string
  /** What must be applied before it is known, as people write it: `aws_kms_key.main.arn`. */
  readonly waitsFor: readonly string[]
  /** Why it could not be worked out, where there is more to say than that the provider computes it. */
  readonly because?: string
  /** The applied value is certainly not null. */
  readonly nonNull?: boolean
  /** The applied value is certainly neither null nor empty. */
  readonly nonEmpty?: boolean
  /** The kind of thing that no two instances share, such as `aws_s3_bucket.id`: two unknowns of one kind are different. */
  readonly unique?: string
  /** A regular expression (RE2 syntax, unanchored) that the whole applied string certainly matches from end to end. */
  readonly shape?: string
  /** The type of the applied value, where something tells. Plan JSON does not. */
  readonly type?: Type
}

/** What every kind of value may carry. */
export interface Marks {
  readonly sensitive?: boolean
  /** Absent means `known`. */
  readonly basis?: Basis
  readonly origin?: readonly OriginStep[]
  /** What `jsonencode` wrote into this text, as the text decodes again; only where the text has unknown parts or may be spelt anew. */
  readonly decoded?: Value
  /**
   * The provider may write this JSON text anew, with other spaces and in another order: what it says is certain, how it is spelt is
   * this unknown.
   */
  readonly spelling?: Unknown
}

export type KnownValue = Marks & { readonly kind: 'known'; readonly value: string | boolean | PlanNumber }
/** The type is absent where nothing tells it; a literal `null` has the type `dynamic`. */
export type NullValue = Marks & { readonly kind: 'null'; readonly type?: Type }
/** There is no such attribute, key or element. */
export type AbsentValue = Marks & { readonly kind: 'absent' }
export type UnknownValue = Marks & { readonly kind: 'unknown'; readonly unknown: Unknown }
/** A string of which some parts are unknown. INVARIANT: at least one part is an `Unknown`; no two literal parts are adjacent. */
export type TemplateValue = Marks & { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
export type TemplatePart = string | Unknown
export type ListValue = Marks & {
  readonly kind: 'list'
  readonly elements: readonly Value[]
  /** Plan JSON does not tell lists, sets and tuples apart; absent where nothing else tells. Sets have no order. */
  readonly form?: 'list' | 'set' | 'tuple'
  /** What the elements of a list or set are declared to be. */
  readonly elementType?: Type
  /** There may be further elements, which only the apply will tell. */
  readonly rest?: Unknown
}
export type MapValue = Marks & {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, Value>
  readonly form?: 'map' | 'object'
  /** What the elements of a map are declared to be. */
  readonly elementType?: Type
  /** There may be further keys, which only the apply will tell. */
  readonly rest?: Unknown
}

/** What an attribute will be once the plan is applied. */
export type Value = KnownValue | NullValue | AbsentValue | UnknownValue | TemplateValue | ListValue | MapValue

/** One step into a value: a key of a map or an attribute of a block, or the index of a list element. */
export type Step = string | number

export const NULL: Value = { kind: 'null' }
export const ABSENT: Value = { kind: 'absent' }

const STRENGTH: readonly Basis[] = ['known', 'predicted', 'assumed', 'reference']

/** The basis of something that needs both. */
export function weakerBasis(a: Basis, b: Basis): Basis {
  return STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b
}

/** The basis of something for which either is enough. */
export function strongerBasis(a: Basis, b: Basis): Basis {
  return STRENGTH.indexOf(a) <= STRENGTH.indexOf(b) ? a : b
}

export function basisOf(value: Marks): Basis {
  return value.basis ?? 'known'
}

/** A path as policies write it: `event_selector[0].tags["odd key"]`. */
export function printPath(path: readonly Step[]): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(step)) text += text === '' ? step : `.${step}`
    else text += `[${JSON.stringify(step)}]`
  }
  return text
}

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
