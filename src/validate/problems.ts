import type { Diagnostic, Location } from '../diagnostic.ts'

/** Collects what is wrong with a file, so that all of it can be said at once. */
export interface Problems {
  readonly diagnostics: readonly Diagnostic[]
  /** Gives undefined, so that a reader can return it: there is nothing to go on with. */
  readonly error: (code: string, at: Location, message: string, help?: string) => undefined
  readonly warning: (code: string, at: Location, message: string, help?: string) => undefined
}

export function collectProblems(): Problems {
  const diagnostics: Diagnostic[] = []
  const add =
    (severity: 'error' | 'warning') =>
    (code: string, location: Location, message: string, help?: string): undefined => {
      diagnostics.push({ code, severity, message, ...(help === undefined ? {} : { help }), location })
    }
  return { diagnostics, error: add('error'), warning: add('warning') }
}

/** Whether something is wrong that keeps the file from being used. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

/** In the order of the file. */
export function sortByPlace(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.toSorted(
    ({ location: a }, { location: b }) =>
      (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0),
  )
}

/** A text of the user's in backticks, on one line, cut where it would fill the screen. */
export function quote(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
  return `\`${line.length > 80 ? `${line.slice(0, 79)}…` : line}\``
}

/** `a`, `b` or `c` */
export function enumerate(names: readonly string[], word: 'and' | 'or'): string {
  const quoted = names.map(quote)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${word} ${quoted.at(-1)}`
}
