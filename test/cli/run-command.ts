import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Environment } from '../../src/cli/environment.ts'
import { run } from '../../src/cli/main.ts'

export const packageFolder: string = fileURLToPath(new URL('../..', import.meta.url))

const NOTHING_CHANGES: Environment['watching'] = {
  watch: () => () => undefined,
  after: () => () => undefined,
  ended: Promise.resolve(),
}

export interface Outcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Both, as someone at a terminal sees them. */
  readonly told: string
}

/** Runs a command line as a process would, with streams and environment of its own. */
export async function runCommand(
  argv: readonly string[],
  options: {
    readonly cwd?: string
    readonly stdin?: string | Uint8Array
    readonly env?: Environment['env']
    readonly watching?: Environment['watching']
  } = {},
): Promise<Outcome> {
  const stdout = collect()
  const stderr = collect()
  const code = await run({
    argv,
    env: options.env ?? { PATH: process.env['PATH'] },
    cwd: options.cwd ?? packageFolder,
    stdin: () => Readable.from([Buffer.from(options.stdin ?? '')]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    packageFolder,
    now: new Date('2026-01-01T00:00:00Z'),
    watching: options.watching ?? NOTHING_CHANGES,
  })
  const [out, err] = [stdout.text(), stderr.text()]
  return { code, stdout: out, stderr: err, told: err + out }
}

function collect(): { readonly stream: Writable; readonly text: () => string } {
  const pieces: Buffer[] = []
  const stream = new Writable({
    write(piece, _encoding, done) {
      pieces.push(Buffer.from(piece))
      done()
    },
  })
  return { stream, text: () => Buffer.concat(pieces).toString('utf8') }
}

/** An empty folder that goes away with the test. */
export function emptyFolder(t: { teardown: (handler: () => void) => void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'plangate-test-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
