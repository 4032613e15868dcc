import type { ResourceMode } from '../plan/address.ts'
import { type InstanceKey, parseKey, printKey } from '../plan/instance-key.ts'
import { parseGoString, printGoString } from './go-string.ts'
import { NAMED_ROOTS, type NamedRoot, type Reference, type ReferenceStep } from './reference.ts'

/** A reference and the lengths of the shorter forms of its text that Terraform writes after it, longest first. */
export interface ReferenceText {
  readonly reference: Reference
  readonly shorter: readonly number[]
}

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy
const INDEX = /\[(0|[1-9][0-9]{0,9})\]/y

/**
 * Reads one entry of a reference list (Terraform `jsonconfig/expression.go`, `marshalExpression`). Keys of resources and
 * modules are quoted as in addresses, later steps as by Go's `%q`. What cannot be read is kept as it is, `unreadable`.
 */
export function parseReference(text: string): ReferenceText {
  return readSubject(text) ?? { reference: { kind: 'unreadable', text }, shorter: [] }
}

/** The inverse of {@link parseReference}: the longest form. */
export function printReference(reference: Reference): string {
  switch (reference.kind) {
    case 'resource':
    case 'action':
      return `${subjectOf(reference)}${printKey(reference.key)}${printSteps(reference.rest)}`
    case 'module': {
      const output = reference.output === undefined ? '' : `.${reference.output}`
      return `module.${reference.call}${printKey(reference.key)}${output}${printSteps(reference.rest)}`
    }
    case 'self':
      return `self${printSteps(reference.rest)}`
    case 'unreadable':
      return reference.text
    default:
      return `${reference.kind}.${reference.name}${printSteps(reference.rest)}`
  }
}

function subjectOf(reference: Extract<Reference, { kind: 'resource' | 'action' }>): string {
  const prefix =
    reference.kind === 'action' ? 'action.' : reference.mode === 'managed' ? '' : `${reference.mode}.`
  return `${prefix}${reference.type}.${reference.name}`
}

function readSubject(text: string): ReferenceText | undefined {
  const root = readName(text, 0)
  if (root === undefined) return undefined
  if (root === 'self') return readRest(text, root.length, (rest) => ({ kind: 'self', rest }))
  if (isNamedRoot(root)) {
    const name = readAttribute(text, root.length)
    if (name === undefined) return undefined
    return readRest(text, root.length + 1 + name.length, (rest) => ({ kind: root, name, rest }))
  }
  if (root === 'module') return readModule(text)
  const prefix = root === 'data' || root === 'ephemeral' || root === 'action' ? root : undefined
  return readResource(text, prefix)
}

function readModule(text: string): ReferenceText | undefined {
  const call = readAttribute(text, 'module'.length)
  if (call === undefined) return undefined
  const bare = 'module.'.length + call.length
  const key = parseKey(text, bare)
  if (key === undefined) return undefined
  const output = readAttribute(text, key.end)
  if (output === undefined) {
    return readRest(text, key.end, (rest) => ({ kind: 'module', call, key: key.key, rest }), bare)
  }
  const end = key.end + 1 + output.length
  return readRest(text, end, (rest) => ({ kind: 'module', call, key: key.key, output, rest }), key.end)
}

function readResource(
  text: string,
  prefix: 'data' | 'ephemeral' | 'action' | undefined,
): ReferenceText | undefined {
  const start = prefix === undefined ? 0 : prefix.length + 1
  const type = prefix === undefined ? readName(text, 0) : readAttribute(text, prefix.length)
  if (type === undefined) return undefined
  const name = readAttribute(text, start + type.length)
  if (name === undefined) return undefined
  const bare = start + type.length + 1 + name.length
  const key = parseKey(text, bare)
  if (key === undefined) return undefined
  return readRest(text, key.end, (rest) => resourceOrAction(prefix, type, name, key.key, rest), bare)
}

function resourceOrAction(
  prefix: 'data' | 'ephemeral' | 'action' | undefined,
  type: string,
  name: string,
  key: InstanceKey,
  rest: readonly ReferenceStep[],
): Reference {
  if (prefix === 'action') return { kind: 'action', type, name, key, rest }
  const mode: ResourceMode = prefix ?? 'managed'
  return { kind: 'resource', mode, type, name, key, rest }
}

/** Reads the steps after a subject that ends at `end`; `last` is the end of the one form that is shorter than the subject. */
function readRest(
  text: string,
  end: number,
  make: (rest: readonly ReferenceStep[]) => Reference,
  last: number = end,
): ReferenceText | undefined {
  const rest: ReferenceStep[] = []
  const shorter: number[] = last === end ? [] : [last]
  let position = end
  while (position < text.length) {
    const step = readStep(text, position)
    if (step === undefined) return undefined
    shorter.push(position)
    rest.push(step.step)
    position = step.end
  }
  return { reference: make(rest), shorter: shorter.sort((a, b) => b - a) }
}

function readStep(text: string, position: number): { step: ReferenceStep; end: number } | undefined {
  const name = readAttribute(text, position)
  if (name !== undefined) return { step: { kind: 'attribute', name }, end: position + 1 + name.length }
  INDEX.lastIndex = position
  const index = INDEX.exec(text)
  if (index?.[1] !== undefined)
    return { step: { kind: 'index', key: Number(index[1]) }, end: INDEX.lastIndex }
  if (!text.startsWith('["', position)) return undefined
  const string = parseGoString(text, position + 1)
  if (string === undefined || text[string.end] !== ']') return undefined
  return { step: { kind: 'index', key: string.value }, end: string.end + 1 }
}

function printSteps(steps: readonly ReferenceStep[]): string {
  return steps.map(printStep).join('')
}

function printStep(step: ReferenceStep): string {
  if (step.kind === 'attribute') return `.${step.name}`
  return typeof step.key === 'number' ? `[${step.key}]` : `[${printGoString(step.key)}]`
}

/** The name behind a dot. */
function readAttribute(text: string, position: number): string | undefined {
  return text[position] === '.' ? readName(text, position + 1) : undefined
}

function readName(text: string, position: number): string | undefined {
  NAME.lastIndex = position
  return NAME.exec(text)?.[0]
}

function isNamedRoot(root: string): root is NamedRoot {
  return (NAMED_ROOTS as readonly string[]).includes(root)
}
