import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'tap'
import { convert } from '../../src/hcl/convert.ts'
import { HclFailure } from '../../src/hcl/failure.ts'
import { callFunction, type FunctionContext } from '../../src/hcl/functions/index.ts'
import { isWhollyKnown, unknownsIn } from '../../src/hcl/opaque.ts'
import { setValue } from '../../src/hcl/set.ts'
import { stringOf } from '../../src/hcl/text.ts'
import { STRING, typeOf } from '../../src/hcl/types.ts'
import type { Unknown, Value } from '../../src/plan/value.ts'
import { applyIdentity } from './identity.ts'
import { printTyped, readTyped, type TypedJson } from './typed-json.ts'

/**
 * Soundness: hide parts of the arguments behind unknowns and templates, call the function, and put the hidden parts back into the
 * result. It must be what the call gives when nothing is hidden.
 */

interface Vector {
  readonly name: string
  readonly args: readonly TypedJson[]
  readonly result?: TypedJson
}

const RUNS = 150
const vectors = JSON.parse(
  readFileSync(new URL('./function.vectors.json', import.meta.url), 'utf8'),
) as readonly Vector[]
const hash: FunctionContext['hash'] = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex')

interface Hidden {
  readonly applied: Map<string, Value>
  readonly choose: (below: number) => number
}

/** The value with some of its parts hidden, as the choices fall. */
function hide(value: Value, hidden: Hidden): Value {
  const choice = hidden.choose(6)
  if (choice === 0) return behindUnknown(value, hidden)
  if (value.kind === 'known' && typeof value.value === 'string' && choice < 4)
    return behindTemplate(value.value, hidden)
  if (value.kind === 'list') {
    const elements = value.elements.map((element) => hide(element, hidden))
    return value.form === 'set' ? setValue(elements, value.elementType) : { ...value, elements }
  }
  if (value.kind !== 'map') return value
  return { ...value, entries: new Map([...value.entries].map(([key, entry]) => [key, hide(entry, hidden)])) }
}

/** As plan JSON shows a value: lists and sets, maps and objects look alike, and nulls have no type. */
function withoutTypes(value: Value): Value {
  if (value.kind === 'null') return { kind: 'null' }
  if (value.kind === 'list') return { kind: 'list', elements: value.elements.map(withoutTypes) }
  if (value.kind !== 'map') return value
  return {
    kind: 'map',
    entries: new Map([...value.entries].map(([key, entry]) => [key, withoutTypes(entry)])),
  }
}

/** With facts that are true of the value, more or less of them. */
function behindUnknown(value: Value, hidden: Hidden): Value {
  const id = `u${hidden.applied.size}`
  hidden.applied.set(id, value)
  const text = value.kind === 'known' && typeof value.value === 'string' ? value.value : undefined
  const facts = {
    ...(hidden.choose(2) === 0 && value.kind !== 'null' ? { nonNull: true } : {}),
    ...(hidden.choose(2) === 0 && text !== undefined && text !== '' ? { nonEmpty: true } : {}),
    ...(hidden.choose(2) === 0 && text !== undefined && /^[a-z0-9-]+$/.test(text)
      ? { shape: '[a-z0-9-]+' }
      : {}),
    ...(hidden.choose(2) === 0 ? { type: typeOf(value) } : {}),
  }
  return { kind: 'unknown', unknown: { id, waitsFor: [id], ...facts } }
}

function behindTemplate(text: string, hidden: Hidden): Value {
  const characters = [...text]
  const start = hidden.choose(characters.length + 1)
  const end = start + hidden.choose(characters.length - start + 1)
  const middle = behindUnknown({ kind: 'known', value: characters.slice(start, end).join('') }, hidden)
  const part = middle.kind === 'unknown' ? [middle.unknown] : []
  return stringOf([characters.slice(0, start).join(''), ...part, characters.slice(end).join('')])
}

/** Puts the hidden parts back. `undefined` where an unknown stands for the call itself, which is right by its definition. */
function reveal(value: Value, hidden: Hidden, context: FunctionContext): Value | undefined {
  const part = (unknown: Unknown): Value | undefined => {
    const found = applyIdentity(unknown.id, hidden.applied, context)
    return found === undefined || unknown.type === undefined ? found : convert(found, unknown.type)
  }
  switch (value.kind) {
    case 'unknown':
      return part(value.unknown)
    case 'template': {
      const texts = value.parts.map((piece) => (typeof piece === 'string' ? piece : part(piece)))
      const strings = texts.map((text) => (typeof text === 'object' ? convert(text, STRING) : text))
      if (strings.includes(undefined)) return undefined
      return stringOf(
        strings.map((text) =>
          typeof text === 'object' && text.kind === 'known' ? String(text.value) : String(text),
        ),
      )
    }
    case 'list': {
      const elements = value.elements.map((element) => reveal(element, hidden, context))
      if (elements.some((element) => element === undefined)) return undefined
      const complete = elements.filter((element) => element !== undefined)
      return value.form === 'set'
        ? setValue(complete, value.elementType, value.rest)
        : { ...value, elements: complete }
    }
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => [key, reveal(entry, hidden, context)] as const)
      if (entries.some(([, entry]) => entry === undefined)) return undefined
      return {
        ...value,
        entries: new Map(entries.flatMap(([key, entry]) => (entry === undefined ? [] : [[key, entry]]))),
      }
    }
    default:
      return value
  }
}

