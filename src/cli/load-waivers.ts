import { relative, resolve } from 'node:path'
import { readText } from '../acquire/files.ts'
import type { CheckInput } from '../check.ts'
import type { Configuration } from '../policy/configuration.ts'
import type { Environment } from './environment.ts'
import type { Arguments } from './options.ts'

/**
 * The waiver file that the arguments name, else the one that the configuration does (from the configuration's own `folder`), with
 * today's date in UTC; undefined where nobody names one. Throws a DiagnosticError where it cannot be read.
 */
export async function loadWaivers(
  args: Arguments,
  configuration: Configuration,
  folder: string,
  { cwd, now }: Environment,
): Promise<CheckInput['waivers']> {
  const named = args.value('waivers')
  const configured = configuration.waivers?.value
  const path =
    named !== undefined
      ? resolve(cwd, named)
      : configured === undefined
        ? undefined
        : resolve(folder, configured)
  if (path === undefined) return undefined
  return { file: relative(cwd, path), text: await readText(path), today: now.toISOString().slice(0, 10) }
}
