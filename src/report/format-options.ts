export interface FormatOptions {
  readonly color: boolean
  /** Columns. */
  readonly width: number
  /** Passes are shown too. */
  readonly all: boolean
  /** Where values come from, and everything that is otherwise shortened. */
  readonly verbose: boolean
}
