import type { Reference } from './reference.ts'
import { parseReference, printReference } from './reference-text.ts'

/**
 * What an expression refers to, in the order in which it is written; duplicates are kept.
 *
 * Terraform writes each reference followed by all its shorter forms: `x.a[0].id`, `x.a[0]`, `x.a`
 * (`jsonconfig/expression.go`). They are read as one run, never by prefix alone, so that an `x.a` that is written beside
 * `x.a.id` survives. An entry without its run is taken as it stands; format 0.1 (Terraform before 1.0.1) knows no others.
 */
export function decodeReferences(list: readonly string[], formatVersion: string): readonly Reference[] {
  const unwrapped = formatVersion !== '0.1'
  const references: Reference[] = []
  for (let at = 0; at < list.length; ) {
    const text = list[at] ?? ''
    const { reference, shorter } = parseReference(text)
    at += 1
    if (shorter.length === 0) {
      references.push(reference)
    } else if (unwrapped && shorter.every((length, index) => list[at + index] === text.slice(0, length))) {
      references.push(reference)
      at += shorter.length
    } else {
      references.push({ ...reference, alone: true })
    }
  }
  return references
}

/** The inverse of {@link decodeReferences}: the list that Terraform writes. */
export function printReferences(references: readonly Reference[]): readonly string[] {
  return references.flatMap((reference) => {
    const text = printReference(reference)
    if (reference.alone === true) return [text]
    return [text, ...parseReference(text).shorter.map((length) => text.slice(0, length))]
  })
}
