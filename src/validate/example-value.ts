import type { BlockExpressions, Expression, Json } from '../plan/plan-document.ts'
import { parseReference, printReference } from './example-reference.ts'
import type { ExampleValue } from './example-resources.ts'

/** A value as the parts of a plan hold it; without `after` it is unknown as a whole. */
export interface PlannedParts {
  readonly after?: Json
  readonly unknown: Json
  readonly sensitive: Json
}

/**
 * Splits a value as Terraform does (`internal/command/jsonplan`, `omitUnknowns`, `unknownAsBool` and `SensitiveAsBool`): unknown
 * attributes are left out of `after`, unknown elements are null there; objects hold only what is marked, lists every element.
 */
export function splitValue(value: ExampleValue): PlannedParts {
  const sensitive = (inside: Json): Json => (value.sensitive ? true : inside)
  switch (value.kind) {
    case 'known':
      return { after: value.value, unknown: false, sensitive: sensitive(false) }
    case 'unknown':
    case 'reference':
      return { unknown: true, sensitive: sensitive(false) }
    case 'list': {
      const items = value.items.map(splitValue)
      return {
        after: items.map(({ after }) => after ?? null),
        unknown: items.map((item) => item.unknown),
        sensitive: sensitive(items.map((item) => item.sensitive)),
      }
    }
    case 'map': {
      const parts = splitMembers(value.entries)
      return { ...parts, sensitive: sensitive(parts.sensitive) }
    }
  }
}

export function splitMembers(entries: ReadonlyMap<string, ExampleValue>): Required<PlannedParts> {
  const members = [...entries].map(([name, value]) => ({ name, ...splitValue(value) }))
  const pick = (part: 'unknown' | 'sensitive') =>
    Object.fromEntries(
      members.filter((member) => member[part] !== false).map((member) => [member.name, member[part]]),
    )
  return {
    after: Object.fromEntries(
      members.flatMap(({ name, after }) => (after === undefined ? [] : [[name, after]])),
    ),
    unknown: pick('unknown'),
    sensitive: pick('sensitive'),
  }
}

type Written = Expression | readonly BlockExpressions[]

/** How the configuration would have said a value; undefined where nobody writes it: null, and blocks that are not there. */
export function expressionOf(value: ExampleValue): Written | undefined {
  switch (value.kind) {
    case 'known':
      return value.value === null ? undefined : { constant_value: value.value }
    case 'unknown':
      return referring(value)
    case 'reference':
      return referring(value)
    case 'list': {
      if (value.items.length === 0) return undefined
      const blocks = value.items.flatMap((item) => (item.kind === 'map' && !item.sensitive ? [item] : []))
      if (blocks.length === value.items.length) return blocks.map(({ entries }) => expressionsOf(entries))
      return referring(value)
    }
    case 'map':
      return referring(value)
  }
}

export function expressionsOf(entries: ReadonlyMap<string, ExampleValue>): BlockExpressions {
  return Object.fromEntries(
    [...entries].flatMap(([name, value]) => {
      const expression = expressionOf(value)
      return expression === undefined ? [] : [[name, expression]]
    }),
  )
}

/** One expression for all of a value: a constant if all of it is known. */
function referring(value: ExampleValue): Expression {
  const references = referencesIn(value)
  if (references === undefined) return { constant_value: splitValue(value).after ?? null }
  return references.length === 0 ? {} : { references }
}

/** Undefined where everything is known. An unknown without a name refers to nothing that could be told. */
function referencesIn(value: ExampleValue): readonly string[] | undefined {
  switch (value.kind) {
    case 'known':
      return undefined
    case 'unknown':
      return value.name === undefined ? [] : printName(value.name)
    case 'reference':
      return printReference(value.reference)
    case 'list':
    case 'map': {
      const parts = value.kind === 'list' ? value.items : [...value.entries.values()]
      const references = parts.map(referencesIn).filter((part) => part !== undefined)
      return references.length === 0 ? undefined : [...new Set(references.flat())]
    }
  }
}

/** `!unknown NAME`: an attribute of a resource, or a variable. */
function printName(name: string): readonly string[] {
  const reference = /^(?:var|local)\./.test(name) ? undefined : parseReference(name)
  if (reference !== undefined) return printReference(reference)
  return [name.includes('.') ? name : `var.${name}`]
}
