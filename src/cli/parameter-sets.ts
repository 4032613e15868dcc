import { join, relative, resolve } from 'node:path'
import { exists, isFolderPath, listFiles } from '../acquire/files.ts'
import { DiagnosticError } from '../diagnostic.ts'
import { nearest } from '../policy/suggest.ts'
import type { Environment } from './environment.ts'

const SHIPPED = 'plangate:'

/**
 * The file that a name of `--parameters` means: a path from the current folder, or a set of values that is shipped, such as
 * `plangate:aws/cloudtrail/strict`. Throws a DiagnosticError where no such set is shipped.
 */
export async function findParameterFile(name: string, environment: Environment): Promise<string> {
  if (!name.startsWith(SHIPPED)) return resolve(environment.cwd, name)
  const root = join(environment.packageFolder, 'parameters')
  const file = join(root, `${name.slice(SHIPPED.length)}.yaml`)
  if (!relative(root, file).startsWith('..') && (await exists(file))) return file
  const files = (await isFolderPath(root)) ? await listFiles(root, ['.yaml']) : []
  const sets = files.map(
    (path) =>
      `${SHIPPED}${relative(root, path)
        .replaceAll('\\', '/')
        .replace(/\.yaml$/, '')}`,
  )
  const near = nearest(name, sets)
  throw new DiagnosticError({
    code: 'parameter-set-not-found',
    severity: 'error',
    message: `no parameter values \`${name}\` are shipped`,
    help:
      near === undefined
        ? `there are ${sets.map((set) => `\`${set}\``).join(', ')}`
        : `did you mean \`${near}\`?`,
  })
}
