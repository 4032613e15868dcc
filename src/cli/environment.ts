import type { Readable, Writable } from 'node:stream'
import type { Watching } from './watch.ts'

/** Everything outside that a command may touch, given as arguments so that tests can give their own. */
export interface Environment {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** Opening standard input takes time, and most runs do not need it. */
  readonly stdin: () => Readable
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  /** The folder of the installed package, where the shipped policies are. */
  readonly packageFolder: string
  /** The file with the shipped policies as they were read when the package was built; without it they are read from their text. */
  readonly compiledPolicies?: string
  /** Now, for whatever depends on the date. */
  readonly now: Date
  /** For whatever runs again when files change. */
  readonly watching: Watching
}

/** Waits until a stream has taken the text: a report must not be cut off because the process ends first. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (text === '') resolve()
    else stream.write(text, (error) => (error === null || error === undefined ? resolve() : reject(error)))
  })
}

/** Whether a stream gets colours: the option, then NO_COLOR and FORCE_COLOR, then whether it is a terminal. */
export function wantsColor(
  choice: string | undefined,
  env: Environment['env'],
  stream: { readonly isTTY?: boolean },
): boolean {
  if (choice === 'always') return true
  if (choice === 'never') return false
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false'
  return stream.isTTY === true && env['TERM'] !== 'dumb'
}
