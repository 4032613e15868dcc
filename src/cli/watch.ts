import { basename } from 'node:path'

/** How changes of files and the passing of time come in. */
export interface Watching {
  /** Tells of files that change in these folders, with their paths where the system says them; gives the way to stop. */
  readonly watch: (folders: readonly string[], onChange: (path: string | undefined) => void) => () => void
  /** Calls back after so many milliseconds; gives the way to take that back. */
  readonly after: (milliseconds: number, then: () => void) => () => void
  /** Ends the watching. In a process a signal does, and this never comes. */
  readonly ended: Promise<void>
}

/** Editors write a file in several steps. */
const QUIET_MS = 100

/**
 * Runs once, and again whenever something has changed in the folders that the run names and has then been quiet. What changes
 * during a run makes another one follow. Hidden files and those in `ignored`, which the run itself writes, do not count. Gives the
 * exit code of the last run.
 */
export async function runOnChange<ExitCode>(
  run: (watchThese: (folders: readonly string[]) => void) => Promise<ExitCode>,
  ignored: readonly string[],
  { watch, after, ended }: Watching,
): Promise<ExitCode> {
  const state = { isDue: false, isOver: false }
  let wake = (): void => undefined
  let takeBack = (): void => undefined
  let stop = (): void => undefined
  const onChange = (path: string | undefined): void => {
    if (path !== undefined && (ignored.includes(path) || basename(path).startsWith('.'))) return
    takeBack()
    takeBack = after(QUIET_MS, () => {
      state.isDue = true
      wake()
    })
  }
  void ended.then(() => {
    state.isOver = true
    wake()
  })
  for (;;) {
    state.isDue = false
    const exitCode = await run((folders) => {
      stop()
      stop = watch(folders, onChange)
    })
    await new Promise<void>((resolve) => {
      wake = resolve
      if (state.isDue || state.isOver) resolve()
    })
    if (state.isOver) {
      takeBack()
      stop()
      return exitCode
    }
  }
}
