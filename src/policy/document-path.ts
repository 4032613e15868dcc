import { didYouMean } from './suggest.ts'

/**
 * Sections of plan JSON that hold no planned values, so that a path there misses nothing that is unknown (Terraform
 * `internal/command/jsonplan/plan.go`, type `plan`).
 */
export const DOCUMENT_SECTIONS = [
  'configuration',
  'variables',
  'checks',
  'format_version',
  'terraform_version',
  'timestamp',
  'applyable',
  'complete',
  'errored',
] as const
export type DocumentSection = (typeof DOCUMENT_SECTIONS)[number]

const PLANNED_SECTIONS: readonly string[] = [
  'planned_values',
  'resource_changes',
  'resource_drift',
  'output_changes',
  'prior_state',
  'deferred_changes',
  'action_invocations',
  'deferred_action_invocations',
  'relevant_attributes',
]

/** One step of a JSONPath: a name, an index, everything, or everything at any depth. */
export type DocumentStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'descend' }

/** A JSONPath over the sections of a plan that hold no planned values. INVARIANT: `steps` does not end with a descent. */
export interface DocumentPath {
  readonly section: DocumentSection
  /** What follows the section. */
  readonly steps: readonly DocumentStep[]
  /** As written. */
  readonly text: string
}

export type DocumentPathError = {
  readonly code: 'invalid-document-path' | 'document-of-planned-values' | 'unknown-section'
  readonly message: string
  readonly help?: string
  readonly offset: number
  readonly length: number
}

const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy
const INDEX = /0|[1-9][0-9]{0,9}/y
const SINGLE = /'((?:[^'\\]|\\['\\])*)'/y
const DOUBLE = /"((?:[^"\\]|\\["\\])*)"/y

/**
 * Reads the JSONPath (RFC 9535) of `match: { document: … }`: names, `["quoted"]`, `[0]`, `*` and `..`, and no filters, scripts,
 * slices or unions. It starts with `$` and a section that holds no planned values. Errors carry the place of what is wrong.
 */
export function parseDocumentPath(text: string): DocumentPath | DocumentPathError {
  if (!text.startsWith('$'))
    return fault(0, 1, 'a JSONPath starts with `$`', `write \`$.${text.replace(/^\.+/, '')}\``)
  const steps: { readonly step: DocumentStep; readonly offset: number; readonly length: number }[] = []
  let position = 1
  while (position < text.length) {
    const found = readStep(text, position)
    if ('message' in found) return found
    const dot = /^\.[^.]/.test(text.slice(position)) ? 1 : 0
    const place = { offset: position + dot, length: found.end - position - dot }
    for (const step of found.steps) steps.push({ step, ...place })
    position = found.end
  }
  const [first, ...rest] = steps
  if (first === undefined) return fault(0, text.length, 'the path must name a section of the plan', SECTIONS)
  if (first.step.kind !== 'name') {
    return fault(
      first.offset,
      first.length,
      'the path must begin with the name of one section: a path over all of them would miss what is unknown',
      SECTIONS,
    )
  }
  const section = sectionOf(first.step.name, first.offset, first.length)
  return typeof section === 'string'
    ? { section: section as DocumentSection, steps: rest.map(({ step }) => step), text }
    : section
}

const SECTIONS = 'such as `$.configuration.provider_config.*`'

function sectionOf(name: string, offset: number, length: number): DocumentSection | DocumentPathError {
  const section = DOCUMENT_SECTIONS.find((known) => known === name)
  if (section !== undefined) return section
  if (PLANNED_SECTIONS.includes(name)) {
    return {
      code: 'document-of-planned-values',
      message: `\`${name}\` holds planned values, and a path there would miss what is unknown`,
      help: 'match resources by their type instead: `match: aws_s3_bucket`',
      offset,
      length,
    }
  }
  return {
    code: 'unknown-section',
    message: `plan JSON has no section \`${name}\` that can be judged`,
    help: didYouMean(name, DOCUMENT_SECTIONS) ?? `the sections are ${DOCUMENT_SECTIONS.join(', ')}`,
    offset,
    length,
  }
}

type StepReading = { readonly steps: readonly DocumentStep[]; readonly end: number }

function readStep(text: string, position: number): StepReading | DocumentPathError {
  if (text[position] === '[') return readBracket(text, position)
  if (text[position] !== '.') {
    return fault(position, 1, `\`${text[position]}\` cannot stand here in a JSONPath`, STEPS)
  }
  const isDescent = text[position + 1] === '.'
  const at = position + (isDescent ? 2 : 1)
  const descent: readonly DocumentStep[] = isDescent ? [{ kind: 'descend' }] : []
  if (isDescent && text[at] === '[') {
    const bracket = readBracket(text, at)
    return 'message' in bracket ? bracket : { ...bracket, steps: [...descent, ...bracket.steps] }
  }
  if (text[at] === '*') return { steps: [...descent, { kind: 'all' }], end: at + 1 }
  const name = readAt(NAME, text, at)
  if (name !== undefined)
    return { steps: [...descent, { kind: 'name', name: name[0] }], end: at + name[0].length }
  if (at >= text.length)
    return fault(position, text.length - position, 'the path ends where a name should follow')
  return fault(at, 1, `\`${text[at]}\` cannot stand here in a JSONPath`, STEPS)
}

const STEPS = 'write `.name`, `["odd name"]`, `[0]`, `.*` or `..name`'

function readBracket(text: string, position: number): StepReading | DocumentPathError {
  const at = position + 1
  const close = (step: DocumentStep, end: number): StepReading | DocumentPathError =>
    text[end] === ']'
      ? { steps: [step], end: end + 1 }
      : end >= text.length
        ? fault(position, end - position, 'the bracket is not closed')
        : fault(end, 1, 'a bracket holds one name, one index or `*`', 'write a rule for each, or `where`')
  if (text[at] === '*') return close({ kind: 'all' }, at + 1)
  if (text[at] === '?' || text[at] === '(') {
    return fault(
      at,
      1,
      `a path here has no ${text[at] === '?' ? 'filters' : 'scripts'}`,
      'write `[*]`, and what the nodes must satisfy under `where`',
    )
  }
  const index = readAt(INDEX, text, at)
  if (index !== undefined) return close({ kind: 'index', index: Number(index[0]) }, at + index[0].length)
  const quoted = readAt(SINGLE, text, at) ?? readAt(DOUBLE, text, at)
  if (quoted !== undefined) {
    const name = (quoted[1] ?? '').replaceAll(/\\(.)/g, '$1')
    return close({ kind: 'name', name }, at + quoted[0].length)
  }
  return fault(at, 1, 'a bracket holds one index, `[0]`, one quoted name, `["odd name"]`, or `*`')
}

function readAt(pattern: RegExp, text: string, position: number): RegExpExecArray | undefined {
  pattern.lastIndex = position
  return pattern.exec(text) ?? undefined
}

function fault(offset: number, length: number, message: string, help?: string): DocumentPathError {
  return {
    code: 'invalid-document-path',
    message,
    ...(help === undefined ? {} : { help }),
    offset,
    length: Math.max(length, 1),
  }
}
