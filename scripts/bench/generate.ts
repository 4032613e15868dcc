import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { PlanDocument, ValuesModule } from '../../src/plan/plan-document.ts'
import { fillIn } from './fill-in.ts'

/** The plans in `test/plans` that are written out as often as wanted: a module with 16 instances, and 9 resources that are repeated. */
export type Template = 'repeated_modules' | 'repeated_resources'

export interface Wish {
  readonly template: Template
  readonly copies: number
  /** `create`: everything is new; `steady`: everything is there and stays. */
  readonly state: 'create' | 'steady'
}

/** The key of the one copy that Terraform planned. It stands wherever the copy is meant, and nowhere else. */
const KEY = 'copy-000000'

type Parts = Readonly<Record<string, unknown>>

/** Folder of a template, with its `plan.json` and `tfplan`. */
export function folderOf(template: Template): string {
  return new URL(`../../test/plans/${template}/`, import.meta.url).pathname
}

/**
 * Writes plan JSON as Terraform would for `copies` keys, piece by piece, so that it can be larger than a string. The sources of the
 * template's plan file belong to it.
 */
export function generatePlan({ template, copies, state }: Wish, file: string): void {
  const text = readFileSync(`${folderOf(template)}plan.json`, 'utf8')
  const planned = JSON.parse(text) as PlanDocument & {
    readonly planned_values: { root_module: ValuesModule }
  }
  const document = state === 'create' ? planned : fillIn(text, readFileSync(`${folderOf(template)}tfplan`))
  const { planned_values, resource_changes, prior_state, ...rest } = document
  const output = openSync(file, 'w')
  let pending: string[] = []
  let size = 0
  const put = (piece: string): void => {
    pending.push(piece)
    size += piece.length
    if (size > 2 ** 22) flush()
  }
  const flush = (): void => {
    writeSync(output, pending.join(''))
    pending = []
    size = 0
  }

  /** The elements that belong to the copy once for each key, the others once. */
  function list(elements: readonly unknown[]): void {
    put('[')
    const texts = elements.map((element) => JSON.stringify(element))
    let isFirst = true
    for (let number = 0; number < copies; number += 1) {
      for (const one of texts) {
        if (number > 0 && !one.includes(KEY)) continue
        put(`${isFirst ? '' : ','}${one.replaceAll(KEY, nameOf(number))}`)
        isFirst = false
      }
    }
    put(']')
  }

  function values({ resources = [], child_modules = [], ...other }: ValuesModule): void {
    put(`{${membersOf(other as Parts)}"resources":`)
    list(resources)
    put(',"child_modules":')
    list(child_modules)
    put('}')
  }

  put(
    `{${membersOf({ ...rest, variables: { names: { value: Array.from({ length: copies }, (_, number) => nameOf(number)) } } })}"planned_values":{"root_module":`,
  )
  values(planned_values.root_module)
  put('},"resource_changes":')
  list(resource_changes ?? [])
  if (prior_state?.values?.root_module !== undefined) {
    put(`,"prior_state":{"format_version":"1.0","values":{"root_module":`)
    values(prior_state.values.root_module)
    put('}}')
  }
  put('}\n')
  flush()
  closeSync(output)
}

function nameOf(number: number): string {
  return `copy-${String(number).padStart(6, '0')}`
}

function membersOf(members: Parts): string {
  return Object.entries(members)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`)
    .join('')
}
