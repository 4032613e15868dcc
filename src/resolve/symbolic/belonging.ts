import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { isWhollyKnown } from '../../hcl/opaque.ts'
import { asConstant } from '../../hcl/syntax/reading.ts'
import type { Body, Expression, Range } from '../../hcl/syntax/syntax.ts'
import { isNumber, type PlanNumber, printNumber } from '../../plan/number.ts'
import {
  type BlockExpressions,
  type ConfigModule,
  type Json,
  member,
  type Expression as PlanExpression,
} from '../../plan/plan-document.ts'
import { isObject } from '../../plan/planned-value.ts'
import type { Value } from '../../plan/value.ts'
import { decodeReferences } from '../references.ts'
import { EMPTY } from './declared.ts'
import type { ModuleSource } from './module-source.ts'
import { attempt } from './nodes.ts'
import { stepsOfReference, writtenReferences } from './written-references.ts'
import { writtenNames } from './written-value.ts'

/** Where the sources of a module say something else than the plan's own configuration. */
export interface Mismatch {
  readonly what: string
  readonly file: string
  readonly range: Range
}

/**
 * The first place where a module's sources cannot be those that the plan was made from: other resources, variables, outputs or calls,
 * another reference list, another constant. Terraform writes all of these into plan JSON (`jsonconfig`); locals and `dynamic` blocks it
 * does not. Undefined where all agrees.
 */
export function findMismatch(
  source: ModuleSource,
  config: ConfigModule,
  formatVersion: string,
): Mismatch | undefined {
  return structure(source, config) ?? expressions(source, config, formatVersion)
}

function structure(source: ModuleSource, config: ConfigModule): Mismatch | undefined {
  const planned = new Set(
    (config.resources ?? [])
      .filter(({ mode }) => mode === 'managed' || mode === 'data')
      .map(({ mode, type, name }) => `${mode} ${type}.${name}`),
  )
  // A check block holds a data source of its own, and an import may have generated a resource that is in no file.
  const missing = (key: string): boolean => key.startsWith('managed ') && !source.resources.has(key)
  return (
    unexpected(source.resources, planned, 'resource') ??
    unexpected(source.calls, new Set(Object.keys(config.module_calls ?? {})), 'module') ??
    unexpected(source.variables, new Set(Object.keys(config.variables ?? {})), 'variable') ??
    unexpected(source.outputs, new Set(Object.keys(config.outputs ?? {})), 'output') ??
    absent(config.module_calls, source.calls, source) ??
    absent(config.variables, source.variables, source) ??
    absent(config.outputs, source.outputs, source) ??
    ([...planned].some(missing) ? nowhere('a resource of the plan is missing', source) : undefined)
  )
}

function unexpected(
  written: ReadonlyMap<string, { readonly item: { readonly range: Range }; readonly file: string }>,
  planned: ReadonlySet<string>,
  what: string,
): Mismatch | undefined {
  for (const [name, { item, file }] of written) {
    if (!planned.has(name))
      return { what: `the plan has no ${what} \`${name.replace(/^managed /, '')}\``, file, range: item.range }
  }
  return undefined
}

function absent(
  planned: { readonly [name: string]: unknown } | undefined,
  written: ReadonlyMap<string, unknown>,
  source: ModuleSource,
): Mismatch | undefined {
  const name = Object.keys(planned ?? {}).find((key) => !written.has(key))
  return name === undefined ? undefined : nowhere(`\`${name}\` of the plan is missing`, source)
}

function nowhere(what: string, { directory }: ModuleSource): Mismatch {
  return { what, file: directory, range: { start: 0, end: 0, line: 1, column: 1 } }
}

function expressions(source: ModuleSource, config: ConfigModule, version: string): Mismatch | undefined {
  for (const resource of config.resources ?? []) {
    const written = source.resources.get(`${resource.mode} ${resource.type}.${resource.name}`)
    if (written === undefined || written.item.body.json === true) continue
    const { body } = written.item
    const found =
      differs(body, 'count', resource.count_expression, version) ??
      differs(body, 'for_each', resource.for_each_expression, version) ??
      inBody(body, resource.expressions ?? {}, version)
    if (found !== undefined) return { ...found, file: written.file }
  }
  for (const [name, call] of Object.entries(config.module_calls ?? {})) {
    const written = source.calls.get(name)
    if (written === undefined || written.item.body.json === true) continue
    const { body } = written.item
    const names = new Set([
      ...Object.keys(call.expressions ?? {}),
      ...Object.keys(call.module?.variables ?? {}),
    ])
    for (const argument of ['count', 'for_each', 'source', ...names]) {
      const planned =
        argument === 'count'
          ? call.count_expression
          : argument === 'for_each'
            ? call.for_each_expression
            : argument === 'source'
              ? { constant_value: call.source ?? '' }
              : member(call.expressions, argument)
      const found = differs(body, argument, planned, version)
      if (found !== undefined) return { ...found, file: written.file }
    }
  }
  for (const [name, output] of Object.entries(config.outputs ?? {})) {
    const written = source.outputs.get(name)
    if (written === undefined || written.item.body.json === true) continue
    const found = differs(written.item.body, 'value', output.expression, version)
    if (found !== undefined) return { ...found, file: written.file }
  }
  return undefined
}

