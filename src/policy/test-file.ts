import type { Located } from './configuration.ts'
import type { Example, GivenParameter } from './policy.ts'

/** A test file: examples of rules whose policies are kept elsewhere. */
export interface TestFile {
  readonly file: string
  /** Files, folders, globs and shipped sets, relative to the test file. */
  readonly policies: readonly Located<string>[]
  /** Values that hold for every example of the file; an example has the last word. */
  readonly parameters: readonly GivenParameter[]
  /** By rule id, in the order of the file. */
  readonly tests: readonly { readonly rule: Located<string>; readonly examples: readonly Example[] }[]
}
