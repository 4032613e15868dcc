import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Plan, ResourceInstance } from '../../src/plan/plan.ts'
import type { Json, PlanDocument } from '../../src/plan/plan-document.ts'
import { isArray, isObject } from '../../src/plan/planned-value.ts'
import type { Step } from '../../src/plan/value.ts'
import { resolvePlan } from '../../src/resolve/plan.ts'

const PLANS = new URL('../plans/', import.meta.url)
export const SHARED: URL = new URL('../../../shared/', import.meta.url)

export function readDocument(file: URL): PlanDocument {
  return JSON.parse(readFileSync(file, 'utf8')) as PlanDocument
}

export function planOf(document: PlanDocument): Plan {
  return resolvePlan(document, { id: 'test', input: 'json', sources: 'none' })
}

/** A plan of `test/plans`. */
export function readPlan(name: string): Plan {
  return planOf(readDocument(new URL(`${name}/plan.json`, PLANS)))
}

export function readText(file: string): string {
  return readFileSync(new URL(file, PLANS), 'utf8')
}

export function instanceAt(plan: Plan, address: string): ResourceInstance {
  const found = plan.instances.find((instance) => instance.addressText === address)
  if (found === undefined) throw new Error(`the plan has no ${address}`)
  return found
}

/** Every file of a kind under a folder of `../shared`; none where it is missing. */
export function sharedFiles(folder: string, ending: string): readonly URL[] {
  const root = new URL(folder, SHARED)
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => new URL(file, root))
}

/** The paths of the leaves that the plan does not know. */
export function unknownLeaves(instance: ResourceInstance): readonly (readonly Step[])[] {
  const found: (readonly Step[])[] = []
  const visit = (mask: Json | undefined, path: readonly Step[]): void => {
    if (mask === true) found.push(path)
    else if (isArray(mask)) mask.forEach((part, index) => visit(part, [...path, index]))
    else if (isObject(mask)) for (const key of Object.keys(mask)) visit(mask[key], [...path, key])
  }
  visit(instance.change.after_unknown, [])
  return found
}
