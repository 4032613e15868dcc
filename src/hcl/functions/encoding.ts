import type { Value } from '../../plan/value.ts'
import { HclFailure } from '../failure.ts'
import { appliedPart } from '../opaque.ts'
import { objectOf, STRING } from '../types.ts'
import { readCsv } from './csv.ts'
import {
  type FunctionSpec,
  type FunctionTable,
  known,
  STRING_PARAMETER,
  stringArgument,
} from './signature.ts'
import { mapParts, textArgument } from './strings.ts'

/** UTF-8 bytes of a string as Terraform holds it. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The text that the bytes are in UTF-8; throws `HclFailure` where they are not. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new HclFailure('the bytes are not valid UTF-8')
  }
}

export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** Standard base64 with its padding; line breaks are skipped, as Go skips them. */
/** Throws `HclFailure` where the text is not base64. */
export function fromBase64(text: string): Uint8Array {
  const compact = text.replace(/[\r\n]/g, '')
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) {
    throw new HclFailure('the string is not valid base64')
  }
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0))
}

/** Go `url.QueryEscape`. */
function urlEncode(text: string): string {
  const escaped = encodeURIComponent(text.toWellFormed())
  return escaped
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

const UTF16: ReadonlyMap<string, boolean> = new Map([
  ['utf-16le', true],
  ['utf-16be', false],
])

/** Encodings that are worked out here; the other names of the IANA registry leave the result unknown. */
function textEncode([text, encoding]: readonly Value[]): Value | undefined {
  const name = stringArgument(encoding).toLowerCase()
  if (name === 'utf-8' || name === 'utf8') return known(toBase64(bytesOf(stringArgument(text))))
  const littleEndian = UTF16.get(name)
  if (littleEndian === undefined) return undefined
  const source = stringArgument(text).toWellFormed()
  const view = new DataView(new ArrayBuffer(source.length * 2))
  for (let index = 0; index < source.length; index += 1)
    view.setUint16(index * 2, source.charCodeAt(index), littleEndian)
  return known(toBase64(new Uint8Array(view.buffer)))
}

function textDecode([source, encoding]: readonly Value[]): Value | undefined {
  const name = stringArgument(encoding).toLowerCase()
  if (name !== 'utf-8' && name !== 'utf8' && !UTF16.has(name)) return undefined
  const bytes = fromBase64(stringArgument(source))
  if (UTF16.has(name) && bytes.length % 2 === 1) return undefined
  const text = new TextDecoder(name, { ignoreBOM: true }).decode(bytes)
  if (text.includes('\ufffd'))
    throw new HclFailure('the string contains symbols that are not defined for the encoding')
  return known(text)
}

/** One object of strings for each row; the first row names the columns. */
function csvDecode([text]: readonly Value[]): Value {
  const [header, ...rows] = readCsv(stringArgument(text))
  if (header === undefined) throw new HclFailure('missing header line')
  if (new Set(header).size < header.length) throw new HclFailure('duplicate column name')
  const elements = rows.map((row): Value => {
    if (row.length !== header.length) throw new HclFailure('wrong number of fields')
    return {
      kind: 'map',
      form: 'object',
      entries: new Map(row.map((field, index) => [header[index] ?? '', known(field)])),
    }
  })
  const elementType = objectOf(new Map(header.map((name) => [name, STRING])))
  return { kind: 'list', form: 'list', elements, elementType }
}

function ofString(map: (text: string) => string): FunctionSpec {
  return {
    parameters: [STRING_PARAMETER],
    returns: STRING,
    total: true,
    call: ([text]) => known(map(stringArgument(text))),
  }
}

const TWO_STRINGS = [STRING_PARAMETER, STRING_PARAMETER]

/** Terraform's functions of encodings. Source: Terraform `lang/funcs/encoding.go`, go-cty `function/stdlib/csv.go`. */
export const ENCODING: FunctionTable = {
  base64decode: {
    parameters: [STRING_PARAMETER],
    returns: STRING,
    call: ([text]) => known(textOfBytes(fromBase64(stringArgument(text)))),
  },
  base64encode: ofString((text) => toBase64(bytesOf(text))),
  base64gzip: { parameters: [STRING_PARAMETER], returns: STRING, total: true, call: () => undefined },
  csvdecode: { parameters: [STRING_PARAMETER], call: csvDecode },
  textdecodebase64: { parameters: TWO_STRINGS, returns: STRING, call: textDecode },
  textencodebase64: { parameters: TWO_STRINGS, returns: STRING, call: textEncode },
  urlencode: {
    parameters: [STRING_PARAMETER],
    returns: STRING,
    symbolic: true,
    total: true,
    call: ([text]) =>
      mapParts(textArgument(text), (part) => appliedPart('urlencode', [part], STRING), urlEncode),
  },
}
