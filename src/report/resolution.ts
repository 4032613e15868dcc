import { printTemplate, printValue, valueAsJson } from '../plan/print-value.ts'
import { printPath, type TemplatePart } from '../plan/value.ts'
import type { ResolvedInstance, ResolvedLeaf } from '../resolve/describe.ts'
import type { FormatOptions } from './format-options.ts'
import { sanitise } from './sanitise.ts'
import { styleFor } from './style.ts'
import { wrap } from './wrap.ts'

const RESOLVE_VERSION = '1.0'

/** What became of the values of a plan, for other programs. Sensitive values are masked. */
export function resolutionAsJson(plan: string, resources: readonly ResolvedInstance[]): string {
  const document = {
    resolveVersion: RESOLVE_VERSION,
    plan,
    resources: resources.map(({ address, type, attributes }) => ({
      address,
      type,
      attributes: attributes.map(leafAsJson),
    })),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function leafAsJson(leaf: ResolvedLeaf): unknown {
  const { path, state, value, because, waitsFor, references, origin, from, location } = leaf
  const masked = value.sensitive === true
  const open = value.kind === 'unknown'
  return {
    path,
    state,
    ...(masked ? { sensitive: true } : {}),
    ...(value.kind === 'template' && !masked ? { parts: value.parts.map(partAsJson) } : {}),
    ...(open || value.kind === 'template' || masked ? {} : { value: valueAsJson(value) }),
    ...(because === undefined ? {} : { because }),
    ...(from.length === 0 ? {} : { from }),
    ...(location === undefined ? {} : { location: { file: location.file, line: location.line } }),
    ...(waitsFor.length === 0 ? {} : { waitsFor }),
    ...(references === undefined ? {} : { references: referencesAsJson(references) }),
    ...(origin.length === 0 || masked
      ? {}
      : { origin: origin.map(({ text, file, line }) => ({ text, file, line })) }),
  }
}

function partAsJson(part: TemplatePart): unknown {
  return typeof part === 'string' ? part : { unknown: part.id }
}

function referencesAsJson(references: NonNullable<ResolvedLeaf['references']>): unknown {
  switch (references.kind) {
    case 'one':
      return { kind: 'one', instances: [references.instance.addressText] }
    case 'several':
      return { kind: 'several', instances: references.instances.map(({ addressText }) => addressText) }
    case 'opaque':
      return { kind: 'opaque', because: references.because }
    case 'none':
      return { kind: 'none', instances: [] }
  }
}

/** The same for people: one line for each leaf, and below it why it is not known or what it refers to. */
export function resolutionAsText(resources: readonly ResolvedInstance[], options: FormatOptions): string {
  const style = styleFor(options.color)
  const blocks = resources.map(({ address, attributes }) =>
    [
      style.bold(sanitise(address)),
      ...attributes.flatMap((leaf) => {
        const line = wrap(sanitise(`${printPath(leaf.path)} = ${printLeaf(leaf)}`), options.width, '  ')
        return [
          ...line,
          ...remarks(leaf).flatMap((remark) => wrap(sanitise(remark), options.width, '      ')),
        ]
      }),
    ].join('\n'),
  )
  return blocks.length === 0 ? 'The plan knows every value.\n' : `${blocks.join('\n\n')}\n`
}

function printLeaf({ value, state }: ResolvedLeaf): string {
  const text =
    value.kind === 'template' && value.sensitive !== true
      ? `"${printTemplate(value.parts)}"`
      : printValue(value)
  return state === 'predicted' ? `${text} (predicted)` : text
}

function remarks({ because, references, origin, state }: ResolvedLeaf): readonly string[] {
  return [
    ...origin.map(
      ({ text, file, line }) => `← ${text}${file === undefined ? '' : ` (${file}:${line ?? 1})`}`,
    ),
    ...(because === undefined || state === 'predicted' ? [] : [because]),
    ...(references === undefined ? [] : [describeReferences(references)]),
  ]
}

function describeReferences(references: NonNullable<ResolvedLeaf['references']>): string {
  switch (references.kind) {
    case 'one':
      return `refers to ${references.instance.addressText}`
    case 'several':
      return `refers to one of ${references.instances.map(({ addressText }) => addressText).join(', ')}`
    case 'opaque':
      return references.because
    case 'none':
      return 'refers to nothing'
  }
}