type Place = Omit<Mismatch, 'file'>

/** Arguments of a block, and of the blocks inside of it as far as no `dynamic` block hides which is which. */
function inBody(body: Body, planned: BlockExpressions, version: string): Place | undefined {
  const names = new Set([...writtenNames({ body }), ...Object.keys(planned)])
  for (const name of names) {
    const expected = member(planned, name)
    const blocks = body.blocks.filter((block) => block.type === name)
    const isDynamic = body.blocks.some((block) => block.type === 'dynamic' && block.labels[0] === name)
    if (isDynamic) continue
    if (blocks.length === 0) {
      if (expected === undefined || isExpression(expected) || !body.attributes.has(name)) {
        const found = differs(body, name, expected as PlanExpression | undefined, version)
        if (found !== undefined) return found
      }
      continue
    }
    // Attributes that are written as blocks stand as one expression.
    if (expected !== undefined && isExpression(expected)) continue
    const list = Array.isArray(expected)
      ? (expected as readonly BlockExpressions[])
      : expected === undefined
        ? []
        : [expected as BlockExpressions]
    if (Array.isArray(expected) && list.length !== blocks.length)
      return { what: `the plan has ${list.length} blocks \`${name}\``, range: blocks[0]?.range ?? body.range }
    if (list.length !== blocks.length || blocks.some(({ labels }) => labels.length > 0)) continue
    for (const [index, block] of blocks.entries()) {
      const found = inBody(block.body, list[index] ?? {}, version)
      if (found !== undefined) return found
    }
  }
  return undefined
}

function isExpression(planned: NonNullable<BlockExpressions[string]>): planned is PlanExpression {
  return (
    !Array.isArray(planned) &&
    Object.keys(planned).every((key) => key === 'constant_value' || key === 'references') &&
    (!Object.hasOwn(planned, 'references') || Array.isArray((planned as PlanExpression).references))
  )
}

function differs(
  body: Body,
  name: string,
  planned: PlanExpression | undefined,
  version: string,
): Place | undefined {
  const expression = body.attributes.get(name)?.expression
  if (expression === undefined) {
    // What is not written may be a block, or hold a default.
    const isPlanned = planned !== undefined && !(name === 'source' || Object.keys(planned).length === 0)
    return isPlanned ? { what: `\`${name}\` of the plan is missing`, range: body.range } : undefined
  }
  const { range } = expression
  // Terraform writes nothing for a `count` or `for_each` that refers to nothing and is no constant.
  if (planned === undefined && (name === 'count' || name === 'for_each'))
    return writtenReferences(expression).length === 0
      ? undefined
      : { what: `the plan has no \`${name}\``, range }
  if (planned === undefined) return { what: `the plan has no \`${name}\``, range }
  if (name !== 'source' && !sameReferences(expression, planned.references ?? [], version))
    return { what: `\`${name}\` refers to something else`, range }
  if (Object.hasOwn(planned, 'constant_value') && (planned.references ?? []).length === 0) {
    const value = attempt(() => evaluate(name === 'source' ? asConstant(expression) : expression, EMPTY))
    if (
      value !== undefined &&
      isWhollyKnown(value) &&
      plain(value) !== plainJson(planned.constant_value ?? null)
    )
      return { what: `\`${name}\` is another constant`, range }
  }
  return undefined
}

function sameReferences(expression: Expression, list: readonly string[], version: string): boolean {
  const planned = decodeReferences(list, version).map((reference) => stepsOfReference(reference))
  const written = writtenReferences(expression)
  return (
    planned.length === written.length &&
    planned.every(
      (steps, index) => steps === undefined || steps.join('\u0000') === written[index]?.join('\u0000'),
    )
  )
}

/** As text that is equal for equal values; sets have no order. */
function plain(value: Value): string {
  switch (value.kind) {
    case 'known':
      return scalar(value.value)
    case 'list': {
      const elements = value.elements.map(plain)
      return `[${(value.form === 'set' ? elements.sort() : elements).join()}]`
    }
    case 'map':
      return `{${[...value.entries]
        .map(([key, entry]) => `${JSON.stringify(key)}:${plain(entry)}`)
        .sort()
        .join()}}`
    default:
      return 'null'
  }
}

function plainJson(json: Json): string {
  if (json === null) return 'null'
  if (Array.isArray(json)) return `[${(json as readonly Json[]).map(plainJson).join()}]`
  if (isObject(json))
    return `{${Object.entries(json)
      .map(([key, entry]) => `${JSON.stringify(key)}:${plainJson(entry)}`)
      .sort()
      .join()}}`
  return scalar(json as string | boolean | PlanNumber)
}

function scalar(value: string | boolean | PlanNumber): string {
  if (isNumber(value)) return printNumber(value)
  return typeof value === 'string' ? JSON.stringify(value.normalize('NFC')) : String(value)
}
