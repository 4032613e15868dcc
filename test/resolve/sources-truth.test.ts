import { existsSync, readFileSync } from 'node:fs'
import { type Test, test } from 'tap'
import type { ResourceInstance } from '../../src/plan/plan.ts'
import { existsAfter } from '../../src/plan/plan.ts'
import type { Json, JsonObject, ValuesModule } from '../../src/plan/plan-document.ts'
import { isArray, isObject } from '../../src/plan/planned-value.ts'
import { printPath, type Step } from '../../src/plan/value.ts'
import type { Source } from '../../src/resolve/expression-sources.ts'
import { indexSources } from '../../src/resolve/sources-of.ts'
import type { Nesting } from '../../src/resolve/written.ts'
import { planOf, readDocument, sharedFiles, unknownLeaves } from './read-plan.ts'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Shorter values may be equal by chance. */
const LONG_ENOUGH = 12

interface Figures {
  contained: number
  exactlyOne: number
  opaque: number
}

for (const folder of ['cases/terraform/', 'cases/aws/', 'cases/article/']) {
  test(`the true source is among the candidates, or the answer is opaque: ../shared/${folder}`, (t) => {
    const applied = sharedFiles(folder, 'applied_state.json')
    if (applied.length === 0) {
      t.comment(`../shared/${folder} is not here`)
      return t.end()
    }
    const figures: Figures = { contained: 0, exactlyOne: 0, opaque: 0 }
    for (const file of applied) {
      if (existsSync(new URL('plan.json', file))) judgeCase(t, new URL('.', file), figures)
    }
    t.comment(JSON.stringify(figures))
    t.ok(figures.contained > 0)
    t.end()
  })
}

/**
 * A value that the provider gave to one attribute alone is found again, after the apply, wherever it was passed on: an argument whose applied
 * value holds it must have a candidate that holds it too.
 */
function judgeCase(t: Test, folder: URL, figures: Figures): void {
  const plan = planOf(readDocument(new URL('plan.json', folder)))
  const applied = readState(new URL('applied_state.json', folder))
  const index = indexSources(plan, nestingOf(applied))
  const telling = tellingValues(folder)
  const textOf = ({ instance, path }: Source): string => textAt(applied, instance, path ?? [])
  for (const instance of plan.instances.filter(existsAfter)) {
    for (const path of unknownLeaves(instance)) {
      if (!isWritten(instance, path)) continue
      const value = textAt(applied, instance, path)
      const held = [
        ...new Set([...(value.match(UUID) ?? []), ...telling.filter((text) => value.includes(text))]),
      ]
      for (const text of held) {
        if (isOwn(applied, instance, text)) continue
        const found = index.sourcesOf(instance, path)
        if (found.kind === 'opaque') {
          figures.opaque += 1
          continue
        }
        const candidates = found.kind === 'sources' ? found.candidates : []
        // An ARN may be written around an id: then the source is inside what is held.
        const holds = (candidate: Source): boolean => {
          const source = textOf(candidate).replace(/^"|"$/g, '')
          return source.includes(text) || (source.length > 8 && text.includes(source))
        }
        if (candidates.some(holds)) {
          figures.contained += 1
          if (found.kind === 'sources' && found.exactlyOne) figures.exactlyOne += 1
        } else {
          t.fail(`${folder.pathname}: ${instance.addressText}.${printPath(path)} holds ${text}`)
        }
      }
    }
  }
}

/** The provider chose it for this very instance: one of its attributes that nothing is written for holds it. */
function isOwn(applied: ReadonlyMap<string, JsonObject>, instance: ResourceInstance, text: string): boolean {
  const values = applied.get(instance.addressText) ?? {}
  return Object.keys(values).some(
    (name) =>
      !isWritten(instance, [name]) && name !== 'output' && JSON.stringify(values[name]).includes(text),
  )
}

function isWritten(instance: ResourceInstance, path: readonly Step[]): boolean {
  return Object.hasOwn(instance.configuration?.expressions ?? {}, String(path[0]))
}

/** Text of the applied value; path steps that are gone (a set was sorted anew) widen it to what is there. */
function textAt(
  applied: ReadonlyMap<string, JsonObject>,
  instance: ResourceInstance,
  path: readonly Step[],
): string {
  let value: Json = applied.get(instance.addressText) ?? null
  for (const step of path) {
    if (isArray(value) && typeof step === 'number') value = value[step] ?? null
    else if (isObject(value) && Object.hasOwn(value, step)) value = value[step] ?? null
    else break
  }
  return JSON.stringify(value)
}

/** Values that tell whose they are (`expect.json`): those that differ from apply to apply, and computed
 * ARNs but for those of buckets, which people also write by hand. */
function tellingValues(folder: URL): readonly string[] {
  const file = new URL('expect.json', folder)
  if (!existsSync(file)) return []
  const expected = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly leaves: readonly { readonly why: string; readonly applied?: unknown }[]
  }
  return expected.leaves.flatMap(({ why, applied }) => {
    if (typeof applied !== 'string' || applied.length < LONG_ENOUGH) return []
    const isRandom = why === 'random' || why === 'random-in-aws'
    const isTime = /^\d{4}-\d\d-\d\dT/.test(applied)
    return (isRandom && !isTime) || (why === 'format' && /^arn:(?!.*:s3:::)/.test(applied)) ? [applied] : []
  })
}

/** Only what holds objects once applied can have been a block. */
function nestingOf(applied: ReadonlyMap<string, JsonObject>): Nesting {
  const blocks = new Set<string>()
  for (const [address, values] of applied) {
    const type = address.match(/([^.]+)\.[^.]+$/)?.[1] ?? ''
    for (const [name, value] of Object.entries(values)) {
      if (isArray(value) && value.some(isObject)) blocks.add(`${type}.${name}`)
    }
  }
  return (type, [name, ...inside]) =>
    inside.length === 0 && !blocks.has(`${type}.${name}`) ? 'attribute' : undefined
}

function readState(file: URL): ReadonlyMap<string, JsonObject> {
  const state = JSON.parse(readFileSync(file, 'utf8')) as { values?: { root_module?: ValuesModule } }
  const values = new Map<string, JsonObject>()
  const pending = [state.values?.root_module]
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    for (const resource of module.resources ?? []) values.set(resource.address, resource.values ?? {})
    pending.push(...(module.child_modules ?? []))
  }
  return values
}
