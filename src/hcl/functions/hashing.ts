import type { Value } from '../../plan/value.ts'
import { HclFailure } from '../failure.ts'
import { STRING } from '../types.ts'
import { bytesOf, textOfBytes, toBase64 } from './encoding.ts'
import {
  BOOL_PARAMETER,
  type FunctionContext,
  type FunctionSpec,
  type FunctionTable,
  type HashAlgorithm,
  known,
  NUMBER_PARAMETER,
  STRING_PARAMETER,
  stringArgument,
} from './signature.ts'

type Encoding = 'hex' | 'base64'

function printHash(hex: string, encoding: Encoding): Value {
  return known(encoding === 'hex' ? hex : toBase64(hexBytes(hex)))
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

function ofString(algorithm: HashAlgorithm, encoding: Encoding): FunctionSpec {
  return {
    parameters: [STRING_PARAMETER],
    returns: STRING,
    total: true,
    call: ([text], { hash }) => {
      return hash === undefined
        ? undefined
        : printHash(hash(algorithm, bytesOf(stringArgument(text))), encoding)
    },
  }
}

function ofFile(algorithm: HashAlgorithm, encoding: Encoding): FunctionSpec {
  return {
    parameters: [STRING_PARAMETER],
    returns: STRING,
    call: ([path], { hash, readFile }) => {
      const bytes = readFile?.(stringArgument(path))
      return hash === undefined || bytes === undefined
        ? undefined
        : printHash(hash(algorithm, bytes), encoding)
    },
  }
}

function file([path]: readonly Value[], { readFile }: FunctionContext): Value | undefined {
  const bytes = readFile?.(stringArgument(path))
  return bytes === undefined ? undefined : known(textOfBytes(bytes))
}

/** A file that the evidence does not hold may exist all the same. */
function fileExists([path]: readonly Value[], { readFile }: FunctionContext): Value | undefined {
  return readFile?.(stringArgument(path)) === undefined ? undefined : known(true)
}

const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['dns', '6ba7b8109dad11d180b400c04fd430c8'],
  ['url', '6ba7b8119dad11d180b400c04fd430c8'],
  ['oid', '6ba7b8129dad11d180b400c04fd430c8'],
  ['x500', '6ba7b8149dad11d180b400c04fd430c8'],
])

/** The digits of a UUID in any form that the library reads: plain, with dashes, in braces, as a URN. */
function readNamespace(text: string): string {
  const named = NAMESPACES.get(text)
  if (named !== undefined) return named
  const plain = /^(?:urn:uuid:)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i.exec(text)
  const other = /^\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}$|^([0-9a-f]{32})$/i.exec(text)
  const digits = plain?.[1] ?? other?.[1] ?? other?.[2]
  if (digits === undefined) throw new HclFailure('the namespace is not a UUID')
  return digits.replaceAll('-', '').toLowerCase()
}

/** RFC 4122, version 5. */
function uuidV5([namespace, name]: readonly Value[], { hash }: FunctionContext): Value | undefined {
  const prefix = hexBytes(readNamespace(stringArgument(namespace)))
  if (hash === undefined) return undefined
  const bytes = hexBytes(
    hash('sha1', Uint8Array.from([...prefix, ...bytesOf(stringArgument(name))])).slice(0, 32),
  )
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return known(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  )
}

function never(parameters: FunctionSpec['parameters'], rest = {}): FunctionSpec {
  return { parameters, returns: STRING, call: () => undefined, ...rest }
}

/** Terraform's functions of hashes and files. Source: Terraform `lang/funcs/crypto.go` and `filesystem.go`. */
export const HASHING: FunctionTable = {
  base64sha256: ofString('sha256', 'base64'),
  base64sha512: ofString('sha512', 'base64'),
  bcrypt: never([STRING_PARAMETER], { rest: NUMBER_PARAMETER }),
  file: { parameters: [STRING_PARAMETER], returns: STRING, call: file },
  filebase64: {
    parameters: [STRING_PARAMETER],
    returns: STRING,
    call: ([path], { readFile }) => {
      const bytes = readFile?.(stringArgument(path))
      return bytes === undefined ? undefined : known(toBase64(bytes))
    },
  },
  filebase64sha256: ofFile('sha256', 'base64'),
  filebase64sha512: ofFile('sha512', 'base64'),
  fileexists: { parameters: [STRING_PARAMETER], returns: BOOL_PARAMETER.type, call: fileExists },
  filemd5: ofFile('md5', 'hex'),
  fileset: { ...never([STRING_PARAMETER, STRING_PARAMETER]), returns: { kind: 'set', element: STRING } },
  filesha1: ofFile('sha1', 'hex'),
  filesha256: ofFile('sha256', 'hex'),
  filesha512: ofFile('sha512', 'hex'),
  md5: ofString('md5', 'hex'),
  rsadecrypt: never([STRING_PARAMETER, STRING_PARAMETER]),
  sha1: ofString('sha1', 'hex'),
  sha256: ofString('sha256', 'hex'),
  sha512: ofString('sha512', 'hex'),
  uuidv5: { parameters: [STRING_PARAMETER, STRING_PARAMETER], returns: STRING, call: uuidV5 },
}
