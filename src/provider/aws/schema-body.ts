import type { Type } from '../../plan/value.ts'

/** The attributes and blocks that may stand in a block, by name. */
export type Body = ReadonlyMap<string, AttributeMember | BlockMember>

export interface AttributeMember {
  readonly kind: 'attribute'
  /** Packed; {@link readType} reads it. */
  readonly type: string
  readonly flags: Flags
}

export interface Flags {
  readonly required: boolean
  readonly optional: boolean
  readonly computed: boolean
  readonly sensitive: boolean
  readonly deprecated: boolean
  readonly writeOnly: boolean
}

export interface BlockMember {
  readonly kind: 'block'
  readonly nesting: 'list' | 'set' | 'map' | 'single' | 'group'
  readonly min: number
  readonly max?: number
  readonly deprecated: boolean
  /** The line of its own body. */
  readonly body: number
}

/**
 * Reads one line of schema.json: groups parted by `;`, each the description of alike members, a colon, and their names.
 * `scripts/provider-facts/schema.ts` writes it: `sRO:name,path;{sO:tags;@list 0-1:versioning=17`.
 */
export function readBody(line: string): Body {
  const body = new Map<string, AttributeMember | BlockMember>()
  if (line === '') return body
  for (const group of line.split(';')) {
    const colon = group.indexOf(':')
    const description = group.slice(0, colon)
    const names = group.slice(colon + 1).split(',')
    if (description.startsWith('@')) for (const name of names) addBlock(body, description, name)
    else for (const name of names) body.set(name, readAttribute(description))
  }
  return body
}

function readAttribute(description: string): AttributeMember {
  const flags = /[ROCSDW]*$/.exec(description)?.[0] ?? ''
  return {
    kind: 'attribute',
    type: description.slice(0, description.length - flags.length),
    flags: {
      required: flags.includes('R'),
      optional: flags.includes('O'),
      computed: flags.includes('C'),
      sensitive: flags.includes('S'),
      deprecated: flags.includes('D'),
      writeOnly: flags.includes('W'),
    },
  }
}

function addBlock(
  body: Map<string, AttributeMember | BlockMember>,
  description: string,
  entry: string,
): void {
  const parts = /^@(list|set|map|single|group) (\d+)-(\d*)(D?)$/.exec(description)
  const [name, index] = entry.split('=')
  if (parts === null || name === undefined) return
  body.set(name, {
    kind: 'block',
    nesting: parts[1] as BlockMember['nesting'],
    min: Number(parts[2]),
    ...(parts[3] === '' ? {} : { max: Number(parts[3]) }),
    deprecated: parts[4] === 'D',
    body: Number(index),
  })
}

/** Reads a packed type: `s n b d`, `[` list of, `<` set of, `{` map of, `(name TYPE|name TYPE)` object. */
export function readType(packed: string): Type {
  return readTypeAt({ text: packed, at: 0 })
}

function readTypeAt(reader: { readonly text: string; at: number }): Type {
  const letter = reader.text[reader.at]
  reader.at += 1
  switch (letter) {
    case 's':
      return { kind: 'string' }
    case 'n':
      return { kind: 'number' }
    case 'b':
      return { kind: 'bool' }
    case '[':
      return { kind: 'list', element: readTypeAt(reader) }
    case '<':
      return { kind: 'set', element: readTypeAt(reader) }
    case '{':
      return { kind: 'map', element: readTypeAt(reader) }
    case '(':
      return readObject(reader)
    default:
      return { kind: 'dynamic', untold: true }
  }
}

function readObject(reader: { readonly text: string; at: number }): Type {
  const attributes = new Map<string, Type>()
  while (reader.at < reader.text.length && reader.text[reader.at] !== ')') {
    if (reader.text[reader.at] === '|') reader.at += 1
    const space = reader.text.indexOf(' ', reader.at)
    const name = reader.text.slice(reader.at, space)
    reader.at = space + 1
    attributes.set(name, readTypeAt(reader))
  }
  reader.at += 1
  return { kind: 'object', attributes }
}
