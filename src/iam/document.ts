import type { TemplatePart, Unknown, Value } from '../plan/value.ts'

/** A text with unknown parts; `[]` is the empty one. */
export type Text = readonly TemplatePart[]

/** A list of texts; with `rest` there may be further ones, which only the apply will tell. */
export interface Texts {
  readonly items: readonly Text[]
  readonly rest?: Unknown
}

/** What a statement is about: what it names, what it names all but (`Not…`), or what nobody can see yet. */
export interface Listed<Names> {
  readonly of?: Names
  readonly not?: Names
  /** The statement may have an element that says it, which only the apply will tell. */
  readonly open?: Unknown
}

/** Identifiers by type: `AWS`, `Service`, `Federated`, `CanonicalUser`; everyone is the type `*`. */
export interface Principals {
  readonly byType: ReadonlyMap<string, Texts>
  readonly rest?: Unknown
}

/** One operator on one key. */
export interface StatementCondition {
  /** In lower case, without modifier and suffix: `stringlike`. */
  readonly operator: string
  readonly modifier?: 'ForAllValues' | 'ForAnyValue'
  readonly ifExists: boolean
  readonly key: string
  readonly values: Texts
}

export interface Conditions {
  readonly items: readonly StatementCondition[]
  readonly rest?: Unknown
}

export interface Statement {
  readonly kind: 'statement'
  /** Its place among the statements. */
  readonly index: number
  /** As the document has it. */
  readonly written: Value
  readonly sid: Text
  readonly effect: Text
  readonly actions: Listed<Texts>
  readonly resources: Listed<Texts>
  readonly principals: Listed<Principals>
  readonly conditions: Conditions
  /** Whether `${…}` in it is a policy variable; undefined where the version of the document is not known. */
  readonly variables: boolean | undefined
}

/** AWS refuses a statement like this; `message` quotes nothing of it. */
export interface MalformedStatement {
  readonly kind: 'malformed'
  readonly index: number
  readonly written: Value
  readonly message: string
}

/** What an attribute that holds an IAM policy document says. */
export type PolicyDocument =
  | {
      readonly kind: 'document'
      readonly statements: readonly (Statement | MalformedStatement)[]
      /** There may be further statements. */
      readonly rest?: Unknown
      /** Statements with unknown parts may turn out to be one and the same. */
      readonly mayCoincide: boolean
    }
  /** AWS refuses a document like this. */
  | { readonly kind: 'malformed'; readonly message: string }
  /** Nothing is certain of its structure. */
  | { readonly kind: 'open'; readonly unknowns: readonly Unknown[] }
