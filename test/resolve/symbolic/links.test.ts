import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'tap'
import { readPlanArchive } from '../../../src/acquire/plan-archive.ts'
import { printNumber } from '../../../src/plan/number.ts'
import { existsAfter, type ResourceInstance } from '../../../src/plan/plan.ts'
import type { Unknown, Value } from '../../../src/plan/value.ts'
import { resolvePlan } from '../../../src/resolve/plan.ts'
import { resolve } from '../../../src/resolve/resolve.ts'
import { readPlanDocument } from '../../../src/validate/plan-document.ts'

/** What stays unknown is followed to the attributes that it comes from; with their applied values it must be what was applied. */
const folders = ['aws', 'article'].map(
  (name) => new URL(`../../../../shared/cases/${name}/`, import.meta.url),
)

interface StateModule {
  readonly resources?: readonly {
    readonly address: string
    readonly values: Readonly<Record<string, unknown>>
  }[]
  readonly child_modules?: readonly StateModule[]
}

function appliedValues(file: URL): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>()
  const pending: StateModule[] = [JSON.parse(readFileSync(file, 'utf8')).values?.root_module ?? {}]
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    for (const { address, values } of module.resources ?? [])
      for (const [name, value] of Object.entries(values)) found.set(`${address}.${name}`, value)
    pending.push(...(module.child_modules ?? []))
  }
  return found
}

function textWith(
  applied: ReadonlyMap<string, unknown>,
  parts: readonly (string | Unknown)[],
): string | undefined {
  const texts = parts.map((part) => (typeof part === 'string' ? part : applied.get(part.id)))
  return texts.every((text) => typeof text === 'string') ? texts.join('') : undefined
}

/** Text of a value once applied values stand in place of its unknowns; undefined where one of them is no attribute. */
function settledText(value: Value, applied: ReadonlyMap<string, unknown>): string | undefined {
  if (value.kind === 'unknown') return textWith(applied, [value.unknown])
  if (value.kind === 'template') return textWith(applied, value.parts)
  if (value.kind !== 'known') return undefined
  return typeof value.value === 'object' ? printNumber(value.value) : String(value.value)
}

/** JSON by content, whatever the order of its members. */
function normal(text: string): string {
  if (!/^[[{]/.test(text)) return text
  return JSON.stringify(JSON.parse(text), (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

function isTopUnknown(instance: ResourceInstance, name: string): boolean {
  const mask = instance.change.after_unknown
  return (
    mask !== null && typeof mask === 'object' && (mask as Readonly<Record<string, unknown>>)[name] === true
  )
}

/** The emulator's answer is not that of AWS: queue addresses, and what contains them. */
const EMULATED = /127\.0\.0\.1|localhost/

for (const folder of folders) {
  const names = existsSync(folder) ? readdirSync(folder) : []
  test(`links of ${folder.pathname.split('/').at(-2)}`, (t) => {
    if (names.length === 0) t.comment('skipped: ../shared/cases is not here')
    let compared = 0
    for (const name of names) {
      const at = (file: string): URL => new URL(`${name}/${file}`, folder)
      if (!existsSync(at('applied_state.json')) || !existsSync(at('tfplan'))) continue
      const { document } = readPlanDocument(readFileSync(at('plan.json')), name)
      const sourceTree = readPlanArchive(readFileSync(at('tfplan')), name)
      const plan = resolvePlan(document, { id: name, input: 'json', sources: 'plan-file', sourceTree })
      const resolution = resolve(plan)
      const applied = appliedValues(at('applied_state.json'))
      for (const instance of plan.instances.filter(existsAfter)) {
        for (const attribute of resolution.attributeNames(instance)) {
          const truth = applied.get(`${instance.addressText}.${attribute}`)
          if (!isTopUnknown(instance, attribute) || typeof truth !== 'string' || EMULATED.test(truth))
            continue
          const found = settledText(resolution.attribute(instance, attribute), applied)
          if (found === undefined || EMULATED.test(found)) continue
          compared += 1
          if (normal(found) !== normal(truth))
            t.equal(found, truth, `${name} ${instance.addressText}.${attribute}`)
        }
      }
    }
    t.comment(`compared: ${compared}`)
    t.ok(names.length === 0 || compared > 0)
    t.end()
  })
}
