import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseAllDocuments } from 'yaml'
import type { MapValue, Value } from '../../plan/value.ts'
import { convert } from '../convert.ts'
import { HclFailure } from '../failure.ts'
import { childrenOf } from '../marks.ts'
import { DYNAMIC, STRING } from '../types.ts'
import { ANY_PARAMETER, type FunctionTable, known, STRING_PARAMETER, stringArgument } from './signature.ts'
import { encodeYaml } from './yaml-encode.ts'
import { LONG_TAG, resolveScalar } from './yaml-scalar.ts'

const MAX_DEPTH = 200
/** Aliases repeat what they name: guards against documents that grow without end. */
const MAX_NODES = 100_000

/** A document that is well-formed, and that this does not read: too large, too deep, or with a number that is infinite. */
class Unreadable extends Error {}

/** What libyaml refuses to read. */
const UNREADABLE = /[^\t\n\r\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

interface Reader {
  readonly text: string
  readonly anchors: Map<string, Value>
  nodes: number
}

/**
 * A YAML text as Terraform decodes it. Throws `HclFailure` where it is none; `undefined` where it cannot be worked out.
 * Source: go-cty-yaml, `decode.go`.
 */
export function decodeYaml(text: string): Value | undefined {
  if (UNREADABLE.test(text)) throw new HclFailure('the string holds control characters')
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    logLevel: 'silent',
  })
  const [document, ...others] = documents
  if (document === undefined || /^\s*(?:#[^\n]*\s*)*$/.test(text))
    throw new HclFailure('there is no YAML document')
  if (document.errors.length > 0) throw new HclFailure('the string is not a YAML document')
  if (others.length > 0) throw new HclFailure('only a single YAML document is allowed')
  try {
    return readNode({ text, anchors: new Map(), nodes: 0 }, document.contents, 0)
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

function readNode(reader: Reader, node: Node | null, depth: number): Value {
  count(reader, 1)
  if (depth > MAX_DEPTH) throw new Unreadable()
  if (node === null) return { kind: 'null', type: DYNAMIC }
  if (isAlias(node)) {
    const value = reader.anchors.get(node.source)
    if (value === undefined) throw new HclFailure(`there is no anchor "${node.source}" before its alias`)
    count(reader, sizeOf(value))
    return value
  }
  const value = readContent(reader, node, depth)
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined
  if (anchor !== undefined) reader.anchors.set(anchor, value)
  return value
}

function count(reader: Reader, nodes: number): void {
  reader.nodes += nodes
  if (reader.nodes > MAX_NODES) throw new Unreadable()
}

function sizeOf(value: Value): number {
  return childrenOf(value).reduce((size, child) => size + sizeOf(child), 1)
}

function readContent(reader: Reader, node: Node, depth: number): Value {
  if (isScalar(node)) return readScalar(reader, node)
  if (isSeq(node)) {
    requireTag(node.tag, 'seq')
    const elements = node.items.map((item) => readNode(reader, item as Node | null, depth + 1))
    return { kind: 'list', form: 'tuple', elements }
  }
  if (!isMap(node)) throw new HclFailure('the YAML node cannot be read')
  requireTag(node.tag, 'map')
  const entries = new Map<string, Value>()
  for (const pair of node.items) readPair(reader, pair as Pair<Node | null, Node | null>, depth, entries)
  return { kind: 'map', form: 'object', entries }
}

function requireTag(tag: string | undefined, kind: string): void {
  if (tag !== undefined && tag !== '' && tag !== `${LONG_TAG}${kind}`)
    throw new HclFailure(`the tag ${tag} is not supported`)
}

/** A literal block at the very end of a text without a final line break has none either. */
function readScalar(reader: Reader, node: Node): Value {
  if (!isScalar(node)) throw new HclFailure('only strings are allowed as mapping keys')
  const given = typeof node.value === 'string' ? node.value : (node.source ?? '')
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
  const isUnended = isBlock && !reader.text.endsWith('\n') && (node.range?.[1] ?? 0) >= reader.text.length
  const text = isUnended ? given.replace(/\n$/, '') : given
  const value = resolveScalar(
    text,
    node.tag ?? '',
    node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE',
  )
  if (value === undefined) throw new Unreadable()
  return value
}

function readPair(
  reader: Reader,
  { key, value }: Pair<Node | null, Node | null>,
  depth: number,
  entries: Map<string, Value>,
): void {
  if (key === null) throw new HclFailure('a mapping key cannot be null')
  const isMerge =
    isScalar(key) &&
    key.value === '<<' &&
    (key.tag === undefined || key.tag === '' || key.tag === `${LONG_TAG}merge`)
  if (isMerge) {
    for (const [name, entry] of mergedEntries(readNode(reader, value, depth + 1))) entries.set(name, entry)
    return
  }
  const name = convert(readScalar(reader, key), STRING)
  if (name.kind === 'null') throw new HclFailure('a mapping key cannot be null')
  entries.set(stringArgument(name), readNode(reader, value, depth + 1))
}

function mergedEntries(value: Value): MapValue['entries'] {
  if (value.kind !== 'map') throw new HclFailure('only a mapping can be merged into a mapping')
  return value.entries
}

/** Terraform's functions of YAML. Source: go-cty-yaml. */
export const YAML_FUNCTIONS: FunctionTable = {
  yamldecode: {
    parameters: [STRING_PARAMETER],
    nullable: true,
    call: ([text]) => decodeYaml(stringArgument(text)),
  },
  yamlencode: {
    parameters: [{ ...ANY_PARAMETER, nullable: true }],
    returns: STRING,
    total: true,
    call: ([value]) => (value === undefined ? undefined : known(encodeYaml(value))),
  },
}
