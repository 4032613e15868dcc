import type { Plan } from '../plan/plan.ts'
import type { Json } from '../plan/plan-document.ts'
import { isArray, isObject } from '../plan/planned-value.ts'
import { printPath, type Step, type Value } from '../plan/value.ts'
import type { Part, Place } from './document-place.ts'
import { hiddenArguments, type IsHidden } from './document-secrets.ts'
import { literal } from './operand.ts'

const MEMBERS: { readonly [part in Part]?: { readonly [name: string]: Part } } = {
  root: { configuration: 'configuration', variables: 'variables' },
  configuration: { provider_config: 'providers', root_module: 'module' },
  provider: { expressions: 'block' },
  module: {
    outputs: 'outputs',
    resources: 'resources',
    actions: 'resources',
    module_calls: 'calls',
    variables: 'inputs',
  },
  output: { expression: 'expression' },
  resource: {
    expressions: 'block',
    count_expression: 'expression',
    for_each_expression: 'expression',
    provisioners: 'resources',
  },
  call: {
    expressions: 'block',
    count_expression: 'expression',
    for_each_expression: 'expression',
    module: 'module',
  },
}

const EACH: { readonly [part in Part]?: Part } = {
  variables: 'variable',
  providers: 'provider',
  outputs: 'output',
  resources: 'resource',
  calls: 'call',
  inputs: 'input',
  block: 'block',
}

/** What stands at a path of the document. */
export type DocumentReader = (path: readonly Step[]) => Value

/** Deeper than any configuration; guards our own recursion against hostile nesting. */
const MAX_DEPTH = 500

/**
 * Reads what stands at a path of the plan's own JSON, as an author of policies expects it: an expression is its constant, or
 * unknown where references or a template decide it; secrets are marked.
 */
export function documentReader(plan: Plan): DocumentReader {
  const isHidden = hiddenArguments(plan)
  const root: Place = { part: 'root', json: plan.document as unknown as Json, path: [], isSecret: false }
  return (path) =>
    read(
      path.reduce<Place>((place, step) => enter(place, step, isHidden), root),
      isHidden,
    )
}

function enter(place: Place, step: Step, isHidden: IsHidden): Place {
  const { part, json } = place
  const child = ownMember(json, step)
  const path = [...place.path, step]
  const isSecret = place.isSecret || isHidden(place, step)
  if (part === 'expression' && step === 'constant_value') {
    return { part: 'constant', json: child, path, isSecret, references: referencesOf(json) }
  }
  if (part === 'constant') return { ...place, json: child, path, isSecret }
  const told = typeof step === 'string' ? MEMBERS[part]?.[step] : undefined
  const next = told ?? EACH[part] ?? 'plain'
  const isArgument = part === 'block' && typeof step === 'string' && isExpression(child)
  const owner = next === 'block' && part !== 'block' ? { owner: place } : {}
  return { part: isArgument ? 'expression' : next, json: child, path, isSecret, ...owner }
}

function read(place: Place, isHidden: IsHidden): Value {
  const value = readBare(place, isHidden)
  return place.isSecret ? { ...value, sensitive: true } : value
}

function readBare(place: Place, isHidden: IsHidden): Value {
  const { part, json } = place
  if (place.path.length > MAX_DEPTH) return untold(place, 'it is nested too deeply to be read')
  if (part === 'expression') return read(enter(place, 'constant_value', isHidden), isHidden)
  if (part === 'constant') {
    const [reference] = place.references ?? []
    if (reference !== undefined)
      return untold(place, `\`${String(reference)}\` decides it, and plan JSON does not show how`)
    if (json === undefined) return untold(place, 'plan JSON does not show what its expression comes to')
    if (isTemplate(json))
      return untold(place, 'it may be a template, and plan JSON does not show what it comes to')
  }
  if (isArray(json)) {
    return { kind: 'list', elements: json.map((_, index) => read(enter(place, index, isHidden), isHidden)) }
  }
  if (!isObject(json)) return literal(json ?? null)
  const names = Object.keys(json)
  return {
    kind: 'map',
    entries: new Map(names.map((name) => [name, read(enter(place, name, isHidden), isHidden)])),
  }
}

/** `.tf.json` leaves templates as they are written; in Terraform's own language such text is rare and means itself. */
function isTemplate(json: Json | undefined): boolean {
  return typeof json === 'string' && /[$%]\{/.test(json)
}

function untold({ path }: Place, because: string): Value {
  return { kind: 'unknown', unknown: { id: `$.${printPath(path)}`, waitsFor: [], because } }
}

function referencesOf(json: Json | undefined): readonly Json[] {
  const references = ownMember(json, 'references')
  return isArray(references) ? references : []
}

/** Nothing but `constant_value` and an array of `references`; `{}` is one too, for a block without arguments cannot be told from it. */
function isExpression(json: Json | undefined): boolean {
  if (!isObject(json)) return false
  if (Object.keys(json).some((key) => key !== 'constant_value' && key !== 'references')) return false
  return !Object.hasOwn(json, 'references') || isArray(json['references'])
}

function ownMember(json: Json | undefined, step: Step): Json | undefined {
  if (typeof step === 'number') return isArray(json) ? json[step] : undefined
  return isObject(json) && Object.hasOwn(json, step) ? json[step] : undefined
}
