import type { Location } from '../diagnostic.ts'
import type { ScalarValue } from './yaml-scalar.ts'

/** A piece of a YAML file and its place. */
export type YamlNode = YamlScalar | YamlList | YamlMap

interface Common {
  readonly tag?: Tag
  readonly at: Location
}

export interface YamlScalar extends Common {
  readonly kind: 'scalar'
  readonly value: ScalarValue
  /** As text, whatever it means. */
  readonly text: string
  /** Written without quotes. */
  readonly plain: boolean
  /** How far its text begins behind its place; absent where the file says it in other characters. */
  readonly inset?: number
}

export interface YamlList extends Common {
  readonly kind: 'list'
  readonly items: readonly YamlNode[]
}

export interface YamlMap extends Common {
  readonly kind: 'map'
  /** No key twice. */
  readonly entries: readonly YamlEntry[]
}

export interface YamlEntry {
  readonly key: YamlScalar
  readonly value: YamlNode
}

/** The tags of examples. */
export const TAGS = ['!unknown', '!sensitive', '!ref'] as const
export type Tag = (typeof TAGS)[number]

/** Where a part of a scalar stands; the scalar's own place where the file says it in other characters. */
export function locateWithin(node: YamlScalar, offset: number, length = 1): Location {
  if (node.inset === undefined) return node.at
  return { ...node.at, column: (node.at.column ?? 1) + node.inset + offset, length: Math.max(1, length) }
}

/** Finds line and column of a range of `source`. */
export type Place = (start: number, end: number) => Location

export function placeIn(source: string, file: string): Place {
  const lines = source.split('\n')
  const starts: number[] = []
  let next = 0
  for (const [index, line] of lines.entries()) {
    starts.push(next)
    next += line.length + 1
    if (line.endsWith('\r')) lines[index] = line.slice(0, -1)
  }
  return (start, end) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= start) low = middle
      else high = middle - 1
    }
    const column = start - (starts[low] ?? 0) + 1
    const text = lines[low] ?? ''
    const length = Math.max(1, Math.min(end - start, text.length - column + 1))
    return { file, line: low + 1, column, length, text }
  }
}

export function isMapping(node: YamlNode): node is YamlMap {
  return node.kind === 'map'
}
