import { failIn } from './fault.ts'
import type { Range } from './syntax.ts'

/** A text to parse. A string of a `.tf.json` file is a text of its own, and its places are told in the file. */
export interface Source {
  readonly text: string
  readonly inside?: JsonString
}

/** Where a decoded JSON string stands in its file. A JSON string holds no newlines, so all of it is on one line. */
export interface JsonString {
  /** Of the first character behind the quotation mark. */
  readonly start: number
  readonly line: number
  readonly column: number
  /** How far each decoded character stands behind `start`, where escapes make that differ. */
  readonly offsets?: readonly number[]
}

/** Where a token or node begins, in the text that was scanned. */
export interface Place {
  readonly start: number
  readonly line: number
  readonly column: number
}

/** The range from a place to an end, in the file. */
export function rangeIn({ inside }: Source, { start, line, column }: Place, end: number): Range {
  if (inside === undefined) return { start, end, line, column }
  const offset = inside.offsets?.[start] ?? start
  return {
    start: inside.start + offset,
    end: inside.start + (inside.offsets?.[end] ?? end),
    line: inside.line,
    column: inside.column + offset,
  }
}

/** Gives up parsing: `message` is one sentence about what stands at the place. */
export function failAt(source: Source, place: Place, message: string): never {
  return failIn(rangeIn(source, place, place.start), message)
}
