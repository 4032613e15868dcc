import { type InstanceKey, parseKey, printKey } from './instance-key.ts'

export type ResourceMode = 'managed' | 'data' | 'ephemeral'

export interface ModuleStep {
  readonly name: string
  readonly key: InstanceKey
}

/** The address of one resource instance, such as `module.trail["eu"].aws_s3_bucket.logs[0]`. */
export interface ResourceAddress {
  readonly module: readonly ModuleStep[]
  readonly mode: ResourceMode
  readonly type: string
  readonly name: string
  readonly key: InstanceKey
}

const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy

/**
 * Reads an address as Terraform prints it (`addrs.AbsResourceInstance.String`).
 * Returns undefined when `text` is not one; never guesses.
 */
export function parseAddress(text: string): ResourceAddress | undefined {
  const start = parseModulePath(text, 0)
  if (start === undefined) return undefined
  let { position } = start
  let mode: ResourceMode = 'managed'
  for (const prefix of ['data', 'ephemeral'] as const) {
    if (text.startsWith(`${prefix}.`, position)) {
      mode = prefix
      position += prefix.length + 1
      break
    }
  }
  const type = readName(text, position)
  if (type === undefined || text[position + type.length] !== '.') return undefined
  position += type.length + 1
  const name = readName(text, position)
  if (name === undefined) return undefined
  position += name.length
  const key = parseKey(text, position)
  if (key === undefined || key.end !== text.length) return undefined
  return { module: start.steps, mode, type, name, key: key.key }
}

/** Reads `module.a["x"].module.b`; undefined when `text` is not a module address. The empty text is the root. */
export function parseModuleAddress(text: string): readonly ModuleStep[] | undefined {
  if (text === '') return []
  const path = parseModulePath(`${text}.`, 0)
  return path !== undefined && path.position === text.length + 1 ? path.steps : undefined
}

/** The inverse of {@link parseAddress}. */
export function printAddress(address: ResourceAddress): string {
  const prefix = address.mode === 'managed' ? '' : `${address.mode}.`
  const module = address.module.length === 0 ? '' : `${printModuleAddress(address.module)}.`
  return `${module}${prefix}${address.type}.${address.name}${printKey(address.key)}`
}

export function printModuleAddress(module: readonly ModuleStep[]): string {
  return module.map((step) => `module.${step.name}${printKey(step.key)}`).join('.')
}

/** The order in which reports list instances: modules by depth and name, then type, name and key; numbers by value. */
export function compareAddresses(a: ResourceAddress, b: ResourceAddress): number {
  return (
    a.module.length - b.module.length ||
    compareModules(a.module, b.module) ||
    compareText(a.mode, b.mode) ||
    compareText(a.type, b.type) ||
    compareText(a.name, b.name) ||
    compareKeys(a.key, b.key)
  )
}

function compareModules(a: readonly ModuleStep[], b: readonly ModuleStep[]): number {
  for (const [index, step] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    const order = compareText(step.name, other.name) || compareKeys(step.key, other.key)
    if (order !== 0) return order
  }
  return 0
}

function compareKeys(a: InstanceKey, b: InstanceKey): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return compareText(typeof a, typeof b) || compareText(String(a), String(b))
}

/** By code unit: the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function parseModulePath(
  text: string,
  from: number,
): { steps: readonly ModuleStep[]; position: number } | undefined {
  const steps: ModuleStep[] = []
  let position = from
  while (text.startsWith('module.', position)) {
    const name = readName(text, position + 'module.'.length)
    if (name === undefined) return undefined
    const key = parseKey(text, position + 'module.'.length + name.length)
    if (key === undefined || text[key.end] !== '.') return undefined
    steps.push({ name, key: key.key })
    position = key.end + 1
  }
  return { steps, position }
}

function readName(text: string, position: number): string | undefined {
  NAME.lastIndex = position
  return NAME.exec(text)?.[0]
}
