import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** What a command took: the quickest of its runs. CPU and memory are told by GNU time, where it is there. */
export interface Measured {
  readonly wall: number
  readonly cpu?: number
  /** Megabytes. */
  readonly peak?: number
  readonly exitCode: number | null
}

const TIME = '/usr/bin/time'

export function measure(command: readonly string[], runs: number): Measured {
  let best: Measured | undefined
  for (let run = 0; run < runs; run += 1) {
    const measured = measureOnce(command)
    if (best === undefined || measured.wall < best.wall) best = measured
  }
  if (best === undefined) throw new Error('nothing was measured')
  return best
}

function measureOnce(command: readonly string[]): Measured {
  const told = join(tmpdir(), `plangate-bench-${process.pid}`)
  const timed = existsSync(TIME) ? [TIME, '-o', told, '-f', '%U %S %M', ...command] : command
  const [program = '', ...args] = timed
  const start = process.hrtime.bigint()
  const { status, error } = spawnSync(program, args, {
    stdio: 'ignore',
    env: { ...process.env, NO_COLOR: '1' },
  })
  const wall = Number(process.hrtime.bigint() - start) / 1e9
  if (error !== undefined) throw error
  if (!existsSync(told)) return { wall, exitCode: status }
  const [user = 0, system = 0, kilobytes = 0] = (readFileSync(told, 'utf8').trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number)
  rmSync(told)
  return { wall, cpu: user + system, peak: kilobytes / 1024, exitCode: status }
}

/** Where a program is, if it is on PATH. */
export function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

/** Rows under a head, the columns as wide as they must be; numbers to the right. */
export function printTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
