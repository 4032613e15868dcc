import type { Leaf } from '../evaluate/result.ts'
import { basisOf, type OriginStep, printPath, type Value } from '../plan/value.ts'
import { printQuoted } from './quoted.ts'
import { wantedOf } from './wanted.ts'

/**
 * `aws_kms_key.main.deletion_window_in_days = 7`, as Terraform's language would write it; without the address where it is
 * clear which instance is meant.
 */
export function printLeaf({ address, path, value }: Leaf, subject: string | null): string {
  const owner = address === undefined || address === subject ? '' : address
  const steps = printPath(path)
  const dot = owner === '' || steps === '' || steps.startsWith('[') ? '' : '.'
  const basis = basisOf(value)
  return `${owner}${dot}${steps} = ${printQuoted(value)}${basis === 'known' ? '' : ` (${basis})`}`
}

/** The same with what was wanted instead: for what failed. */
export function printFinding(leaf: Leaf, subject: string | null): string {
  const wanted = wantedOf(leaf)
  return `${printLeaf(leaf, subject)}${wanted === undefined ? '' : ` (wanted: ${wanted})`}`
}

/** The way back to where a value was written; none where a secret is in it, since a step may quote what it passes on. */
export function originOf({ value }: Leaf): readonly OriginStep[] {
  return value.origin === undefined || holdsSecret(value) ? [] : value.origin
}

/** `← var.multi_region (modules/trail/main.tf:12)` */
export function printOrigin({ text, file, line }: OriginStep): string {
  const place = file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${line}`})`
  return `← ${text}${place}`
}

function holdsSecret(value: Value): boolean {
  const pending: Value[] = [value]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.sensitive === true) return true
    if (next.kind === 'list') for (const element of next.elements) pending.push(element)
    if (next.kind === 'map') for (const entry of next.entries.values()) pending.push(entry)
    if (next.decoded !== undefined) pending.push(next.decoded)
  }
  return false
}
