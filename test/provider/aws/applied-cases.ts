import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { existsAfter, type Plan } from '../../../src/plan/plan.ts'
import type { JsonObject, PlanDocument, ValuesModule } from '../../../src/plan/plan-document.ts'
import type { Step, Value } from '../../../src/plan/value.ts'
import { partitionOfRegion } from '../../../src/provider/aws/partition.ts'
import type { ProviderContext } from '../../../src/provider/aws/predict.ts'
import { resolvePlan } from '../../../src/resolve/plan.ts'

/** A leaf that a plan left unknown, as the apply made it (`expect.json`; its README explains the classes). */
export interface Leaf {
  readonly address: string
  readonly path: readonly Step[]
  readonly class: 'derivable' | 'opaque' | 'moto-artifact'
  readonly why: string
  readonly configured: boolean
  readonly real?: unknown
}

interface Expectation {
  readonly account: string
  readonly regions: { readonly [providerKey: string]: string }
  readonly leaves: readonly Leaf[]
  readonly changed_on_apply: readonly {
    readonly address: string
    readonly path: readonly Step[]
    readonly planned: unknown
  }[]
}

/** An instance of an applied case. */
export interface AppliedInstance {
  readonly address: string
  readonly type: string
  readonly values: JsonObject
  readonly planned: { readonly after: object; readonly unknown: object }
  readonly context: ProviderContext
  readonly leaves: readonly Leaf[]
}

export interface AppliedCase {
  readonly name: string
  readonly plan: Plan
  readonly expect: Expectation
  readonly instances: readonly AppliedInstance[]
}

const folder = new URL('../../../../shared/cases/aws/', import.meta.url)

/** Every case with an applied state; undefined where the folder is missing. */
export function readAppliedCases(): readonly AppliedCase[] | undefined {
  if (!existsSync(folder)) return undefined
  return readdirSync(folder)
    .filter((name) => existsSync(new URL(`${name}/expect.json`, folder)))
    .map(readCase)
}

function readCase(name: string): AppliedCase {
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`${name}/${file}`, folder), 'utf8'))
  const plan = resolvePlan(read('plan.json') as PlanDocument, { id: name, input: 'json', sources: 'none' })
  const state = read('applied_state.json') as { readonly values: { readonly root_module: ValuesModule } }
  const expect = read('expect.json') as Expectation
  const applied = appliedValues(state.values.root_module)
  const instances = plan.instances.flatMap((instance): readonly AppliedInstance[] => {
    const values = applied.get(instance.addressText)
    if (instance.address.mode !== 'managed' || !existsAfter(instance) || values === undefined) return []
    const key = instance.configuration?.provider_config_key ?? 'aws'
    return [
      {
        address: instance.addressText,
        type: instance.address.type,
        values,
        planned: { after: Object(instance.change.after), unknown: Object(instance.change.after_unknown) },
        context: contextIn(expect.regions[key] ?? expect.regions.aws ?? '', expect.account, '5.100.0'),
        leaves: expect.leaves.filter(({ address }) => address === instance.addressText),
      },
    ]
  })
  return { name, plan, expect, instances }
}

function appliedValues(root: ValuesModule): ReadonlyMap<string, JsonObject> {
  const applied = new Map<string, JsonObject>()
  const pending = [root]
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    for (const { address, values } of module.resources ?? [])
      if (values !== undefined) applied.set(address, values)
    pending.push(...(module.child_modules ?? []))
  }
  return applied
}

/** A context of which everything is known. */
export function contextIn(region: string, account: string, providerVersion: string): ProviderContext {
  return {
    region: { kind: 'known', value: region },
    account: { kind: 'known', value: account },
    partition: { kind: 'known', value: partitionOfRegion(region) ?? '' },
    providerVersion,
  }
}

/** JSON as a value; containers are not needed by predictions, and are unknown. */
export function valueFrom(json: unknown, id: string): Value {
  if (json === undefined) return { kind: 'absent' }
  if (json === null) return { kind: 'null' }
  if (typeof json === 'object') return unknownValue(id)
  return { kind: 'known', value: json as string | number | boolean }
}

export function unknownValue(id: string): Value {
  return { kind: 'unknown', unknown: { id, waitsFor: [id] } }
}

/** Whether an applied text is one that the value allows. */
export function allows(value: Value, applied: unknown): boolean {
  if (value.kind === 'known') return value.value === applied
  if (typeof applied !== 'string') return false
  const parts = value.kind === 'template' ? value.parts : value.kind === 'unknown' ? [value.unknown] : []
  const pattern = parts.map((part) =>
    typeof part === 'string' ? escaped(part) : `(?:${part.shape ?? '[^]*'})`,
  )
  return new RegExp(`^(?:${pattern.join('')})$`).test(applied)
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
