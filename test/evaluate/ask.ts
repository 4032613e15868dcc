import { evaluateCondition } from '../../src/evaluate/condition.ts'
import { indexByType } from '../../src/evaluate/match.ts'
import { literal } from '../../src/evaluate/operand.ts'
import { newRelationMemory } from '../../src/evaluate/relation-memory.ts'
import type { Scope, Subject } from '../../src/evaluate/scope.ts'
import { evaluateTest } from '../../src/evaluate/test.ts'
import type { Truth } from '../../src/evaluate/truth.ts'
import { isNumber, parseNumber } from '../../src/plan/number.ts'
import type { ResourceInstance } from '../../src/plan/plan.ts'
import type { Json } from '../../src/plan/plan-document.ts'
import { ABSENT, NULL, type TemplatePart, type Unknown, type Value } from '../../src/plan/value.ts'
import type { Condition } from '../../src/policy/condition.ts'
import type { Configured, Resolution } from '../../src/resolve/resolution.ts'
import { zerosOf } from '../../src/resolve/zeros.ts'
import { policyOf } from '../judge.ts'

export interface Asking {
  /** What `${other}` stands for in the test, beside `${params.NAME}`. */
  readonly other?: Value
  readonly params?: Readonly<Record<string, Json>>
  /** Whether the attribute is written in the configuration. */
  readonly configured?: Configured['kind']
  /** Whether the provider may leave zero values where the plan has null. */
  readonly mayLeaveNull?: boolean
}

/** What a test, written as in a policy, says of a value: through the reader and the evaluator, without a plan. */
export function ask(test: string, value: Value, asking: Asking = {}): Truth {
  return askCondition(`{ at.value: ${test} }`, value, asking)
}

/** The same with a whole condition; the value stands at `at.value`. */
export function askCondition(condition: string, value: Value, asking: Asking = {}): Truth {
  return evaluateCondition(conditionOf(condition, asking), scopeOf(value, asking))
}

const read = new Map<string, Condition>()

export function conditionOf(condition: string, { params = {} }: Asking = {}): Condition {
  const key = `${condition} ${JSON.stringify(params)}`
  const known = read.get(key)
  if (known !== undefined) return known
  const declared = Object.entries(params).map(
    ([name, value]) => `${name}: { type: ${typeOf(value)}, default: ${JSON.stringify(value)} }`,
  )
  const text = `policy: p\nparameters: { ${declared.join(', ')} }\nrules:\n  - { id: r, severity: low, match: a_b, require: ${condition} }\n`
  const found = policyOf(text).rules[0]?.require
  if (found === undefined) throw new Error(`no condition: ${condition}`)
  read.set(key, found)
  return found
}

function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'list'
  return typeof value === 'object' ? 'map' : typeof value
}

function scopeOf(value: Value, { other, params = {}, configured, mayLeaveNull }: Asking): Scope {
  const instance = {
    addressText: 'a_b.c',
    address: { type: 'a_b', name: 'c' },
    actions: ['create'],
    moduleText: '',
    providerName: 'registry.terraform.io/a/a',
  } as unknown as ResourceInstance
  const members = new Map(value.kind === 'absent' ? [] : [['value', value] as const])
  const attributes = new Map<string, Value>([
    ['at', { kind: 'map', entries: members }],
    ['other', other ?? ABSENT],
  ])
  const resolution: Resolution = {
    attribute: (_, name) => attributes.get(name) ?? ABSENT,
    valueAt: () => ABSENT,
    attributeNames: () => [...attributes.keys()],
    before: () => NULL,
    provider: () => ({ kind: 'map', entries: new Map() }),
    configured: () =>
      configured === 'no' || configured === 'yes'
        ? { kind: configured, basis: 'known' }
        : { kind: 'unknown', unknown: { id: 'whether it is written', waitsFor: [] } },
    hasReferences: () => false,
    references: () => ({ kind: 'none' }),
    valueByReference: () => undefined,
    identifyingAttributes: () => [],
    mayBeMissing: () => undefined,
    nameScope: () => 'region',
    originOf: () => [],
    locationOf: () => undefined,
    appliedBefore: () => ({ kind: 'unknown', because: '' }),
    zerosAt: (of, path) => (mayLeaveNull === true ? zerosOf(of, path) : []),
  }
  const here: Subject = { kind: 'instance', instance }
  return {
    evaluator: { condition: evaluateCondition, test: evaluateTest },
    resolution,
    instances: indexByType([]),
    select: () => [],
    relations: newRelationMemory(),
    counts: new Map(),
    here,
    bound: new Map([['self', here]]),
    parameters: new Map(Object.entries(params).map(([name, param]) => [name, literal(param)])),
    trustReferences: false,
  }
}

/** What the provider facts tell of an unknown, by the name that it has in a notation. */
export type Facts = Readonly<Record<string, Partial<Unknown>>>

/**
 * A value as Terraform's language writes it: JSON, in which `${…}` is a part that only the apply will tell. A list or map that ends
 * with `"..."` may have more members; `set […]` and `list […]` say which of them it is.
 */
export function readNotation(notation: string, facts: Facts = {}): Value {
  if (notation === 'absent') return ABSENT
  const form = /^(set|list) /.exec(notation)?.[1] as 'set' | 'list' | undefined
  const json = form === undefined ? notation : notation.slice(form.length)
  const alone = /^\$\{([^}]*)\}$/.exec(json)?.[1]
  const value =
    alone === undefined ? readJson(JSON.parse(json, keepDigits) as Json, facts) : unknownOf(alone, facts)
  return form !== undefined && value.kind === 'list' ? { ...value, form } : value
}

function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? parseNumber(context.source) : value
}

function readJson(json: Json, facts: Facts): Value {
  if (typeof json === 'string') return textOf(json, facts)
  if (Array.isArray(json)) {
    const elements = json
      .filter((element) => element !== '...')
      .map((element) => readJson(element as Json, facts))
    return elements.length === json.length
      ? { kind: 'list', elements }
      : { kind: 'list', elements, rest: REST }
  }
  if (typeof json === 'object' && json !== null && !isNumber(json)) {
    const told = Object.entries(json).filter(([key]) => key !== '...')
    const entries = new Map(told.map(([key, entry]) => [key, readJson(entry as Json, facts)]))
    return told.length === Object.keys(json).length
      ? { kind: 'map', entries }
      : { kind: 'map', entries, rest: REST }
  }
  return literal(json)
}

const REST: Unknown = { id: 'the rest', waitsFor: [] }

function textOf(text: string, facts: Facts): Value {
  const parts: TemplatePart[] = text
    .split(/(\$\{[^}]*\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const value = part.startsWith('${') ? unknownOf(part.slice(2, -1), facts) : undefined
      return value?.kind === 'unknown' ? value.unknown : part
    })
  const [only] = parts
  if (parts.length === 1 && typeof only === 'object') return { kind: 'unknown', unknown: only }
  return parts.every((part) => typeof part === 'string')
    ? { kind: 'known', value: parts.join('') }
    : { kind: 'template', parts }
}

function unknownOf(id: string, facts: Facts): Value {
  return { kind: 'unknown', unknown: { id, waitsFor: [id], ...facts[id] } }
}
