import { isAlias, isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLError } from 'yaml'
import type { Diagnostic, Location } from '../diagnostic.ts'
import { didYouMean } from '../policy/suggest.ts'
import { collectProblems, hasErrors, type Problems, quote, sortByPlace } from './problems.ts'
import {
  type Place,
  placeIn,
  TAGS,
  type Tag,
  type YamlEntry,
  type YamlNode,
  type YamlScalar,
} from './yaml-node.ts'
import { resolvePlainScalar } from './yaml-scalar.ts'

const LONGEST_FILE = 1024 * 1024
const DEEPEST = 100
/** How many values aliases may add to a file. */
const MOST_ALIASED = 10_000
const MOST_SYNTAX_ERRORS = 10

interface Context {
  readonly problems: Problems
  readonly place: Place
  readonly source: string
  readonly anchors: Map<string, Ranged>
  aliased: number
  /** Something had to be left out: reading on would only report what follows from that. */
  isBroken: boolean
}

/** A node of the library; after parsing each has its range. */
interface Ranged {
  readonly range?: readonly number[] | null | undefined
  readonly tag?: string | undefined
  readonly anchor?: string | undefined
}

/**
 * Reads one YAML 1.2 document (core schema) with the place of everything in it. What people trip over is refused: several
 * documents, merge keys, foreign tags, the same key twice. Never throws: hostile text ends in diagnostics.
 * `node` is absent where the text cannot be read as a whole, and null where it is empty.
 */
export function parseYaml(
  text: string,
  file: string,
): { readonly node?: YamlNode | null; readonly diagnostics: readonly Diagnostic[] } {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const place = placeIn(source, file)
  const problems = collectProblems()
  checkText(source, place, file, problems)
  if (hasErrors(problems.diagnostics)) return { diagnostics: problems.diagnostics }
  const document = parseDocument(source, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false })
  reportSyntax(document.errors, place, problems)
  if (hasErrors(problems.diagnostics)) return { diagnostics: problems.diagnostics }
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.source === '' && contents.tag === undefined)) {
    return { node: null, diagnostics: [] }
  }
  const context: Context = { problems, place, source, anchors: new Map(), aliased: 0, isBroken: false }
  const node = convert(contents, context, 0, false)
  if (context.aliased > MOST_ALIASED) {
    problems.error(
      'yaml-too-many-aliases',
      { file },
      `aliases make this file grow by more than ${MOST_ALIASED} values`,
    )
  }
  const diagnostics = sortByPlace(problems.diagnostics)
  return node === undefined || context.isBroken ? { diagnostics } : { node, diagnostics }
}

