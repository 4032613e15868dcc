import { type Range, scanArray, scanObject } from '../acquire/json-scan.ts'
import { parseJson } from '../acquire/parse-json.ts'
import { recogniseObject, toPlanJson } from '../acquire/plan-bytes.ts'
import { type Diagnostic, DiagnosticError } from '../diagnostic.ts'
import type { Json, PlanDocument } from '../plan/plan-document.ts'
import { checkShape, type Shape } from './schema.ts'

/** The sections that are read; everything else, `planned_values` above all, is only skipped over. */
const SECTIONS: Readonly<Record<string, Shape>> = {
  configuration: 'configuration',
  prior_state: 'state',
  variables: 'variables',
  checks: 'checks',
  relevant_attributes: 'relevantAttributes',
}
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
  const { bytes, notes } = toPlanJson(given, name)
  const sections = scan(bytes, name)
  const wrong = recogniseObject(new Set(sections.keys()), name)
  if (wrong !== undefined) throw wrong
  const document: Record<string, unknown> = {}
  for (const key of SCALARS) copy(document, key, sections, (range) => parseJson(bytes, range))
  checkVersion(document['format_version'], name)
  checkScalars(document, name)
  for (const [key, shape] of Object.entries(SECTIONS)) {
    copy(document, key, sections, (range) => checked(parseJson(bytes, range), shape, key, name))
  }
  for (const [key, shape] of Object.entries(LISTS)) {
    copy(document, key, sections, (range) => readList(bytes, range, shape, key, name))
  }
  if (document['configuration'] === undefined) document['configuration'] = {}
  return { document: document as unknown as PlanDocument, diagnostics: notes }
}

/** The log of `plan -json` is many objects: the first one tells, where the scan of a single object stumbles over the second. */
function scan(bytes: Buffer, name: string): ReadonlyMap<string, Range> {
  try {
    return scanObject(bytes)
  } catch (error) {
    const line = bytes.indexOf('\n')
    if (line !== -1 && bytes.subarray(0, line).includes('"@level"')) {
      throw recogniseObject(new Set(['@level', '@message']), name) ?? error
    }
    throw error
  }
}

function copy(
  document: Record<string, unknown>,
  key: string,
  sections: ReadonlyMap<string, Range>,
  read: (range: Range) => unknown,
): void {
  const range = sections.get(key)
  if (range === undefined) return
  const value = read(range)
  if (value !== null) document[key] = value
}

function readList(
  bytes: Buffer,
  range: Range,
  shape: Shape,
  key: string,
  name: string,
): readonly Json[] | null {
  if (bytes[range.start] !== 0x5b) {
    checked(parseJson(bytes, range), 'list', key, name)
    return null
  }
  return scanArray(bytes, range).map((element, index) =>
    checked(parseJson(bytes, element), shape, `${key}[${index}]`, name),
  )
}

function checked(value: Json, shape: Shape, place: string, name: string): Json {
  if (value === null) return value
  const problem = checkShape(value, shape)
  if (problem === undefined) return value
  throw new DiagnosticError({
    code: 'plan-bad-shape',
    severity: 'error',
    message: `\`${name}\` is not as Terraform writes a plan: \`${place}${problem.path}\` ${problem.sentence}`,
    help: 'make the plan JSON anew with `terraform show -json`; plangate needs it unedited',
  })
}

/** Minor versions only add; a new major version may mean anything (Terraform `jsonplan`, "Format Version"). */
function checkVersion(version: unknown, name: string): void {
  if (typeof version === 'string' && /^[01]\.\d+$/.test(version)) return
  const known = typeof version === 'string' && /^\d+\.\d+/.test(version)
  throw new DiagnosticError({
    code: known ? 'plan-format-unsupported' : 'plan-no-format-version',
    severity: 'error',
    message: known
      ? `\`${name}\` has plan format ${version.slice(0, 20)}, and this version of plangate reads 0.x and 1.x`
      : `\`${name}\` has no \`format_version\`, which every plan JSON has`,
    help: known
      ? 'use a newer plangate'
      : 'make the plan JSON anew with `terraform show -json`; plangate needs it unedited',
  })
}

/** A plan that stopped at an error lists only what came before it. */
function checkScalars(document: Readonly<Record<string, unknown>>, name: string): void {
  if (document['errored'] === true) {
    throw new DiagnosticError({
      code: 'plan-errored',
      severity: 'error',
      message: `planning stopped with an error, so \`${name}\` holds only part of the changes`,
      help: 'correct what `terraform plan` complains about, and plan again',
    })
  }
  for (const key of ['errored', 'complete', 'applyable']) {
    const value = document[key]
    if (value === undefined || typeof value === 'boolean') continue
    throw new DiagnosticError({
      code: 'plan-bad-shape',
      severity: 'error',
      message: `\`${name}\` is not as Terraform writes a plan: \`${key}\` must be true or false`,
      help: 'make the plan JSON anew with `terraform show -json`; plangate needs it unedited',
    })
  }
}
