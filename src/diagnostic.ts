/**
 * A problem with one of our inputs (a plan, a policy, an option). Results judge the plan; diagnostics judge the inputs.
 *
 * Wording: one sentence, lower case, no full stop, the user's own text in backticks; `help` says what to do next.
 */
export interface Diagnostic {
  /** Stable and searchable: people branch on it, never on the message. */
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly message: string
  readonly help?: string
  readonly location?: Location
}

/** A place in a text file. Lines and columns count from 1; columns count UTF-16 units. */
export interface Location {
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** How many characters of the line are meant; 1 when absent. */
  readonly length?: number
  /** The line itself, so that a report can show it without reading the file again. */
  readonly text?: string
}

/** The one error class: carries diagnostics to whoever prints them. Everything else that is thrown is a bug. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[]

  constructor(...diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((diagnostic) => `${diagnostic.code}: ${diagnostic.message}`).join('; '))
    this.name = 'DiagnosticError'
    this.diagnostics = diagnostics
  }
}
