import { existsSync, readdirSync } from 'node:fs'
import { test } from 'tap'
import type { Json, PlanDocument, ResourceChange } from '../src/plan/plan-document.ts'
import { isArray, isObject } from '../src/plan/planned-value.ts'
import { typesOf } from '../src/policy/condition.ts'
import { judge, readPlan, shippedPolicies, statuses } from './judge.ts'

/**
 * The invariant of the product: learning a value may settle an unknown; it never turns a pass into a fail or a fail into a
 * pass. So making a known leaf unknown may make a status unknown, and nothing else.
 */
const policies = shippedPolicies()
const types = new Set(policies.flatMap((policy) => policy.rules.flatMap((rule) => typesOf(rule.match))))

const plans = [
  ...folders(new URL('plans/', import.meta.url)),
  ...folders(new URL('../../shared/cases/article/', import.meta.url)),
  ...folders(new URL('../../shared/cases/aws/', import.meta.url)),
  ...folders(new URL('../../shared/cases/terraform/', import.meta.url)),
]

function folders(base: URL): readonly URL[] {
  if (!existsSync(base)) return []
  return readdirSync(base)
    .map((name) => new URL(`${name}/plan.json`, base))
    .filter((file) => existsSync(file) && !/errored/.test(file.pathname))
}

test('masking any known leaf never flips a status', (t) => {
  if (!existsSync(new URL('../../shared/cases/', import.meta.url)))
    t.comment('skipped in part: ../shared/cases is not here')
  let masked = 0
  for (const file of plans) {
    const document = readPlan(file)
    for (const trustReferences of [false, true]) {
      const before = statuses(judge(document, policies, { trustReferences }))
      if (Object.keys(before).length === 0) continue
      for (const variant of variants(document)) {
        masked += 1
        const results = judge(variant.document, policies, { trustReferences })
        // What rests on a trusted reference is no proof, and says so: a null that was hidden need not be what it refers to.
        const proofs = results.filter(({ basis }) => basis !== 'reference')
        for (const [name, status] of Object.entries(statuses(proofs))) {
          const old = before[name]
          if (status !== 'unknown' && status !== old) {
            t.fail(`${file.pathname} ${variant.name}: ${name} was ${old} and became ${status}`)
          }
        }
      }
    }
  }
  t.ok(masked > 100, `${masked} masked leaves in ${plans.length} plans`)
  t.end()
})

test('the order in which a plan lists things never changes a status', (t) => {
  for (const file of plans) {
    const document = readPlan(file)
    for (const trustReferences of [false, true]) {
      const before = statuses(judge(document, policies, { trustReferences }))
      const after = statuses(judge(reordered(document), policies, { trustReferences }))
      t.same(after, before, file.pathname)
    }
  }
  t.end()
})

/** The changes, the blocks of the configuration and the members of every object, the other way round. Lists of values stay. */
function reordered(document: PlanDocument): PlanDocument {
  const { resource_changes: changes, configuration, ...rest } = document
  return {
    ...rest,
    configuration: reverseMembers(
      configuration as unknown as Json,
    ) as unknown as PlanDocument['configuration'],
    resource_changes: (changes ?? [])
      .map((change) => reverseMembers(change as unknown as Json) as unknown as ResourceChange)
      .reverse(),
  }
}

function reverseMembers(value: Json): Json {
  if (isArray(value)) return value.map(reverseMembers)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [
        key,
        key === 'resources' && isArray(member)
          ? member.map(reverseMembers).reverse()
          : reverseMembers(member),
      ]),
  )
}

/** One variant of the plan for each known leaf of each instance that a rule may look at. */
function* variants(
  document: PlanDocument,
): Generator<{ readonly name: string; readonly document: PlanDocument }> {
  for (const [index, change] of (document.resource_changes ?? []).entries()) {
    if (!types.has(change.type) || !isObject(change.change.after)) continue
    for (const path of leafPaths(change.change.after, [])) {
      const changes = [...(document.resource_changes ?? [])]
      changes[index] = mask(change, path)
      yield {
        name: `${change.address} ${path.join('.')}`,
        document: { ...document, resource_changes: changes },
      }
    }
  }
}

function leafPaths(
  value: Json,
  path: readonly (string | number)[],
): readonly (readonly (string | number)[])[] {
  if (isArray(value))
    return [path, ...value.flatMap((element, index) => leafPaths(element, [...path, index]))]
  if (isObject(value)) {
    const inside = Object.entries(value).flatMap(([key, member]) => leafPaths(member, [...path, key]))
    return path.length === 0 ? inside : [path, ...inside]
  }
  return [path]
}

/** As Terraform writes an unknown: out of `after`, `true` in `after_unknown`; the provider has yet to apply it. */
function mask(change: ResourceChange, path: readonly (string | number)[]): ResourceChange {
  const after = structuredClone(change.change.after) as Json
  const unknown = structuredClone(change.change.after_unknown ?? {}) as Json
  return {
    ...change,
    change: { ...change.change, after: remove(after, path), after_unknown: mark(unknown, after, path) },
  }
}

function remove(value: Json, [step, ...rest]: readonly (string | number)[]): Json {
  if (isArray(value))
    return value.map((element, index) =>
      index !== step ? element : rest.length === 0 ? null : remove(element, rest),
    )
  if (!isObject(value) || step === undefined) return value
  const entries = Object.entries(value)
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([key]) => key !== step)
      : entries.map(([key, member]) => [key, key === step ? remove(member, rest) : member]),
  )
}

function mark(
  unknown: Json | undefined,
  value: Json | undefined,
  [step, ...rest]: readonly (string | number)[],
): Json {
  if (step === undefined || unknown === true) return true
  if (typeof step === 'number') {
    const elements = isArray(value) ? value : []
    const marks = isArray(unknown) ? unknown : []
    return elements.map((element, index) =>
      index === step ? mark(marks[index], element, rest) : (marks[index] ?? false),
    )
  }
  const members = isObject(unknown) ? unknown : {}
  const inside = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  return { ...members, [step]: mark(Object.hasOwn(members, step) ? members[step] : undefined, inside, rest) }
}
