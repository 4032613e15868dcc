import type { Result } from '../evaluate/result.ts'

/**
 * The same finding has the same fingerprint in every run: SHA-256, in lower-case hex, of rule, plan and address, and of the
 * key of a deposed object, which shares its address with its successor, or the node of the plan's JSON, which has no address.
 */
export function fingerprint({ rule, plan, address, deposed, node }: Result): string {
  const part = deposed ?? node
  const identity = [rule, plan, address, ...(part === undefined ? [] : [part])]
  // Loaded with the first fingerprint: most reports have none, and it would be a tenth of a small run.
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex')
}
