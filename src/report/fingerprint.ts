import { createHash } from 'node:crypto'

/** The same finding has the same fingerprint in every run: SHA-256 of rule, plan and address, as lower-case hex. */
export function fingerprint(rule: string, plan: string, address: string | null): string {
  return createHash('sha256')
    .update(JSON.stringify([rule, plan, address]))
    .digest('hex')
}