/** Types left out where the symbolic result does not tell them. */
function print(value: Value): string {
  return printTyped(value).slice(printTyped(value).search(/ (?=[[{"<\d-]|true|false|null)/) + 1)
}

function isBeginning(part: Value, whole: Value): boolean {
  if (part.kind === 'list' && part.rest !== undefined && whole.kind === 'list') {
    if (whole.form === 'set') return true
    return part.elements.every(
      (element, index) =>
        whole.elements[index] !== undefined && bare(element) === bare(whole.elements[index]),
    )
  }
  if (part.kind === 'map' && part.rest !== undefined && whole.kind === 'map') {
    return [...part.entries].every(
      ([key, entry]) => whole.entries.has(key) && bare(entry) === bare(whole.entries.get(key)),
    )
  }
  return bare(part) === bare(whole)
}

function bare(value: Value | undefined): string {
  return value === undefined ? '' : JSON.stringify(plain(value))
}

function plain(value: Value): unknown {
  if (value.kind === 'known')
    return typeof value.value === 'object'
      ? `#${value.value.toFixed()}`
      : typeof value.value === 'number'
        ? `#${value.value}`
        : value.value
  if (value.kind === 'list') return value.elements.map(plain)
  if (value.kind === 'map')
    return Object.fromEntries(
      [...value.entries]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => [`.${key}`, plain(entry)]),
    )
  return value.kind === 'null' ? null : print(value)
}

/** Whether a type is not told: then a number and its text count as one, for nothing says which of them is there. */
function isUntold(args: readonly Value[]): boolean {
  return args.flatMap(unknownsIn).some((unknown) => unknown.type === undefined && unknown.shape === undefined)
}

function asText(value: Value): string {
  if (value.kind === 'list' && value.form === 'set')
    return [...new Set(value.elements.map(asText))].sort().join()
  return bare(value).replace(/(?<=[[,:]|^)(?:"#(-?[\d.]+)"|(true|false))/g, '"$1$2"')
}

function call(name: string, args: readonly Value[], context: FunctionContext): Value | 'error' {
  try {
    return callFunction(name, args, context)
  } catch (error) {
    if (error instanceof HclFailure) return 'error'
    throw error
  }
}

/** What is wrong with the symbolic result of these choices, or nothing. */
function judge({ name, args }: Vector, choices: readonly number[]): string | undefined {
  let next = 0
  const hidden: Hidden = {
    applied: new Map(),
    choose: (below) => (choices[next++ % choices.length] ?? 0) % below,
  }
  const known = args.map(readTyped)
  const bareArgs = known.map(() => hidden.choose(4) === 0)
  const open = known.map((arg, index) => {
    const hiding = hide(arg, hidden)
    return bareArgs[index] === true ? withoutTypes(hiding) : hiding
  })
  const isBare = bareArgs.includes(true)
  let mayFail = false
  const context: FunctionContext = {
    ...(hash === undefined ? {} : { hash }),
    mayFail: () => (mayFail = true),
  }
  const wanted = call(name, known, context)
  mayFail = false
  const found = call(name, open, context)
  const story = (): string =>
    `${name}(${open.map(printTyped).join('; ')}) where ${JSON.stringify([...hidden.applied].map(([id, value]) => `${id} = ${printTyped(value)}`))}`
  if (found === 'error')
    return wanted === 'error' ? undefined : `${story()} is an error, not ${printTyped(wanted)}`
  if (wanted === 'error')
    return mayFail || isBare
      ? undefined
      : `${story()} is ${printTyped(found)}, and nothing said that it may fail`
  if (isBare && found.kind === 'unknown' && found.unknown.id.startsWith(`${name}(`)) return undefined
  let revealed: Value | undefined
  try {
    revealed = reveal(found, hidden, context)
  } catch (error) {
    if (found.kind === 'unknown' && found.unknown.id.startsWith(`${name}(`)) return undefined
    return `${story()} is ${printTyped(found)}, which fails: ${String(error)}`
  }
  if (revealed === undefined || !isWhollyKnown(wanted) || isBeginning(revealed, wanted)) return undefined
  if ((isBare || isUntold(open)) && asText(revealed) === asText(wanted)) return undefined
  return `${story()} is ${printTyped(found)}: ${bare(revealed)}, not ${bare(wanted)}`
}

for (const [name, calls] of Map.groupBy(vectors, (vector) => vector.name)) {
  test(`${name} is right whatever the unknown parts turn out to be`, async (t) => {
    const problems: string[] = []
    fc.assert(
      fc.property(
        fc.constantFrom(...calls),
        fc.array(fc.nat(1000), { minLength: 8, maxLength: 30 }),
        (vector, choices) => {
          const problem = judge(vector, choices)
          if (problem !== undefined) problems.push(problem)
        },
      ),
      { numRuns: RUNS, seed: 7 },
    )
    t.same(problems.slice(0, 3), [], `${problems.length} problems`)
  })
}
