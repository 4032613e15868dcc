import { readJson } from '../../hcl/functions/json.ts'
import { attributeUnknown } from '../../plan/planned-value.ts'
import { printPath, type Step, type Value } from '../../plan/value.ts'
import { attempt } from './nodes.ts'

const BECAUSE = 'it is JSON, which the provider may write anew: what it says is certain, not how it is spelt'

/**
 * Providers keep JSON documents as they or the service write them: other spaces, another order of keys. Of a document that was
 * predicted, the content is certain, the text is not. Source: terraform-provider-aws `internal/verify` and `structure.NormalizeJsonString`.
 */
export function withOpenSpelling(value: Value, address: string, path: readonly Step[]): Value {
  if (value.kind === 'list') {
    const elements = value.elements.map((element, index) =>
      withOpenSpelling(element, address, [...path, index]),
    )
    return { ...value, elements }
  }
  if (value.kind === 'map') {
    const entries = [...value.entries].map(
      ([key, entry]) => [key, withOpenSpelling(entry, address, [...path, key])] as const,
    )
    return { ...value, entries: new Map(entries) }
  }
  if ((value.kind !== 'known' && value.kind !== 'template') || value.basis === undefined) return value
  const start = value.kind === 'template' ? value.parts[0] : value.value
  if (typeof start !== 'string' || !/^\s*(\{\s*("|\}|$)|\[)/.test(start)) return value
  const decoded = value.decoded ?? (value.kind === 'known' ? attempt(() => readJson(start)) : undefined)
  if (decoded === undefined && value.kind === 'known') return value
  const unknown = attributeUnknown(address, path, BECAUSE)
  const spelling = { ...unknown, id: `${address}.${printPath(path)} as text`, nonNull: true, nonEmpty: true }
  return { ...value, spelling, ...(decoded === undefined ? {} : { decoded }) }
}

/** As expressions read it: the text is unknown, and decodes to what it says. */
export function asExpressionReads(value: Value): Value {
  const { spelling, ...read } = value
  if (spelling === undefined) return value
  const { decoded, sensitive, basis } = read
  return {
    kind: 'unknown',
    unknown: { ...spelling, type: { kind: 'string' } },
    ...(decoded === undefined ? {} : { decoded }),
    ...(sensitive === undefined ? {} : { sensitive }),
    ...(basis === undefined ? {} : { basis }),
  }
}
