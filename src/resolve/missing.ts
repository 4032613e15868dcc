import { isGlob, matchesGlob } from '../plan/glob.ts'
import type { Plan } from '../plan/plan.ts'
import type { ConfigModule, Expression } from '../plan/plan-document.ts'
import type { Unknown } from '../plan/value.ts'

/**
 * Why instances of a type may be missing from a plan, so that their absence proves nothing. A plan that calls itself complete
 * holds every instance of the configuration (Terraform 1.8 and later say so); of other plans a configured resource without
 * instances is only known to have none where its count, or that of a module around it, is written as 0. Takes a type or a glob.
 */
export function findMissingTypes(plan: Plan): (type: string) => Unknown | undefined {
  const [reason] = plan.incomplete
  if (reason !== undefined) {
    return (type) => ({
      id: `further ${type}`,
      waitsFor: [],
      because: `${reason.text}, so a ${type} may be missing from it`,
    })
  }
  if (plan.complete === true) return () => undefined
  const types = typesWithoutInstances(plan)
  return (type) => {
    const found = isGlob(type) ? [...types].find((name) => matchesGlob(type, name)) : type
    return found !== undefined && types.has(found)
      ? {
          id: `further ${found}`,
          waitsFor: [],
          because: `the configuration has a ${found} of which the plan shows no instance, and nothing proves that there is none`,
        }
      : undefined
  }
}

function typesWithoutInstances(plan: Plan): ReadonlySet<string> {
  const seen = new Set<string>()
  for (const { address } of plan.instances) {
    seen.add(
      blockKey(
        address.module.map((step) => step.name),
        address.type,
        address.name,
      ),
    )
  }
  const found = new Set<string>()
  const root = plan.configuration.root_module
  const pending: { module: ConfigModule; path: readonly string[] }[] =
    root === undefined ? [] : [{ module: root, path: [] }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { module, path } = next
    for (const block of module.resources ?? []) {
      const there = block.mode !== 'managed' || seen.has(blockKey(path, block.type, block.name))
      if (!there && !isZero(block.count_expression)) found.add(block.type)
    }
    for (const [name, call] of Object.entries(module.module_calls ?? {})) {
      if (call.module !== undefined && !isZero(call.count_expression)) {
        pending.push({ module: call.module, path: [...path, name] })
      }
    }
  }
  return found
}

function isZero(count: Expression | undefined): boolean {
  return count?.constant_value === 0 && count.references === undefined
}

function blockKey(path: readonly string[], type: string, name: string): string {
  return [...path, type, name].join(' ')
}
