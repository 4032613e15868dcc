import type { Step, Unknown } from '../../../plan/value.ts'
import { type End, NOTHING, type Part } from './model.ts'

/** The ends that a list of CIDR blocks, prefix lists or security groups names; unknown elements are ends too. */
export function endsOfList(kind: End['kind'], { value, place }: Part): readonly End[] {
  const marks = value.sensitive === true ? { sensitive: true } : {}
  switch (value.kind) {
    case 'null':
    case 'absent':
      return []
    case 'list': {
      const ends = value.elements.map((element, index): End => {
        const part = {
          value: { ...element, ...marks },
          ...(place === undefined ? {} : { place: [...place, index] }),
        }
        return { kind, part }
      })
      return value.rest === undefined ? ends : [...ends, openEnd(kind, value.rest, place)]
    }
    case 'unknown':
      return [openEnd(kind, value.unknown, place)]
    case 'known':
    case 'template':
    case 'map':
      return [{ kind, part: { value, ...(place === undefined ? {} : { place }) } }]
  }
}

/** The end that one argument names; one that may still be null may be none. */
export function endOfValue(kind: End['kind'], part: Part): readonly End[] {
  const { value } = part
  if (value.kind === 'null' || value.kind === 'absent') return []
  if (value.kind === 'known' && value.value === '') return []
  if (value.kind !== 'unknown' || value.unknown.nonNull === true) return [{ kind, part }]
  return [{ kind, part, open: value.unknown }]
}

/** `self = true`: the security group itself. */
export function endOfSelf({ value }: Part): readonly End[] {
  const part: Part = { value: { kind: 'known', value: 'self' } }
  if (value.kind === 'unknown') return [{ kind: 'source', part, open: value.unknown }]
  const isSelf = value.kind === 'known' && (value.value === true || value.value === 'true')
  return isSelf ? [{ kind: 'source', part }] : []
}

function openEnd(kind: End['kind'], unknown: Unknown, place: readonly Step[] | undefined): End {
  const element: Unknown = {
    id: `an element of ${unknown.id}`,
    waitsFor: unknown.waitsFor,
    ...(unknown.because === undefined ? {} : { because: unknown.because }),
  }
  const part: Part = {
    value: { kind: 'unknown', unknown: element },
    ...(place === undefined ? {} : { place }),
  }
  return { kind, part, open: unknown }
}

/** The `cidr` and `source` of a rule for this end. */
export function fieldsOfEnd({ kind, part }: End): { readonly cidr: Part; readonly source: Part } {
  switch (kind) {
    case 'cidr':
      return { cidr: part, source: NOTHING }
    case 'source':
      return { cidr: NOTHING, source: part }
    case 'either':
      return { cidr: part, source: part }
  }
}
