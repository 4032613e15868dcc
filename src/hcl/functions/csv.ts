import { HclFailure } from '../failure.ts'

/**
 * The records of a CSV text: fields in quotes may hold commas, quotes and line breaks, blank lines are skipped, and all records
 * have as many fields as the first. Source: Go `encoding/csv`.
 */
export function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = []
  const source = text.replace(/\r\n/g, '\n').replace(/\r$/, '')
  for (let at = 0; at < source.length; ) {
    if (source[at] === '\n') {
      at += 1
      continue
    }
    const { record, end } = readRecord(source, at)
    if (record.length !== (records[0]?.length ?? record.length))
      throw new HclFailure('wrong number of fields')
    records.push(record)
    at = end
  }
  return records
}

function readRecord(text: string, start: number): { readonly record: string[]; readonly end: number } {
  const record: string[] = []
  for (let at = start; ; ) {
    const field = text[at] === '"' ? readQuoted(text, at) : readBare(text, at)
    record.push(field.value)
    if (text[field.end] !== ',') return { record, end: field.end + 1 }
    at = field.end + 1
  }
}

interface Field {
  readonly value: string
  readonly end: number
}

function readBare(text: string, start: number): Field {
  const length = text.slice(start).search(/[,\n]/)
  const end = length === -1 ? text.length : start + length
  const value = text.slice(start, end)
  if (value.includes('"')) throw new HclFailure('a bare quote stands in an unquoted field')
  return { value, end }
}

function readQuoted(text: string, start: number): Field {
  let value = ''
  for (let at = start + 1; ; ) {
    const quote = text.indexOf('"', at)
    if (quote === -1) throw new HclFailure('a quoted field is not closed')
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      if (![undefined, ',', '\n'].includes(text[quote + 1]))
        throw new HclFailure('text follows a quoted field')
      return { value, end: quote + 1 }
    }
    value += '"'
    at = quote + 2
  }
}
