import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { evaluate } from '../../../src/hcl/evaluate/evaluate.ts'
import type { Scope } from '../../../src/hcl/evaluate/scope.ts'
import { force } from '../../../src/hcl/evaluate/scope.ts'
import { HclFailure } from '../../../src/hcl/failure.ts'
import { isWhollyKnown } from '../../../src/hcl/opaque.ts'
import { isSyntaxFault } from '../../../src/hcl/syntax/fault.ts'
import { parseExpression } from '../../../src/hcl/syntax/parse.ts'
import type { Json, PlanDocument } from '../../../src/plan/plan-document.ts'
import type { SourceTree } from '../../../src/plan/source-tree.ts'
import { resolvePlan } from '../../../src/resolve/plan.ts'
import { indexModuleSources } from '../../../src/resolve/symbolic/module-source.ts'
import { indexSymbolicScopes } from '../../../src/resolve/symbolic/scopes.ts'
import { printTyped, readTyped, type TypedJson } from '../typed-json.ts'

/** An expression and its type and value, numbers as text; without a result Terraform reports an error. */
export interface GeneratedVector {
  readonly text: string
  readonly result?: TypedJson
}

const FOLDER = new URL('module/', import.meta.url)

/** The root variables as plan JSON shows them: what `terraform.tfvars` gives, before any conversion. */
const GIVEN: Readonly<Record<string, Json>> = {
  number_as_text: 12.5,
  text_as_number: '17.0',
  never_null: null,
  rules: [
    { name: 'web' },
    { name: 'db', port: '5432', cidrs: null, enabled: 'true', settings: { level: '3' } },
    { name: 'off', enabled: false, cidrs: [], settings: { mode: null }, ignored: 1 },
  ],
  by_name: { small: {}, big: { size: '12', tags: { a: 1, b: true } } },
  pair: ['x', '2'],
  anything: [{ a: 1 }, { a: 'two', b: null }],
}

/** The scope of the module that the expressions stand in. */
function scopeOfModule(): Scope {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.tf'))
    .map((name) => ({ name, text: readFileSync(new URL(name, FOLDER), 'utf8') }))
  const sourceTree: SourceTree = {
    modules: new Map([['', { directory: '.', files }]]),
    origin: 'folder',
    workspace: 'default',
  }
  const variables = Object.fromEntries(Object.entries(GIVEN).map(([name, value]) => [name, { value }]))
  const document: PlanDocument = { format_version: '1.2', variables, configuration: { root_module: {} } }
  const plan = resolvePlan(document, { id: 'module', input: 'json', sources: 'folder', sourceTree })
  const none = (): never => {
    throw new Error('the module has no resources')
  }
  const scope = indexSymbolicScopes(plan, indexModuleSources(sourceTree), none, none).ofModule([])
  if (scope === undefined) throw new Error('the module cannot be read')
  const hash = (algorithm: string, bytes: Uint8Array): string =>
    createHash(algorithm).update(bytes).digest('hex')
  return { ...scope, functions: { ...scope.functions, hash } }
}

function answer(text: string, scope: Scope): string {
  const parsed = parseExpression(text)
  if (isSyntaxFault(parsed)) return 'error'
  try {
    // What depends on something unknown may fail once that is known, and the answer says so.
    let mayFail = false
    const functions = { ...scope.functions, mayFail: () => (mayFail = true) }
    const value = force(evaluate(parsed, { ...scope, functions }))
    return isWhollyKnown(value) && !mayFail ? printTyped(value) : 'unknown'
  } catch (error) {
    if (error instanceof HclFailure) return 'error'
    throw error
  }
}

/** Where our evaluator answers otherwise than Terraform, and what it leaves unknown. */
export function differences(vectors: readonly GeneratedVector[]): {
  readonly wrong: readonly string[]
  readonly open: readonly string[]
} {
  const scope = scopeOfModule()
  const wrong: string[] = []
  const open: string[] = []
  for (const { text, result } of vectors) {
    const found = answer(text, scope)
    const wanted = result === undefined ? 'error' : printTyped(readTyped(result))
    if (found === 'unknown') open.push(`${text}\n    Terraform: ${wanted}`)
    else if (found !== wanted) wrong.push(`${text}\n    Terraform: ${wanted}\n    we:        ${found}`)
  }
  return { wrong, open }
}
