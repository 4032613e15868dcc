import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type { JsonObject, ValuesModule } from '../../../src/plan/plan-document.ts'
import type { ListValue, MapValue, TemplatePart, Value } from '../../../src/plan/value.ts'

const SHARED = new URL('../../../../shared/', import.meta.url)

/** A folder of `../shared/cases` that has a plan; `applied` has the documents as the apply made them, by address. */
export interface DocumentCase {
  readonly name: string
  readonly plan: URL
  readonly applied: ReadonlyMap<string, JsonObject>
}

/** Every case with an applied state; none where the folder is missing. */
export function readDocumentCases(): readonly DocumentCase[] {
  return ['cases/aws/', 'cases/article/'].flatMap((group) => {
    const folder = new URL(group, SHARED)
    if (!existsSync(folder)) return []
    return readdirSync(folder).flatMap((name): readonly DocumentCase[] => {
      const state = new URL(`${name}/applied_state.json`, folder)
      const plan = new URL(`${name}/plan.json`, folder)
      if (!existsSync(fileURLToPath(state)) || !existsSync(fileURLToPath(plan))) return []
      const { values } = JSON.parse(readFileSync(state, 'utf8'))
      return [{ name, plan, applied: documentsOf(values.root_module) }]
    })
  })
}

function documentsOf(root: ValuesModule): ReadonlyMap<string, JsonObject> {
  const found = new Map<string, JsonObject>()
  const pending = [root]
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    for (const { address, type, values } of module.resources ?? [])
      if (type === 'aws_iam_policy_document' && values !== undefined) found.set(address, values)
    pending.push(...(module.child_modules ?? []))
  }
  return found
}

/** What unknowns turned out to be, by their identity. */
export type Truths = ReadonlyMap<string, unknown>

/** Whether what is certain of a value is true of what the apply made of it. */
export function fits(value: Value, applied: unknown, truths: Truths = new Map()): boolean {
  switch (value.kind) {
    case 'absent':
      return applied === undefined
    case 'null':
      return applied === null
    case 'known':
      return applied === value.value
    case 'template':
      return typeof applied === 'string' && textFits(value.parts, applied, truths)
    case 'unknown': {
      const { id, nonNull, nonEmpty, type, shape } = value.unknown
      if (truths.has(id) && !isDeepStrictEqual(truths.get(id), applied)) return false
      if (nonNull === true && (applied === null || applied === undefined)) return false
      if (nonEmpty === true && (applied === '' || applied === null || applied === undefined)) return false
      if (shape !== undefined && !new RegExp(`^(?:${shape})$`).test(String(applied))) return false
      return type?.kind !== 'string' || applied === undefined || typeof applied === 'string'
    }
    case 'list':
      return Array.isArray(applied) && listFits(value, applied, truths)
    case 'map':
      return typeof applied === 'object' && applied !== null && mapFits(value, applied, truths)
  }
}

function textFits(parts: readonly TemplatePart[], applied: string, truths: Truths): boolean {
  const pattern = parts.map((part) => {
    if (typeof part === 'string') return escaped(part)
    const truth = truths.get(part.id)
    return typeof truth === 'string' ? escaped(truth) : `(?:${part.shape ?? '[^]*'})`
  })
  return new RegExp(`^(?:${pattern.join('')})$`).test(applied)
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}

function listFits(list: ListValue, applied: readonly unknown[], truths: Truths): boolean {
  const { elements, form, rest } = list
  const isOrdered = form !== 'set'
  if (isOrdered && rest === undefined && elements.length !== applied.length) return false
  if (isOrdered) return elements.every((element, index) => fits(element, applied[index], truths))
  const isThere = elements.every((element) => applied.some((one) => fits(element, one, truths)))
  return (
    isThere &&
    (rest !== undefined || applied.every((one) => elements.some((element) => fits(element, one, truths))))
  )
}

function mapFits({ entries, rest }: MapValue, applied: object, truths: Truths): boolean {
  const keys = Object.keys(applied)
  if (rest === undefined && keys.some((key) => !entries.has(key))) return false
  return [...entries].every(
    ([key, entry]) => keys.includes(key) && fits(entry, Reflect.get(applied, key), truths),
  )
}
