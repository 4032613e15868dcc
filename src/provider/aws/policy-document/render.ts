import { collectUnknowns } from '../../../plan/unknowns.ts'
import {
  ABSENT,
  basisOf,
  type MapValue,
  type Marks,
  type Unknown,
  type Value,
  weakerBasis,
} from '../../../plan/value.ts'
import { jsonText } from './json.ts'
import { mergeDocuments } from './merge.ts'
import { type MakeUnknown, objectOf, type PolicyDocument, type Statement, textMember } from './model.ts'
import { sourceDocument } from './source.ts'
import { ownDocument } from './statement.ts'
import { stringOf } from './strings.ts'

export interface RenderedDocument {
  readonly json: Value
  readonly minifiedJson: Value
}

/**
 * What a data source `aws_iam_policy_document` will answer, from its arguments as they are known: the text, or a text with unknown
 * parts, or, where even its structure is not certain, an unknown. Whatever is not wholly known carries the document as it decodes,
 * with its unknown elements in place. Undefined where the provider would refuse the arguments.
 * Source: provider 5.100 `policy_document_data_source.go`, verified against what it printed.
 */
export function renderPolicyDocument(
  args: Value,
  { address }: { readonly address: string },
): RenderedDocument | undefined {
  if (args.kind !== 'map') return undefined
  const argument = (name: string): Value =>
    args.entries.get(name) ?? (args.rest === undefined ? ABSENT : { kind: 'unknown', unknown: args.rest })
  const unknown = unknownMaker(address)
  if (!['source_json', 'override_json'].every((name) => isUnset(argument(name)))) return undefined
  const own = ownDocument(argument, unknown)
  const sources = documentsOf(argument('source_policy_documents'), 'source_policy_documents', unknown)
  const overrides = documentsOf(argument('override_policy_documents'), 'override_policy_documents', unknown)
  if (own === undefined || sources === undefined || overrides === undefined) return undefined
  if (hasDuplicateSids(sources)) return undefined
  const merged = mergeDocuments([...sources, own, ...overrides], unknown)
  const marks = marksOf(args)
  const decoded = { ...decodedDocument(merged, unknown), ...marks }
  const print = (style: 'indented' | 'minified', name: string): Value => {
    const parts = jsonText(decoded, style)
    const text = parts === undefined ? openText(`${address}.${name}`, decoded) : stringOf(parts)
    return { ...text, ...marks, ...(text.kind === 'known' ? {} : { decoded }) }
  }
  return { json: print('indented', 'json'), minifiedJson: print('minified', 'minified_json') }
}

function unknownMaker(address: string): MakeUnknown {
  return (place, from, facts = {}) => {
    const waitsFor = from.flatMap(collectUnknowns).flatMap((unknown) => unknown.waitsFor)
    return {
      id: `${address}.json (${place})`,
      waitsFor: [...new Set(waitsFor)],
      because: 'what it is made of is not known before the apply',
      ...facts,
    }
  }
}

/** Earlier providers merged these in places that this one does not have; since version 5 they must be empty. */
function isUnset(value: Value): boolean {
  return value.kind === 'absent' || value.kind === 'null' || (value.kind === 'known' && value.value === '')
}

/** Undefined where the provider refuses one of them. */
function documentsOf(
  value: Value,
  name: string,
  unknown: MakeUnknown,
): readonly PolicyDocument[] | undefined {
  if (value.kind === 'absent' || value.kind === 'null') return []
  const elements: readonly Value[] =
    value.kind === 'list'
      ? [
          ...value.elements,
          ...(value.rest === undefined ? [] : [{ kind: 'unknown', unknown: value.rest } as const]),
        ]
      : [value]
  const documents = elements.map((element, index) => sourceDocument(element, `${name}[${index}]`, unknown))
  if (documents.includes(undefined)) return undefined
  return documents.flatMap((document) => (document === undefined || document === 'none' ? [] : [document]))
}

/** Source documents may not share a sid, with each other or in themselves. */
function hasDuplicateSids(documents: readonly PolicyDocument[]): boolean {
  const sids = documents.flatMap(({ statements }) =>
    statements.flatMap(({ sid }) => (sid.length === 1 && typeof sid[0] === 'string' ? [sid[0]] : [])),
  )
  return new Set(sids).size < sids.length
}

function decodedDocument(document: PolicyDocument, unknown: MakeUnknown): MapValue {
  const { members, rest } = objectOf([
    ['Version', textMember(document.version)],
    ['Id', textMember(document.id)],
    ['Statement', statementList(document, unknown)],
  ])
  return { kind: 'map', form: 'object', entries: members, ...(rest === undefined ? {} : { rest }) }
}

/** The statements, which are left out where there is none; an unknown where there may be some. */
function statementList({ statements, isOrdered, rest }: PolicyDocument, unknown: MakeUnknown): Value {
  const elements = statements.map(decodedStatement)
  const list = { kind: 'list', form: isOrdered ? 'tuple' : 'set', elements } as const
  if (rest === undefined) return elements.length === 0 ? ABSENT : list
  if (elements.length > 0) return { ...list, rest }
  return { kind: 'unknown', unknown: unknown('Statement', [{ kind: 'unknown', unknown: rest }]) }
}

function decodedStatement({ members, rest }: Statement): Value {
  return { kind: 'map', form: 'object', entries: members, ...(rest === undefined ? {} : { rest }) }
}

function openText(id: string, decoded: Value): Value {
  const waitsFor = [...new Set(collectUnknowns(decoded).flatMap((unknown) => unknown.waitsFor))]
  const unknown: Unknown = {
    id,
    waitsFor: waitsFor.length === 0 ? [id] : waitsFor,
    because: 'how the document is put together depends on what only the apply will tell',
    type: { kind: 'string' },
    nonNull: true,
    nonEmpty: true,
  }
  return { kind: 'unknown', unknown }
}

/** One sensitive argument makes the whole text sensitive; it is no better known than what it is made of. */
function marksOf(args: Value): Marks {
  let [sensitive, basis] = [false, basisOf({ basis: 'predicted' })]
  const pending: Value[] = [args]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    sensitive ||= next.sensitive === true
    basis = weakerBasis(basis, basisOf(next))
    if (next.kind === 'list') pending.push(...next.elements)
    if (next.kind === 'map') pending.push(...next.entries.values())
  }
  return {
    basis,
    origin: [{ text: 'rendered from its statements and documents' }],
    ...(sensitive ? { sensitive } : {}),
  }
}
