import { type Diagnostic, DiagnosticError, type Location } from '../diagnostic.ts'

/** Goes on where something cannot be read, and keeps what is wrong with it; `place`: where it was named. */
export type Attempt = <T>(work: () => Promise<T>, place?: Location) => Promise<T | undefined>

/** A list of what is wrong, and the way to fill it. */
export function collectDiagnostics(): { readonly diagnostics: Diagnostic[]; readonly attempt: Attempt } {
  const diagnostics: Diagnostic[] = []
  const attempt: Attempt = async (work, place) => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error
      diagnostics.push(
        ...error.diagnostics.map((diagnostic) =>
          place === undefined || diagnostic.location !== undefined
            ? diagnostic
            : { ...diagnostic, location: place },
        ),
      )
      return undefined
    }
  }
  return { diagnostics, attempt }
}
