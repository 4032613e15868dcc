import type { Diagnostic, Location } from '../diagnostic.ts'

/** Collects what is wrong with a file, so that all of it can be said at once. */
export interface Problems {
  readonly diagnostics: readonly Diagnostic[]
  /** Gives undefined, so that a reader can return it: there is nothing to go on with. */
  readonly error: (code: string, at: Location, message: string, help?: string) => undefined
  readonly warning: (code: string, at: Location, message: string, help?: string) => undefined
}

/** Nobody reads more, and a hostile file has one in every character. */
const MOST_PROBLEMS = 200

export function collectProblems(): Problems {
  const diagnostics: Diagnostic[] = []
  const add =
    (severity: 'error' | 'warning') =>
    (code: string, location: Location, message: string, help?: string): undefined => {
      if (diagnostics.length > MOST_PROBLEMS) return
      if (diagnostics.length === MOST_PROBLEMS) {
        diagnostics.push(tooMany(location.file))
        return
      }
      diagnostics.push({ code, severity, message, ...(help === undefined ? {} : { help }), location })
    }
  return { diagnostics, error: add('error'), warning: add('warning') }
}

function tooMany(file: string): Diagnostic {
  const message = `there are more than ${MOST_PROBLEMS} problems; the others are not listed`
  return { code: 'too-many-problems', severity: 'error', message, location: { file } }
}

/** Whether something is wrong that keeps the file from being used. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

/** In the order of the file; what concerns it as a whole comes last. */
export function sortByPlace(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const lineOf = ({ location }: Diagnostic): number => location?.line ?? Number.MAX_SAFE_INTEGER
  return diagnostics.toSorted(
    (a, b) => lineOf(a) - lineOf(b) || (a.location?.column ?? 0) - (b.location?.column ?? 0),
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
