import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Argument,
  type Arguments,
  everything,
  lists,
  maps,
  numbers,
  strings,
} from './function-vectors/arguments.ts'
import { COLLECTIONS } from './function-vectors/collections.ts'
import { CONVERSIONS } from './function-vectors/conversions.ts'
import { ENCODINGS } from './function-vectors/encodings.ts'
import { NUMBERS } from './function-vectors/numbers.ts'
import { STRINGS } from './function-vectors/strings.ts'

/**
 * Records what Terraform's functions give: writes `test/hcl/function.vectors.json`, one call a line.
 * Needs `terraform` 1.11 on the path and nothing else: the calls are the outputs of an empty configuration.
 */

interface Call {
  readonly name: string
  readonly args: readonly Argument[]
}

type Json = null | boolean | string | readonly Json[] | { readonly [key: string]: Json }

interface Vector {
  readonly call: Call
  /** cty type JSON and value of the result, or `undefined` for an error. */
  readonly result: readonly [Json, Json] | undefined
}

const chosenCalls: Readonly<Record<string, readonly Arguments[]>> = {
  ...COLLECTIONS,
  ...CONVERSIONS,
  ...ENCODINGS,
  ...NUMBERS,
  ...STRINGS,
}

/** Their results depend on the machine, the time or chance. */
const EXCLUDED = new Set([
  'try',
  'can',
  'timestamp',
  'plantimestamp',
  'uuid',
  'bcrypt',
  'rsadecrypt',
  'abspath',
  'pathexpand',
  'fileset',
])
const FILE_FUNCTIONS = /^file|^template/
const RANDOM_CALLS = 14

interface Signature {
  readonly parameters?: readonly { readonly type: Json }[]
  readonly variadic_parameter?: { readonly type: Json }
}

function main(): void {
  const signatures = JSON.parse(run(['metadata', 'functions', '-json'], tmpdir()))
    .function_signatures as Record<string, Signature>
  const names = Object.keys(signatures).filter(
    (name) => !name.includes('::') && !EXCLUDED.has(name) && !FILE_FUNCTIONS.test(name),
  )
  const random = randomFrom(20_251)
  const calls = names.flatMap((name) => [
    ...(chosenCalls[name] ?? []).map((args): Call => ({ name, args })),
    ...randomCalls(name, signatures[name] ?? {}, random),
  ])
  const vectors = names.flatMap((name) => record(unique(calls.filter((call) => call.name === name))))
  const lines = vectors.map(({ call, result }) => {
    const args = call.args.map(({ type, value }) => [type, value])
    return JSON.stringify({ name: call.name, args, ...(result === undefined ? { error: true } : { result }) })
  })
  writeFileSync(new URL('../test/hcl/function.vectors.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`)
  process.stdout.write(`${vectors.length} calls of ${names.length} functions\n`)
}

function unique(calls: readonly Call[]): readonly Call[] {
  return [...new Map(calls.map((call) => [printCall(call), call])).values()]
}

function printCall({ name, args }: Call): string {
  return `${name}(${args.map((arg) => arg.text).join(', ')})`
}

/** Arguments that fit the signature, mostly. */
function randomCalls(name: string, signature: Signature, random: (below: number) => number): readonly Call[] {
  const pick = (pool: readonly Argument[]): Argument => pool[random(pool.length)] ?? (pool[0] as Argument)
  const argument = (type: Json): Argument => (random(6) === 0 ? pick(everything) : pick(poolFor(type)))
  return Array.from({ length: RANDOM_CALLS }, () => {
    const args = (signature.parameters ?? []).map((parameter) => argument(parameter.type))
    const further = signature.variadic_parameter
    const count = further === undefined ? 0 : random(4)
    return {
      name,
      args: [...args, ...Array.from({ length: count }, () => argument(further?.type ?? 'dynamic'))],
    }
  })
}

function poolFor(type: Json): readonly Argument[] {
  if (type === 'string') return strings
  if (type === 'number') return numbers
  const [kind] = Array.isArray(type) ? type : [type]
  if (kind === 'list' || kind === 'set') return lists
  if (kind === 'map') return maps
  return [...lists, ...maps, ...lists, ...maps, ...everything]
}

/** A small linear congruential generator: the same calls at every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Calls that Terraform itself leaves unknown, or whose result it cannot write (infinity), are dropped. */
function record(calls: readonly Call[]): readonly Vector[] {
  if (calls.length === 0) return []
  const plan = planFor(calls)
  if (plan === undefined) {
    const half = Math.floor(calls.length / 2)
    return half === 0 ? [] : [...record(calls.slice(0, half)), ...record(calls.slice(half))]
  }
  const unknown = plan.output_changes.results.after_unknown
  const known = calls.filter((_, index) => unknown !== true && !hasTrue(unknown[index]))
  return known.length < calls.length ? record(known) : read(calls, plan.planned_values.outputs.results)
}

function planFor(calls: readonly Call[]): ReturnType<typeof JSON.parse> | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'function-vectors-'))
  try {
    const expressions = calls.map((call) => `try({ ok = ${printCall(call)} }, "error")`)
    writeFileSync(
      join(folder, 'main.tf'),
      `output "results" {\n  sensitive = true\n  value = [\n${expressions.join(',\n')}\n  ]\n}\n`,
    )
    run(['plan', '-out=plan', '-input=false', '-lock=false'], folder)
    return JSON.parse(run(['show', '-json', 'plan'], folder), keepDigits)
  } catch (error) {
    if (String(error).includes('cannot serialize infinity')) return undefined
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function read(
  calls: readonly Call[],
  { type, value }: { readonly type: Json; readonly value: Json },
): readonly Vector[] {
  const types = (type as readonly Json[])[1] as readonly Json[]
  const values = value as readonly Json[]
  return calls.map((call, index) => {
    const result = values[index]
    if (result === 'error' || result === undefined) return { call, result: undefined }
    const attributes = (types[index] as readonly Json[])[1] as { readonly ok: Json }
    return { call, result: [attributes.ok, (result as { readonly ok: Json }).ok] }
  })
}

function hasTrue(mask: Json | undefined): boolean {
  if (mask === null || typeof mask !== 'object') return mask === true
  return Object.values(mask).some(hasTrue)
}

/** Numbers as text, with all their digits. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

function run(args: readonly string[], folder: string): string {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' }
  return execFileSync('terraform', args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

main()