/** Limits, and the characters that YAML 1.2 (5.1) does not allow. */
function checkText(source: string, place: Place, file: string, problems: Problems): void {
  if (source.length > LONGEST_FILE) {
    problems.error(
      'yaml-too-long',
      { file },
      `the file has ${source.length} characters; at most ${LONGEST_FILE} are read`,
    )
    return
  }
  const control = /[^\P{Cc}\t\n\r\u0085]/u.exec(source)
  if (control !== null) {
    const code = (control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    problems.error(
      'yaml-control-character',
      place(control.index, control.index + 1),
      `the control character U+${code} cannot stand in a YAML file`,
      'is this a text file in UTF-8?',
    )
  }
}

/** The library's errors that people meet most, in our words. */
const SYNTAX: Readonly<Record<string, { readonly message?: string; readonly help: string }>> = {
  BAD_INDENT: { help: 'check the indentation of this line and the ones above it' },
  BAD_SCALAR_START: { help: 'put the value in quotes' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'this line holds a second `: `, which cannot begin a mapping here',
    help: 'put text that contains `: ` in quotes',
  },
  MULTILINE_IMPLICIT_KEY: { help: 'is a `:` missing, or a quote?' },
  TAB_AS_INDENT: { help: 'indent with spaces' },
}

/** `{ a: ${b} }`: a flow mapping takes the brace for one of its own. */
const BARE_INTERPOLATION = /(?<=[:,[{]\s*)\$\{/
const QUOTE_INTERPOLATION = 'put text that contains `${` in quotes: `"${…}"`'

function reportSyntax(errors: readonly YAMLError[], place: Place, problems: Problems): void {
  const tooDeep = errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  if (tooDeep !== undefined) {
    reportDepth(place(tooDeep.pos[0], tooDeep.pos[1]), problems)
    return
  }
  const bare = new Set<number | undefined>()
  for (const { code, message, pos } of errors.slice(0, MOST_SYNTAX_ERRORS)) {
    const at = place(pos[0], pos[1])
    const column = BARE_INTERPOLATION.exec(at.text ?? '')?.index
    if (column !== undefined) {
      if (!bare.has(at.line)) {
        const here = { ...at, column: column + 1, length: 2 }
        problems.error('yaml-syntax', here, '`${` without quotes begins a mapping here', QUOTE_INTERPOLATION)
      }
      bare.add(at.line)
      continue
    }
    if (code === 'MULTIPLE_DOCS') {
      problems.error('yaml-several-documents', at, 'a second document begins here', 'write one file for each')
      continue
    }
    const known = Object.hasOwn(SYNTAX, code) ? SYNTAX[code] : undefined
    const sentence = (message.split('\n')[0] ?? '').replace(/[.:]+$/, '')
    const lowered = sentence.charAt(0).toLowerCase() + sentence.slice(1)
    problems.error('yaml-syntax', at, known?.message ?? lowered, known?.help)
  }
}

function reportDepth(at: Location, problems: Problems): undefined {
  return problems.error('yaml-too-deep', at, `this is nested more than ${DEEPEST} levels deep`)
}

function convert(node: unknown, context: Context, depth: number, viaAlias: boolean): YamlNode | undefined {
  const { range, tag: written, anchor } = node as Ranged
  const [start = 0, end = start] = range ?? []
  const at = context.place(start, end)
  if (depth > DEEPEST) {
    context.isBroken = true
    return reportDepth(at, context.problems)
  }
  if (viaAlias) context.aliased += 1
  if (context.aliased > MOST_ALIASED) {
    context.isBroken = true
    return undefined
  }
  if (isAlias(node)) {
    const target = context.anchors.get(node.source)
    if (target !== undefined) return convert(target, context, depth + 1, true)
    context.isBroken = true
    return context.problems.error(
      'yaml-unknown-anchor',
      at,
      `no anchor before this is called ${quote(`&${node.source}`)}`,
      'put text that begins with `*` in quotes',
    )
  }
  if (anchor !== undefined) context.anchors.set(anchor, node as Ranged)
  const tag =
    written === undefined
      ? undefined
      : readTag(written, placeOfTag(written, start, context) ?? at, context.problems)
  const common = tag === undefined ? { at } : { at, tag }
  if (isMap(node))
    return { kind: 'map', entries: convertEntries(node.items, context, depth, viaAlias), ...common }
  if (isSeq(node)) {
    const items = node.items.flatMap((item) => convert(item, context, depth + 1, viaAlias) ?? [])
    return { kind: 'list', items, ...common }
  }
  return { ...convertScalar(isScalar(node) ? node : new Scalar(''), at, start, end, context), ...common }
}

function convertEntries(
  pairs: readonly { readonly key: unknown; readonly value: unknown }[],
  context: Context,
  depth: number,
  viaAlias: boolean,
): readonly YamlEntry[] {
  const entries = new Map<string, YamlEntry>()
  for (const pair of pairs) {
    const key = convert(pair.key, context, depth + 1, viaAlias)
    if (key === undefined) continue
    if (!isUsableKey(key, context.problems)) {
      context.isBroken = true
      continue
    }
    const before = entries.get(key.text)
    if (before !== undefined) {
      context.problems.error(
        'yaml-duplicate-key',
        key.at,
        `the key ${quote(key.text)} stands twice in one mapping`,
        `it already stands in line ${before.key.at.line}`,
      )
      continue
    }
    const nothing: YamlScalar = { kind: 'scalar', value: null, text: '', plain: true, at: key.at }
    const value = pair.value === null ? nothing : convert(pair.value, context, depth + 1, viaAlias)
    if (value !== undefined) entries.set(key.text, { key, value })
  }
  return [...entries.values()]
}

function isUsableKey(key: YamlNode, problems: Problems): key is YamlScalar {
  if (key.kind !== 'scalar' || key.tag !== undefined) {
    problems.error(
      'yaml-odd-key',
      key.at,
      'a key must be text',
      'put text that begins with `{`, `[` or `!` in quotes',
    )
    return false
  }
  if (key.plain && key.text === '<<') {
    problems.error('yaml-merge-key', key.at, 'merge keys are not supported', 'write out what is to be merged')
    return false
  }
  return true
}

function convertScalar(node: Scalar, at: Location, start: number, end: number, context: Context): YamlScalar {
  const plain = node.type === Scalar.PLAIN || node.type === undefined
  const text = plain ? (node.source ?? '') : String(node.value)
  const raw = context.source.slice(start, end)
  const inset = raw === text ? { inset: 0 } : raw.slice(1, -1) === text ? { inset: 1 } : {}
  const value = plain ? resolvePlainScalar(text) : text
  if (value === undefined) {
    context.problems.error(
      'yaml-number-range',
      at,
      `${quote(text)} is not a number that a plan can hold`,
      'put it in quotes if it is text',
    )
  }
  return { kind: 'scalar', value: value === undefined ? text : value, text, plain, at, ...inset }
}

/** A tag stands before its node, at most a line away. */
function placeOfTag(written: string, start: number, { source, place }: Context): Location | undefined {
  const name = shownTag(written)
  const found = source.lastIndexOf(name, start)
  return found === -1 || source.slice(found, start).includes('\n\n')
    ? undefined
    : place(found, found + name.length)
}

function shownTag(written: string): string {
  return written.replace(/^tag:yaml\.org,2002:/, '!!')
}

function readTag(written: string, at: Location, problems: Problems): Tag | undefined {
  const tag = TAGS.find((known) => known === written)
  if (tag !== undefined) return tag
  const name = shownTag(written)
  const help = /[,\]}]$/.test(name)
    ? 'write a space between the tag and what follows'
    : (didYouMean(name, TAGS) ?? `the only tags are ${TAGS.map((known) => `\`${known}\``).join(', ')}`)
  return problems.error('yaml-unknown-tag', at, `the tag ${quote(name)} is not known`, help)
}
