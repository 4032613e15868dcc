import { inputError } from '../acquire/input-codes.ts'
import { parseJson } from '../acquire/parse-json.ts'
import { type OpenedPlan, openPlan } from '../acquire/plan-bytes.ts'
import type { Diagnostic } from '../diagnostic.ts'
import type { Json, PlanDocument, ResourceChange, ValuesModule } from '../plan/plan-document.ts'
import { checkShape, type Shape } from './schema.ts'

/** The sections that are read, each with its shape. Everything else, `planned_values` above all, is only passed over. */
const SECTIONS: Readonly<Record<string, Shape>> = {
  configuration: 'configuration',
  prior_state: 'state',
  variables: 'variables',
  checks: 'checks',
  relevant_attributes: 'relevantAttributes',
}

/** The sections that grow with the plan are validated element by element, as they are parsed. */
const LISTS: Readonly<Record<string, Shape>> = {
  resource_changes: 'resourceChange',
  deferred_changes: 'deferredChange',
}

const SCALARS: readonly string[] = [
  'format_version',
  'terraform_version',
  'timestamp',
  'applyable',
  'complete',
  'errored',
]

/**
 * Reads and validates plan JSON: `format_version` first, then the shape of each part as it is parsed. Throws a
 * DiagnosticError for everything that is not a plan that can be judged; `diagnostics` holds notes about one that can.
 */
export function readPlanDocument(
  given: Uint8Array,
  name: string,
): { readonly document: PlanDocument; readonly diagnostics: readonly Diagnostic[] } {
  const plan = openPlan(given, name)
  const scalars = collect(SCALARS, (key) => readMember(plan, key))
  checkVersion(scalars['format_version'], name)
  checkPart(scalars, 'scalars', '', name)
  if (scalars['errored'] === true) throw errored(name)
  const lists = collect(Object.keys(LISTS), (key) => readList(plan, key, LISTS[key]))
  if (Object.values(lists).every((list) => list.length === 0)) checkNothingIsPlanned(plan)
  checkUniqueInstances(lists['resource_changes'] ?? [], name)
  const sections = collect(Object.keys(SECTIONS), (key) => readMember(plan, key, SECTIONS[key]))
  const document: unknown = { configuration: {}, ...scalars, ...sections, ...lists }
  return { document: document as PlanDocument, diagnostics: plan.notes }
}

/** An object of what is there: a section that is missing or null stays away. */
function collect<T>(keys: readonly string[], read: (key: string) => T | undefined): Record<string, T> {
  const found: Record<string, T> = {}
  for (const key of keys) {
    const value = read(key)
    if (value !== undefined) found[key] = value
  }
  return found
}

function readMember({ text, sections }: OpenedPlan, key: string, shape?: Shape): Json | undefined {
  const range = sections.get(key)
  const value = range === undefined ? null : parseJson(text, range)
  if (value === null) return undefined
  if (shape !== undefined) checkPart(value, shape, key, text.name)
  return value
}

function readList(plan: OpenedPlan, key: string, shape: Shape | undefined): readonly Json[] | undefined {
  const elements = plan.sections.get(key)?.elements
  if (elements === undefined || shape === undefined) {
    readMember(plan, key, 'list')
    return undefined
  }
  return elements.map((range, index) => {
    const element = parseJson(plan.text, range)
    checkPart(element, shape, `${key}[${index}]`, plan.text.name)
    return element
  })
}

function checkPart(value: unknown, shape: Shape, place: string, name: string): void {
  const problem = checkShape(value, shape)
  if (problem === undefined) return
  const path = place === '' ? problem.path.replace(/^\./, '') : `${place}${problem.path}`
  throw inputError(
    'plan-bad-shape',
    `\`${name}\` is not as Terraform writes a plan: \`${path}\` ${problem.sentence}`,
    'make the plan JSON anew with `terraform show -json tfplan`; plangate needs it unedited',
  )
}

/** Minor versions only add; a new major version may mean anything (Terraform `jsonplan`, "Format Version"). */
function checkVersion(version: Json | undefined, name: string): void {
  if (typeof version === 'string' && /^[01]\.\d+$/.test(version)) return
  if (typeof version === 'string' && /^\d+\.\d+/.test(version)) {
    throw inputError(
      'plan-format-unsupported',
      `\`${name}\` has plan format ${version.slice(0, 20)}, and this version of plangate reads 0.x and 1.x`,
      'use a newer plangate',
    )
  }
  throw inputError(
    'plan-no-format-version',
    `\`${name}\` has no \`format_version\`, which every plan JSON has`,
    'make the plan JSON anew with `terraform show -json tfplan`; plangate needs it unedited',
  )
}

/** A plan that stopped at an error lists only what came before it. */
function errored(name: string): Error {
  return inputError(
    'plan-errored',
    `planning stopped with an error, so \`${name}\` holds only part of the changes`,
    'correct what `terraform plan` complains about, and plan again',
  )
}

/** Terraform lists an instance once, and each of its deposed objects once. */
function checkUniqueInstances(elements: readonly Json[], name: string): void {
  const seen = new Set<string>()
  for (const { address, deposed = '' } of elements as unknown as readonly ResourceChange[]) {
    const key = JSON.stringify([address, deposed])
    if (seen.has(key)) {
      throw inputError(
        'plan-duplicate-instance',
        `\`${address}\` stands twice in \`resource_changes\` of \`${name}\``,
        'make the plan JSON anew with `terraform show -json tfplan`; plangate needs it unedited',
      )
    }
    seen.add(key)
  }
}

/**
 * Everything that is planned has a change, `no-op` included (Terraform `jsonplan`, `marshalPlannedValues`), so planned resources
 * without any change mean that a tool or a hand has removed the changes: such a plan would pass every rule. Resources without
 * values are forgotten ones, which Terraform before 1.15 lists.
 */
function checkNothingIsPlanned(plan: OpenedPlan): void {
  const planned = readMember(plan, 'planned_values', 'values') as
    | { readonly root_module?: ValuesModule }
    | undefined
  const pending = [planned?.root_module ?? {}]
  let count = 0
  for (let module = pending.pop(); module !== undefined; module = pending.pop()) {
    count += (module.resources ?? []).filter(({ values }) => values !== undefined).length
    pending.push(...(module.child_modules ?? []))
  }
  if (count === 0) return
  throw inputError(
    'plan-without-changes',
    `\`${plan.text.name}\` plans ${count} ${count === 1 ? 'resource' : 'resources'} and lists no changes in \`resource_changes\``,
    'make the plan JSON anew with `terraform show -json tfplan`; plangate needs it unedited',
  )
}
