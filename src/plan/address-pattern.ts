import type { ModuleStep, ResourceAddress, ResourceMode } from './address.ts'
import { matchesGlob } from './glob.ts'
import { type InstanceKey, parseKey } from './instance-key.ts'

/**
 * A Terraform address in which names and types may hold `*` and `?`, a key may be `[*]`, and `**` stands for any module path,
 * the root included. A lone `*` as the last name also takes every key: `module.sandbox[*].aws_cloudtrail.*`.
 */
export interface AddressPattern {
  readonly module: readonly (ModulePattern | '**')[]
  readonly mode: ResourceMode
  readonly type: string
  readonly name: string
  readonly key: KeyPattern
}

interface ModulePattern {
  readonly name: string
  readonly key: KeyPattern
}

/** `any` takes every key and none; `some` takes every key. */
type KeyPattern = 'any' | 'some' | { readonly exactly: InstanceKey }

/** Reads a pattern for resources; undefined when `text` is not one. */
export function parseAddressPattern(text: string): AddressPattern | undefined {
  const path = readModules(text)
  let rest = path.rest
  const mode = rest.startsWith('data.') ? 'data' : 'managed'
  if (mode === 'data') rest = rest.slice('data.'.length)
  const names = /^([^.[\]]+)\.([^.[\]]+)/.exec(rest)
  if (names?.[1] === undefined || names[2] === undefined || names[1] === 'module') return undefined
  const key = readKey(rest, names[0].length)
  if (key === undefined || key.end !== rest.length) return undefined
  const open = names[2] === '*' && key.end === names[0].length
  return { module: path.module, mode, type: names[1], name: names[2], key: open ? 'any' : key.key }
}

/** Reads a pattern for modules, such as `module.app[*]` or `**`; the empty text is the root. Undefined when it is not one. */
export function parseModulePattern(text: string): readonly (ModulePattern | '**')[] | undefined {
  if (text === '') return []
  const path = readModules(`${text}.`)
  return path.rest === '' ? path.module : undefined
}

export function matchesAddress(pattern: AddressPattern, address: ResourceAddress): boolean {
  return (
    pattern.mode === address.mode &&
    matchesGlob(pattern.type, address.type) &&
    matchesGlob(pattern.name, address.name) &&
    matchesKey(pattern.key, address.key) &&
    matchesModule(pattern.module, address.module)
  )
}

/** `**` takes any number of steps: which prefixes of the path each part of the pattern can reach, part by part. */
export function matchesModule(
  pattern: readonly (ModulePattern | '**')[],
  module: readonly ModuleStep[],
): boolean {
  let reached = new Set([0])
  for (const part of pattern) {
    const next = new Set<number>()
    for (const at of reached) {
      if (part === '**') {
        for (let end = at; end <= module.length; end += 1) next.add(end)
        continue
      }
      const step = module[at]
      if (step !== undefined && matchesGlob(part.name, step.name) && matchesKey(part.key, step.key))
        next.add(at + 1)
    }
    reached = next
  }
  return reached.has(module.length)
}

function readModules(text: string): {
  readonly module: readonly (ModulePattern | '**')[]
  readonly rest: string
} {
  const module: (ModulePattern | '**')[] = []
  let rest = text
  for (;;) {
    if (rest.startsWith('**.')) {
      module.push('**')
      rest = rest.slice('**.'.length)
      continue
    }
    const name = /^module\.([^.[\]]+)/.exec(rest)
    const key = name === null ? undefined : readKey(rest, name[0].length)
    if (name?.[1] === undefined || key === undefined || rest[key.end] !== '.') return { module, rest }
    module.push({ name: name[1], key: key.key })
    rest = rest.slice(key.end + 1)
  }
}

function readKey(text: string, position: number): { key: KeyPattern; end: number } | undefined {
  if (text.startsWith('[*]', position)) return { key: 'some', end: position + '[*]'.length }
  const key = parseKey(text, position)
  return key === undefined ? undefined : { key: { exactly: key.key }, end: key.end }
}

function matchesKey(pattern: KeyPattern, key: InstanceKey): boolean {
  if (pattern === 'any') return true
  return pattern === 'some' ? key !== undefined : pattern.exactly === key
}
