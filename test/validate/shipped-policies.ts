import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The files of `policies/`. */
export function shippedPolicies(): readonly string[] {
  const folder = fileURLToPath(new URL('../../policies/', import.meta.url))
  return globSync('**/*.yaml', { cwd: folder }).map((file) => folder + file)
}
