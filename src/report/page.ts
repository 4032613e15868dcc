import type { Style } from './style.ts'

/** What the parts of the report for people are laid out on. */
export interface Page {
  readonly width: number
  readonly verbose: boolean
  /** Passes are shown, each with its own notes. */
  readonly all: boolean
  readonly style: Style
  /** How many plans there are: where there are several, each instance is named with its own. */
  readonly plans: number
  /** What each rule is called, by its id. */
  readonly titles: ReadonlyMap<string, string>
}
